import { listLeaders } from '#src/db/queries/leader.ts';
import { countMembers, listGroupMembers, memberOrders } from '#src/db/queries/membership.ts';
import { findGroup, findRule, listMeetings } from '#src/db/queries/rule.ts';
import { awardNames, awardOf } from '#src/domain/certificate.ts';
import { groupKindNames } from '#src/domain/group.ts';
import { pageOf, readListQuery } from '#src/domain/list-query.ts';
import { accountState, accountStateNames, shownName } from '#src/domain/person.ts';
import { authorise, type Context } from '../context.ts';
import { notFound } from '../service-error.ts';

/** First in the administrator's own pages about a group: specialists arrange theirs elsewhere. */
export const asAdministrator = (ctx: Context) => void authorise(ctx, 'group:manage');

/** Who and what a group is made of. Who is how far is for its leaders; nothing of that is read here. */
export async function openArrangement(ctx: Context, groupId: string, given: Record<string, string> = {}) {
  authorise(ctx, 'group:manage');
  const query = readListQuery(given, { orders: memberOrders, filters: { staat: ['weg'] } });
  const group = await findGroup(ctx.db, groupId);
  if (!group) throw notFound();
  const [rule, meetings, leaders, found, counted] = await Promise.all([
    findRule(ctx.db, groupId),
    listMeetings(ctx.db, groupId),
    listLeaders(ctx.db, groupId, ctx.now),
    listGroupMembers(ctx.db, groupId, query),
    countMembers(ctx.db, groupId),
  ]);
  const members = pageOf(query, found);
  return {
    id: group.id,
    name: group.name,
    kind: groupKindNames[group.kind],
    open: group.kind === 'open',
    libraryId: group.libraryId,
    libraryName: group.libraryName,
    courseTitle: ctx.catalogue.courses.get(group.courseId)?.title ?? group.courseId,
    closed: group.closedAt !== null,
    rule: rule && {
      award: awardNames[awardOf(rule.award, rule.meetingIds.length)],
      modules: rule.moduleIds.map((id) => ctx.catalogue.modules.get(id)?.title ?? id),
      meetings: rule.meetingIds.flatMap((id) => meetings.find((m) => m.id === id) ?? []).map(({ nr, title }) => ({ nr, title })),
    },
    leaders: leaders.map((l) => ({ id: l.id, personId: l.personId, name: shownName(l), off: l.deactivatedAt !== null })),
    members: {
      ...members,
      rows: members.rows.map((m) => ({
        personId: m.personId,
        name: shownName(m),
        email: m.email ?? '',
        state: accountStateNames[accountState(m)],
      })),
    },
    active: counted.active,
    left: counted.left,
  };
}
