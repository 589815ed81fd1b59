import { longestAdvice, addAdvice } from '#src/services/pilot-advice/add.ts';
import { takeBackAdvice } from '#src/services/pilot-advice/withdraw.ts';
import { addPilotAgreement } from '#src/services/pilot-agreement/add.ts';
import { changePilotAgreement } from '#src/services/pilot-agreement/change.ts';
import { finishPilotAgreement } from '#src/services/pilot-agreement/finish.ts';
import { withdrawPilotAgreement } from '#src/services/pilot-agreement/withdraw.ts';
import { cancelContact } from '#src/services/pilot-contact/cancel.ts';
import { changeContact } from '#src/services/pilot-contact/change.ts';
import { planContact } from '#src/services/pilot-contact/plan.ts';
import { talkPath } from '#src/services/pilot/talk.ts';
import { longestAgreement } from '#src/services/agreement/add.ts';
import { day, id, line, lines, path, ticked, time, z } from './fields.ts';
import { formAction } from './form-action.ts';

const place = { pilot: id('een pilot'), deelname: id('een bibliotheek') };
const at = (input: { pilot: string; deelname: string }) => ({ pilotId: input.pilot, partId: input.deelname });
const done = (input: { pilot: string; deelname: string }, key: string, where: string) =>
  `${talkPath(at(input))}?gelukt=${key}#${where}`;

/** What the adviser writes to a library in a pilot. */
export const pilotAdvice = {
  add: formAction(
    z.strictObject({ ...place, sleutel: id(), advies: lines('je advies', longestAdvice), geenKlant: ticked }),
    async (ctx, input) => {
      await addAdvice(ctx, { ...at(input), clientKey: input.sleutel, body: input.advies, confirmed: input.geenKlant });
      return done(input, 'advies', 'advies');
    },
  ),

  withdraw: formAction(z.strictObject({ ...place, advies: id('een advies') }), async (ctx, input) => {
    await takeBackAdvice(ctx, { ...at(input), adviceId: input.advies });
    return done(input, 'advies-weg', 'advies');
  }),
};

const agreed = {
  ...place,
  wat: line('de afspraak', longestAgreement),
  wie: id('wie het doet'),
  datum: day,
  geenKlant: ticked,
};
const agreedOf = (input: { wat: string; wie: string; datum: string; geenKlant: boolean }) => ({
  body: input.wat,
  ownerId: input.wie,
  due: input.datum,
  confirmed: input.geenKlant,
});
const finish = { afspraak: id('een afspraak'), verder: path };

/** What adviser and library agreed. */
export const pilotAgreement = {
  add: formAction(z.strictObject({ ...agreed, sleutel: id() }), async (ctx, input) => {
    await addPilotAgreement(ctx, { ...at(input), ...agreedOf(input), clientKey: input.sleutel });
    return `${talkPath(at(input))}?gelukt=afspraak&dag=${input.datum}#afspraken`;
  }),

  change: formAction(
    z.strictObject({ ...agreed, afspraak: id('een afspraak'), gezien: id('een afspraak') }),
    async (ctx, input) => {
      const { told } = await changePilotAgreement(ctx, {
        ...at(input),
        ...agreedOf(input),
        agreementId: input.afspraak,
        seen: input.gezien,
      });
      return done(input, told ? 'afspraak-overgedragen' : 'afspraak-veranderd', `afspraak-${input.afspraak}`);
    },
  ),

  done: formAction(z.strictObject(finish), async (ctx, input) => {
    await finishPilotAgreement(ctx, { agreementId: input.afspraak, done: true });
    return `${input.verder}?gelukt=afgevinkt`;
  }),

  reopen: formAction(z.strictObject(finish), async (ctx, input) => {
    await finishPilotAgreement(ctx, { agreementId: input.afspraak, done: false });
    return `${input.verder}?gelukt=afspraak-open`;
  }),

  withdraw: formAction(z.strictObject({ ...place, afspraak: id('een afspraak') }), async (ctx, input) => {
    await withdrawPilotAgreement(ctx, { ...at(input), agreementId: input.afspraak });
    return done(input, 'afspraak-weg', 'afspraken');
  }),
};

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
