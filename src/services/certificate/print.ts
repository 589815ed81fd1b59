import { findGroup } from '#src/db/queries/rule.ts';
import type { PrintedCertificate } from '#src/pdf/types.ts';
import { authorise, signedIn, type Context } from '../context.ts';
import { notFound } from '../service-error.ts';
import { findCertificate, printed } from './open.ts';

/** What goes to paper: for the owner and for who leads the group. What was revoked is not printed. */
export async function printCertificate(ctx: Context, code: string): Promise<PrintedCertificate> {
  signedIn(ctx);
  const found = await findCertificate(ctx, code);
  const group = await findGroup(ctx.db, found.groupId);
  authorise(ctx, 'certificate:download', {
    groupId: found.groupId,
    ...(group ? { libraryId: group.libraryId } : {}),
    ...(found.personId ? { personId: found.personId } : {}),
  });
  if (found.revokedAt || found.name === '') throw notFound();
  return printed(ctx, found);
}
