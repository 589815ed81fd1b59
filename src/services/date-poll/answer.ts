import { findPoll, keepAnswer, listAnswers, listOptions } from '#src/db/queries/date-poll.ts';
import { findMembership } from '#src/db/queries/membership.ts';
import { dayMoment, fullPeriod } from '#src/domain/calendar-day.ts';
import { isPolling, pollAnswers, type PollAnswer } from '#src/domain/date-poll.ts';
import type { Queryable } from '#src/db/client.ts';
import { signedIn, type Context } from '../context.ts';
import { notFound, refused } from '../service-error.ts';

export { pollAnswers };

export interface OwnPoll {
  id: string;
  title: string;
  groupName: string;
  until: string;
  open: boolean;
  /** The day that was chosen; null while there is none. */
  chosen: string | null;
  options: { id: string; when: string; place: string; answer: PollAnswer | null }[];
}

/**
 * A poll for who is asked. Opening it changes nothing, since mail scanners open links too: a day that a mail's link says is
 * only filled in beforehand.
 * @param input.can the option that was clicked in the mail
 */
export async function openOwnPoll(ctx: Context, input: { pollId: string; can: string | null }): Promise<OwnPoll> {
  const { personId } = signedIn(ctx);
  const poll = await reachPoll(ctx.db, input.pollId, personId);
  const options = await listOptions(ctx.db, [poll.id]);
  const answers = await listAnswers(
    ctx.db,
    options.map((o) => o.id),
  );
  const chosen = options.find((o) => o.id === poll.chosenId);
  return {
    id: poll.id,
    title: poll.title,
    groupName: poll.groupName,
    until: dayMoment(poll.closesAt),
    open: isPolling(poll, ctx.now),
    chosen: chosen ? `${fullPeriod(chosen.startsAt, chosen.endsAt)}, ${chosen.place}` : null,
    options: options.map((o) => ({
      id: o.id,
      when: fullPeriod(o.startsAt, o.endsAt),
      place: o.place,
      answer: o.id === input.can ? 'yes' : (answers.find((a) => a.optionId === o.id && a.personId === personId)?.answer ?? null),
    })),
  };
}

/** Keeps what someone can; days without an answer stay open. Answering again changes it. */
export async function answerPoll(
  ctx: Context,
  input: { pollId: string; answers: readonly { optionId: string; answer: PollAnswer }[] },
): Promise<void> {
  const { personId } = signedIn(ctx);
  await ctx.db.transaction(async (tx) => {
    const poll = await reachPoll(tx, input.pollId, personId);
    if (!isPolling(poll, ctx.now)) throw refused('Deze datumprikker is gesloten. Je begeleider kiest een dag, of deed dat al.');
    const options = await listOptions(tx, [poll.id]);
    const own = input.answers.filter((a) => options.some((o) => o.id === a.optionId));
    if (own.length === 0) throw refused('Vul bij minstens één dag in of je kunt.');
    for (const { optionId, answer } of own) await keepAnswer(tx, { optionId, personId, answer, at: ctx.now });
  });
}

async function reachPoll(db: Queryable, pollId: string, personId: string) {
  const poll = await findPoll(db, pollId);
  const member = poll && (await findMembership(db, poll.groupId, personId));
  if (!poll || !member || member.leftAt) throw notFound();
  return poll;
}
