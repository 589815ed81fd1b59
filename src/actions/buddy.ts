import { proposeBuddies, putTogether } from '#src/services/buddy/arrange.ts';
import { buddiesPath } from '#src/services/buddy/open.ts';
import { tickBuddyTask } from '#src/services/buddy/tick.ts';
import { id, oneOf, z } from './fields.ts';
import { formAction } from './form-action.ts';

const group = { groep: id() };
const task = { tweetal: id(), module: id('een module') };

export const buddy = {
  /** alles: all pairs anew; rest: only who has no buddy. */
  propose: formAction(
    z.strictObject({ ...group, wie: oneOf(['alles', 'rest'], 'Kies voor wie je maatjes zoekt.') }),
    async (ctx, input) => {
      await proposeBuddies(ctx, { groupId: input.groep, all: input.wie === 'alles' });
      return `${buddiesPath(input.groep)}?gelukt=maatjes`;
    },
  ),

  together: formAction(z.strictObject({ ...group, wie: id('een deelnemer'), met: id('een deelnemer') }), async (ctx, input) => {
    await putTogether(ctx, { groupId: input.groep, personId: input.wie, withId: input.met });
    return `${buddiesPath(input.groep)}?gelukt=maatjes`;
  }),

  tick: formAction(z.strictObject(task), async (ctx, input) => {
    const { groupId } = await tickBuddyTask(ctx, { pairId: input.tweetal, moduleId: input.module, done: true });
    return `/leerkaart/${groupId}?gelukt=maatjesopdracht`;
  }),

  untick: formAction(z.strictObject(task), async (ctx, input) => {
    const { groupId } = await tickBuddyTask(ctx, { pairId: input.tweetal, moduleId: input.module, done: false });
    return `/leerkaart/${groupId}?gelukt=ongedaan`;
  }),
};
