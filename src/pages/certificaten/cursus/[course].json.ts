import type { APIRoute } from 'astro';
import { achievementDocument } from '#src/services/badge/achievement.ts';

export const GET: APIRoute = ({ locals, params }) =>
  new Response(JSON.stringify(achievementDocument(locals.ctx, params.course ?? '')), {
    headers: {
      'Content-Type': 'application/ld+json',
      'Access-Control-Allow-Origin': '*',
      'Cache-Control': 'public, max-age=300',
    },
  });
