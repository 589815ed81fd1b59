/** Of which library and branch someone reads, and who works at a library. */
import { and, asc, eq, gt, inArray, isNull, lte, or, sql, type SQL } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { prepared } from '#src/db/prepared.ts';
import { account, branch, branchChoice, employment, organisation, person } from '#src/db/schema/index.ts';
import { beenIn } from './been-in.ts';

const who = sql.placeholder('personId');
const at = sql.placeholder('now');

/**
 * One row at most, (library_id, branch_id): the library of the newest choice, else of the oldest employment; there the branch
 * that was chosen, else the one where this person works. A choice for a library they left, or of a branch that was closed, is
 * as if it wasn't made. Takes the placeholders `personId` and `now`. Reads rows of this person only (the `+` keeps the planner
 * from the index by organisation).
 */
export const readingPlace: SQL = sql`
  select e.organisation_id as library_id,
    coalesce(
      c.branch_id,
      (select b.id from employment w join branch b on b.id = w.branch_id and b.ended_at is null
       where w.person_id = ${who} and +w.organisation_id = e.organisation_id
         and w."from" <= ${at} and (w."until" is null or w."until" > ${at})
       order by w."from", w.id limit 1)
    ) as branch_id
  from employment e
  left join (
    select bc.library_id, bc.branch_id, bc.at from branch_choice bc
    join branch b on b.id = bc.branch_id and b.library_id = bc.library_id and b.ended_at is null
    where bc.person_id = ${who}
  ) c on c.library_id = e.organisation_id
  where e.person_id = ${who} and e.role in ('learner', 'educationSpecialist')
    and e."from" <= ${at} and (e."until" is null or e."until" > ${at})
  order by c.at desc, e."from", e.id limit 1`;

const placeStatement = (db: Queryable) =>
  db
    .select({ libraryId: organisation.id, libraryName: organisation.name, branchId: branch.id, branchName: branch.name })
    .from(sql`(${readingPlace}) as place`)
    .innerJoin(organisation, sql`${organisation.id} = place.library_id`)
    .leftJoin(branch, sql`${branch.id} = place.branch_id`)
    .prepare();

/** The library and branch whose texts this person reads; null for who works at no library today. */
export async function findReadingPlace(db: Queryable, personId: string, now: Date) {
  const row = await prepared(db, 'reading place', () => placeStatement(db)).get({ personId, now: now.getTime() });
  return row ?? null;
}

/** The newest choice of a person for a library counts. */
export async function saveBranchChoice(db: Queryable, row: typeof branchChoice.$inferInsert) {
  await db
    .insert(branchChoice)
    .values(row)
    .onConflictDoUpdate({
      target: [branchChoice.personId, branchChoice.libraryId],
      set: { branchId: row.branchId, at: row.at },
    });
}

/** Branches of these libraries that were not closed, by library and name. */
export async function listRunningBranches(db: Queryable, libraryIds: readonly string[]) {
  if (libraryIds.length === 0) return [];
  return db
    .select({ id: branch.id, libraryId: branch.libraryId, name: branch.name })
    .from(branch)
    .where(and(inArray(branch.libraryId, [...libraryIds]), isNull(branch.endedAt)))
    .orderBy(asc(branch.libraryId), sql`${branch.name} collate nocase`, asc(branch.id));
}

/** Does this person work there today, with an account that is not switched off? For an owner, whatever the table it stands in. */
export const worksThere = (personId: SQL, libraryId: SQL, now: SQL) => sql<number>`exists (
  select 1 from employment oe join person op on op.id = oe.person_id
  where oe.person_id = ${personId} and oe.organisation_id = ${libraryId}
    and oe."from" <= ${now} and (oe."until" is null or oe."until" > ${now})
    and op.deactivated_at is null and op.erased_at is null)`;

const current = (now: Date) => and(lte(employment.from, now), or(isNull(employment.until), gt(employment.until, now)));
const present = and(isNull(person.deactivatedAt), isNull(person.erasedAt));

/** Everyone who works at a library today, each once, by name: whoever has none yet by e-mail. */
export async function listStaff(db: Queryable, libraryId: string, now: Date) {
  return db
    .selectDistinct({ personId: person.id, name: person.name, email: account.email })
    .from(employment)
    .innerJoin(person, eq(person.id, employment.personId))
    .leftJoin(account, eq(account.personId, person.id))
    .where(and(eq(employment.organisationId, libraryId), current(now), present))
    .orderBy(sql`coalesce(${person.name}, ${account.email}) collate nocase`, asc(person.id));
}

/** Specialists of a library today who can sign in and have an address to write to. */
export async function listSpecialistsToMail(db: Queryable, libraryId: string, now: Date) {
  const rows = await db
    .selectDistinct({ personId: person.id, name: person.name, email: account.email })
    .from(employment)
    .innerJoin(person, eq(person.id, employment.personId))
    .innerJoin(account, eq(account.personId, person.id))
    .where(
      and(eq(employment.organisationId, libraryId), eq(employment.role, 'educationSpecialist'), current(now), present, beenIn),
    );
  return rows.flatMap(({ email, ...row }) => (email ? [{ ...row, email }] : []));
}
