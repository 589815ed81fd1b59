import { makeUpHow, recordMakeUp } from '#src/services/make-up/record.ts';
import { withdrawMadeUp } from '#src/services/make-up/withdraw.ts';
import { meetingPath } from '#src/services/group/work-text.ts';
import { id, oneOf, whole, z } from './fields.ts';
import { formAction } from './form-action.ts';

const place = { groep: id(), nr: whole('het nummer', 1, 9999) };

export const makeUp = {
  record: formAction(
    z.strictObject({
      ...place,
      sleutel: id(),
      persoon: id('wie het heeft ingehaald'),
      hoe: oneOf(makeUpHow, 'Kies hoe het is ingehaald.'),
    }),
    async (ctx, input) => {
      const { issued } = await recordMakeUp(ctx, {
        groupId: input.groep,
        nr: input.nr,
        clientKey: input.sleutel,
        personId: input.persoon,
        how: input.hoe,
      });
      const query = new URLSearchParams({ gelukt: 'ingehaald' });
      for (const { personId } of issued) query.append('klaar', personId);
      return `${meetingPath(input.groep, input.nr)}?${query}`;
    },
  ),

  withdraw: formAction(z.strictObject({ ...place, inhaal: id() }), async (ctx, input) => {
    await withdrawMadeUp(ctx, { groupId: input.groep, nr: input.nr, makeUpId: input.inhaal });
    return `${meetingPath(input.groep, input.nr)}?gelukt=inhalen-weg`;
  }),
};
