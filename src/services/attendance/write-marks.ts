import type { Transaction } from '#src/db/client.ts';
import { insertMarks, listMakeUps, listMarks } from '#src/db/queries/attendance.ts';
import { changeRun } from '#src/db/queries/run.ts';
import type { MomentRow } from '#src/db/queries/moment.ts';
import { attendanceAt, attendanceOf, counts, recordingOpens, type MarkState } from '#src/domain/attendance.ts';
import { hour } from '#src/domain/calendar-day.ts';
import { recordEvent } from '../audit.ts';
import { issueWhenEarned, type Issued } from '../certificate/issue-when-earned.ts';
import type { Context } from '../context.ts';
import type { ReachedGroup } from '../group/reach.ts';
import { heldMoment } from '../group/load-work.ts';
import { momentPath } from '../group/work-text.ts';
import { newId } from '../new-id.ts';
import { refused } from '../service-error.ts';
import type { ReachedMeeting } from '../meeting/reach.ts';
import { settleVisits } from '../visit/settle.ts';
import { tellCorrection } from './tell-correction.ts';

export interface Recorded {
  /** People whose mark was added: none when the tap came in twice, or it stood so already. */
  changed: string[];
  /** Certificates that this was the last fact for. */
  issued: Issued[];
  /** People who keep a certificate though they no longer count as present. */
  afterCertificate: string[];
  /** Of the screens that watch this moment; null where nobody runs it, or nothing changed. */
  revision: number | null;
}

export interface MomentPlace {
  group: ReachedGroup;
  meeting: ReachedMeeting;
  moments: readonly MomentRow[];
  moment: MomentRow;
}

export interface WantedMark {
  personId: string;
  state: MarkState;
}

/** @throws ServiceError invalid before recording opens, or where the moment is off */
export function assertRecordable(ctx: Context, { meeting, moment }: Pick<MomentPlace, 'meeting' | 'moment'>) {
  if (moment.cancelledAt || meeting.cancelledAt) throw refused('Dit moment gaat niet door. Er kan niets ingevuld worden.');
  const opens = recordingOpens(moment.startsAt);
  if (ctx.now < opens) throw refused(`Je kunt de aanwezigheid invullen vanaf een uur voor het begin (${hour(opens)}).`);
}

/**
 * Adds the marks of one tap and does everything that hangs on them, in the same transaction: an audit event for what was
 * recorded differently before, the certificates this was the last fact for, and mail where a certificate no longer fits.
 * @param clientKey one per tap: a second click adds nothing
 */
export async function writeMarks(
  tx: Transaction,
  ctx: Context,
  place: MomentPlace,
  wanted: readonly WantedMark[],
  tap: { source: 'leader' | 'everyone' | 'checkIn' | 'undo'; clientKey: string },
): Promise<Recorded> {
  const { group, meeting, moment } = place;
  const before = await listMarks(
    tx,
    place.moments.map((m) => m.id),
  );
  const changes = wanted.filter(({ personId, state }) => asMark(attendanceAt(before, moment.id, personId)) !== state);
  const changed = await insertMarks(
    tx,
    changes.map(({ personId, state }) => ({
      id: newId(),
      momentId: moment.id,
      personId,
      state,
      source: tap.source,
      clientKey: tap.clientKey,
      byId: ctx.actor?.personId ?? null,
      at: ctx.now,
    })),
  );
  if (changed.length === 0) return nothingRecorded;

  const after = await listMarks(
    tx,
    place.moments.map((m) => m.id),
  );
  for (const personId of changed) {
    const was = attendanceAt(before, moment.id, personId);
    if (was !== 'notRecorded')
      await recordEvent(tx, ctx, {
        kind: 'attendanceChanged',
        entity: 'moment',
        entityId: moment.id,
        subjectId: personId,
        organisationId: group.libraryId,
        detail: { before: was, after: attendanceAt(after, moment.id, personId) },
      });
  }
  const makeUps = (await listMakeUps(tx, [meeting.id])).map((m) => ({ ...m, withdrawn: m.withdrawnAt !== null }));
  const held = place.moments.map(heldMoment);
  const counted = (marks: typeof before, personId: string) => counts(attendanceOf(held, marks, makeUps, meeting.id, personId));
  const afterCertificate = await tellCorrection(tx, ctx, {
    group,
    meeting,
    personIds: changed.filter((id) => counted(before, id) && !counted(after, id)),
    path: momentPath(group.id, meeting.nr, moment.id),
    key: `${moment.id} ${tap.clientKey}`,
  });
  const one = changed.length === 1 ? changed[0] : undefined;
  const issued = await issueWhenEarned(tx, ctx, one ? { groupId: group.id, personId: one } : { groupId: group.id });
  const visited = await settleVisits(tx, ctx, moment, changed);
  return { changed, issued: [...issued, ...visited], afterCertificate, revision: await changeRun(tx, moment.id, {}, ctx.now) };
}

/** What a tap that came in twice comes to. */
export const nothingRecorded: Recorded = { changed: [], issued: [], afterCertificate: [], revision: null };

/** After the commit: mail goes out, and screens follow. */
export function afterRecording(ctx: Context, momentId: string, recorded: Recorded, to: 'all' | 'leaders' = 'leaders') {
  ctx.mailWaits();
  if (recorded.revision !== null) ctx.live.tell(momentId, { revision: recorded.revision, to });
}

const asMark = (state: ReturnType<typeof attendanceAt>): MarkState => (state === 'notRecorded' ? 'cleared' : state);
