/** Packages, their versions, and what people did in them. */
import { and, asc, count, desc, eq, gt, inArray, isNotNull, isNull, sql } from 'drizzle-orm';

import { containing, countLimit, pageSize, type ListQuery } from '#src/domain/list-query.ts';
import type { Queryable } from '#src/db/client.ts';
import {
  groupRule,
  groupRuleItem,
  learningGroup,
  membership,
  organisation,
  person,
  scormAttempt,
  scormCommon,
  scormGlobal,
  scormLaunch,
  scormPackage,
  scormState,
  scormVersion,
} from '#src/db/schema/index.ts';

export type PackageRow = typeof scormPackage.$inferSelect;
export type VersionRow = typeof scormVersion.$inferSelect;
export type PackageAttempt = typeof scormAttempt.$inferSelect;
export type StateRow = typeof scormState.$inferSelect;

export const insertPackage = (db: Queryable, row: typeof scormPackage.$inferInsert) => db.insert(scormPackage).values(row);
export const insertVersion = (db: Queryable, row: typeof scormVersion.$inferInsert) => db.insert(scormVersion).values(row);

export async function findPackage(db: Queryable, id: string) {
  const [row] = await db
    .select({ package: scormPackage, ownerName: organisation.name, ownerKind: organisation.kind })
    .from(scormPackage)
    .innerJoin(organisation, eq(organisation.id, scormPackage.ownerId))
    .where(eq(scormPackage.id, id));
  return row ? { ...row.package, ownerName: row.ownerName, ownerKind: row.ownerKind } : null;
}

/** Newest first. */
export const listVersions = async (db: Queryable, packageId: string): Promise<VersionRow[]> =>
  db.select().from(scormVersion).where(eq(scormVersion.packageId, packageId)).orderBy(desc(scormVersion.nr));

export const listVersionIds = async (db: Queryable) =>
  (await db.select({ id: scormVersion.id }).from(scormVersion)).map((row) => row.id);

export async function findVersion(db: Queryable, id: string): Promise<VersionRow | null> {
  const [row] = await db.select().from(scormVersion).where(eq(scormVersion.id, id));
  return row ?? null;
}

/** Packages that were not taken away, each with its newest version; of these owners, or of everyone. */
export async function listPackages(db: Queryable, query: ListQuery<'naam'>, where: { ownerIds: readonly string[] | 'all' }) {
  const found = and(
    isNull(scormPackage.deletedAt),
    where.ownerIds === 'all' ? undefined : inArray(scormPackage.ownerId, [...where.ownerIds]),
    sql`${scormVersion.nr} = (select max(v.nr) from scorm_version v where v.package_id = ${scormPackage.id})`,
    query.search ? sql`${scormVersion.title} like ${containing(query.search)} escape '\\'` : undefined,
  );
  const rows = await db
    .select({
      packageId: scormPackage.id,
      title: scormVersion.title,
      standard: scormVersion.standard,
      nr: scormVersion.nr,
      at: scormVersion.at,
      ownerName: organisation.name,
      ownerKind: organisation.kind,
      open: sql`exists (select 1 from scorm_version v where v.package_id = ${scormPackage.id} and v.published_at is not null)`.mapWith(
        Boolean,
      ),
    })
    .from(scormPackage)
    .innerJoin(scormVersion, eq(scormVersion.packageId, scormPackage.id))
    .innerJoin(organisation, eq(organisation.id, scormPackage.ownerId))
    .where(found)
    .orderBy(sql`${scormVersion.title} collate nocase`, asc(scormPackage.id))
    .limit(pageSize + 1)
    .offset((query.page - 1) * pageSize);
  const some = db
    .select({ one: sql`1`.as('one') })
    .from(scormPackage)
    .innerJoin(scormVersion, eq(scormVersion.packageId, scormPackage.id))
    .where(found)
    .limit(countLimit + 1)
    .as('some');
  const [counted] = await db.select({ n: count() }).from(some);
  return { rows, total: counted?.n ?? 0 };
}

/** Of every package, also of those taken away, the newest version that was published: for titles and the shelf. */
export async function listPublished(db: Queryable) {
  const rows = await db
    .select({
      packageId: scormVersion.packageId,
      nr: scormVersion.nr,
      title: scormVersion.title,
      minutes: scormVersion.minutes,
      ownerId: scormPackage.ownerId,
      ownerKind: organisation.kind,
      deletedAt: scormPackage.deletedAt,
    })
    .from(scormVersion)
    .innerJoin(scormPackage, eq(scormPackage.id, scormVersion.packageId))
    .innerJoin(organisation, eq(organisation.id, scormPackage.ownerId))
    .where(isNotNull(scormVersion.publishedAt))
    .orderBy(asc(scormVersion.packageId), asc(scormVersion.nr));
  return [...new Map(rows.map((row) => [row.packageId, row])).values()];
}

export const publishVersion = (
  db: Queryable,
  id: string,
  set: Pick<VersionRow, 'title' | 'rule' | 'minScore' | 'minutes' | 'windows' | 'publishedAt' | 'publishedById'>,
) => db.update(scormVersion).set(set).where(eq(scormVersion.id, id));

export const markDeleted = (db: Queryable, id: string, by: { at: Date; byId: string }) =>
  db
    .update(scormPackage)
    .set({ deletedAt: by.at, deletedById: by.byId })
    .where(and(eq(scormPackage.id, id), isNull(scormPackage.deletedAt)));

/** Who did something in a package, preview apart. */
export const listUsers = async (db: Queryable, packageId: string) =>
  db
    .selectDistinct({ personId: person.id, name: person.name })
    .from(scormAttempt)
    .innerJoin(scormVersion, eq(scormVersion.id, scormAttempt.versionId))
    .innerJoin(person, eq(person.id, scormAttempt.personId))
    .where(and(eq(scormVersion.packageId, packageId), eq(scormAttempt.preview, false)))
    .orderBy(asc(person.name));

/** Open groups whose rule asks for this module now. */
export async function listGroupsAsking(db: Queryable, moduleId: string) {
  return db
    .select({ id: learningGroup.id, name: learningGroup.name, libraryId: learningGroup.libraryId })
    .from(groupRuleItem)
    .innerJoin(groupRule, eq(groupRule.id, groupRuleItem.ruleId))
    .innerJoin(learningGroup, eq(learningGroup.id, groupRule.groupId))
    .where(
      and(
        eq(groupRuleItem.kind, 'module'),
        eq(groupRuleItem.ref, moduleId),
        isNull(learningGroup.closedAt),
        sql`${groupRule.seq} = (select max(r.seq) from group_rule r where r.group_id = ${learningGroup.id})`,
      ),
    )
    .orderBy(asc(learningGroup.name));
}

/** Ids of everyone who takes part in one of these groups. */
export async function listMembersOf(db: Queryable, groupIds: readonly string[]): Promise<string[]> {
  if (groupIds.length === 0) return [];
  const rows = await db
    .selectDistinct({ personId: membership.personId })
    .from(membership)
    .where(and(inArray(membership.groupId, [...groupIds]), isNull(membership.leftAt)));
  return rows.map((row) => row.personId);
}

/** Is this person in a group of that library? */
export async function isInGroupOf(db: Queryable, where: { personId: string; libraryId: string }): Promise<boolean> {
  const [row] = await db
    .select({ id: membership.id })
    .from(membership)
    .innerJoin(learningGroup, eq(learningGroup.id, membership.groupId))
    .where(
      and(
        eq(membership.personId, where.personId),
        eq(learningGroup.libraryId, where.libraryId),
        isNull(membership.leftAt),
        isNull(learningGroup.closedAt),
      ),
    )
    .limit(1);
  return row !== undefined;
}

/** Of this person at this package, the newest first. */
export async function listPackageAttempts(db: Queryable, where: { personId: string; packageId: string; preview: boolean }) {
  const rows = await db
    .select({ attempt: scormAttempt, version: scormVersion })
    .from(scormAttempt)
    .innerJoin(scormVersion, eq(scormVersion.id, scormAttempt.versionId))
    .where(
      and(
        eq(scormAttempt.personId, where.personId),
        eq(scormVersion.packageId, where.packageId),
        eq(scormAttempt.preview, where.preview),
      ),
    )
    .orderBy(desc(scormAttempt.startedAt), desc(scormAttempt.nr));
  return rows;
}

/** Newest first, of these packages; for the leerkaart. */
export async function listBegunPackages(db: Queryable, where: { personId: string; packageIds: readonly string[] }) {
  if (where.packageIds.length === 0) return [];
  return db
    .select({ packageId: scormVersion.packageId, savedAt: scormAttempt.savedAt, startedAt: scormAttempt.startedAt })
    .from(scormAttempt)
    .innerJoin(scormVersion, eq(scormVersion.id, scormAttempt.versionId))
    .where(
      and(
        eq(scormAttempt.personId, where.personId),
        eq(scormAttempt.preview, false),
        inArray(scormVersion.packageId, [...where.packageIds]),
      ),
    )
    .orderBy(desc(scormAttempt.startedAt));
}

export const insertPackageAttempt = (db: Queryable, row: typeof scormAttempt.$inferInsert) => db.insert(scormAttempt).values(row);

export const updateAttempt = (db: Queryable, id: string, set: Partial<typeof scormAttempt.$inferInsert>) =>
  db.update(scormAttempt).set(set).where(eq(scormAttempt.id, id));

/** A launch takes the place of the earlier ones of its attempt. */
export async function insertLaunch(db: Queryable, row: typeof scormLaunch.$inferInsert): Promise<void> {
  await db
    .update(scormLaunch)
    .set({ replacedAt: row.at })
    .where(and(eq(scormLaunch.attemptId, row.attemptId), isNull(scormLaunch.replacedAt)));
  await db.insert(scormLaunch).values(row);
}

export interface FoundLaunch {
  attempt: PackageAttempt;
  version: VersionRow;
  ownerId: string;
  personName: string;
  expiresAt: Date;
  replacedAt: Date | null;
  deletedAt: Date | null;
}

export async function findLaunch(db: Queryable, hash: string): Promise<FoundLaunch | null> {
  const [row] = await db
    .select({
      attempt: scormAttempt,
      version: scormVersion,
      ownerId: scormPackage.ownerId,
      personName: person.name,
      expiresAt: scormLaunch.expiresAt,
      replacedAt: scormLaunch.replacedAt,
      deletedAt: scormPackage.deletedAt,
    })
    .from(scormLaunch)
    .innerJoin(scormAttempt, eq(scormAttempt.id, scormLaunch.attemptId))
    .innerJoin(scormVersion, eq(scormVersion.id, scormAttempt.versionId))
    .innerJoin(scormPackage, eq(scormPackage.id, scormVersion.packageId))
    .innerJoin(person, eq(person.id, scormAttempt.personId))
    .where(eq(scormLaunch.hash, hash));
  return row ? { ...row, personName: row.personName ?? '' } : null;
}

/** Which version's files a token gives, where it still gives any: for every file that a package asks. */
export async function findLaunchedVersion(db: Queryable, where: { hash: string; now: Date }): Promise<string | null> {
  const [row] = await db
    .select({ versionId: scormAttempt.versionId })
    .from(scormLaunch)
    .innerJoin(scormAttempt, eq(scormAttempt.id, scormLaunch.attemptId))
    .where(and(eq(scormLaunch.hash, where.hash), gt(scormLaunch.expiresAt, where.now)));
  return row?.versionId ?? null;
}

/** Ends every launch of someone: they signed out. */
export const endLaunchesOf = (db: Queryable, personId: string) =>
  db
    .delete(scormLaunch)
    .where(
      inArray(
        scormLaunch.attemptId,
        db.select({ id: scormAttempt.id }).from(scormAttempt).where(eq(scormAttempt.personId, personId)),
      ),
    );

export const deleteExpiredLaunches = (db: Queryable, now: Date) =>
  db.delete(scormLaunch).where(sql`${scormLaunch.expiresAt} < ${now.getTime()}`);

export const listStates = async (db: Queryable, attemptId: string): Promise<StateRow[]> =>
  db.select().from(scormState).where(eq(scormState.attemptId, attemptId));

export async function saveState(db: Queryable, row: typeof scormState.$inferInsert): Promise<void> {
  const { attemptId: _attempt, itemId: _item, ...set } = row;
  await db
    .insert(scormState)
    .values(row)
    .onConflictDoUpdate({ target: [scormState.attemptId, scormState.itemId], set });
}

export const listGlobals = (db: Queryable, attemptId: string) =>
  db.select().from(scormGlobal).where(eq(scormGlobal.attemptId, attemptId));

/** What the SCOs have in common comes whole each time: it takes the place of what was there. */
export async function replaceGlobals(
  db: Queryable,
  where: { attemptId: string; kind: 'objective' | 'shared' },
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  await db.delete(scormGlobal).where(and(eq(scormGlobal.attemptId, where.attemptId), eq(scormGlobal.kind, where.kind)));
  const rows = Object.entries(values).map(([key, value]) => ({ ...where, key, value }));
  if (rows.length > 0) await db.insert(scormGlobal).values(rows);
}

type CommonWhere = { personId: string; ownerId: string; kind: 'objective' | 'shared' };

/** Of what packages of one owner have in common for this person, what goes by these names. */
export const listCommon = async (db: Queryable, where: CommonWhere & { keys: readonly string[] }) =>
  where.keys.length === 0
    ? []
    : db
        .select({ key: scormCommon.key, value: scormCommon.value })
        .from(scormCommon)
        .where(
          and(
            eq(scormCommon.personId, where.personId),
            eq(scormCommon.ownerId, where.ownerId),
            eq(scormCommon.kind, where.kind),
            inArray(scormCommon.key, [...where.keys]),
          ),
        );

export async function saveCommon(
  db: Queryable,
  where: CommonWhere & { at: Date },
  values: readonly (readonly [key: string, value: unknown])[],
): Promise<void> {
  if (values.length === 0) return;
  await db
    .insert(scormCommon)
    .values(values.map(([key, value]) => ({ ...where, key, value })))
    .onConflictDoUpdate({
      target: [scormCommon.personId, scormCommon.ownerId, scormCommon.kind, scormCommon.key],
      set: { value: sql`excluded.value`, at: sql`excluded.at` },
    });
}
