import { insertExpected, insertMoment, listExpected, type MomentRow } from '#src/db/queries/moment.ts';
import { listMeetings, listMoments } from '#src/db/queries/rule.ts';
import type { Transaction } from '#src/db/client.ts';
import { checkMoment, clash, type MomentTimes } from '#src/domain/moment.ts';
import { placeOf } from '#src/domain/expectation.ts';
import { recordEvent } from '../audit.ts';
import type { Context } from '../context.ts';
import { assertOpen, reachGroup, type ReachedGroup } from '../group/reach.ts';
import { heldMoment } from '../group/load-work.ts';
import { loadMembers } from '../group/members.ts';
import { newId } from '../new-id.ts';
import { invalid, ServiceError } from '../service-error.ts';
import { assertNotCancelled, reachMeeting, type ReachedMeeting } from './reach.ts';
import { tellWhen } from './tell.ts';
import { tellLeadersWhen } from './tell-leaders.ts';

export interface MomentFields {
  /** YYYY-MM-DD */
  day: string;
  /** HH:MM */
  start: string;
  end: string;
  place: string;
}

export interface PlannedMoment {
  momentId: string;
  /** It was over already when it was put in. */
  past: boolean;
}

/**
 * Plans one holding of a meeting. `everyone`: whoever stands at no moment yet is expected here. The same client key
 * (a second click) plans nothing new.
 * @throws ServiceError invalid for hours that don't fit, or a room that is taken at that time
 */
export async function planMoment(
  ctx: Context,
  input: { groupId: string; nr: number; clientKey: string; everyone: boolean } & MomentFields,
): Promise<PlannedMoment> {
  const group = await reachGroup(ctx, input.groupId, 'meeting:plan');
  assertOpen(group);
  const times = timesOf(ctx, input);
  const planned = await ctx.db.transaction(async (tx) => {
    const { meeting, moments } = await reachMeeting(tx, input);
    assertNotCancelled(meeting);
    return writeMoment(tx, ctx, { group, meeting, moments }, { times, clientKey: input.clientKey, everyone: input.everyone });
  });
  ctx.mailWaits();
  return { momentId: planned, past: times.endsAt <= ctx.now };
}

/** Writes one holding of a meeting in the caller's transaction, with whom it expects and their mail; answers its id. */
export async function writeMoment(
  tx: Transaction,
  ctx: Context,
  { group, meeting, moments }: { group: ReachedGroup; meeting: ReachedMeeting; moments: readonly MomentRow[] },
  wanted: { times: MomentTimes; clientKey: string; everyone: boolean },
): Promise<string> {
  const icalUid = `${wanted.clientKey}@${new URL(ctx.publicBaseUrl).hostname}`;
  const already = moments.find((m) => m.icalUid === icalUid);
  if (already) return already.id;
  await assertRoom(tx, group.id, wanted.times, null);
  const row = { id: newId(), meetingId: meeting.id, ...wanted.times, icalUid, sequence: 0 };
  if (!(await insertMoment(tx, row)))
    throw new ServiceError('conflict', 'Laad de pagina opnieuw en vul het moment nog een keer in.');
  await recordEvent(tx, ctx, {
    kind: 'momentChanged',
    entity: 'moment',
    entityId: row.id,
    organisationId: group.libraryId,
    detail: { what: 'planned', starts: row.startsAt.toISOString(), ends: row.endsAt.toISOString(), place: row.place },
  });
  await tellLeadersWhen(tx, ctx, { group, meeting, moment: row });
  if (wanted.everyone) {
    const members = (await loadMembers(tx, [group.id])).get(group.id) ?? [];
    const expected = await listExpected(
      tx,
      moments.map((m) => m.id),
    );
    const free = members.filter((m) => !m.left && !m.paused && placeOf(m.personId, moments.map(heldMoment), expected) === null);
    await insertExpected(
      tx,
      free.map((m) => ({ id: newId(), momentId: row.id, personId: m.personId })),
    );
    await tellWhen(tx, ctx, { group, meeting, moment: row, people: free });
  }
  return row.id;
}

const formFields = { day: 'dag', start: 'begin', end: 'einde' } as const;

/** @param known as it stood, of one that is changed */
export function timesOf(ctx: Context, fields: MomentFields, known?: MomentTimes): MomentTimes {
  const checked = checkMoment(fields, ctx.now, known);
  if (checked.kind === 'wrong')
    throw new ServiceError(
      'invalid',
      checked.errors.map((e) => ({ field: formFields[e.field], message: e.message })),
    );
  return { startsAt: checked.startsAt, endsAt: checked.endsAt, place: checked.place };
}

/** Two moments of a group can't be in one place at one time. */
export async function assertRoom(tx: Transaction, groupId: string, times: MomentTimes, exceptId: string | null) {
  const meetings = await listMeetings(tx, groupId);
  const others = await listMoments(
    tx,
    meetings.map((m) => m.id),
  );
  const taken = others.find((m) => m.id !== exceptId && m.cancelledAt === null && clash(m, times));
  if (!taken) return;
  const nr = meetings.find((m) => m.id === taken.meetingId)?.nr;
  throw invalid('begin', `Op deze plek is dan al een moment van bijeenkomst ${nr}. Kies een andere tijd of plaats.`);
}
