import type { Transaction } from '#src/db/client.ts';
import { insertMeetings, updateMeeting } from '#src/db/queries/learning-group.ts';
import { updateMoment } from '#src/db/queries/moment.ts';
import { insertRule } from '#src/db/queries/rule.ts';
import { attendanceOf, counts } from '#src/domain/attendance.ts';
import { recordEvent } from '../audit.ts';
import { issueWhenEarned, type Issued } from '../certificate/issue-when-earned.ts';
import type { Context } from '../context.ts';
import { loadMembers } from '../group/members.ts';
import { reachGroup } from '../group/reach.ts';
import { tellCancelled } from '../meeting/tell.ts';
import { newId } from '../new-id.ts';
import { visitorsOf } from '../visit/people.ts';
import { ServiceError } from '../service-error.ts';
import { loadDropped, loadPlan, type LoadedPlan } from './plan.ts';
import { readWish, type WrittenWish } from './wish.ts';

/**
 * Saves what a group asks: a rule is added, the older ones stay. Whoever has everything then gets what they earned in the same
 * transaction; what was issued stays. The same form a second time changes nothing.
 * @param input.ruleId the rule whose change was shown ("geen": there was none)
 * @throws ServiceError conflict when the group's rule changed since
 */
export async function changeRule(
  ctx: Context,
  input: { groupId: string; ruleId: string } & WrittenWish,
): Promise<{ issued: Issued[] }> {
  await reachGroup(ctx, input.groupId, 'group:arrange');
  const wish = readWish(input);
  const issued = await ctx.db.transaction(async (tx) => {
    const loaded = await loadPlan(tx, ctx, input.groupId, wish);
    const { group, plan } = loaded;
    if (!plan.changesAnything) return [];
    if ((loaded.ruleId ?? 'geen') !== input.ruleId)
      throw new ServiceError(
        'conflict',
        'Deze groep is net door iemand anders veranderd. Kijk hieronder wat er nu zou veranderen.',
      );
    await writePlan(tx, ctx, loaded);
    return plan.asksElse ? issueWhenEarned(tx, ctx, { groupId: group.id }) : [];
  });
  ctx.mailWaits();
  return { issued };
}

/** Writes what a plan asks, in the caller's transaction: meetings, the rule, and what happened. */
export async function writePlan(tx: Transaction, ctx: Context, loaded: LoadedPlan): Promise<void> {
  const { group, plan } = loaded;
  const ids = await writeMeetings(tx, loaded);
  await dropMeetings(tx, ctx, loaded);
  if (plan.asksElse) await writeRule(tx, ctx, loaded, ids);
  await recordEvent(tx, ctx, {
    kind: plan.asksElse ? 'ruleChanged' : 'groupChanged',
    entity: 'group',
    entityId: group.id,
    organisationId: group.libraryId,
    detail: { award: plan.award, modules: plan.moduleIds.join(' '), meetings: ids.length, renamed: plan.renamed.length },
  });
}

/** New, restored and renamed meetings; answers the ids of all that are asked, in order. */
async function writeMeetings(tx: Transaction, { group, plan }: LoadedPlan): Promise<string[]> {
  const rows = plan.meetings.map((m) => ({ ...m, id: m.id ?? newId(), groupId: group.id }));
  await insertMeetings(
    tx,
    rows.filter((_, i) => plan.meetings[i]?.id === null),
  );
  for (const meeting of plan.restored) if (meeting.id) await updateMeeting(tx, meeting.id, { cancelledAt: null });
  for (const { meeting } of plan.renamed) if (meeting.id) await updateMeeting(tx, meeting.id, { title: meeting.title });
  return rows.map((m) => m.id);
}

/** Takes meetings off with the moments where nothing was recorded, and mails whoever was not there yet. What was recorded stays. */
async function dropMeetings(tx: Transaction, ctx: Context, { group, plan }: LoadedPlan): Promise<void> {
  if (plan.dropped.length === 0) return;
  const { moments, planned, marks, makeUps } = await loadDropped(tx, plan);
  const made = makeUps.map((m) => ({ ...m, withdrawn: m.withdrawnAt !== null }));
  const members = ((await loadMembers(tx, [group.id])).get(group.id) ?? []).filter((m) => !m.left);
  for (const meeting of plan.dropped) {
    await updateMeeting(tx, meeting.id, { cancelledAt: ctx.now });
    await recordEvent(tx, ctx, {
      kind: 'momentChanged',
      entity: 'meeting',
      entityId: meeting.id,
      organisationId: group.libraryId,
      detail: { what: 'cancelled' },
    });
    const off = planned.filter((m) => m.meetingId === meeting.id).map((moment) => ({ ...moment, sequence: moment.sequence + 1 }));
    for (const { id, sequence } of off) await updateMoment(tx, id, { cancelledAt: ctx.now, sequence });
    if (off.length === 0) continue;
    const all = moments
      .filter((m) => m.meetingId === meeting.id)
      .map((m) => ({ id: m.id, startsAt: m.startsAt, cancelled: false }));
    const people = members.filter((m) => !counts(attendanceOf(all, marks, made, meeting.id, m.personId)));
    const visitors = await visitorsOf(
      tx,
      off.filter((m) => m.startsAt > ctx.now).map((m) => m.id),
    );
    await tellCancelled(tx, ctx, {
      group,
      meeting,
      people: [...people, ...visitors],
      what: `meeting ${meeting.id} ${ctx.now.getTime()}`,
      moments: off,
    });
  }
}

async function writeRule(
  tx: Transaction,
  ctx: Context,
  { group, plan, seq }: LoadedPlan,
  meetingIds: readonly string[],
): Promise<void> {
  const ruleId = newId();
  const items = [
    ...plan.moduleIds.map((ref) => ({ kind: 'module' as const, ref })),
    ...meetingIds.map((ref) => ({ kind: 'meeting' as const, ref })),
  ];
  await insertRule(
    tx,
    { id: ruleId, groupId: group.id, award: plan.award, seq: seq + 1, from: ctx.now, byId: ctx.actor?.personId ?? null },
    items.map((item, position) => ({ id: newId(), ruleId, position, ...item })),
  );
}
