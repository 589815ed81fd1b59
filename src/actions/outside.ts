import { beginOutside } from '#src/services/outside/begin.ts';
import { finishOutside } from '#src/services/outside/finish.ts';
import { linkOutside, unlinkOutside } from '#src/services/outside/link.ts';
import { path, ticked, z } from './fields.ts';
import { formAction } from './form-action.ts';
import { placeAfter } from './place-after.ts';
import { forgetOutside, keepOutside, keptOutside, setSessionCookie } from './session-cookie.ts';

/** What a provider sends along; nothing else of it is passed on. */
const told = z.string().max(4000).optional();

export const outside = {
  /** The page that comes back leads on to the provider: a redirect after a form may go nowhere but to this site (decision 007). */
  begin: formAction(z.strictObject({ gedeeld: ticked, verder: path }), async (ctx, input, api) => {
    const { url, kept } = await beginOutside(ctx, { kind: input.gedeeld ? 'shared' : 'own', next: input.verder });
    keepOutside(api, kept);
    api.locals.shown = { away: url };
    return null;
  }),

  finish: formAction(z.strictObject({ code: told, state: told, iss: told, error: told }), async (ctx, input, api) => {
    const kept = keptOutside(api);
    // Used once, whatever comes of it.
    forgetOutside(api);
    const answer = Object.fromEntries(Object.entries(input).flatMap(([name, value]) => (value ? [[name, value] as const] : [])));
    const outcome = await finishOutside(ctx, { kept, answer });
    if (outcome.kind === 'ask') {
      keepOutside(api, outcome.kept);
      return '/inloggen/koppelen';
    }
    setSessionCookie(api, outcome.made);
    return placeAfter(outcome.made, outcome.next);
  }),

  link: formAction(z.strictObject({ wachtwoord: z.string().max(1000).optional() }), async (ctx, input, api) => {
    const { made, next } = await linkOutside(ctx, { kept: keptOutside(api), password: input.wachtwoord });
    forgetOutside(api);
    if (!made) return '/account/inlogmanieren?gelukt=gekoppeld';
    setSessionCookie(api, made);
    return placeAfter(made, next);
  }),

  unlink: formAction(z.strictObject({}), async (ctx) => {
    await unlinkOutside(ctx);
    return '/account/inlogmanieren?gelukt=losgemaakt';
  }),
};
