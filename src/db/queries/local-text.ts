/** What libraries filled in: rows are only added, the newest of a library, branch and slot counts. */
import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Queryable } from '#src/db/client.ts';
import { prepared } from '#src/db/prepared.ts';
import { branch, localText, organisation, person } from '#src/db/schema/index.ts';
import { readingPlace, worksThere } from './local-place.ts';

const owner = alias(person, 'owner');
const writer = alias(person, 'writer');

const text = {
  seq: localText.seq,
  libraryId: localText.libraryId,
  branchId: localText.branchId,
  slotId: localText.slotId,
  body: localText.body,
  documentTitle: localText.documentTitle,
  documentDate: localText.documentDate,
  documentPlace: localText.documentPlace,
  ownerId: localText.ownerId,
  checkedAt: localText.checkedAt,
  reviewBy: localText.reviewBy,
};

const ownerCurrent = (now: Parameters<typeof worksThere>[2]) =>
  worksThere(sql`${localText.ownerId}`, sql`${localText.libraryId}`, now).mapWith(Boolean);

const columns = (now: Date) => ({
  ...text,
  byId: localText.byId,
  branchName: branch.name,
  ownerName: owner.name,
  byName: writer.name,
  ownerCurrent: ownerCurrent(sql`${now.getTime()}`),
});

const selectTexts = (db: Queryable, now: Date) =>
  db
    .select(columns(now))
    .from(localText)
    .leftJoin(branch, eq(branch.id, localText.branchId))
    .leftJoin(owner, eq(owner.id, localText.ownerId))
    .leftJoin(writer, eq(writer.id, localText.byId));

export type LocalTextRow = Awaited<ReturnType<typeof selectTexts>>[number];

/** The newest row of every slot and branch of these libraries; those that take a text away too. */
export async function listNewestTexts(db: Queryable, libraryIds: readonly string[], now: Date): Promise<LocalTextRow[]> {
  if (libraryIds.length === 0) return [];
  const newest = db
    .select({ seq: sql`max(${localText.seq})` })
    .from(localText)
    .where(inArray(localText.libraryId, [...libraryIds]))
    .groupBy(localText.libraryId, localText.slotId, localText.branchId);
  return selectTexts(db, now).where(inArray(localText.seq, newest));
}

export interface TextPlace {
  libraryId: string;
  slotId: string;
  branchId: string | null;
}

const atPlace = ({ libraryId, slotId, branchId }: TextPlace) =>
  and(
    eq(localText.libraryId, libraryId),
    eq(localText.slotId, slotId),
    branchId === null ? isNull(localText.branchId) : eq(localText.branchId, branchId),
  );

/** The rows of one place, newest first. */
export async function listTextHistory(db: Queryable, place: TextPlace, now: Date, limit: number): Promise<LocalTextRow[]> {
  return selectTexts(db, now).where(atPlace(place)).orderBy(desc(localText.seq)).limit(limit);
}

/** The newest row of one place, also when it takes the text away; null when there never was one. */
export async function findNewestText(db: Queryable, place: TextPlace, now: Date): Promise<LocalTextRow | null> {
  const [row] = await listTextHistory(db, place, now, 1);
  return row ?? null;
}

export async function insertLocalText(db: Queryable, row: Omit<typeof localText.$inferInsert, 'seq'>) {
  await db.insert(localText).values(row);
}

/** Libraries that filled in anything at all and still take part. */
export async function listLibrariesWithTexts(db: Queryable) {
  return db
    .select({ id: organisation.id, name: organisation.name })
    .from(organisation)
    .where(
      and(
        isNull(organisation.endedAt),
        sql`(exists (select 1 from local_text t where t.library_id = ${organisation.id})
          or exists (select 1 from referral r where r.library_id = ${organisation.id}))`,
      ),
    );
}

/** The newest text of each of these slots for the reader's library, and for their branch. Lessons ask this. */
const slotStatement = (db: Queryable) =>
  db
    .select({
      ...text,
      libraryName: organisation.name,
      branchName: branch.name,
      ownerName: owner.name,
      ownerCurrent: ownerCurrent(sql`${sql.placeholder('now')}`),
    })
    .from(localText)
    .innerJoin(organisation, eq(organisation.id, localText.libraryId))
    .leftJoin(branch, eq(branch.id, localText.branchId))
    .leftJoin(owner, eq(owner.id, localText.ownerId))
    .where(
      inArray(
        localText.seq,
        // Two lookups in the index a slot, however long their histories are.
        sql`(with place as materialized (${readingPlace}),
               slot as materialized (select value as id from json_each(${sql.placeholder('slotIds')}))
             select (select max(n.seq) from local_text n
                     where n.library_id = place.library_id and n.slot_id = slot.id and n.branch_id is null)
             from place, slot
             union all
             select (select max(n.seq) from local_text n
                     where n.library_id = place.library_id and n.slot_id = slot.id and n.branch_id = place.branch_id)
             from place, slot)`,
      ),
    )
    .prepare();

export async function listSlotTexts(db: Queryable, where: { personId: string; slotIds: readonly string[]; now: Date }) {
  return prepared(db, 'slot texts', () => slotStatement(db)).all({
    personId: where.personId,
    slotIds: JSON.stringify(where.slotIds),
    now: where.now.getTime(),
  });
}
