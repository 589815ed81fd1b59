import { beginConfirm, confirmWithCode, confirmWithPasskey } from '#src/services/passkey/confirm.ts';
import { makeCodes, removeKey, renameKey } from '#src/services/passkey/manage.ts';
import { beginRegister, register } from '#src/services/passkey/register.ts';
import { beginSignIn, signInWithPasskey } from '#src/services/passkey/sign-in.ts';
import { line, path, ticked, z } from './fields.ts';
import { formAction } from './form-action.ts';
import { placeAfter } from './place-after.ts';
import { setSessionCookie } from './session-cookie.ts';

const ways = '/account/inlogmanieren';
const name = line('een naam', 60);
/** Without script there is no answer: the page says so beside the button. */
const needsScript = 'Dit werkt alleen als je browser scripts uitvoert. Zet ze aan, of kies een andere manier.';
const answered = {
  token: z.string(needsScript).regex(/^[0-9a-z]{32}$/, needsScript),
  antwoord: z.string(needsScript).min(2, needsScript).max(60_000, needsScript),
};
const which = { sleutel: z.string('Kies een toegangssleutel.').regex(/^[\w-]{1,1400}$/, 'Kies een toegangssleutel.') };
const wachtwoord = z.string().max(1000, 'Dit wachtwoord is te lang.').optional();

/** What is `begun` answers a script: what the browser must be asked, and the token to send along with its answer. */
export const passkey = {
  beginRegister: formAction(z.strictObject({ wachtwoord, naam: name }), async (ctx, input, api) => {
    api.locals.answer = await beginRegister(ctx, { password: input.wachtwoord });
    return ways;
  }),

  register: formAction(z.strictObject({ ...answered, naam: name }), async (ctx, input, api) => {
    setSessionCookie(api, await register(ctx, { token: input.token, answer: input.antwoord, name: input.naam }));
    return `${ways}?gelukt=sleutel`;
  }),

  beginSignIn: formAction(z.strictObject({}), async (ctx, _input, api) => {
    api.locals.answer = await beginSignIn(ctx);
    return '/inloggen';
  }),

  signIn: formAction(z.strictObject({ ...answered, gedeeld: ticked, verder: path }), async (ctx, input, api) => {
    const kind = input.gedeeld ? 'shared' : 'own';
    const made = await signInWithPasskey(ctx, { token: input.token, answer: input.antwoord, kind });
    setSessionCookie(api, made);
    return placeAfter(made, input.verder);
  }),

  beginConfirm: formAction(z.strictObject({}), async (ctx, _input, api) => {
    api.locals.answer = await beginConfirm(ctx);
    return '/account/bevestigen';
  }),

  confirm: formAction(z.strictObject({ ...answered, verder: path }), async (ctx, input, api) => {
    const made = await confirmWithPasskey(ctx, { token: input.token, answer: input.antwoord });
    setSessionCookie(api, made);
    return input.verder === '/' ? made.home : input.verder;
  }),

  useCode: formAction(
    z.strictObject({ code: z.string('Vul een code in.').min(1, 'Vul een code in.').max(100, 'Deze code is te lang.') }),
    async (ctx, input, api) => {
      setSessionCookie(api, await confirmWithCode(ctx, { code: input.code }));
      return `${ways}?gelukt=code`;
    },
  ),

  rename: formAction(z.strictObject({ ...which, naam: name }), async (ctx, input) => {
    await renameKey(ctx, { id: input.sleutel, name: input.naam });
    return `${ways}?gelukt=opgeslagen`;
  }),

  remove: formAction(z.strictObject(which), async (ctx, input) => {
    await removeKey(ctx, { id: input.sleutel });
    return `${ways}?gelukt=sleutel-weg`;
  }),

  /** Shows them on the same page: they can't be read back afterwards. */
  makeCodes: formAction(z.strictObject({}), async (ctx, _input, api) => {
    api.locals.shown = { codes: await makeCodes(ctx) };
    return null;
  }),
};
