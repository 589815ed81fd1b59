import type { APIRoute } from 'astro';
import { renderEvaluation } from '#src/pdf/evaluation.ts';
import { asFile } from '#src/services/evaluation-report/as-file.ts';
import { takeReport } from '#src/services/evaluation-report/open.ts';

export const GET: APIRoute = async ({ locals, params }) => {
  const taken = await takeReport(locals.ctx, { pilotId: params.pilot ?? '', version: params.versie ?? '' });
  return asFile(taken.fileName, 'pdf', await renderEvaluation(taken));
};
