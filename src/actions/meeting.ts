import { cancelMeeting } from '#src/services/group/cancel-meeting.ts';
import { meetingPath } from '#src/services/group/work-text.ts';
import { cancelMoment } from '#src/services/meeting/cancel-moment.ts';
import { changeMoment } from '#src/services/meeting/change-moment.ts';
import { expectPeople, type Choice } from '#src/services/meeting/expect.ts';
import { planMoment } from '#src/services/meeting/plan-moment.ts';
import { day, id, line, optionalId, ticked, time, whole, z } from './fields.ts';
import { formAction } from './form-action.ts';

const place = { groep: id(), nr: whole('het nummer', 1, 9999) };
const times = { dag: day, begin: time, einde: time, plaats: line('de plaats', 120) };

const momentFields = (input: { dag: string; begin: string; einde: string; plaats: string }) => ({
  day: input.dag,
  start: input.begin,
  end: input.einde,
  place: input.plaats,
});

/** "person:moment:before", where a moment may be empty: nowhere (yet). */
const choice = z
  .string('Kies een moment.')
  .regex(/^[a-zA-Z0-9_-]{1,64}:[a-zA-Z0-9_-]{0,64}:[a-zA-Z0-9_-]{0,64}$/, 'Kies een moment.')
  .transform((value): Choice => {
    const [personId = '', momentId = '', before = ''] = value.split(':');
    return { personId, momentId: momentId || null, before: before || null };
  });

export const meeting = {
  plan: formAction(z.strictObject({ ...place, ...times, sleutel: id(), iedereen: ticked }), async (ctx, input) => {
    const { past } = await planMoment(ctx, {
      groupId: input.groep,
      nr: input.nr,
      clientKey: input.sleutel,
      everyone: input.iedereen,
      ...momentFields(input),
    });
    return `${meetingPath(input.groep, input.nr)}?gelukt=${past ? 'gepland-voorbij' : 'gepland'}`;
  }),

  change: formAction(
    z.strictObject({
      ...place,
      ...times,
      moment: id(),
      volgnummer: whole('het volgnummer', 0, 100_000),
      wensdagen: ticked,
    }),
    async (ctx, input) => {
      await changeMoment(ctx, {
        groupId: input.groep,
        nr: input.nr,
        momentId: input.moment,
        sequence: input.volgnummer,
        moveWishes: input.wensdagen,
        ...momentFields(input),
      });
      return `${meetingPath(input.groep, input.nr)}?gelukt=verplaatst`;
    },
  ),

  cancelMoment: formAction(z.strictObject({ ...place, moment: id() }), async (ctx, input) => {
    await cancelMoment(ctx, { groupId: input.groep, nr: input.nr, momentId: input.moment });
    return `${meetingPath(input.groep, input.nr)}?gelukt=vervallen`;
  }),

  expect: formAction(z.strictObject({ ...place, keuze: z.array(choice).default([]), rest: optionalId }), async (ctx, input) => {
    const { moved } = await expectPeople(ctx, {
      groupId: input.groep,
      nr: input.nr,
      choices: input.keuze,
      rest: input.rest ?? null,
    });
    return `${meetingPath(input.groep, input.nr)}?gelukt=${moved > 0 ? 'ingedeeld' : 'onveranderd'}`;
  }),

  cancel: formAction(z.strictObject({ ...place, regel: id() }), async (ctx, input) => {
    const { issued } = await cancelMeeting(ctx, { groupId: input.groep, nr: input.nr, ruleId: input.regel });
    const query = new URLSearchParams({ gelukt: 'vervallen' });
    for (const { personId } of issued) query.append('klaar', personId);
    return `${meetingPath(input.groep, input.nr)}?${query}`;
  }),
};
