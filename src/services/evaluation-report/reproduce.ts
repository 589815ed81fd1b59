/** What an operator asks on the command line. Nobody is signed in there, so there is nobody to authorise; nothing is written. */
import {
  findPilotsCalled,
  findSnapshot,
  listSnapshots,
  newestRows,
  type SnapshotRow,
} from '#src/db/queries/evaluation-report.ts';
import type { PilotRow } from '#src/db/queries/pilot.ts';
import { kindsOn } from '#src/domain/evaluation-kind.ts';
import { differencesOf, type Gone } from '#src/domain/evaluation-difference.ts';
import { outlineOf, type Outline } from '#src/domain/evaluation-outline.ts';
import {
  evaluationReportSchema,
  selectionSchema,
  type EvaluationReport,
  type EvaluationSelection,
} from '#src/domain/evaluation-report.ts';
import type { Context } from '../context.ts';
import { readResults } from '../evaluation/results.ts';
import { readFigures } from '../pilot/figures.ts';
import { composeReport } from './compose.ts';
import { hashOf } from './hash.ts';
import { reportOfToday, tooEarly } from './make.ts';

/** The pilot with this id or name. Throws one clear line where there is none, or more than one. */
export async function pilotCalled(ctx: Context, called: string): Promise<PilotRow> {
  const [found, second] = await findPilotsCalled(ctx.db, called);
  if (!found) throw new Error(`there is no pilot ${called}`);
  if (second) throw new Error(`there is more than one pilot called ${called}: give its id`);
  return found;
}

export interface Reproduced {
  version: number | null;
  hash: string;
  report: EvaluationReport;
  selection: EvaluationSelection;
  outline: Outline;
}

async function kept(ctx: Context, pilot: PilotRow, version: number): Promise<SnapshotRow> {
  const row = await findSnapshot(ctx.db, pilot.id, version);
  if (!row) throw new Error(`${pilot.name} has no report with version ${version}`);
  return row;
}

/** The frozen report of a version; without one what a report made today would say. */
export async function reproduceReport(ctx: Context, pilot: PilotRow, version: number | null): Promise<Reproduced> {
  if (version !== null) {
    const row = await kept(ctx, pilot, version);
    const [report, selection] = [evaluationReportSchema.parse(row.report), selectionSchema.parse(row.selection)];
    return { version, hash: row.hash, report, selection, outline: whole(outlineOf(report, row)) };
  }
  const [kind] = kindsOn(pilot, ctx.now);
  if (!kind) throw new Error(tooEarly(pilot, 'interim'));
  const made = await reportOfToday(ctx, ctx.db, pilot, kind);
  return { version, ...made, outline: whole(outlineOf(made.report, { version, hash: made.hash })) };
}

function whole(outline: Outline | null): Outline {
  if (!outline) throw new Error('a report of a pilot always has an outline');
  return outline;
}

export interface Verified {
  version: number;
  /** Does the hash fit what is kept? */
  sealed: boolean;
  /** What comes out otherwise when it is counted again, one line each. */
  differences: string[];
  /** What can't be counted again, and why. */
  gone: string[];
}

export async function versionsOf(ctx: Context, pilot: PilotRow): Promise<number[]> {
  return (await listSnapshots(ctx.db, pilot.id)).map(({ version }) => version).sort((a, b) => a - b);
}

/** Is a kept report whole, and does the same come out when its selection is counted again from what is stored? */
export async function verifyReport(ctx: Context, pilot: PilotRow, version: number): Promise<Verified> {
  const row = await kept(ctx, pilot, version);
  const report = evaluationReportSchema.safeParse(row.report);
  const selection = selectionSchema.safeParse(row.selection);
  if (!report.success || !selection.success)
    return { version, sealed: false, differences: ['what is kept has not the shape of a report'], gone: [] };
  const sealed = hashOf(report.data, selection.data) === row.hash;
  const gone = await goneOf(ctx, pilot, selection.data);
  const again = await composeReport(ctx.db, ctx.catalogue, selection.data);
  return { version, sealed, ...differencesOf(report.data, again, gone) };
}

/** What was stored when the report was made, and isn't any more. */
async function goneOf(ctx: Context, pilot: PilotRow, { figuresWeek, rounds, results }: EvaluationSelection): Promise<Gone> {
  const weeks = figuresWeek === null ? [] : await readFigures(ctx.db, pilot.id, figuresWeek);
  const told = await readResults(ctx.db, ctx.catalogue, pilot.id);
  const newest = await newestRows(ctx.db, pilot.id);
  return {
    figures: figuresWeek !== null && !weeks.some(({ week, rows }) => week === figuresWeek && rows.length > 0),
    rounds: rounds.map(({ round }) => round).filter((round) => !told.rounds.some((r) => r.round === round)),
    counts: newest.results > results,
  };
}
