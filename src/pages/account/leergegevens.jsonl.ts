import type { APIRoute } from 'astro';
import { fileHeaders, streamOf } from '#src/services/file-stream.ts';
import { downloadOwnStatements } from '#src/services/own-data/statements.ts';

export const GET: APIRoute = async ({ locals }) =>
  new Response(streamOf(await downloadOwnStatements(locals.ctx)), {
    headers: fileHeaders('application/jsonl', 'mijn-leergegevens-baliewijs.jsonl'),
  });
