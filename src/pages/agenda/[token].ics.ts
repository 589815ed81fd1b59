import type { APIRoute } from 'astro';
import { feedFile } from '#src/calendar/file.ts';
import { readFeed } from '#src/services/calendar/read-feed.ts';

export const GET: APIRoute = async ({ locals, params }) => {
  const moments = await readFeed(locals.ctx, params.token ?? '');
  return new Response(feedFile(moments, locals.ctx.now), {
    headers: {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'inline; filename="baliewijs.ics"',
      'Cache-Control': 'private, no-store',
      // Nobody follows a link from here, but the address itself must not travel.
      'Referrer-Policy': 'no-referrer',
      'X-Robots-Tag': 'noindex',
    },
  });
};
