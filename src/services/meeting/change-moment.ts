import { moveMomentLeaders } from '#src/db/queries/leader.ts';
import { listMarks } from '#src/db/queries/attendance.ts';
import { listExpected, updateMoment } from '#src/db/queries/moment.ts';
import { setWishes } from '#src/db/queries/planning.ts';
import { attendanceAt, recordingOpens, type Mark } from '#src/domain/attendance.ts';
import { sameMoment } from '#src/domain/moment.ts';
import { leadsUntil } from '#src/domain/group.ts';
import { recordEvent } from '../audit.ts';
import type { Context } from '../context.ts';
import { assertOpen, reachGroup } from '../group/reach.ts';
import { loadMembers } from '../group/members.ts';
import { wishesOn } from '../planning/load.ts';
import { invalid, refused, ServiceError } from '../service-error.ts';
import { visitorsOf } from '../visit/people.ts';
import { assertRoom, timesOf, type MomentFields, type PlannedMoment } from './plan-moment.ts';
import { assertNotCancelled, reachMoment } from './reach.ts';
import { tellNotExpected, tellWhen } from './tell.ts';
import { tellLeadersHeld, tellLeadersWhen } from './tell-leaders.ts';

/**
 * Gives a moment another day, hour or place. `sequence` is the version the form was made from: who comes second with
 * something else is told so. With `moveWishes` the days by which to have read the modules that hang on it go along.
 * @throws ServiceError invalid for hours that don't fit; conflict when it was changed in the meantime
 */
export async function changeMoment(
  ctx: Context,
  input: { groupId: string; nr: number; momentId: string; sequence: number; moveWishes?: boolean } & MomentFields,
): Promise<PlannedMoment> {
  const group = await reachGroup(ctx, input.groupId, 'meeting:plan');
  assertOpen(group);
  const past = await ctx.db.transaction(async (tx) => {
    const { meeting, moment } = await reachMoment(tx, input);
    const times = timesOf(ctx, input, moment);
    const over = times.endsAt <= ctx.now;
    if (sameMoment(moment, times) && moment.cancelledAt === null) return over;
    assertNotCancelled(meeting);
    if (moment.cancelledAt) throw refused('Dit moment gaat niet door. Plan een nieuw moment.');
    if (moment.sequence !== input.sequence)
      throw new ServiceError('conflict', 'Iemand anders heeft dit moment net veranderd. Ga terug en kijk hoe het nu staat.');
    if (recordingOpens(times.startsAt) > ctx.now && hasAttendance(await listMarks(tx, [moment.id]), moment.id))
      throw invalid('dag', 'Bij dit moment is al aanwezigheid ingevuld. Het kan dus niet in de toekomst liggen.');
    await assertRoom(tx, group.id, times, moment.id);
    if (input.moveWishes)
      await setWishes(
        tx,
        group.id,
        await wishesOn(tx, ctx, { group, meetingId: meeting.id, momentId: moment.id, toDay: input.day }),
      );
    const sequence = moment.sequence + 1;
    await updateMoment(tx, moment.id, { ...times, sequence });
    await recordEvent(tx, ctx, {
      kind: 'momentChanged',
      entity: 'moment',
      entityId: moment.id,
      organisationId: group.libraryId,
      detail: {
        what: 'changed',
        before: `${moment.startsAt.toISOString()} ${moment.endsAt.toISOString()} ${moment.place}`,
        after: `${times.startsAt.toISOString()} ${times.endsAt.toISOString()} ${times.place}`,
      },
    });
    const expected = new Set((await listExpected(tx, [moment.id])).map((e) => e.personId));
    const members = (await loadMembers(tx, [group.id])).get(group.id) ?? [];
    const people = [...members.filter((m) => !m.left && expected.has(m.personId)), ...(await visitorsOf(tx, [moment.id]))];
    await tellLeadersWhen(tx, ctx, { group, meeting, moment: { ...moment, ...times, sequence } });
    await tellWhen(tx, ctx, { group, meeting, moment: { ...moment, ...times, sequence }, people });
    // It turns out to have been held already: nobody should come to where it stood in their calendar.
    if (times.startsAt <= ctx.now) {
      const told = { group, meeting, moment: { ...moment, sequence } };
      await tellLeadersHeld(tx, ctx, told);
      await tellNotExpected(tx, ctx, { ...told, people });
    }
    await moveMomentLeaders(tx, moment.id, { from: leadsUntil(moment.endsAt), to: leadsUntil(times.endsAt) });
    return over;
  });
  ctx.mailWaits();
  return { momentId: input.momentId, past };
}

/** Is anybody recorded at this moment, present or absent? */
export const hasAttendance = (marks: readonly Mark[], momentId: string) =>
  marks.some((m) => attendanceAt(marks, momentId, m.personId) !== 'notRecorded');
