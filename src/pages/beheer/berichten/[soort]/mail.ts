import type { APIRoute } from 'astro';
import { composeMail, mailStyleHash } from '#src/mail/compose.ts';
import { previewMail } from '#src/services/mail/preview.ts';

/** The HTML of a mail exactly as it is sent. A mail carries its own style: the policy allows that style, and nothing else. */
export const GET: APIRoute = ({ locals, params }) => {
  const { mail, baseUrl } = previewMail(locals.ctx, params.soort ?? '');
  return new Response(composeMail(mail, { baseUrl }).html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': `default-src 'none'; style-src '${mailStyleHash}'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox`,
      'Cache-Control': 'no-store',
      'X-Robots-Tag': 'noindex',
    },
  });
};
