import { addEmployment } from '#src/services/person/add-employment.ts';
import { addPerson } from '#src/services/person/add.ts';
import { deactivatePerson, reactivatePerson } from '#src/services/person/deactivate.ts';
import { endEmployment, keepEmployment } from '#src/services/person/end-employment.ts';
import { inviteAgain } from '#src/services/person/invite-again.ts';
import { jobRoles } from '#src/services/person/job-form.ts';
import { mergePeople } from '#src/services/person-merge/merge.ts';
import { undoMerge } from '#src/services/person-merge/undo.ts';
import { renamePerson } from '#src/services/person/rename.ts';
import { day, email, id, line, oneOf, optionalId, optionalLine, z } from './fields.ts';
import { formAction } from './form-action.ts';

const page = (personId: string, done: string) => `/beheer/mensen/${personId}?gelukt=${done}`;
const job = {
  organisatie: id('een organisatie'),
  rol: oneOf(jobRoles, 'Kies een rol.'),
  vestiging: optionalId,
  groep: optionalId,
};
const optionalDay = z.preprocess((value) => (value === '' ? undefined : value), day.optional());
const who = { persoon: id('een persoon') };

export const person = {
  /** Someone who is known already: nothing is made, and the page to add a job opens with what was chosen. */
  add: formAction(z.strictObject({ ...job, email, naam: optionalLine('de naam') }), async (ctx, input) => {
    const { organisatie, rol, vestiging, groep } = input;
    const { personId, known } = await addPerson(ctx, {
      email: input.email,
      name: input.naam,
      organisationId: organisatie,
      role: rol,
      branchId: vestiging,
      groupId: groep,
    });
    if (!known) return page(personId, 'uitgenodigd');
    const chosen = new URLSearchParams({
      organisatie,
      rol,
      ...(vestiging && { vestiging }),
      ...(groep && { groep }),
      bekend: '1',
    });
    return `/beheer/mensen/${personId}/werkplek?${chosen}`;
  }),

  rename: formAction(z.strictObject({ ...who, naam: line('de naam') }), async (ctx, input) => {
    await renamePerson(ctx, { personId: input.persoon, name: input.naam });
    return page(input.persoon, 'opgeslagen');
  }),

  addEmployment: formAction(z.strictObject({ ...who, ...job, van: optionalDay, tot: optionalDay }), async (ctx, input) => {
    await addEmployment(ctx, {
      personId: input.persoon,
      organisationId: input.organisatie,
      role: input.rol,
      branchId: input.vestiging,
      groupId: input.groep,
      firstDay: input.van,
      lastDay: input.tot,
    });
    return page(input.persoon, 'toegevoegd');
  }),

  endEmployment: formAction(z.strictObject({ werkplek: id(), tot: optionalDay }), async (ctx, input) => {
    const { personId, ended } = await endEmployment(ctx, { employmentId: input.werkplek, lastDay: input.tot });
    return page(personId, ended ? 'werkplek' : 'werkplek-later');
  }),

  keepEmployment: formAction(z.strictObject({ werkplek: id() }), async (ctx, input) => {
    const { personId } = await keepEmployment(ctx, { employmentId: input.werkplek });
    return page(personId, 'werkplek-blijft');
  }),

  inviteAgain: formAction(z.strictObject(who), async (ctx, input) => {
    await inviteAgain(ctx, input.persoon);
    return page(input.persoon, 'uitgenodigd');
  }),

  merge: formAction(
    z.strictObject({
      blijft: id('een account'),
      weg: id('een account'),
      inlog: oneOf(['kept', 'gone'], 'Kies het e-mailadres dat blijft.'),
    }),
    async (ctx, input) => {
      await mergePeople(ctx, { keptId: input.blijft, goneId: input.weg, login: input.inlog });
      return page(input.blijft, 'samengevoegd');
    },
  ),

  undoMerge: formAction(z.strictObject({ samenvoeging: id() }), async (ctx, input) => {
    const { personId } = await undoMerge(ctx, input.samenvoeging);
    return page(personId, 'ongedaan');
  }),

  deactivate: formAction(z.strictObject(who), async (ctx, input) => {
    await deactivatePerson(ctx, input.persoon);
    return page(input.persoon, 'uitgezet');
  }),

  reactivate: formAction(z.strictObject(who), async (ctx, input) => {
    await reactivatePerson(ctx, input.persoon);
    return page(input.persoon, 'aangezet');
  }),
};
