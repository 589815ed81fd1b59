import type { APIRoute } from 'astro';
import { securityText } from '#src/services/installation/security-text.ts';

export const GET: APIRoute = ({ locals, rewrite }) => {
  const text = securityText(locals.ctx);
  if (text === null) {
    locals.failure = { status: 404 };
    return rewrite('/fout');
  }
  return new Response(text, {
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'public, max-age=3600' },
  });
};
