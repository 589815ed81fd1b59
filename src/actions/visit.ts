import { meetingPath } from '#src/services/group/work-text.ts';
import { chooseVisit, withdrawVisit } from '#src/services/visit/choose.ts';
import { id, optionalId, whole, z } from './fields.ts';
import { formAction } from './form-action.ts';

const which = { groep: id('een groep'), nr: whole('het nummer', 1, 9999), persoon: optionalId };

/** A meeting followed with another group. Without a person it is the reader's own. */
export const visit = {
  choose: formAction(z.strictObject({ ...which, moment: id('een moment') }), async (ctx, input) => {
    const personId = input.persoon ?? ctx.actor?.personId ?? '';
    await chooseVisit(ctx, { groupId: input.groep, nr: input.nr, personId, momentId: input.moment });
    return `${input.persoon ? meetingPath(input.groep, input.nr) : '/bijeenkomsten'}?gelukt=ander-moment`;
  }),

  withdraw: formAction(z.strictObject(which), async (ctx, input) => {
    const personId = input.persoon ?? ctx.actor?.personId ?? '';
    await withdrawVisit(ctx, { groupId: input.groep, nr: input.nr, personId });
    return `${input.persoon ? meetingPath(input.groep, input.nr) : '/bijeenkomsten'}?gelukt=ongedaan`;
  }),
};
