import { listMarks } from '#src/db/queries/attendance.ts';
import { setMeetingCancelled, updateMoment } from '#src/db/queries/moment.ts';
import { insertRule } from '#src/db/queries/rule.ts';
import { counts, attendanceOf } from '#src/domain/attendance.ts';
import { recordEvent } from '../audit.ts';
import { issueWhenEarned, type Issued } from '../certificate/issue-when-earned.ts';
import type { Context } from '../context.ts';
import { hasAttendance } from '../meeting/change-moment.ts';
import { reachMeeting } from '../meeting/reach.ts';
import { tellCancelled } from '../meeting/tell.ts';
import { newId } from '../new-id.ts';
import { visitorsOf } from '../visit/people.ts';
import { ServiceError } from '../service-error.ts';
import { heldMoment } from './load-work.ts';
import { loadMembers } from './members.ts';
import { cancelEffect } from './preview-cancel.ts';
import { assertOpen, reachGroup } from './reach.ts';

/**
 * Takes a whole meeting off: the group gets a rule without it, and who lacked nothing else gets what they earned, in the
 * same transaction. Without any meeting left the group works for a proof of participation. What was recorded stays.
 * @param input.ruleId the rule whose effect was shown before
 * @throws ServiceError conflict when the group's rule changed since
 */
export async function cancelMeeting(
  ctx: Context,
  input: { groupId: string; nr: number; ruleId: string },
): Promise<{ issued: Issued[] }> {
  const group = await reachGroup(ctx, input.groupId, 'meeting:plan');
  assertOpen(group);
  const issued = await ctx.db.transaction(async (tx) => {
    const { meeting, moments } = await reachMeeting(tx, input);
    if (meeting.cancelledAt) return [];
    const members = (await loadMembers(tx, [group.id])).get(group.id) ?? [];
    const { rule, ruleId, seq } = await cancelEffect(tx, ctx, group, meeting, members);
    if ((ruleId ?? 'none') !== input.ruleId)
      throw new ServiceError(
        'conflict',
        'De afspraken van deze groep zijn net veranderd. Kijk eerst hieronder wat er nu gebeurt.',
      );
    await setMeetingCancelled(tx, meeting.id, ctx.now);
    await recordEvent(tx, ctx, {
      kind: 'momentChanged',
      entity: 'meeting',
      entityId: meeting.id,
      organisationId: group.libraryId,
      detail: { what: 'cancelled' },
    });
    const marks = await listMarks(
      tx,
      moments.map((m) => m.id),
    );
    const unheld = moments.filter((m) => m.cancelledAt === null && !hasAttendance(marks, m.id));
    const off = unheld.map((moment) => ({ ...moment, sequence: moment.sequence + 1 }));
    for (const moment of off) await updateMoment(tx, moment.id, { cancelledAt: ctx.now, sequence: moment.sequence });
    if (rule) {
      const id = newId();
      const items = [
        ...rule.moduleIds.map((ref) => ({ kind: 'module' as const, ref })),
        ...rule.meetingIds.map((ref) => ({ kind: 'meeting' as const, ref })),
      ];
      await insertRule(
        tx,
        { id, groupId: group.id, award: rule.award, seq: seq + 1, from: ctx.now, byId: ctx.actor?.personId ?? null },
        items.map((item, position) => ({ id: newId(), ruleId: id, position, ...item })),
      );
      await recordEvent(tx, ctx, {
        kind: 'ruleChanged',
        entity: 'group',
        entityId: group.id,
        organisationId: group.libraryId,
        detail: { without: meeting.id, award: rule.award, meetings: rule.meetingIds.length },
      });
    }
    const held = moments.map(heldMoment);
    const people = members.filter((m) => !m.left && !counts(attendanceOf(held, marks, [], meeting.id, m.personId)));
    const visitors = await visitorsOf(
      tx,
      off.filter((m) => m.startsAt > ctx.now).map((m) => m.id),
    );
    await tellCancelled(tx, ctx, {
      group,
      meeting,
      people: [...people, ...visitors],
      what: `meeting ${meeting.id}`,
      moments: off,
    });
    return issueWhenEarned(tx, ctx, { groupId: group.id });
  });
  ctx.mailWaits();
  return { issued };
}
