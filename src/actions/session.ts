import { signInOrCard } from '#src/services/sign-in-card/sign-in.ts';
import { signOut } from '#src/services/session/sign-out.ts';
import { login, password, path, ticked, z } from './fields.ts';
import { formAction } from './form-action.ts';
import { clearSessionCookie, setSessionCookie } from './session-cookie.ts';

const pathOf = (address: string) => address.split(/[?#]/)[0];

export const session = {
  signIn: formAction(
    z.strictObject({ email: login, wachtwoord: password, gedeeld: ticked, verder: path }),
    async (ctx, input, api) => {
      const kind = input.gedeeld ? 'shared' : 'own';
      const { made, card } = await signInOrCard(ctx, { email: input.email, password: input.wachtwoord, kind });
      if (card !== null) return `/kaart/${card}`;
      setSessionCookie(api, made);
      const back = input.verder === '/' ? made.home : input.verder;
      const { next } = made.resumed;
      if (next === null) return back;
      // The answer of a moment ago counts: show what it led to, if that is where this person was.
      const there = pathOf(next) === pathOf(back) ? next : back;
      if (next.includes('stand=')) return there;
      const what = pathOf(next)?.includes('/gesprek/') ? 'gezegd' : 'geteld';
      return `${there}${there.includes('?') ? '&' : '?'}gelukt=${what}`;
    },
  ),

  /** `wissel`: someone else sits down at the same desk. */
  signOut: formAction(z.strictObject({ wissel: ticked }), async (ctx, input, api) => {
    await signOut(ctx);
    clearSessionCookie(api);
    return input.wissel ? '/inloggen?gedeeld=1' : '/inloggen?gelukt=uitgelogd';
  }),
};
