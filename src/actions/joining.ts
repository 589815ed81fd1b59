import { askByLink, joinByLink } from '#src/services/group-link/join.ts';
import { acceptCard } from '#src/services/sign-in-card/use.ts';
import { email, id, line, ticked, z } from './fields.ts';
import { formAction } from './form-action.ts';
import { setSessionCookie } from './session-cookie.ts';

/** Coming in with a link to a group, or with a printed card. */
export const joining = {
  join: formAction(z.strictObject({ token: id() }), async (ctx, input, api) => {
    const { groupId, signedIn } = await joinByLink(ctx, input.token);
    if (signedIn) setSessionCookie(api, signedIn);
    return `/leerkaart/${groupId}?gelukt=doet-mee`;
  }),

  ask: formAction(z.strictObject({ token: id(), email }), async (ctx, input) => {
    await askByLink(ctx, input);
    return `/meedoen/${input.token}?gevraagd=1`;
  }),

  acceptCard: formAction(
    z.strictObject({
      token: id(),
      naam: line('je naam'),
      wachtwoord: z
        .string('Kies een wachtwoord.')
        .min(1, 'Kies een wachtwoord.')
        .max(1000, 'Dit wachtwoord is te lang. Kies hoogstens 128 tekens.'),
      gedeeld: ticked,
    }),
    async (ctx, input, api) => {
      const kind = input.gedeeld ? 'shared' : 'own';
      const made = await acceptCard(ctx, { token: input.token, name: input.naam, password: input.wachtwoord, kind });
      setSessionCookie(api, made);
      return made.home;
    },
  ),
};
