import { saveDates } from '#src/services/planning/save.ts';
import { keepWishes, proposeWishes } from '#src/services/planning/wish.ts';
import { id, optionalId, ticked, z } from './fields.ts';
import { formAction } from './form-action.ts';

const which = { groep: id('een groep') };
const page = (groupId: string, done: string, part = '') => `/groepen/${groupId}/planning?gelukt=${done}${part}`;
const rows = Array.from({ length: 12 }, (_, i) => i + 1);
const text = z.string().max(120, 'Dit is te lang: houd het bij 120 tekens. Je tekst staat er nog.').optional();
const number = z.coerce.number().int().min(1).max(9999).optional();

/** A row per meeting: plan it or not, and when and where. What a row must hold is checked for those that are ticked. */
const dateFields: Record<never, z.ZodType> = Object.fromEntries(
  rows.flatMap((n) => [
    [`mee${n}`, ticked],
    [`nr${n}`, number],
    [`dag${n}`, text],
    [`begin${n}`, text],
    [`einde${n}`, text],
    [`plaats${n}`, text],
  ]),
);
const wishFields: Record<never, z.ZodType> = Object.fromEntries(
  rows.flatMap((n) => [
    [`module${n}`, optionalId],
    [`wens${n}`, text],
  ]),
);

const has = (input: object, name: string) => (input as Record<string, unknown>)[name];
const typed = (input: object, name: string) => String(has(input, name) ?? '').trim();

export const planning = {
  dates: formAction(z.strictObject({ ...which, sleutel: id(), wensen: ticked, ...dateFields }), async (ctx, input) => {
    const chosen = rows.filter((n) => has(input, `mee${n}`) === true);
    await saveDates(ctx, {
      groupId: input.groep,
      clientKey: input.sleutel,
      wishes: input.wensen,
      dates: chosen.map((row) => ({
        row,
        nr: Number(has(input, `nr${row}`) ?? 0),
        day: typed(input, `dag${row}`),
        start: typed(input, `begin${row}`),
        end: typed(input, `einde${row}`),
        place: typed(input, `plaats${row}`),
      })),
    });
    return page(input.groep, 'dagen-gepland');
  }),

  wishes: formAction(z.strictObject({ ...which, ...wishFields }), async (ctx, input) => {
    const wishes = rows.flatMap((row) => {
      const moduleId = typed(input, `module${row}`);
      return moduleId === '' ? [] : [{ row, moduleId, day: typed(input, `wens${row}`) }];
    });
    await keepWishes(ctx, { groupId: input.groep, wishes });
    return page(input.groep, 'opgeslagen', '#wensen');
  }),

  proposeWishes: formAction(z.strictObject(which), async (ctx, input) => {
    await proposeWishes(ctx, { groupId: input.groep });
    return page(input.groep, 'opgeslagen', '#wensen');
  }),
};
