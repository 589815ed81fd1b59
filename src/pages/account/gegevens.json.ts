import type { APIRoute } from 'astro';
import { fileHeaders, streamOf } from '#src/services/file-stream.ts';
import { downloadOwnData } from '#src/services/own-data/download.ts';

export const GET: APIRoute = async ({ locals }) =>
  new Response(streamOf(await downloadOwnData(locals.ctx)), {
    headers: fileHeaders('application/json', 'mijn-gegevens-baliewijs.json'),
  });
