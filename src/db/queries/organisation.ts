/** Libraries, POIs and the platform, with their branches. For administrators: no scope but what the signature asks. */
import { and, asc, count, eq, gt, inArray, isNotNull, isNull, lte, ne, or, sql, type SQL } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { branch, employment, learningGroup, organisation, person } from '#src/db/schema/index.ts';
import { containing, countLimit, pageSize, type ListQuery } from '#src/domain/list-query.ts';

export type OrganisationRow = typeof organisation.$inferSelect;
export type BranchRow = typeof branch.$inferSelect;

export const libraryOrders = ['naam', 'provincie', 'mensen'] as const;
export type LibraryOrder = (typeof libraryOrders)[number];

/** An employment that counts at this moment. */
export const currentEmployment = (now: Date) =>
  and(lte(employment.from, now), or(isNull(employment.until), gt(employment.until, now))) as SQL;

const byName = sql`${organisation.name} collate nocase`;

/**
 * A number counted per selected row. Drizzle leaves out the table of a column that stands right inside an expression
 * selected from one table, so that `organisation.id` would become the inner table's `id`; one level down it keeps it.
 */
const perRow = (counted: SQL) => sql<number>`${counted}`;

const peopleAt = (now: Date) =>
  sql`(select count(distinct ${employment.personId}) from ${employment} where ${employment.organisationId} = ${organisation.id} and ${currentEmployment(now)})`;

const hasSpecialist = (now: Date) =>
  sql`exists (select 1 from ${employment} join ${person} on ${person.id} = ${employment.personId} where ${employment.organisationId} = ${organisation.id} and ${employment.role} = 'educationSpecialist' and ${currentEmployment(now)} and ${person.deactivatedAt} is null)`;

/** Libraries that run, without anyone who is specialist there. */
export const lacksSpecialist = (now: Date) =>
  and(eq(organisation.kind, 'library'), isNull(organisation.endedAt), sql`not ${hasSpecialist(now)}`) as SQL;

export async function listOrganisations(db: Queryable, query: ListQuery<LibraryOrder>, now: Date) {
  const orders: Record<LibraryOrder, SQL[]> = {
    naam: [byName],
    provincie: [sql`${organisation.province} collate nocase`, byName],
    mensen: [sql`people desc`, byName],
  };
  const { soort, staat, mist } = query.filters;
  const where = and(
    soort === 'poi' ? eq(organisation.kind, 'poi') : eq(organisation.kind, 'library'),
    query.search ? sql`${organisation.name} like ${containing(query.search)} escape '\\'` : undefined,
    staat === 'opgeheven' ? isNotNull(organisation.endedAt) : isNull(organisation.endedAt),
    mist === 'specialist' ? lacksSpecialist(now) : undefined,
  );
  const rows = await db
    .select({
      id: organisation.id,
      kind: organisation.kind,
      name: organisation.name,
      province: organisation.province,
      endedAt: organisation.endedAt,
      people: perRow(peopleAt(now)).as('people'),
      groups: perRow(
        sql`(select count(*) from ${learningGroup} where ${learningGroup.libraryId} = ${organisation.id} and ${learningGroup.closedAt} is null)`,
      ),
    })
    .from(organisation)
    .where(where)
    .orderBy(...orders[query.order], asc(organisation.id))
    .limit(pageSize + 1)
    .offset((query.page - 1) * pageSize);
  return { rows, total: await countOrganisations(db, where) };
}

export async function countOrganisations(db: Queryable, where: SQL | undefined): Promise<number> {
  const some = db
    .select({ one: sql`1`.as('one') })
    .from(organisation)
    .where(where)
    .limit(countLimit + 1)
    .as('some');
  const [row] = await db.select({ n: count() }).from(some);
  return row?.n ?? 0;
}

export async function findOrganisation(db: Queryable, id: string): Promise<OrganisationRow | null> {
  const [row] = await db.select().from(organisation).where(eq(organisation.id, id));
  return row ?? null;
}

/** Organisations that have not ended, by kind and name: what a form offers to choose from. */
export async function listRunningOrganisations(db: Queryable, kinds: readonly OrganisationRow['kind'][]) {
  return db
    .select({ id: organisation.id, kind: organisation.kind, name: organisation.name, province: organisation.province })
    .from(organisation)
    .where(and(inArray(organisation.kind, [...kinds]), isNull(organisation.endedAt)))
    .orderBy(asc(organisation.kind), byName, asc(organisation.id));
}

/** Is there another one that runs, of this kind and name (capitals aside)? */
export async function organisationNameTaken(
  db: Queryable,
  kind: OrganisationRow['kind'],
  name: string,
  exceptId: string,
): Promise<boolean> {
  const [row] = await db
    .select({ id: organisation.id })
    .from(organisation)
    .where(
      and(
        eq(organisation.kind, kind),
        sql`${organisation.name} = ${name} collate nocase`,
        isNull(organisation.endedAt),
        ne(organisation.id, exceptId),
      ),
    )
    .limit(1);
  return row !== undefined;
}

/** Answers whether it is new: the same id a second time adds nothing. */
export async function insertOrganisation(db: Queryable, row: typeof organisation.$inferInsert): Promise<boolean> {
  const made = await db.insert(organisation).values(row).onConflictDoNothing().returning({ id: organisation.id });
  return made.length > 0;
}

export async function updateOrganisation(
  db: Queryable,
  id: string,
  set: Partial<Pick<OrganisationRow, 'name' | 'province' | 'parentId' | 'endedAt'>>,
) {
  await db.update(organisation).set(set).where(eq(organisation.id, id));
}

/** Libraries of a POI that have not ended. */
export async function listLibrariesOf(db: Queryable, poiId: string) {
  return db
    .select({ id: organisation.id, name: organisation.name })
    .from(organisation)
    .where(and(eq(organisation.parentId, poiId), isNull(organisation.endedAt)))
    .orderBy(byName, asc(organisation.id));
}

export async function listBranches(db: Queryable, libraryId: string): Promise<BranchRow[]> {
  return db
    .select()
    .from(branch)
    .where(eq(branch.libraryId, libraryId))
    .orderBy(sql`${branch.name} collate nocase`, asc(branch.id));
}

export async function findBranch(db: Queryable, branchId: string): Promise<BranchRow | null> {
  const [row] = await db.select().from(branch).where(eq(branch.id, branchId));
  return row ?? null;
}

/** Answers whether it is new: the same id a second time adds nothing. */
export async function insertBranch(db: Queryable, row: typeof branch.$inferInsert): Promise<boolean> {
  const made = await db.insert(branch).values(row).onConflictDoNothing().returning({ id: branch.id });
  return made.length > 0;
}

export async function updateBranch(db: Queryable, branchId: string, set: Partial<Pick<BranchRow, 'name' | 'endedAt'>>) {
  await db.update(branch).set(set).where(eq(branch.id, branchId));
}

/** Groups of a library that have not been closed. */
export async function listOpenGroupsOf(db: Queryable, libraryId: string) {
  return db
    .select({ id: learningGroup.id, name: learningGroup.name, kind: learningGroup.kind })
    .from(learningGroup)
    .where(and(eq(learningGroup.libraryId, libraryId), isNull(learningGroup.closedAt)))
    .orderBy(sql`${learningGroup.name} collate nocase`, asc(learningGroup.id));
}
