import { findOpenErasure } from '#src/db/queries/erasure.ts';
import { listCertificatesOfPerson } from '#src/db/queries/own-certificate.ts';
import { arrangeFirst, causeOf, thinkDays, type ErasureCause } from '#src/domain/erasure.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import { authorise, signedIn, type Context } from '../context.ts';
import { proofOf } from './confirm.ts';
import { loadTies } from './ties.ts';

export interface ErasureView {
  /** An open wish; null when there is none. */
  open: { asked: string; due: string; keepsCertificates: boolean; cause: ErasureCause } | null;
  /** What must be arranged first, in sentences. */
  first: string[];
  proof: 'password' | 'freshSession' | 'signInAgain';
  certificates: number;
  thinkDays: number;
}

/** One's own page about being erased: what goes, what stays, and what was asked. */
export async function openErasure(ctx: Context): Promise<ErasureView> {
  const actor = authorise(ctx, 'account:manage', { personId: signedIn(ctx).personId });
  const [open, ties, certificates, proof] = await Promise.all([
    findOpenErasure(ctx.db, actor.personId),
    loadTies(ctx.db, actor.personId, ctx.now),
    listCertificatesOfPerson(ctx.db, actor.personId),
    proofOf(ctx, actor),
  ]);
  return {
    open: open && {
      asked: longDate(open.at),
      due: longDate(open.dueAt),
      keepsCertificates: open.keepsCertificates,
      cause: causeOf(open),
    },
    first: arrangeFirst(ties),
    proof,
    certificates: certificates.filter((found) => found.revokedAt === null).length,
    thinkDays,
  };
}
