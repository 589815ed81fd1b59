import type { APIRoute } from 'astro';
import { downloadBadge } from '#src/services/badge/download.ts';

export const GET: APIRoute = async ({ locals, params }) => {
  const { badge, fileName } = await downloadBadge(locals.ctx, params.code ?? '');
  return new Response(`${JSON.stringify(badge, null, 2)}\n`, {
    headers: {
      'Content-Type': 'application/vc',
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'Cache-Control': 'no-store',
      'X-Robots-Tag': 'noindex',
    },
  });
};
