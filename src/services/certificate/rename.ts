import type { Transaction } from '#src/db/client.ts';
import { insertCertificateNames } from '#src/db/queries/certificate.ts';
import type { Context } from '../context.ts';

/**
 * A name was corrected: from now on it stands on each certificate of this person. Part of the transaction that
 * changes the name; the caller has authorised it.
 */
export async function addCertificateName(tx: Transaction, ctx: Context, who: { personId: string; name: string }): Promise<void> {
  await insertCertificateNames(tx, { ...who, at: ctx.now });
}
