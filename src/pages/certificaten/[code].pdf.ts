import type { APIRoute } from 'astro';
import { renderCertificate } from '#src/pdf/certificate.ts';
import { printCertificate } from '#src/services/certificate/print.ts';

export const GET: APIRoute = async ({ locals, params }) => {
  const printed = await printCertificate(locals.ctx, params.code ?? '');
  const pdf = await renderCertificate(printed);
  return new Response(new Uint8Array(pdf), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Length': String(pdf.length),
      'Content-Disposition': `attachment; filename="${printed.title.toLowerCase().replaceAll(' ', '-')}.pdf"`,
      'Cache-Control': 'no-store',
      'X-Robots-Tag': 'noindex',
    },
  });
};
