import { cancelContact } from '#src/services/pilot-contact/cancel.ts';
import { changeContact } from '#src/services/pilot-contact/change.ts';
import { planContact } from '#src/services/pilot-contact/plan.ts';
import { day, id, line, ticked, time, z } from './fields.ts';
import { formAction } from './form-action.ts';
import { at, done, place } from './pilot-place.ts';

const talk = {
  ...place,
  onderwerp: line('waar het over gaat', 120),
  dag: day,
  begin: time,
  einde: time,
  plaats: line('waar jullie elkaar spreken', 300),
  geenKlant: ticked,
};
const talkOf = (input: { onderwerp: string; dag: string; begin: string; einde: string; plaats: string; geenKlant: boolean }) => ({
  about: input.onderwerp,
  day: input.dag,
  start: input.begin,
  end: input.einde,
  place: input.plaats,
  confirmed: input.geenKlant,
});

/** Planned talks of adviser and library. */
export const pilotContact = {
  plan: formAction(z.strictObject({ ...talk, sleutel: id() }), async (ctx, input) => {
    await planContact(ctx, { ...at(input), ...talkOf(input), clientKey: input.sleutel });
    return done(input, 'gesprek', 'gesprekken');
  }),

  change: formAction(z.strictObject({ ...talk, gesprek: id('een gesprek'), gezien: id('een gesprek') }), async (ctx, input) => {
    await changeContact(ctx, { ...at(input), ...talkOf(input), contactId: input.gesprek, seen: input.gezien });
    return done(input, 'gesprek-veranderd', 'gesprekken');
  }),

  cancel: formAction(z.strictObject({ ...place, gesprek: id('een gesprek') }), async (ctx, input) => {
    await cancelContact(ctx, { ...at(input), contactId: input.gesprek });
    return done(input, 'gesprek-af', 'gesprekken');
  }),
};
