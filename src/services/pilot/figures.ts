import type { Queryable } from '#src/db/client.ts';
import { listFigures } from '#src/db/queries/pilot-taking.ts';
import { pilotFiguresSchema, totalFigures, type PilotFigures, type TotalFigures } from '#src/domain/pilot-figures.ts';
import { giveWay } from '../give-way.ts';

export interface ToldRow {
  /** A library's id, or `rest`. */
  row: string;
  figures: PilotFigures;
}

export interface ToldWeek {
  /** YYYY-MM-DD, a Monday. */
  week: string;
  rows: ToldRow[];
}

/** What was told of a pilot, oldest week first. Only that: nothing is counted here. For services that authorised already. */
export async function readFigures(db: Queryable, pilotId: string, untilWeek?: string): Promise<ToldWeek[]> {
  return read(db, { pilotId, until: untilWeek });
}

/** The same of one library. */
export async function readOwnFigures(
  db: Queryable,
  pilotId: string,
  libraryId: string,
): Promise<{ week: string; figures: PilotFigures }[]> {
  const weeks = await read(db, { pilotId, row: libraryId });
  return weeks.flatMap(({ week, rows: [first] }) => (first ? [{ week, figures: first.figures }] : []));
}

async function read(db: Queryable, where: Parameters<typeof listFigures>[1]): Promise<ToldWeek[]> {
  const weeks: ToldWeek[] = [];
  for (const [week, rows] of Map.groupBy(await listFigures(db, where), (row) => row.week)) {
    if (weeks.length > 0 && rows.length > 20) await giveWay();
    weeks.push({ week, rows: rows.flatMap(({ row, figures }) => toldRow(row, figures)) });
  }
  return weeks;
}

/** A shape that this version doesn't know is left out. */
export function toldRow(row: string, figures: unknown): ToldRow[] {
  const parsed = pilotFiguresSchema.safeParse(figures);
  return parsed.success ? [{ row, figures: parsed.data }] : [];
}

/** All that was told of a pilot in a week, as one; null when nothing was. */
export const totalOfWeek = ({ rows }: ToldWeek): TotalFigures | null => totalFigures(rows.map(({ figures }) => figures));
