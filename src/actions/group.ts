import { closeGroup, groupKinds, makeGroup, renameGroup } from '#src/services/group/make.ts';
import { addLeaders, removeLeader } from '#src/services/leader/change.ts';
import { addMemberByEmail, addMembers, removeMember } from '#src/services/membership/change.ts';
import { email, id, ids, line, oneOf, z } from './fields.ts';
import { formAction } from './form-action.ts';
import { changeRuleAction, checkRuleAction } from './group-rule.ts';

const page = (groupId: string, done: string, part = '') => `/beheer/groepen/${groupId}?gelukt=${done}${part && `#${part}`}`;
const which = { groep: id('een groep') };

export const group = {
  make: formAction(
    z.strictObject({
      sleutel: id('een formulier'),
      bibliotheek: id('een bibliotheek'),
      cursus: id('een cursus'),
      naam: line('de naam', 80),
      soort: oneOf(groupKinds, 'Kies een soort groep.'),
    }),
    async (ctx, input) => {
      const made = {
        id: input.sleutel,
        libraryId: input.bibliotheek,
        courseId: input.cursus,
        name: input.naam,
        kind: input.soort,
      };
      return `/beheer/groepen/${await makeGroup(ctx, made)}/onderdelen?gelukt=toegevoegd`;
    },
  ),

  rename: formAction(z.strictObject({ ...which, naam: line('de naam', 80) }), async (ctx, input) => {
    await renameGroup(ctx, { groupId: input.groep, name: input.naam });
    return page(input.groep, 'opgeslagen');
  }),

  close: formAction(z.strictObject(which), async (ctx, input) => {
    await closeGroup(ctx, { groupId: input.groep, closed: true });
    return page(input.groep, 'gesloten');
  }),

  reopen: formAction(z.strictObject(which), async (ctx, input) => {
    await closeGroup(ctx, { groupId: input.groep, closed: false });
    return page(input.groep, 'ongedaan');
  }),

  addMembers: formAction(z.strictObject({ ...which, persoon: ids }), async (ctx, input) => {
    await addMembers(ctx, { groupId: input.groep, personIds: input.persoon });
    return page(input.groep, 'toegevoegd', 'deelnemers');
  }),

  addMemberByEmail: formAction(z.strictObject({ ...which, email }), async (ctx, input) => {
    await addMemberByEmail(ctx, { groupId: input.groep, email: input.email });
    return page(input.groep, 'toegevoegd', 'deelnemers');
  }),

  removeMember: formAction(z.strictObject({ ...which, persoon: id() }), async (ctx, input) => {
    await removeMember(ctx, { groupId: input.groep, personId: input.persoon });
    return page(input.groep, 'uit-groep', 'deelnemers');
  }),

  addLeaders: formAction(z.strictObject({ ...which, persoon: ids }), async (ctx, input) => {
    await addLeaders(ctx, { groupId: input.groep, personIds: input.persoon });
    return page(input.groep, 'toegevoegd', 'begeleiders');
  }),

  removeLeader: formAction(z.strictObject({ ...which, persoon: id() }), async (ctx, input) => {
    await removeLeader(ctx, { groupId: input.groep, personId: input.persoon });
    return page(input.groep, 'begeleidt-niet', 'begeleiders');
  }),

  checkRule: checkRuleAction,
  changeRule: changeRuleAction,
};
