import { listCertificates } from '#src/db/queries/certificate.ts';
import { listLeaders } from '#src/db/queries/leader.ts';
import { findMembership } from '#src/db/queries/membership.ts';
import { findPerson } from '#src/db/queries/person.ts';
import { findRule, listActiveMemberIds, listMeetings } from '#src/db/queries/rule.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import { count, enumerate } from '#src/domain/dutch.ts';
import { signedIn, type Context } from '../context.ts';
import { writeMeeting } from '../group-rule/wish.ts';
import { findOpenGroup, joinGroup } from '../membership/join.ts';
import { newId } from '../new-id.ts';
import { refused } from '../service-error.ts';
import { writeGroup } from './make.ts';
import { reachGroup } from './reach.ts';
import { leadBy, writeFirstRule } from './start.ts';

export const copyPeople = ['none', 'unfinished', 'all'] as const;
export type CopyPeople = (typeof copyPeople)[number];

/** What a copy takes along. */
export async function openCopy(ctx: Context, groupId: string) {
  const group = await reachGroup(ctx, groupId, 'group:arrange');
  const [rule, members, leaders] = await Promise.all([
    findRule(ctx.db, groupId),
    listActiveMemberIds(ctx.db, groupId),
    listLeaders(ctx.db, groupId, ctx.now),
  ]);
  const leading = leaders.filter((l) => l.deactivatedAt === null).map((l) => l.name ?? '');
  return {
    groupId,
    groupName: group.name,
    since: longDate(group.createdAt),
    takenAlong: enumerate([
      count(rule?.moduleIds.length ?? 0, 'module', 'modules'),
      count(rule?.meetingIds.length ?? 0, 'bijeenkomst', 'bijeenkomsten'),
      ...(leading.length > 0 ? [`de begeleiding van ${enumerate(leading)}`] : []),
    ]),
    members: members.length,
    closed: group.closedAt !== null,
    id: newId(),
  };
}

/**
 * Begins the next round of a group: the same modules, meetings and leaders, without dates. People come along when asked:
 * all, or who has no certificate or proof yet. What they passed counts there too.
 */
export async function copyGroup(
  ctx: Context,
  input: { groupId: string; id: string; name: string; people: CopyPeople },
): Promise<string> {
  const group = await reachGroup(ctx, input.groupId, 'group:arrange');
  if (group.kind === 'open') throw refused('Een open cursus kun je niet kopiëren.');
  await ctx.db.transaction(async (tx) => {
    const made = { id: input.id, libraryId: group.libraryId, courseId: group.courseId, name: input.name, kind: group.kind };
    if (!(await writeGroup(tx, ctx, made))) return;
    const [rule, meetings, leaders] = await Promise.all([
      findRule(tx, group.id),
      listMeetings(tx, group.id),
      listLeaders(tx, group.id, ctx.now),
    ]);
    if (rule)
      await writeFirstRule(
        tx,
        ctx,
        input.id,
        rule.moduleIds.filter((id) => {
          const module = ctx.catalogue.modules.get(id);
          return (module?.lessons.length ?? 0) > 0 || module?.package?.gone === false;
        }),
        rule.meetingIds
          .flatMap((id) => meetings.find((m) => m.id === id) ?? [])
          .map((m) => writeMeeting(m.templateId ? `t:${m.templateId}` : 'n:', m.title)),
      );
    const lead = leaders.filter((l) => l.deactivatedAt === null).map((l) => l.personId);
    for (const personId of lead.length > 0 ? lead : [signedIn(ctx).personId]) await leadBy(tx, ctx, made, personId);
  });
  if (input.people !== 'none') await takeAlong(ctx, group.id, input.id, input.people);
  ctx.mailWaits();
  return input.id;
}

/** In parts, so that everybody else's writing doesn't wait; who came along stays, and a second click goes on. */
async function takeAlong(ctx: Context, from: string, to: string, people: CopyPeople): Promise<void> {
  const ids = await listActiveMemberIds(ctx.db, from);
  const given = await listCertificates(ctx.db, { groupId: from, personIds: ids });
  const done = new Set(given.filter((c) => c.revokedAt === null).map((c) => c.personId));
  const wanted = ids.filter((id) => people === 'all' || !done.has(id));
  for (let at = 0; at < wanted.length; at += 25)
    await ctx.db.transaction(async (tx) => {
      const copy = await findOpenGroup(tx, to, { field: 'mensen' });
      for (const personId of wanted.slice(at, at + 25)) {
        const [person, present] = await Promise.all([findPerson(tx, personId), findMembership(tx, from, personId)]);
        if (!person || person.deactivatedAt) continue;
        await joinGroup(tx, ctx, copy, { personId, employmentId: present?.employmentId ?? null, invited: false });
      }
    });
}
