import type { Transaction } from '#src/db/client.ts';
import { lapseSessionsOfPerson } from '#src/db/queries/session.ts';

/**
 * Signs a person out everywhere, in the transaction that deactivates them or changes their role or e-mail: their next request
 * asks them to sign in, and what they were typing is kept for them. The caller has authorised it and records why.
 */
export async function endSessions(tx: Transaction, personId: string): Promise<void> {
  await lapseSessionsOfPerson(tx, personId);
}
