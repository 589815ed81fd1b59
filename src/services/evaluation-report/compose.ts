import type { Queryable } from '#src/db/client.ts';
import { listEvaluationTexts, listVerdicts } from '#src/db/queries/evaluation-report.ts';
import type { Catalogue } from '#src/catalogue/read.ts';
import { sectionOf } from '#src/domain/evaluation-figures.ts';
import { evaluationReportSchema, type EvaluationReport, type EvaluationSelection } from '#src/domain/evaluation-report.ts';
import { totalFigures } from '#src/domain/pilot-figures.ts';
import { readResults } from '../evaluation/results.ts';
import { readFigures } from '../pilot/figures.ts';

/**
 * The report of a selection, from what is stored: figures as they were told in its week, rounds that are closed, and the words
 * and verdicts up to its newest rows. The same selection over the same rows gives the same report.
 */
export async function composeReport(
  db: Queryable,
  catalogue: Catalogue,
  selection: EvaluationSelection,
): Promise<EvaluationReport> {
  const { pilotId, figuresWeek, libraries, modules, meetings } = selection;
  const partIds = libraries.map(({ partId }) => partId);
  const [weeks, results, texts, verdicts] = await Promise.all([
    figuresWeek === null ? [] : readFigures(db, pilotId, figuresWeek),
    readResults(db, catalogue, pilotId, { partIds, rounds: selection.rounds.map(({ round }) => round) }),
    listEvaluationTexts(db, pilotId, selection.texts),
    listVerdicts(db, pilotId, selection.verdicts),
  ]);
  const rows = weeks.find(({ week }) => week === figuresWeek)?.rows ?? [];
  const resultsOf = (id: string) => results.rows.find((row) => row.id === id) ?? null;
  const names = { modules, meetings };
  return evaluationReportSchema.parse({
    shape: selection.shape,
    kind: selection.kind,
    day: selection.day,
    figuresWeek,
    pilot: { name: selection.names.pilot, poi: selection.names.poi, course: selection.names.course, ...selection.days },
    libraries: libraries.map(({ libraryId: _, ...library }) => library),
    modules: modules.map((module) => {
      const found = verdicts.get(module.id);
      return {
        ...module,
        verdict: found ? { verdict: found.verdict, why: found.why, version: found.version } : null,
        tasks: selection.tasks.flatMap(({ moduleId, ...task }) => (moduleId === module.id ? [task] : [])),
      };
    }),
    total: sectionOf({
      names,
      figures: totalFigures(rows.map(({ figures }) => figures)),
      results: resultsOf('total'),
      text: texts.get(null)?.body ?? null,
    }),
    parts: partIds.map((partId, i) => ({
      partId,
      section: sectionOf({
        names,
        figures: rows.find(({ row }) => row === libraries[i]?.libraryId)?.figures ?? null,
        results: resultsOf(partId),
        text: texts.get(partId)?.body ?? null,
      }),
    })),
  });
}
