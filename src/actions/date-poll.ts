import { answerPoll, pollAnswers } from '#src/services/date-poll/answer.ts';
import { callOffPoll, choosePollDay, maxOptions, startPoll } from '#src/services/date-poll/lead.ts';
import { meetingPath } from '#src/services/group/work-text.ts';
import { day, id, line, whole, z } from './fields.ts';
import { formAction } from './form-action.ts';

const place = { groep: id('een groep'), nr: whole('het nummer', 1, 9999) };
const rows = Array.from({ length: maxOptions }, (_, i) => i + 1);
const text = z.string().max(40).optional();
const optionFields: Record<never, z.ZodType> = Object.fromEntries(
  rows.flatMap((n) => [
    [`dag${n}`, text],
    [`begin${n}`, text],
    [`einde${n}`, text],
  ]),
);
const typed = (input: object, name: string) => String((input as Record<string, unknown>)[name] ?? '').trim();

/** "option:answer" per day; days are groups of radio buttons of their own. */
const answer = z
  .string()
  .regex(/^[a-z0-9]{1,64}:(yes|ifNeeded|no)$/, 'Kies ja, als het moet, of nee.')
  .transform((value) => {
    const [optionId = '', said] = value.split(':');
    return { optionId, answer: pollAnswers.find((a) => a === said) ?? 'no' };
  });

export const datePoll = {
  start: formAction(
    z.strictObject({ ...place, sleutel: id(), tot: day, plaats: line('de plaats', 120), ...optionFields }),
    async (ctx, input) => {
      const options = rows
        .filter((n) => typed(input, `dag${n}`) !== '')
        .map((row) => ({
          row,
          day: typed(input, `dag${row}`),
          start: typed(input, `begin${row}`),
          end: typed(input, `einde${row}`),
          place: input.plaats,
        }));
      await startPoll(ctx, { groupId: input.groep, nr: input.nr, id: input.sleutel, until: input.tot, options });
      return `${meetingPath(input.groep, input.nr)}/datumprikker?gelukt=gevraagd`;
    },
  ),

  choose: formAction(z.strictObject({ ...place, dag: id('een dag') }), async (ctx, input) => {
    await choosePollDay(ctx, { groupId: input.groep, nr: input.nr, optionId: input.dag });
    return `${meetingPath(input.groep, input.nr)}?gelukt=gepland`;
  }),

  callOff: formAction(z.strictObject(place), async (ctx, input) => {
    await callOffPoll(ctx, { groupId: input.groep, nr: input.nr });
    return `${meetingPath(input.groep, input.nr)}/datumprikker?gelukt=gestopt`;
  }),

  answer: formAction(z.strictObject({ prikker: id(), kan: z.array(answer).default([]) }), async (ctx, input) => {
    await answerPoll(ctx, { pollId: input.prikker, answers: input.kan });
    return `/datumprikker/${input.prikker}?gelukt=opgeslagen`;
  }),
};
