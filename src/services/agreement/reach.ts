import { findAgreement } from '#src/db/queries/agreement.ts';
import type { Queryable } from '#src/db/client.ts';
import { reachMeeting } from '../meeting/reach.ts';
import { notFound } from '../service-error.ts';

/** An agreement of this meeting; what was taken away is only there for whoever was changing it. Who asks may plan the meeting. */
export async function reachAgreement(
  db: Queryable,
  at: { groupId: string; nr: number; agreementId: string },
  { withdrawn = false } = {},
) {
  const { meeting } = await reachMeeting(db, at);
  const agreement = await findAgreement(db, at.agreementId);
  if (agreement?.meetingId !== meeting.id || (agreement.withdrawnAt && !withdrawn)) throw notFound();
  return { meeting, agreement };
}
