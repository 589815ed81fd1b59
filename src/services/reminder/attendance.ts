import { insertRun } from '#src/db/queries/job-run.ts';
import { listSpecialists } from '#src/db/queries/reach.ts';
import { listGroupsWithMoment, listRunPeriods, listSubstitutes } from '#src/db/queries/reminder.ts';
import { findGroup } from '#src/db/queries/rule.ts';
import { fullMoment } from '#src/domain/calendar-day.ts';
import { openLongEnough } from '#src/domain/group-todo.ts';
import { greetingName, shownName } from '#src/domain/person.ts';
import type { Context } from '../context.ts';
import { giveWay } from '../give-way.ts';
import { loadWork } from '../group/load-work.ts';
import { loadLeaders, loadMembers, mailAddress, type Leader } from '../group/members.ts';
import { enqueueReminder } from '../mail/remind.ts';
import { newId } from '../new-id.ts';

/** Days after a moment in which to say so; later than that the group's page is enough. */
const newsDays = 14;

interface Open {
  momentId: string;
  line: string;
  path: string;
}

/**
 * Tells whoever leads a group, once for each moment, that nobody wrote down who was there, a day after it. One mail for all
 * that is open. Work of the house itself.
 * @returns how many mails wait because of it
 */
export async function remindAttendance(ctx: Context): Promise<number> {
  const time = { from: new Date(ctx.now.getTime() - newsDays * 86_400_000), to: ctx.now };
  const open = new Map<string, { leader: Leader; moments: Open[] }>();
  for (const { id } of await listGroupsWithMoment(ctx.db, time)) {
    await readGroup(ctx, id, time.from, open);
    await giveWay();
  }
  let mails = 0;
  for (const { leader, moments } of open.values()) {
    if (await tell(ctx, leader, moments)) mails++;
    await giveWay();
  }
  if (mails > 0) ctx.mailWaits();
  return mails;
}

async function readGroup(
  ctx: Context,
  groupId: string,
  since: Date,
  open: Map<string, { leader: Leader; moments: Open[] }>,
): Promise<void> {
  const group = await findGroup(ctx.db, groupId);
  if (!group) return;
  const members = await loadMembers(ctx.db, [groupId]);
  const work = (await loadWork(ctx.db, [group], members, ctx.now)).get(groupId);
  const todos = openLongEnough(work?.todos ?? [], ctx.now).filter((todo) => todo.moment.startsAt > since);
  if (todos.length === 0) return;
  const [leaders, substitutes] = await Promise.all([
    leadersOf(ctx, group),
    listSubstitutes(
      ctx.db,
      todos.map((todo) => todo.moment.id),
      ctx.now,
    ),
  ]);
  for (const { nr, title, moment } of todos) {
    const standIns = substitutes
      .filter((s) => s.momentId === moment.id)
      .map((s) => ({ personId: s.personId, name: greetingName(s.name), email: mailAddress(s) }));
    for (const leader of new Map([...leaders, ...standIns].map((l) => [l.personId, l])).values()) {
      const known = open.get(leader.personId) ?? { leader, moments: [] };
      known.moments.push({
        momentId: moment.id,
        line: `‘${title}’ van de groep ‘${group.name}’, ${fullMoment(moment.startsAt)}.`,
        path: `/groepen/${groupId}/bijeenkomsten/${nr}/${moment.id}`,
      });
      open.set(leader.personId, known);
    }
  }
}

/** Where nobody leads, the library's specialists hear it. */
async function leadersOf(ctx: Context, group: { id: string; libraryId: string }): Promise<Leader[]> {
  const leaders = (await loadLeaders(ctx.db, [group.id], ctx.now)).get(group.id) ?? [];
  if (leaders.length > 0) return leaders;
  const specialists = await listSpecialists(ctx.db, group.libraryId, ctx.now);
  return specialists.map((s) => ({ personId: s.personId, name: shownName(s), email: mailAddress(s) }));
}

async function tell(ctx: Context, leader: Leader, moments: Open[]): Promise<boolean> {
  const { email, personId } = leader;
  if (!email) return false;
  const name = 'attendanceOpen';
  const periodOf = (open: Open) => `${open.momentId} ${personId}`;
  const periods = moments.map(periodOf);
  return ctx.db.transaction(async (tx) => {
    const told = await listRunPeriods(tx, name, periods);
    const news = moments.filter((open) => !told.has(periodOf(open)));
    const [first] = news;
    if (!first) return false;
    const put = await enqueueReminder(tx, ctx, {
      kind: name,
      to: email,
      personId,
      values: {
        name: leader.name,
        moments: news.map((open) => open.line).join('\n'),
        link: `${ctx.publicBaseUrl}${news.length === 1 ? first.path : '/groepen'}`,
      },
      idempotencyKey: `${name} ${periodOf(first)}`,
    });
    if (put)
      for (const open of news)
        await insertRun(tx, { id: newId(), name, period: periodOf(open), startedAt: ctx.now, finishedAt: ctx.now });
    return put;
  });
}
