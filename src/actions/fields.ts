/** The fields of forms, each with its own words for what is wrong. */
import { z } from 'astro/zod';
import { fromWallClock } from '#src/domain/calendar-day.ts';

const missing = (label: string) => `Vul ${label} in.`;

/** One line of text. Spaces at the ends go; line breaks and other control characters are refused. */
export const line = (label: string, max = 120) =>
  z
    .string(missing(label))
    .trim()
    .min(1, missing(label))
    .max(max, `Dit is te lang: houd het bij ${max} tekens. Je tekst staat er nog.`)
    .regex(/^[^\u0000-\u001f\u007f]*$/, 'Gebruik hier alleen gewone tekens, op één regel.');

/** One line that may stay empty: then it is null. */
export const optionalLine = (label: string, max = 120) =>
  z.preprocess((value) => (value === '' ? undefined : value), line(label, max).optional());

/** Text of several lines. Spaces at the ends go; control characters but line breaks and tabs are refused. */
export const lines = (label: string, max: number) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? value.replaceAll(/\r\n?/g, '\n') : value),
    z
      .string(missing(label))
      .trim()
      .min(1, missing(label))
      .max(max, `Dit is te lang: houd het bij ${max} tekens. Je tekst staat er nog.`)
      .regex(/^[^\u0000-\u0008\u000b-\u001f\u007f]*$/, 'Gebruik hier alleen gewone tekens.'),
  );

/** In one form: an é typed as two characters is the same address. */
export const email = z
  .string(missing('je e-mailadres'))
  .trim()
  .normalize('NFC')
  .toLowerCase()
  .min(1, 'Vul een e-mailadres in.')
  .max(254, 'Dit e-mailadres is te lang.')
  .regex(/^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/, 'Dit lijkt geen e-mailadres. Kijk of er een @ en een punt in staat.');

/** What someone signs in with: an e-mail address, or the user name on a card. */
export const login = z
  .string(missing('je e-mailadres of gebruikersnaam'))
  .trim()
  .normalize('NFC')
  .toLowerCase()
  .min(1, 'Vul je e-mailadres of gebruikersnaam in.')
  .max(254, 'Dit e-mailadres is te lang.')
  .regex(/^[^\s@<>,;]+(@[^\s@<>,;]+\.[^\s@<>,;]+)?$/, 'Dit is geen e-mailadres en geen gebruikersnaam. Kijk het na.');

/** Checked by the password rules in the service; here only that a browser didn't send megabytes. */
export const password = z.string('Vul je wachtwoord in.').min(1, 'Vul je wachtwoord in.').max(1000, 'Dit wachtwoord is te lang.');

export const id = (label = 'een keuze') => z.string(`Kies ${label}.`).regex(/^[a-zA-Z0-9_-]{1,64}$/, `Kies ${label}.`);

export const optionalId = z.preprocess((value) => (value === '' ? undefined : value), id().optional());

export const ids = z.array(id()).default([]);

/** The response to a question, whatever its kind; what it may hold is checked against the question. */
export const response = z
  .array(z.string().max(500, 'Houd je antwoord kort: een paar woorden is genoeg. Je tekst staat er nog.'))
  .max(40, 'Dit zijn te veel antwoorden voor één vraag.')
  .default([]);

/** Texts of several fields, in the order of the form; how long each may be is for the service, which says so at the field. */
export const texts = z.array(z.string().max(100_000, 'Dit is veel te lang. Je tekst staat er nog.')).max(20).default([]);

/** Certain or in doubt; not asked for. */
export const sure = z.enum(['yes', 'no'], 'Kies of je het zeker weet of twijfelt.').optional();

export const oneOf = <const T extends readonly [string, ...string[]]>(values: T, message: string) => z.enum(values, message);

export const ticked = z
  .literal(['on', '1'])
  .optional()
  .transform((value) => value !== undefined);

export const day = z.string('Kies een dag.').regex(/^\d{4}-\d{2}-\d{2}$/, 'Kies een dag, bijvoorbeeld 16-02-2027.');
export const time = z.string('Kies een tijd.').regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Kies een tijd, bijvoorbeeld 09:30.');
export const whole = (label: string, min: number, max: number) =>
  z.coerce.number(missing(label)).int(missing(label)).min(min, `Kies minstens ${min}.`).max(max, `Kies hoogstens ${max}.`);

/** Day and time on a Dutch clock as a moment, or null where there is no such moment. */
export const momentOf = fromWallClock;

/** A file, or none; what it may be is for the service, which knows who asks. */
export const optionalFile = z.file('Kies een bestand.').optional();

/** A path of this site to go back to; anything else is the start page. */
export const path = z
  .string()
  .optional()
  .transform((value) => safePath(value));

/** What a browser would read as another site (two slashes, a backslash, either of them after `/./`) is not a path of this one. */
export function safePath(value: string | null | undefined): string {
  if (!value || value.length >= 500 || !/^\/(?![/\\])[^\s\\\u0000-\u001f\u007f]*$/.test(value)) return '/';
  const parsed = URL.parse(value, 'http://here.invalid');
  return parsed?.host === 'here.invalid' && !parsed.pathname.startsWith('//') ? value : '/';
}

export { z };
