import type { Transaction } from '#src/db/client.ts';
import { recordEvent } from '../audit.ts';
import type { Context } from '../context.ts';

/** Keeps who made, changed or took away an agreement of a pilot; its text stays out of it. The subject is who does it. */
export const recordPilotAgreement = (
  tx: Transaction,
  ctx: Context,
  of: { id: string; libraryId: string; ownerId: string | null; detail: Record<string, string | null> },
): Promise<void> =>
  recordEvent(tx, ctx, {
    kind: 'agreementChanged',
    entity: 'pilotAgreement',
    entityId: of.id,
    subjectId: of.ownerId,
    organisationId: of.libraryId,
    detail: of.detail,
  });
