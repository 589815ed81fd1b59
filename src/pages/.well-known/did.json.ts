import type { APIRoute } from 'astro';
import { issuerDocument } from '#src/services/badge/issuer.ts';

/** Verifiers run anywhere, in other people's pages too: what is public anyway may be read there. */
export const GET: APIRoute = async ({ locals }) =>
  Response.json(await issuerDocument(locals.ctx), {
    headers: { 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'public, max-age=300' },
  });
