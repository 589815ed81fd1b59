import { closePolls, insertPoll, listPolls } from '#src/db/queries/live-poll.ts';
import { changeRun } from '#src/db/queries/run.ts';
import { mostDots, type PollKind } from '#src/domain/live-poll.ts';
import type { Context } from '../context.ts';
import { reachGroup } from '../group/reach.ts';
import { reachMoment } from '../meeting/reach.ts';
import { invalid } from '../service-error.ts';
import { prepareRun } from '../run/prepare.ts';
import type { MomentAt } from '../run/load.ts';

export const mostOptions = 8;

/**
 * Opens a poll for who is at this moment; one that stood open is closed by it. The same question that is open already
 * (the same press by two leaders) stays as it is. A poll that was closed never opens again: with one vote more its result
 * would tell what that vote was.
 */
export async function openPoll(
  ctx: Context,
  input: MomentAt & { clientKey: string; kind: PollKind; question: string; options: readonly string[]; dots: number },
): Promise<void> {
  await reachGroup(ctx, input.groupId, 'attendance:record');
  const options = input.options.map((o) => o.trim()).filter((o) => o !== '');
  if (options.length < 2 || options.length > mostOptions)
    throw invalid('opties', `Schrijf twee tot ${mostOptions} antwoorden, elk op een regel.`);
  if (new Set(options).size < options.length) throw invalid('opties', 'Er staat een antwoord twee keer.');
  if (options.some((o) => o.length > 120)) throw invalid('opties', 'Houd elk antwoord bij 120 tekens.');
  const dots = input.kind === 'poll' ? 1 : Math.min(Math.max(input.dots, 1), mostDots);
  const revision = await ctx.db.transaction(async (tx) => {
    const { meeting, moment } = await reachMoment(tx, input);
    await prepareRun(tx, ctx, { meeting, moment });
    const open = (await listPolls(tx, moment.id)).filter((p) => p.closedAt === null);
    if (open.some((p) => p.question === input.question && sameOptions(p.options, options))) return null;
    const made = await insertPoll(tx, {
      id: input.clientKey,
      momentId: moment.id,
      kind: input.kind,
      question: input.question,
      options: options.map((text, index) => ({ id: `o${index + 1}`, text })),
      dots,
      openedAt: ctx.now,
    });
    if (!made) return null; // the form came in twice
    for (const { id } of open) await closePolls(tx, moment.id, ctx.now, id);
    return changeRun(tx, moment.id, {}, ctx.now);
  });
  if (revision !== null) ctx.live.tell(input.momentId, { revision, to: 'all' });
}

const sameOptions = (a: readonly { text: string }[], b: readonly string[]) =>
  a.length === b.length && a.every((option, index) => option.text === b[index]);
