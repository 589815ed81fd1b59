import { finishRun } from '#src/db/queries/job-run.ts';
import { listExpected } from '#src/db/queries/moment.ts';
import { countReplies, listMailableMembers, listMailingGroups, listWishes } from '#src/db/queries/reminder.ts';
import { expectedAt } from '#src/domain/expectation.ts';
import { missingInWords } from '#src/domain/missing.ts';
import { greetingName } from '#src/domain/person.ts';
import { overviewDue } from '#src/domain/reminder-time.ts';
import { newsDays, weekOverview, type LedMoment, type OwnGroupFacts, type PilotLine } from '#src/domain/week-overview.ts';
import { loadStanding, type GroupStanding } from '../certificate/load-standing.ts';
import type { Context } from '../context.ts';
import { waitingByMail } from '../evaluation/waiting.ts';
import { loadLeaders } from '../group/members.ts';
import { giveWay } from '../give-way.ts';
import { heldMoment } from '../group/load-work.ts';
import { enqueueReminder } from '../mail/remind.ts';
import { claimRun } from '../night/claim.ts';
import { loadPilotLines } from '../pilot/week.ts';

interface Reader {
  name: string | null;
  email: string;
  groups: OwnGroupFacts[];
  leads: LedMoment[];
  /** A questionnaire of a pilot that waits. */
  questions: string[];
  pilots: PilotLine[];
}

/** So many people at a time: nobody notices the write lock. */
const atOnce = 50;

/**
 * The mail of the week, on Monday morning, for whoever there is something to say to. Work of the house itself: nobody asks
 * for it, so there is nobody to authorise.
 * @returns how many mails wait because of it
 */
export async function sendWeekOverviews(ctx: Context): Promise<number> {
  const week = overviewDue(ctx.now);
  const run = week && (await claimRun(ctx, 'weekOverview', week));
  if (!week || !run) return 0;
  const readers = new Map<string, Reader>();
  for (const group of await listMailingGroups(ctx.db)) {
    await readGroup(ctx, group, readers);
    await giveWay();
  }
  for (const [personId, { name, email, lines }] of await waitingByMail(ctx)) {
    const reader = readers.get(personId) ?? { name, email, groups: [], leads: [], questions: [], pilots: [] };
    reader.questions.push(...lines);
    readers.set(personId, reader);
  }
  await readPilots(ctx, readers);
  const replies = await countReplies(ctx.db, new Date(ctx.now.getTime() - newsDays * 86_400_000));
  let mails = 0;
  const people = [...readers];
  for (let i = 0; i < people.length; i += atOnce) {
    await giveWay();
    mails += await ctx.db.transaction(async (tx) => {
      let put = 0;
      for (const [personId, reader] of people.slice(i, i + atOnce)) {
        const overview = weekOverview({ ...reader, replies: replies.get(personId) ?? 0 }, ctx.now);
        if (!overview) continue;
        const lines = Object.fromEntries(
          Object.entries(overview).map(([part, text]: [string, string[]]) => [part, text.join('\n')]),
        );
        const sent = await enqueueReminder(tx, ctx, {
          kind: 'weekOverview',
          to: reader.email,
          personId,
          values: { name: greetingName(reader.name), ...lines, link: ctx.publicBaseUrl },
          idempotencyKey: `weekOverview ${week} ${personId}`,
        });
        if (sent) put++;
      }
      return put;
    });
  }
  await finishRun(ctx.db, run, ctx.now);
  if (mails > 0) ctx.mailWaits();
  return mails;
}

async function readGroup(ctx: Context, group: { id: string; name: string }, readers: Map<string, Reader>): Promise<void> {
  const [members, wishes, leaders] = await Promise.all([
    listMailableMembers(ctx.db, [group.id]),
    listWishes(ctx.db, group.id),
    loadLeaders(ctx.db, [group.id], ctx.now),
  ]);
  const personIds = members.map((m) => m.personId);
  const standing = await loadStanding(ctx.db, ctx.catalogue, group.id, personIds);
  if (!standing) return;
  const expected = await listExpected(
    ctx.db,
    standing.moments.map((m) => m.id),
  );
  const moments = standing.moments.map(heldMoment);
  const places = new Map(
    moments
      .filter((m) => !m.cancelled && m.startsAt > ctx.now)
      .map((m) => {
        const all = moments.filter((other) => other.meetingId === m.meetingId);
        return [m.id, new Set(expectedAt(m.id, all, expected, personIds))] as const;
      }),
  );
  const reader = (personId: string, name: string | null, email: string) => {
    const known = readers.get(personId) ?? { name, email, groups: [], leads: [], questions: [], pilots: [] };
    readers.set(personId, known);
    return known;
  };
  for (const { personId, name, email } of members)
    if (email) reader(personId, name, email).groups.push(factsOf(ctx, { standing, wishes, moments, places, personId }));
  for (const leader of leaders.get(group.id) ?? [])
    if (leader.email)
      reader(leader.personId, leader.name, leader.email).leads.push(
        ...moments.flatMap((moment) => {
          const meeting = standing.meetings.find((m) => m.id === moment.meetingId && m.cancelledAt === null);
          return meeting ? [{ groupName: group.name, title: meeting.title, moment }] : [];
        }),
      );
}

async function readPilots(ctx: Context, readers: Map<string, Reader>): Promise<void> {
  for (const { personId, name, email, lines } of await loadPilotLines(ctx)) {
    const known = readers.get(personId) ?? { name, email, groups: [], leads: [], questions: [], pilots: [] };
    known.pilots.push(...lines);
    readers.set(personId, known);
  }
}

function factsOf(
  ctx: Context,
  group: {
    standing: GroupStanding;
    wishes: Awaited<ReturnType<typeof listWishes>>;
    moments: ReturnType<typeof heldMoment>[];
    places: ReadonlyMap<string, ReadonlySet<string>>;
    personId: string;
  },
): OwnGroupFacts {
  const { standing, personId } = group;
  const own = standing.people.get(personId);
  const news = new Date(ctx.now.getTime() - newsDays * 86_400_000);
  const numberOf = (id: string) => ctx.catalogue.modules.get(id)?.number || null;
  const open = own?.decision.kind === 'notYet';
  const missing = own && open ? missingInWords(own.decision, numberOf) : null;
  return {
    name: standing.group.name,
    meetings: standing.meetings
      .filter((meeting) => meeting.cancelledAt === null)
      .map((meeting) => {
        const moments = group.moments.filter((m) => m.meetingId === meeting.id);
        return {
          title: meeting.title,
          moments,
          attendance: own?.attendance.get(meeting.id),
          expectedAt: moments.find((m) => group.places.get(m.id)?.has(personId))?.id ?? null,
          absenceIsNew: standing.marks.some(
            (mark) => mark.personId === personId && mark.at > news && moments.some((m) => m.id === mark.momentId),
          ),
        };
      }),
    wishes: group.wishes
      .filter(({ moduleId }) => standing.rule.modules.some((m) => m.moduleId === moduleId) && !own?.completions.has(moduleId))
      .map(({ moduleId, day }) => ({
        number: numberOf(moduleId),
        title: ctx.catalogue.modules.get(moduleId)?.title ?? moduleId,
        day,
      })),
    missing: missing && missing.charAt(0).toLowerCase() + missing.slice(1).replace(/\.$/, ''),
  };
}
