import { retryAllMail, retryMail } from '#src/services/mail/retry.ts';
import { id, z } from './fields.ts';
import { formAction } from './form-action.ts';

export const mail = {
  retry: formAction(z.strictObject({ mail: id('een mail') }), async (ctx, input) => {
    await retryMail(ctx, input.mail);
    return '/beheer/berichten?gelukt=mail-opnieuw';
  }),

  retryAll: formAction(z.strictObject({}), async (ctx) => {
    const put = await retryAllMail(ctx);
    return `/beheer/berichten?gelukt=${put > 0 ? 'mails-opnieuw' : 'geen-mail'}`;
  }),
};
