import { leaveGroup, pauseMember } from '#src/services/membership/rest.ts';
import { id, optionalId, z } from './fields.ts';
import { formAction } from './form-action.ts';

const whose = { groep: id('een groep'), persoon: optionalId };

/** A rest from a group, or an end to it. Without a person it is the reader's own place. */
export const membership = {
  pause: formAction(z.strictObject(whose), async (ctx, input) => {
    await pauseMember(ctx, { groupId: input.groep, personId: input.persoon ?? ctx.actor?.personId ?? '', paused: true });
    return input.persoon
      ? `/groepen/${input.groep}/deelnemers/${input.persoon}?gelukt=pauze`
      : `/leerkaart/${input.groep}?gelukt=eigen-pauze`;
  }),

  resume: formAction(z.strictObject(whose), async (ctx, input) => {
    await pauseMember(ctx, { groupId: input.groep, personId: input.persoon ?? ctx.actor?.personId ?? '', paused: false });
    return input.persoon
      ? `/groepen/${input.groep}/deelnemers/${input.persoon}?gelukt=pauze-voorbij`
      : `/leerkaart/${input.groep}?gelukt=pauze-voorbij`;
  }),

  leave: formAction(z.strictObject({ groep: id('een groep') }), async (ctx, input) => {
    await leaveGroup(ctx, input.groep);
    return '/leerkaart?gelukt=gestopt-groep';
  }),
};
