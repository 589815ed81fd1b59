import { Readable } from 'node:stream';
import type { APIRoute } from 'astro';
import { makeExport } from '#src/services/export/make.ts';

/** The package as a download. Its pages are rendered by `inhoud`, once for the whole package. */
export const GET: APIRoute = async (context) => {
  const { locals, url } = context;
  const given = (name: string) => url.searchParams.get(name) ?? '';
  const choice = { wat: given('wat'), editie: given('editie'), bijons: given('bijons'), antwoorden: given('antwoorden') };
  const { fileName, zip } = await makeExport(locals.ctx, choice, async (plan) => {
    locals.exported = plan;
    const page = await context.rewrite('/uitvoer/inhoud');
    if (page.status !== 200) throw new Error('what goes into a package could not be rendered');
    return new Map(
      (await page.text())
        .split('<!--module ')
        .slice(1)
        .map((part) => {
          const end = part.indexOf('-->');
          return [part.slice(0, end), part.slice(end + 3).trim()] as const;
        }),
    );
  });
  return new Response(Readable.toWeb(zip) as ReadableStream<Uint8Array>, {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'Cache-Control': 'no-store',
      'X-Robots-Tag': 'noindex',
    },
  });
};
