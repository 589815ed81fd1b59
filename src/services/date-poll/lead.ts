import { closePoll, findPollOf, insertPoll, listAnswers, listOptions } from '#src/db/queries/date-poll.ts';
import { dayMoment, fromWallClock, fullPeriod, longDay, wallClock } from '#src/domain/calendar-day.ts';
import {
  bestOption,
  isPolling,
  maxOptions,
  pollAnswerNames,
  tallyOf,
  type PollAnswer,
  type Tally,
} from '#src/domain/date-poll.ts';
import { count } from '#src/domain/dutch.ts';
import { greetingName } from '#src/domain/person.ts';
import { recordEvent } from '../audit.ts';
import type { Context } from '../context.ts';
import { assertOpen, reachGroup } from '../group/reach.ts';
import { loadMembers } from '../group/members.ts';
import { meetingPath } from '../group/work-text.ts';
import { enqueueMail } from '../mail/enqueue.ts';
import { writeMoment } from '../meeting/plan-moment.ts';
import { assertNotCancelled, reachMeeting } from '../meeting/reach.ts';
import { timesOfRow, type MomentOnRow } from '../meeting/row-times.ts';
import { newId } from '../new-id.ts';
import { invalid, notFound, refused, ServiceError } from '../service-error.ts';

export { maxOptions };

export interface PollPage {
  groupId: string;
  groupName: string;
  nr: number;
  title: string;
  minutes: number;
  back: string;
  /** Why nothing can be asked or chosen; null when it can. */
  off: string | null;
  members: number;
  poll: {
    id: string;
    /** open: people answer; over: the leader chooses; chosen, calledOff: it is done. */
    state: 'open' | 'over' | 'chosen' | 'calledOff';
    until: string;
    answered: number;
    options: { id: string; when: string; short: string; place: string; best: boolean; tally: string; past: boolean }[];
    people: { name: string; answers: (string | null)[] }[];
  } | null;
  clientKey: string;
}

/** The poll for a date of a meeting: who can when; or the form to begin one. */
export async function openPoll(ctx: Context, input: { groupId: string; nr: number }): Promise<PollPage> {
  const group = await reachGroup(ctx, input.groupId, 'meeting:plan');
  const { meeting } = await reachMeeting(ctx.db, input);
  const members = ((await loadMembers(ctx.db, [group.id])).get(group.id) ?? []).filter((m) => !m.left && !m.paused);
  const poll = await findPollOf(ctx.db, meeting.id);
  const options = poll ? await listOptions(ctx.db, [poll.id]) : [];
  const answers = await listAnswers(
    ctx.db,
    options.map((o) => o.id),
  );
  const people = members.map((m) => m.personId);
  const tally = tallyOf(options, answers, people);
  const best = bestOption(
    options.filter((o) => o.startsAt > ctx.now),
    tally,
  );
  const answerOf = (optionId: string, personId: string) =>
    answers.find((a) => a.optionId === optionId && a.personId === personId)?.answer ?? null;
  const template = ctx.catalogue.courses.get(group.courseId)?.meetings.find((t) => t.id === meeting.templateId);
  return {
    groupId: group.id,
    groupName: group.name,
    nr: meeting.nr,
    title: meeting.title,
    minutes: template?.minutes ?? 90,
    back: meetingPath(group.id, meeting.nr),
    off: meeting.cancelledAt ? 'Deze bijeenkomst gaat niet door.' : group.closedAt ? 'Deze groep is afgesloten.' : null,
    members: members.length,
    poll: poll && {
      id: poll.id,
      state: poll.closedAt ? (poll.chosenId ? 'chosen' : 'calledOff') : isPolling(poll, ctx.now) ? 'open' : 'over',
      until: dayMoment(poll.closesAt),
      answered: new Set(answers.map((a) => a.personId).filter((id) => people.includes(id))).size,
      options: options.map((o) => ({
        id: o.id,
        when: fullPeriod(o.startsAt, o.endsAt),
        short: dayMoment(o.startsAt),
        place: o.place,
        best: o.id === (poll.chosenId ?? best),
        tally: tallyText(tally.find((t) => t.optionId === o.id)),
        past: o.startsAt <= ctx.now,
      })),
      people: members.map((m) => ({
        name: m.name,
        answers: options.map((o) => answerOf(o.id, m.personId)).map((a) => a && pollAnswerNames[a]),
      })),
    },
    clientKey: newId(),
  };
}

function tallyText(tally: Tally | undefined): string {
  if (!tally) return '';
  const parts: [keyof typeof pollAnswerNames | 'open', string][] = [
    ['yes', 'ja'],
    ['ifNeeded', 'als het moet'],
    ['no', 'nee'],
    ['open', 'nog niets'],
  ];
  return parts
    .filter(([key]) => tally[key as PollAnswer | 'open'] > 0)
    .map(([key, word]) => `${tally[key as PollAnswer | 'open']} ${word}`)
    .join(', ');
}

/**
 * Asks the group which of these days suits them; everybody gets a mail with a link per day.
 * @param input.id of the form: a second click asks nothing twice
 * @param input.until the last day on which people can answer (YYYY-MM-DD)
 */
export async function startPoll(
  ctx: Context,
  input: { groupId: string; nr: number; id: string; until: string; options: readonly MomentOnRow[] },
): Promise<void> {
  const group = await reachGroup(ctx, input.groupId, 'meeting:plan');
  assertOpen(group);
  if (input.options.length < 2) throw invalid('dag1', 'Vul minstens twee dagen in. Weet je de dag al? Plan dan een moment.');
  const options = input.options
    .map((o) => ({ row: o.row, ...timesOfRow(ctx, o) }))
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  const gone = options.filter((o) => o.startsAt <= ctx.now);
  if (gone.length > 0)
    throw new ServiceError(
      'invalid',
      gone.map((o) => ({ field: `dag${o.row}`, message: 'Deze dag is al geweest. Kies een dag die nog komt.' })),
    );
  const double = options.find((o, i) => o.startsAt.getTime() === options[i - 1]?.startsAt.getTime());
  if (double) throw invalid(`dag${double.row}`, 'Deze dag en tijd staan er twee keer in.');
  const closesAt = fromWallClock(input.until, '23:59');
  if (!closesAt || closesAt <= ctx.now) throw invalid('tot', 'Kies een dag die nog komt.');
  if (closesAt > (options[0]?.startsAt ?? closesAt))
    throw invalid('tot', `Kies een dag vóór de eerste keus (${longDay(wallClock(options[0]?.startsAt ?? ctx.now).day)}).`);
  await ctx.db.transaction(async (tx) => {
    const { meeting } = await reachMeeting(tx, input);
    assertNotCancelled(meeting);
    const present = await findPollOf(tx, meeting.id);
    if (present?.id === input.id) return;
    if (present && present.closedAt === null) throw refused('Er loopt al een datumprikker voor deze bijeenkomst.');
    const rows = options.map((o) => ({
      id: newId(),
      pollId: input.id,
      startsAt: o.startsAt,
      endsAt: o.endsAt,
      place: o.place,
    }));
    const poll = { id: input.id, meetingId: meeting.id, byId: ctx.actor?.personId ?? null, at: ctx.now, closesAt };
    if (!(await insertPoll(tx, poll, rows)))
      throw new ServiceError('conflict', 'Laad de pagina opnieuw en vul hem nog een keer in.');
    await recordEvent(tx, ctx, {
      kind: 'momentChanged',
      entity: 'meeting',
      entityId: meeting.id,
      organisationId: group.libraryId,
      detail: { what: 'poll', options: rows.length },
    });
    // A practice group mails nobody.
    if (group.kind === 'practice') return;
    const link = `${ctx.publicBaseUrl}/datumprikker/${input.id}`;
    const days = Object.fromEntries(
      Array.from({ length: maxOptions }, (_, i) => rows[i]).flatMap((row, i) => [
        [`day${i + 1}`, row ? `Ik kan op ${fullPeriod(row.startsAt, row.endsAt)}` : ''],
        [`link${i + 1}`, row ? `${link}?kan=${row.id}` : ''],
      ]),
    ) as Record<string, string>;
    const members = ((await loadMembers(tx, [group.id])).get(group.id) ?? []).filter((m) => !m.left && !m.paused);
    for (const member of members)
      if (member.email)
        await enqueueMail(tx, ctx, {
          kind: 'datePoll',
          to: member.email,
          personId: member.personId,
          values: {
            name: greetingName(member.name),
            meeting: meeting.title,
            group: group.name,
            until: longDay(input.until),
            link,
            ...days,
          },
          idempotencyKey: `datePoll ${input.id} ${member.personId}`,
        });
  });
  ctx.mailWaits();
}

/** This day it is: the moment is planned, everybody is expected there and hears of it, and the poll closes. */
export async function choosePollDay(ctx: Context, input: { groupId: string; nr: number; optionId: string }): Promise<void> {
  const group = await reachGroup(ctx, input.groupId, 'meeting:plan');
  assertOpen(group);
  await ctx.db.transaction(async (tx) => {
    const { meeting, moments } = await reachMeeting(tx, input);
    assertNotCancelled(meeting);
    const poll = await findPollOf(tx, meeting.id);
    const option = poll && (await listOptions(tx, [poll.id])).find((o) => o.id === input.optionId);
    if (!poll || !option) throw notFound();
    if (poll.chosenId === option.id) return;
    if (poll.closedAt) throw refused('Deze datumprikker is al klaar.');
    if (option.startsAt <= ctx.now) throw refused('Deze dag is al geweest. Kies een andere.');
    const times = { startsAt: option.startsAt, endsAt: option.endsAt, place: option.place };
    await writeMoment(tx, ctx, { group, meeting, moments }, { times, clientKey: option.id, everyone: true });
    await closePoll(tx, poll.id, { closedAt: ctx.now, chosenId: option.id });
  });
  ctx.mailWaits();
}

/** Calls a poll off: nobody can answer any more, and nothing is planned. */
export async function callOffPoll(ctx: Context, input: { groupId: string; nr: number }): Promise<void> {
  await reachGroup(ctx, input.groupId, 'meeting:plan');
  await ctx.db.transaction(async (tx) => {
    const { meeting } = await reachMeeting(tx, input);
    const poll = await findPollOf(tx, meeting.id);
    if (poll) await closePoll(tx, poll.id, { closedAt: ctx.now, chosenId: null });
  });
}

/** "vier van de negen mensen vulden het in" */
export const answeredText = (answered: number, members: number) =>
  `${answered} van de ${count(members, 'persoon', 'mensen')} ${answered === 1 ? 'vulde' : 'vulden'} het in`;
