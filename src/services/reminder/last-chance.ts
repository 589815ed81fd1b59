import { finishRun, findRun, insertRun } from '#src/db/queries/job-run.ts';
import { listGroupsWithMoment, listMailableMembers } from '#src/db/queries/reminder.ts';
import { fullPeriod, wallClock } from '#src/domain/calendar-day.ts';
import { lastChance, lastMomentLead, makeUpNews, type Chance } from '#src/domain/last-chance.ts';
import { greetingName } from '#src/domain/person.ts';
import { loadStanding, type GroupStanding } from '../certificate/load-standing.ts';
import type { Context } from '../context.ts';
import { giveWay } from '../give-way.ts';
import { heldMoment } from '../group/load-work.ts';
import { enqueueReminder } from '../mail/remind.ts';
import { newId } from '../new-id.ts';
import { claimRun } from '../night/claim.ts';

const day = 86_400_000;

/**
 * Tells people, once for each moment, that a meeting their certificate needs is slipping away, with what can still be done.
 * Looked at once a day; who had another reminder that day hears it the day after. Work of the house itself.
 * @returns how many mails wait because of it
 */
export async function remindLastChance(ctx: Context): Promise<number> {
  const run = await claimRun(ctx, 'lastChance', wallClock(ctx.now).day);
  if (!run) return 0;
  const time = { from: new Date(ctx.now.getTime() - makeUpNews * day), to: new Date(ctx.now.getTime() + lastMomentLead * day) };
  let mails = 0;
  for (const group of await listGroupsWithMoment(ctx.db, time)) {
    mails += await remindGroup(ctx, group.id);
    await giveWay();
  }
  await finishRun(ctx.db, run, ctx.now);
  if (mails > 0) ctx.mailWaits();
  return mails;
}

async function remindGroup(ctx: Context, groupId: string): Promise<number> {
  const members = await listMailableMembers(ctx.db, [groupId]);
  const standing = await loadStanding(
    ctx.db,
    ctx.catalogue,
    groupId,
    members.map((m) => m.personId),
  );
  if (!standing || standing.rule.award !== 'certificate') return 0;
  let mails = 0;
  for (const member of members)
    for (const { meetingId, title } of standing.rule.meetings) {
      const chance = chanceOf(ctx, standing, member.personId, meetingId);
      if (chance && member.email && (await tell(ctx, standing, { ...member, email: member.email }, title, chance))) mails++;
    }
  return mails;
}

function chanceOf(ctx: Context, standing: GroupStanding, personId: string, meetingId: string): Chance | null {
  const own = standing.people.get(personId);
  if (own?.decision.kind !== 'notYet') return null;
  const moments = standing.moments.filter((m) => m.meetingId === meetingId).map(heldMoment);
  return lastChance({ moments, attendance: own.attendance.get(meetingId) }, ctx.now);
}

async function tell(
  ctx: Context,
  { group }: GroupStanding,
  who: { personId: string; name: string | null; email: string },
  meeting: string,
  { kind, moment }: Chance,
): Promise<boolean> {
  const mail = { lastMoment: 'lastChance', makeUp: 'makeUpOffer' }[kind];
  // A row of its own for each moment and person: the outbox forgets.
  const run = { name: mail, period: `${moment.id} ${who.personId}` };
  if (await findRun(ctx.db, run.name, run.period)) return false;
  return ctx.db.transaction(async (tx) => {
    if (await findRun(tx, run.name, run.period)) return false;
    const put = await enqueueReminder(tx, ctx, {
      kind: mail,
      to: who.email,
      personId: who.personId,
      groupId: group.id,
      values: {
        name: greetingName(who.name),
        meeting,
        group: group.name,
        when: fullPeriod(moment.startsAt, moment.endsAt),
        place: moment.place,
        link: `${ctx.publicBaseUrl}/${kind === 'makeUp' ? `leerkaart/${group.id}` : 'bijeenkomsten'}`,
      },
      idempotencyKey: `${mail} ${moment.id} ${who.personId}`,
    });
    if (put) await insertRun(tx, { id: newId(), ...run, startedAt: ctx.now, finishedAt: ctx.now });
    return put;
  });
}
