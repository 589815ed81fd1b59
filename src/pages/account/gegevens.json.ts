import type { APIRoute } from 'astro';
import { downloadOwnData } from '#src/services/own-data/download.ts';

export const GET: APIRoute = async ({ locals }) => {
  const pieces = await downloadOwnData(locals.ctx);
  const letters = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(letters.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
  return new Response(stream, {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': 'attachment; filename="mijn-gegevens-baliewijs.json"',
      'Cache-Control': 'no-store',
      'X-Robots-Tag': 'noindex',
    },
  });
};
