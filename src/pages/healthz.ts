import type { APIRoute } from 'astro';
import { checkHealth } from '#src/services/installation/health.ts';

export const GET: APIRoute = async ({ locals }) => {
  const health = await checkHealth(locals.ctx);
  return Response.json(health, { status: health.ok ? 200 : 503, headers: { 'Cache-Control': 'no-store' } });
};
