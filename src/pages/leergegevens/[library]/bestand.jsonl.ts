import type { APIRoute } from 'astro';
import { fileHeaders, streamOf } from '#src/services/file-stream.ts';
import { exportLibrary } from '#src/services/statement/export.ts';

export const GET: APIRoute = async ({ locals, params, url, redirect }) => {
  const asked = (name: string) => url.searchParams.get(name) ?? '';
  const [libraryId, from, until, courseId] = [params.library ?? '', asked('van'), asked('tot'), asked('cursus')];
  const made = await exportLibrary(locals.ctx, { libraryId, from, until, courseId });
  if (made.kind === 'file') return new Response(streamOf(made.pieces), { headers: fileHeaders('application/jsonl', made.name) });
  const back = new URLSearchParams({ van: from, tot: until, cursus: courseId, uitkomst: made.why });
  return redirect(`/leergegevens/${encodeURIComponent(libraryId)}?${back}`, 303);
};
