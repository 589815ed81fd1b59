import { acceptInvitation } from '#src/services/account/accept-invitation.ts';
import { changePassword } from '#src/services/account/change-password.ts';
import { endSession } from '#src/services/account/end-session.ts';
import { requestReset } from '#src/services/account/request-reset.ts';
import { setPassword } from '#src/services/account/set-password.ts';
import { signOutElsewhere } from '#src/services/account/sign-out-elsewhere.ts';
import { endFeedAddress, makeFeedAddress } from '#src/services/calendar/address.ts';
import { chooseMail } from '#src/services/mail/choices.ts';
import { email, id, ids, line, password, ticked, z } from './fields.ts';
import { formAction } from './form-action.ts';
import { clearSessionCookie, setSessionCookie } from './session-cookie.ts';

const newPassword = z
  .string('Kies een wachtwoord.')
  .min(1, 'Kies een wachtwoord.')
  .max(1000, 'Dit wachtwoord is te lang. Kies hoogstens 128 tekens.');

export const account = {
  acceptInvitation: formAction(
    z.strictObject({ token: id(), naam: line('je naam'), wachtwoord: newPassword, gedeeld: ticked }),
    async (ctx, input, api) => {
      const kind = input.gedeeld ? 'shared' : 'own';
      const made = await acceptInvitation(ctx, { token: input.token, name: input.naam, password: input.wachtwoord, kind });
      setSessionCookie(api, made);
      return made.home;
    },
  ),

  requestReset: formAction(z.strictObject({ email }), async (ctx, input) => {
    await requestReset(ctx, input);
    return '/wachtwoord-vergeten?gevraagd=1';
  }),

  setPassword: formAction(z.strictObject({ token: id(), wachtwoord: newPassword }), async (ctx, input, api) => {
    await setPassword(ctx, { token: input.token, password: input.wachtwoord });
    clearSessionCookie(api);
    return '/inloggen?gelukt=nieuwWachtwoord';
  }),

  changePassword: formAction(
    z.strictObject({ huidigWachtwoord: password, nieuwWachtwoord: newPassword }),
    async (ctx, input, api) => {
      setSessionCookie(api, await changePassword(ctx, { current: input.huidigWachtwoord, next: input.nieuwWachtwoord }));
      return '/account?gelukt=wachtwoord';
    },
  ),

  endSession: formAction(z.strictObject({ sessie: id() }), async (ctx, input, api) => {
    const { here } = await endSession(ctx, input.sessie);
    if (here) clearSessionCookie(api);
    return here ? '/inloggen?gelukt=uitgelogd' : '/account?gelukt=sessie';
  }),

  /** Shows the address on the same page: it can't be read back afterwards. */
  makeFeed: formAction(z.strictObject({ sleutel: id() }), async (ctx, input) => {
    await makeFeedAddress(ctx, input.sleutel);
    return null;
  }),

  endFeed: formAction(z.strictObject({}), async (ctx) => {
    await endFeedAddress(ctx);
    return '/account/agenda?gelukt=agenda-uit';
  }),

  chooseMail: formAction(z.strictObject({ soort: ids }), async (ctx, input) => {
    await chooseMail(ctx, { on: input.soort });
    return '/account/mail?gelukt=opgeslagen';
  }),

  signOutElsewhere: formAction(z.strictObject({}), async (ctx) => {
    await signOutElsewhere(ctx);
    return '/account?gelukt=sessies';
  }),
};
