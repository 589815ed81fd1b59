/** Reports of a pilot, and what an adviser writes for them. Whoever asks says of which pilot. */
import { and, asc, desc, eq, isNull, lte, max, or } from 'drizzle-orm';
import type { Queryable, Transaction } from '#src/db/client.ts';
import { evaluationSnapshot, evaluationText, moduleVerdict, pilot, pilotLibrary, pilotResult } from '#src/db/schema/index.ts';

export type SnapshotRow = typeof evaluationSnapshot.$inferSelect;

/** Without their contents, newest first. */
export const listSnapshots = async (db: Queryable, pilotId: string) =>
  db
    .select({
      id: evaluationSnapshot.id,
      version: evaluationSnapshot.version,
      kind: evaluationSnapshot.kind,
      at: evaluationSnapshot.at,
    })
    .from(evaluationSnapshot)
    .where(eq(evaluationSnapshot.pilotId, pilotId))
    .orderBy(desc(evaluationSnapshot.version));

export async function findSnapshot(db: Queryable, pilotId: string, version: number): Promise<SnapshotRow | null> {
  const [row] = await db
    .select()
    .from(evaluationSnapshot)
    .where(and(eq(evaluationSnapshot.pilotId, pilotId), eq(evaluationSnapshot.version, version)));
  return row ?? null;
}

export async function findSnapshotById(db: Queryable, id: string) {
  const [row] = await db
    .select({ pilotId: evaluationSnapshot.pilotId, version: evaluationSnapshot.version })
    .from(evaluationSnapshot)
    .where(eq(evaluationSnapshot.id, id));
  return row ?? null;
}

export async function newestVersion(db: Queryable, pilotId: string): Promise<number> {
  const [row] = await db
    .select({ version: max(evaluationSnapshot.version) })
    .from(evaluationSnapshot)
    .where(eq(evaluationSnapshot.pilotId, pilotId));
  return row?.version ?? 0;
}

export async function insertSnapshot(tx: Transaction, row: typeof evaluationSnapshot.$inferInsert): Promise<void> {
  await tx.insert(evaluationSnapshot).values(row);
}

export async function insertEvaluationText(tx: Transaction, row: typeof evaluationText.$inferInsert): Promise<void> {
  await tx.insert(evaluationText).values(row);
}

/** The newest words up to this row, of the pilot (under null) and of each library. */
export async function listEvaluationTexts(
  db: Queryable,
  pilotId: string,
  until = Number.MAX_SAFE_INTEGER,
): Promise<Map<string | null, { seq: number; body: string }>> {
  const rows = await db
    .select({ partId: evaluationText.pilotLibraryId, seq: evaluationText.seq, body: evaluationText.body })
    .from(evaluationText)
    .where(and(eq(evaluationText.pilotId, pilotId), lte(evaluationText.seq, until)))
    .orderBy(asc(evaluationText.seq));
  return new Map(rows.map(({ partId, ...row }) => [partId, row]));
}

export async function insertVerdict(tx: Transaction, row: typeof moduleVerdict.$inferInsert): Promise<void> {
  await tx.insert(moduleVerdict).values(row);
}

export type VerdictRow = typeof moduleVerdict.$inferSelect;

/** The newest verdict up to this row, by module. */
export async function listVerdicts(
  db: Queryable,
  pilotId: string,
  until = Number.MAX_SAFE_INTEGER,
): Promise<Map<string, VerdictRow>> {
  const rows = await db
    .select()
    .from(moduleVerdict)
    .where(and(eq(moduleVerdict.pilotId, pilotId), lte(moduleVerdict.seq, until)))
    .orderBy(asc(moduleVerdict.seq));
  return new Map(rows.map((row) => [row.moduleId, row]));
}

/** The newest rows there are of what an adviser or a library added for a pilot. */
export async function newestRows(db: Queryable, pilotId: string) {
  const [[text], [verdict], [result]] = await Promise.all([
    db
      .select({ seq: max(evaluationText.seq) })
      .from(evaluationText)
      .where(eq(evaluationText.pilotId, pilotId)),
    db
      .select({ seq: max(moduleVerdict.seq) })
      .from(moduleVerdict)
      .where(eq(moduleVerdict.pilotId, pilotId)),
    db
      .select({ seq: max(pilotResult.seq) })
      .from(pilotResult)
      .innerJoin(pilotLibrary, eq(pilotLibrary.id, pilotResult.pilotLibraryId))
      .where(eq(pilotLibrary.pilotId, pilotId)),
  ]);
  return { texts: text?.seq ?? 0, verdicts: verdict?.seq ?? 0, results: result?.seq ?? 0 };
}

/** Of the pilot itself, not of a library: the newest text. */
export async function findOwnText(db: Queryable, pilotId: string, partId: string | null) {
  const [row] = await db
    .select({ seq: evaluationText.seq, body: evaluationText.body })
    .from(evaluationText)
    .where(
      and(
        eq(evaluationText.pilotId, pilotId),
        partId === null ? isNull(evaluationText.pilotLibraryId) : eq(evaluationText.pilotLibraryId, partId),
      ),
    )
    .orderBy(desc(evaluationText.seq))
    .limit(1);
  return row ?? null;
}

/** Pilots with this id or name, at most two: more than one is too many to choose from. */
export const findPilotsCalled = async (db: Queryable, called: string) =>
  db
    .select()
    .from(pilot)
    .where(or(eq(pilot.id, called), eq(pilot.name, called)))
    .orderBy(asc(pilot.id))
    .limit(2);
