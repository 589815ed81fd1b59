import type { Queryable } from '#src/db/client.ts';
import { listMakeUps, listMarks } from '#src/db/queries/attendance.ts';
import { listCertificates } from '#src/db/queries/certificate.ts';
import { findGroup, findRule, listActiveMemberIds, listMeetings, listMoments } from '#src/db/queries/rule.ts';
import { decideCertificate } from '#src/domain/certificate.ts';
import { planGroup, type Plan, type Present, type Wish } from '#src/domain/group-plan.ts';
import { effectOf, type Effect } from '#src/domain/plan-effect.ts';
import type { DroppedMeeting } from '#src/domain/plan-text.ts';
import { loadStanding } from '../certificate/load-standing.ts';
import type { Context } from '../context.ts';
import { loadMembers } from '../group/members.ts';
import { packagesFor } from '../package/for-library.ts';
import { hasAttendance } from '../meeting/change-moment.ts';
import { invalid, notFound, refused } from '../service-error.ts';

export interface LoadedPlan {
  group: NonNullable<Awaited<ReturnType<typeof findGroup>>>;
  plan: Plan;
  ruleId: string | null;
  seq: number;
}

/** What a wish means for the group as it stands. @throws ServiceError invalid where it can't be */
export async function loadPlan(db: Queryable, ctx: Context, groupId: string, wish: Wish): Promise<LoadedPlan> {
  const group = await findGroup(db, groupId);
  const course = group && ctx.catalogue.courses.get(group.courseId);
  if (!group || !course) throw notFound();
  if (group.closedAt) throw refused('Deze groep is gesloten. Open de groep eerst weer.');
  const [rule, meetings] = await Promise.all([findRule(db, groupId), listMeetings(db, groupId)]);
  const packages = packagesFor(ctx.catalogue, group.libraryId, rule?.moduleIds ?? []);
  const choosable = new Set([
    ...[...ctx.catalogue.modules.values()].filter((m) => m.lessons.length > 0).map((m) => m.id),
    ...packages.filter((m) => !m.package?.gone).map((m) => m.id),
  ]);
  const present: Present = { rule, meetings };
  const planned = planGroup({ ...course, modules: [...course.modules, ...packages.map((m) => m.id)] }, choosable, present, wish);
  if (planned.kind === 'refused') throw invalid(planned.field, planned.message);
  return { group, plan: planned.plan, ruleId: rule?.id ?? null, seq: rule?.seq ?? 0 };
}

/** For whom the plan matters. Meetings that are not there yet count as not recorded. */
export async function loadEffect(
  db: Queryable,
  ctx: Context,
  { group, plan }: LoadedPlan,
): Promise<{ effect: Effect; members: number }> {
  const ids = await listActiveMemberIds(db, group.id);
  const kept = plan.meetings.flatMap((m) => m.id ?? []);
  const [before, after, given, people] = await Promise.all([
    loadStanding(db, ctx.catalogue, group.id, ids),
    // Asks for the modules that go as well: who passed one, did something that counts no more.
    loadStanding(db, ctx.catalogue, group.id, ids, {
      moduleIds: [...plan.moduleIds, ...plan.modulesDropped],
      meetingIds: kept,
      award: plan.award,
    }),
    listCertificates(db, { groupId: group.id, personIds: ids }),
    loadMembers(db, [group.id]),
  ]);
  const rule = {
    award: plan.award,
    modules: plan.moduleIds.map((moduleId) => ({ moduleId, title: moduleId })),
    meetings: plan.meetings.map((m) => ({ meetingId: m.id ?? `new ${m.nr}`, nr: m.nr, title: m.title })),
  };
  const members = (people.get(group.id) ?? []).flatMap(({ personId, name }) => {
    const was = before?.people.get(personId);
    const is = after?.people.get(personId);
    if (!was || !is) return [];
    return [
      {
        name,
        before: was.decision,
        after: decideCertificate(rule, is.facts),
        facts: is.facts,
        given: given.filter((c) => c.personId === personId).map((c) => ({ kind: c.kind, revoked: c.revokedAt !== null })),
      },
    ];
  });
  const dropped = { moduleIds: plan.modulesDropped, meetingIds: plan.dropped.map((m) => m.id) };
  return { effect: effectOf(members, plan.award, dropped, group.kind !== 'practice'), members: ids.length };
}

/** The meetings that go: whether anything was recorded, and the moments that go with them. */
export async function loadDropped(db: Queryable, plan: Plan) {
  const ids = plan.dropped.map((m) => m.id);
  const moments = (await listMoments(db, ids)).filter((m) => m.cancelledAt === null);
  const [marks, makeUps] = await Promise.all([
    listMarks(
      db,
      moments.map((m) => m.id),
    ),
    listMakeUps(db, ids),
  ]);
  const held = new Set(moments.filter((m) => hasAttendance(marks, m.id)).map((m) => m.id));
  const told: DroppedMeeting[] = plan.dropped.map((meeting) => {
    const own = moments.filter((m) => m.meetingId === meeting.id);
    const recorded = own.some((m) => held.has(m.id)) || makeUps.some((m) => m.meetingId === meeting.id && m.withdrawnAt === null);
    return { nr: meeting.nr, title: meeting.title, recorded, moments: own.filter((m) => !held.has(m.id)).length };
  });
  return { told, moments, planned: moments.filter((m) => !held.has(m.id)), marks, makeUps };
}
