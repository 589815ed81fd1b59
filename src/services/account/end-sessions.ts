import type { Transaction } from '#src/db/client.ts';
import { deleteSessionsOfPerson } from '#src/db/queries/session.ts';

/**
 * Signs a person out everywhere, in the transaction that deactivates them or changes their role or e-mail: their next request
 * asks them to sign in. The caller has authorised it and records why.
 */
export async function endSessions(tx: Transaction, personId: string): Promise<void> {
  await deleteSessionsOfPerson(tx, personId);
}
