import type { Context } from '../context.ts';

const almostAYear = 364 * 86_400_000;

/**
 * What security.txt says (RFC 9116), so that whoever finds a hole knows whom to tell. Null where no contact was configured;
 * a demonstration shows what it would look like.
 */
export function securityText(ctx: Pick<Context, 'contact' | 'demo' | 'now' | 'publicBaseUrl'>): string | null {
  const contact = ctx.contact ?? (ctx.demo ? 'beheerder@baliewijs.example' : null);
  if (contact === null) return null;
  const uri = /^(mailto:|https:\/\/)/.test(contact) ? contact : `mailto:${contact}`;
  // RFC 9116, 2.5.5: less than a year on.
  const expires = new Date(ctx.now.getTime() + almostAYear).toISOString().replace(/\.\d+Z$/, 'Z');
  return [
    `Contact: ${uri}`,
    `Expires: ${expires}`,
    'Preferred-Languages: nl, en',
    `Canonical: ${ctx.publicBaseUrl}/.well-known/security.txt`,
    '',
  ].join('\n');
}
