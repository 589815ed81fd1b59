import type { APIRoute } from 'astro';
import { watchAsLeader } from '#src/services/run/stream.ts';

export const GET: APIRoute = ({ locals, params, request }) =>
  watchAsLeader(locals.ctx, request, {
    groupId: params.groep ?? '',
    nr: Number(params.nr),
    momentId: params.moment ?? '',
  });
