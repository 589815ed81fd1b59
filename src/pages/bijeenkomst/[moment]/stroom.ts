import type { APIRoute } from 'astro';
import { watchAsParticipant } from '#src/services/run/stream.ts';

export const GET: APIRoute = ({ locals, params, request }) =>
  watchAsParticipant(locals.ctx, request, { momentId: params.moment ?? '' });
