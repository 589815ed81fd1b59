import { cookieName, cookieOptions } from '#src/auth/cookie.ts';
import { signIn } from '#src/services/session/sign-in.ts';
import { signOut } from '#src/services/session/sign-out.ts';
import { email, password, path, ticked, z } from './fields.ts';
import { formAction } from './form-action.ts';

export const session = {
  signIn: formAction(z.strictObject({ email, wachtwoord: password, gedeeld: ticked, verder: path }), async (ctx, input, api) => {
    if (ctx.actor) await signOut(ctx);
    const made = await signIn(ctx, { email: input.email, password: input.wachtwoord, kind: input.gedeeld ? 'shared' : 'own' });
    api.cookies.set(cookieName(ctx.publicBaseUrl), made.token, cookieOptions(ctx.publicBaseUrl, made.kind, made.until));
    return input.verder === '/' ? made.home : input.verder;
  }),

  /** `wissel`: someone else sits down at the same desk. */
  signOut: formAction(z.strictObject({ wissel: ticked }), async (ctx, input, api) => {
    await signOut(ctx);
    api.cookies.delete(cookieName(ctx.publicBaseUrl), { path: '/' });
    return input.wissel ? '/inloggen?gedeeld=1' : '/inloggen?gelukt=uitgelogd';
  }),
};
