import type { Context } from '#src/services/context.ts';
import { makeUpHow, recordMakeUp } from '#src/services/make-up/record.ts';
import { acceptTask, longestReply, returnTask } from '#src/services/make-up/judge.ts';
import { saveTask } from '#src/services/make-up/save-task.ts';
import { makeUpPath } from '#src/services/make-up/task.ts';
import { withdrawMadeUp } from '#src/services/make-up/withdraw.ts';
import { meetingPath } from '#src/services/group/work-text.ts';
import { id, ids, lines, oneOf, ticked, whole, z } from './fields.ts';
import { formAction } from './form-action.ts';

const place = { groep: id(), nr: whole('het nummer', 1, 9999) };

/** The text of each answer, in the order of the hidden ids; how long one may be is checked beside its question. */
const task = {
  bijeenkomst: id(),
  sleutel: id(),
  vraag: ids,
  antwoord: z.array(z.string().max(20_000)).max(10).default([]),
  gepraat: ticked,
  geenKlant: ticked,
};

const answersOf = (input: { vraag: string[]; antwoord: string[] }) =>
  new Map(input.vraag.map((question, index) => [question, clean(input.antwoord[index] ?? '')]));

/** One kind of line break, and no other control characters: nothing that was typed is cut off. */
const clean = (text: string) => text.replaceAll(/\r\n?/g, '\n').replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');

async function save(ctx: Context, input: z.output<z.ZodObject<typeof task>>, handIn: boolean): Promise<string> {
  await saveTask(ctx, {
    meetingId: input.bijeenkomst,
    clientKey: input.sleutel,
    answers: answersOf(input),
    talked: input.gepraat,
    handIn,
    confirmed: input.geenKlant,
  });
  return `${makeUpPath(input.bijeenkomst)}?gelukt=${handIn ? 'ingeleverd' : 'bewaard'}`;
}

/** A task that was handed in: the row that was read. */
const judged = { ...place, persoon: id(), opdracht: id(), sleutel: id() };
const judgedOf = (input: { groep: string; nr: number; persoon: string; opdracht: string; sleutel: string }) => ({
  groupId: input.groep,
  nr: input.nr,
  personId: input.persoon,
  workId: input.opdracht,
  clientKey: input.sleutel,
});

export const makeUp = {
  draft: formAction(z.strictObject(task), async (ctx, input) => save(ctx, input, false)),

  handIn: formAction(z.strictObject(task), async (ctx, input) => save(ctx, input, true)),

  accept: formAction(z.strictObject(judged), async (ctx, input) => {
    const { issued } = await acceptTask(ctx, judgedOf(input));
    const query = new URLSearchParams({ gelukt: 'ingehaald' });
    for (const { personId } of issued) query.append('klaar', personId);
    return `${meetingPath(input.groep, input.nr)}?${query}`;
  }),

  giveBack: formAction(
    z.strictObject({ ...judged, reactie: lines('wat er nog mist', longestReply), geenKlant: ticked }),
    async (ctx, input) => {
      await returnTask(ctx, { ...judgedOf(input), reply: input.reactie, confirmed: input.geenKlant });
      return `${meetingPath(input.groep, input.nr)}?gelukt=teruggegeven`;
    },
  ),

  record: formAction(
    z.strictObject({
      ...place,
      sleutel: id(),
      persoon: id('wie het heeft ingehaald'),
      hoe: oneOf(makeUpHow, 'Kies hoe het is ingehaald.'),
    }),
    async (ctx, input) => {
      const { issued } = await recordMakeUp(ctx, {
        groupId: input.groep,
        nr: input.nr,
        clientKey: input.sleutel,
        personId: input.persoon,
        how: input.hoe,
      });
      const query = new URLSearchParams({ gelukt: 'ingehaald' });
      for (const { personId } of issued) query.append('klaar', personId);
      return `${meetingPath(input.groep, input.nr)}?${query}`;
    },
  ),

  withdraw: formAction(z.strictObject({ ...place, inhaal: id() }), async (ctx, input) => {
    await withdrawMadeUp(ctx, { groupId: input.groep, nr: input.nr, makeUpId: input.inhaal });
    return `${meetingPath(input.groep, input.nr)}?gelukt=inhalen-weg`;
  }),
};
