import { participantPath } from '#src/services/check-in/open.ts';
import { checkInByCode } from '#src/services/check-in/scan.ts';
import { checkInByPin } from '#src/services/check-in/type-pin.ts';
import { id, whole, z } from './fields.ts';
import { formAction } from './form-action.ts';

/** What a phone without a connection adds: how many minutes ago the button was pressed. */
const sending = { sleutel: id(), wacht: whole('de tijd', 0, 240).default(0) };

export const checkIn = {
  scan: formAction(z.strictObject({ ...sending, code: z.string().max(200) }), async (ctx, input) => {
    const momentId = await checkInByCode(ctx, { code: input.code, clientKey: input.sleutel, waited: input.wacht });
    return `${participantPath(momentId)}?gelukt=ingecheckt`;
  }),

  pin: formAction(
    z.strictObject({
      ...sending,
      pincode: z.string('Typ de pincode.').trim().min(1, 'Typ de pincode.').max(20, 'Typ zes cijfers.'),
    }),
    async (ctx, input) => {
      const momentId = await checkInByPin(ctx, { pin: input.pincode, clientKey: input.sleutel, waited: input.wacht });
      return `${participantPath(momentId)}?gelukt=ingecheckt`;
    },
  ),
};
