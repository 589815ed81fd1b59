import { signInOrCard } from '#src/services/sign-in-card/sign-in.ts';
import { requestSignInLink } from '#src/services/sign-in-link/request.ts';
import { useSignInLink } from '#src/services/sign-in-link/use.ts';
import { signOut } from '#src/services/session/sign-out.ts';
import { email, id, login, password, path, ticked, z } from './fields.ts';
import { formAction } from './form-action.ts';
import { placeAfter } from './place-after.ts';
import { clearSessionCookie, setSessionCookie } from './session-cookie.ts';

export const session = {
  signIn: formAction(
    z.strictObject({ email: login, wachtwoord: password, gedeeld: ticked, verder: path }),
    async (ctx, input, api) => {
      const kind = input.gedeeld ? 'shared' : 'own';
      const { made, card } = await signInOrCard(ctx, { email: input.email, password: input.wachtwoord, kind });
      if (card !== null) return `/kaart/${card}`;
      setSessionCookie(api, made);
      return placeAfter(made, input.verder);
    },
  ),

  /** A second button in the form to sign in: whatever was typed as a password is let go. */
  askLink: formAction(
    z.strictObject({ email, wachtwoord: z.string().max(1000).optional(), gedeeld: ticked, verder: path }),
    async (ctx, input) => {
      await requestSignInLink(ctx, { email: input.email, kind: input.gedeeld ? 'shared' : 'own', next: input.verder });
      return '/inloglink?gevraagd=1';
    },
  ),

  useLink: formAction(z.strictObject({ token: id(), gedeeld: ticked, verder: path }), async (ctx, input, api) => {
    const made = await useSignInLink(ctx, { token: input.token, kind: input.gedeeld ? 'shared' : 'own' });
    setSessionCookie(api, made);
    return placeAfter(made, input.verder);
  }),

  /** `wissel`: someone else sits down at the same desk. */
  signOut: formAction(z.strictObject({ wissel: ticked }), async (ctx, input, api) => {
    await signOut(ctx);
    clearSessionCookie(api);
    return input.wissel ? '/inloggen?gedeeld=1' : '/inloggen?gelukt=uitgelogd';
  }),
};
