import { participantPath } from '#src/services/check-in/open.ts';
import { closePoll } from '#src/services/poll/close.ts';
import { openPoll } from '#src/services/poll/open.ts';
import { castVote } from '#src/services/poll/vote.ts';
import { remotePath } from '#src/services/run/paths.ts';
import { id, line, lines, oneOf, whole, z } from './fields.ts';
import { formAction } from './form-action.ts';

const place = { groep: id(), nr: whole('het nummer', 1, 9999), moment: id() };
const at = (input: { groep: string; nr: number; moment: string }) => ({
  groupId: input.groep,
  nr: input.nr,
  momentId: input.moment,
});

/** An answer, or with dots "answer:how many". */
const choice = z
  .string('Kies een antwoord.')
  .regex(/^[a-zA-Z0-9_-]{1,16}(:\d{1,2})?$/, 'Kies een antwoord.')
  .transform((value) => {
    const [optionId = '', dots = '1'] = value.split(':');
    return { optionId, dots: Number(dots) };
  });

export const poll = {
  open: formAction(
    z.strictObject({
      ...place,
      sleutel: id(),
      soort: oneOf(['poll', 'dots'], 'Kies stemmen of stippen.'),
      vraag: line('de vraag', 300),
      opties: lines('de antwoorden', 1200),
      stippen: whole('hoeveel stippen', 1, 10),
    }),
    async (ctx, input) => {
      await openPoll(ctx, {
        ...at(input),
        clientKey: input.sleutel,
        kind: input.soort,
        question: input.vraag,
        options: input.opties.split('\n'),
        dots: input.stippen,
      });
      return `${remotePath(at(input))}#stemming`;
    },
  ),

  close: formAction(z.strictObject({ ...place, stemming: id() }), async (ctx, input) => {
    await closePoll(ctx, { ...at(input), pollId: input.stemming });
    return `${remotePath(at(input))}#stemming`;
  }),

  vote: formAction(z.strictObject({ moment: id(), stemming: id(), keuze: z.array(choice).default([]) }), async (ctx, input) => {
    await castVote(ctx, { momentId: input.moment, pollId: input.stemming, chosen: input.keuze });
    return `${participantPath(input.moment)}?gelukt=gestemd`;
  }),
};
