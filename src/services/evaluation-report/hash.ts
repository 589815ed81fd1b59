import { createHash } from 'node:crypto';
import { sealed, type EvaluationReport, type EvaluationSelection } from '#src/domain/evaluation-report.ts';

/** SHA-256 over report and selection, the same however they were put together. */
export const hashOf = (report: EvaluationReport, selection: EvaluationSelection): string =>
  createHash('sha256').update(sealed(report, selection)).digest('hex');
