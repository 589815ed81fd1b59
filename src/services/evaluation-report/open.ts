import { findSnapshot, type SnapshotRow } from '#src/db/queries/evaluation-report.ts';
import { longDay } from '#src/domain/calendar-day.ts';
import { csvOf } from '#src/domain/evaluation-csv.ts';
import { outlineOf, type Outline } from '#src/domain/evaluation-outline.ts';
import { evaluationReportSchema, type EvaluationReport } from '#src/domain/evaluation-report.ts';
import type { Context } from '../context.ts';
import { reachPart, reachPilot } from '../pilot/reach.ts';
import { notFound } from '../service-error.ts';
import { reportDeskPath, reportPath } from './paths.ts';

export interface ReportPage {
  outline: Outline;
  path: string;
  back: { href: string; label: string };
  /** The reports of the libraries in it, for an adviser. */
  parts: { href: string; name: string }[];
}

export interface KeptReport {
  outline: Outline;
  report: EvaluationReport;
  row: SnapshotRow;
}

/** A version of a pilot's report, or of one library in it. For services that authorised already. */
export function readReport(row: SnapshotRow, partId?: string): KeptReport {
  const report = evaluationReportSchema.parse(row.report);
  const outline = outlineOf(report, row, partId);
  if (!outline) throw notFound();
  return { outline, report, row };
}

interface Asked {
  pilotId: string;
  version: string;
  /** Of one library. */
  partId?: string;
}

/** Of the pilot for its adviser; of one library for that library's specialists too. */
async function reachReport(ctx: Context, input: Asked): Promise<KeptReport & { advises: boolean }> {
  const advises = input.partId === undefined ? true : await reachOwn(ctx, input.pilotId, input.partId);
  if (input.partId === undefined) await reachPilot(ctx, input.pilotId);
  const version = /^[1-9]\d{0,5}$/.test(input.version) ? Number(input.version) : 0;
  const row = await findSnapshot(ctx.db, input.pilotId, version);
  if (!row) throw notFound();
  return { ...readReport(row, input.partId), advises };
}

async function reachOwn(ctx: Context, pilotId: string, partId: string): Promise<boolean> {
  const { pilot, advises } = await reachPart(ctx, partId, 'either');
  if (pilot.id !== pilotId) throw notFound();
  return advises;
}

export async function openReport(ctx: Context, input: Asked): Promise<ReportPage> {
  const { outline, report, row, advises } = await reachReport(ctx, input);
  const { pilotId, partId } = input;
  return {
    outline,
    path: reportPath(pilotId, row.version, partId),
    back: !advises
      ? { href: `/pilots/${pilotId}/${partId}`, label: report.pilot.name }
      : partId
        ? { href: reportPath(pilotId, row.version), label: 'De hele pilot' }
        : { href: reportDeskPath(pilotId), label: 'Verslagen' },
    parts: partId
      ? []
      : report.libraries.map((library) => ({ href: reportPath(pilotId, row.version, library.partId), name: library.name })),
  };
}

/** The same report to take along. */
export async function takeReport(ctx: Context, input: Asked) {
  const { outline, row, report } = await reachReport(ctx, input);
  const words = `${outline.title} ${outline.about === 'hele pilot' ? '' : outline.about} versie ${row.version}`;
  const plain = words.normalize('NFD').replaceAll(/[^\w ]/g, '');
  return {
    outline,
    at: row.at,
    day: longDay(report.day),
    /** Without an ending. */
    fileName: plain.trim().toLowerCase().replaceAll(/[ _]+/g, '-').slice(0, 100),
    csv: () => csvOf(outline),
  };
}
