import type { Transaction } from '#src/db/client.ts';
import { recordEvent } from '../audit.ts';
import type { Context } from '../context.ts';
import type { ReachedGroup } from '../group/reach.ts';

/** Keeps who made, changed or took away an agreement, in the same transaction; its text stays out of it. The subject is who does it. */
export const recordAgreement = (
  tx: Transaction,
  ctx: Context,
  of: { group: ReachedGroup; id: string; ownerId: string | null; detail: Record<string, string | null> },
): Promise<void> =>
  recordEvent(tx, ctx, {
    kind: 'agreementChanged',
    entity: 'agreement',
    entityId: of.id,
    subjectId: of.ownerId,
    organisationId: of.group.libraryId,
    detail: of.detail,
  });
