import type { APIRoute } from 'astro';
import { readStatusList } from '#src/services/badge/status-list.ts';

/** May be kept, but is asked for anew: a badge that is revoked, is so at once. */
export const GET: APIRoute = async ({ locals, params, request }) => {
  const { body, etag } = await readStatusList(locals.ctx, params.list ?? '');
  const headers = {
    'Content-Type': 'application/vc',
    ETag: etag,
    'Cache-Control': 'public, no-cache',
    'Access-Control-Allow-Origin': '*',
  };
  const known =
    request.headers
      .get('if-none-match')
      ?.replaceAll('W/', '')
      .split(/\s*,\s*/) ?? [];
  return known.includes(etag) ? new Response(null, { status: 304, headers }) : new Response(body, { headers });
};
