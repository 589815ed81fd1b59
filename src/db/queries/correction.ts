/** Reports of what is wrong in a lesson. Whose they are is read only where someone may know it. */
import { and, count, desc, eq, inArray, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { account, correction, employment, organisation, person } from '#src/db/schema/index.ts';
import { containing, countLimit, pageSize, type ListQuery } from '#src/domain/list-query.ts';
import type { Role } from '#src/domain/roles.ts';
import { currentEmployment } from './organisation.ts';
import { beenIn } from './been-in.ts';

/** Which reports someone answers. */
export interface CorrectionReach {
  /** As a specialist: what is about the text of these libraries. */
  libraryIds: readonly string[];
  /** As an adviser: what is about the national text, from libraries under these POIs. */
  poiIds: readonly string[];
  /** As an administrator: what is about the national text and has no adviser. */
  unadvised: boolean;
}

/** Someone who can come in today: an account that was used, not switched off. */
const canComeIn = and(beenIn, isNull(person.deactivatedAt), isNull(person.erasedAt), isNull(person.mergedIntoId)) as SQL;

/** Has the POI above the report's library an adviser who can come in? */
const hasAdviser = (now: Date) => sql<number>`exists (
  select 1 from ${organisation}
  join ${employment} on ${employment.organisationId} = ${organisation.parentId}
    and ${employment.role} = 'adviser' and ${employment.from} <= ${now.getTime()}
    and (${employment.until} is null or ${employment.until} > ${now.getTime()})
  join ${person} on ${person.id} = ${employment.personId}
  join ${account} on ${account.personId} = ${person.id}
  where ${organisation.id} = ${correction.libraryId} and ${canComeIn})`;

const facts = {
  id: correction.id,
  about: correction.about,
  courseId: correction.courseId,
  moduleId: correction.moduleId,
  lessonId: correction.lessonId,
  body: correction.body,
  at: correction.at,
  answer: correction.answer,
  answeredAt: correction.answeredAt,
};

function within(reach: CorrectionReach, now: Date): SQL | undefined {
  const own: SQL[] = [];
  if (reach.libraryIds.length > 0)
    own.push(and(eq(correction.about, 'local'), inArray(correction.libraryId, [...reach.libraryIds])) as SQL);
  if (reach.poiIds.length > 0)
    own.push(
      and(
        eq(correction.about, 'national'),
        sql`${correction.libraryId} in (select ${organisation.id} from ${organisation} where ${inArray(organisation.parentId, [...reach.poiIds])})`,
      ) as SQL,
    );
  if (reach.unadvised) own.push(and(eq(correction.about, 'national'), sql`not ${hasAdviser(now)}`) as SQL);
  return own.length > 0 ? or(...own) : sql`false`;
}

/** Open reports first, the longest waiting on top; then those answered, the newest on top. Never whose they are. */
export async function listCorrections(db: Queryable, reach: CorrectionReach, query: ListQuery<'wacht'>, now: Date) {
  const { staat, waarover } = query.filters;
  const where = and(
    within(reach, now),
    staat === 'open' ? isNull(correction.answeredAt) : undefined,
    staat === 'beantwoord' ? isNotNull(correction.answeredAt) : undefined,
    waarover === 'les' ? eq(correction.about, 'national') : undefined,
    waarover === 'bij-ons' ? eq(correction.about, 'local') : undefined,
    query.search ? sql`${correction.body} like ${containing(query.search)} escape '\\'` : undefined,
  );
  const rows = await db
    .select(facts)
    .from(correction)
    .where(where)
    .orderBy(
      sql`${correction.answeredAt} is not null`,
      sql`case when ${correction.answeredAt} is null then ${correction.at} else -${correction.answeredAt} end`,
      correction.id,
    )
    .limit(pageSize + 1)
    .offset((query.page - 1) * pageSize);
  return { rows, total: await countCorrections(db, where) };
}

/** What someone reported, the newest first. */
export async function listOwnCorrections(db: Queryable, personId: string, page: number) {
  const where = eq(correction.personId, personId);
  const rows = await db
    .select(facts)
    .from(correction)
    .where(where)
    .orderBy(desc(correction.at), desc(correction.id))
    .limit(pageSize + 1)
    .offset((page - 1) * pageSize);
  return { rows, total: await countCorrections(db, where) };
}

async function countCorrections(db: Queryable, where: SQL | undefined): Promise<number> {
  const some = db
    .select({ one: sql`1`.as('one') })
    .from(correction)
    .where(where)
    .limit(countLimit + 1)
    .as('some');
  const [row] = await db.select({ n: count() }).from(some);
  return row?.n ?? 0;
}

/** How many reports of this person wait for an answer. */
export async function countOpenOf(db: Queryable, personId: string): Promise<number> {
  const [row] = await db
    .select({ n: count() })
    .from(correction)
    .where(and(eq(correction.personId, personId), isNull(correction.answeredAt)));
  return row?.n ?? 0;
}

/** A report with what decides who answers it. */
export async function findCorrection(db: Queryable, id: string, now: Date) {
  const [row] = await db
    .select({
      ...facts,
      libraryId: correction.libraryId,
      personId: correction.personId,
      answeredById: correction.answeredById,
      poiId: organisation.parentId,
      hasAdviser: sql<number>`${hasAdviser(now)}`.mapWith(Boolean),
    })
    .from(correction)
    .leftJoin(organisation, eq(organisation.id, correction.libraryId))
    .where(eq(correction.id, id));
  return row ?? null;
}

/** Answers whether it is new: the same id a second time adds nothing. */
export async function insertCorrection(db: Queryable, row: typeof correction.$inferInsert): Promise<boolean> {
  const made = await db.insert(correction).values(row).onConflictDoNothing().returning({ id: correction.id });
  return made.length > 0;
}

/** Answers whether this answer is the one that counts: a report has one. */
export async function answerCorrection(
  db: Queryable,
  id: string,
  set: { answer: string; answeredById: string; answeredAt: Date },
): Promise<boolean> {
  const made = await db
    .update(correction)
    .set(set)
    .where(and(eq(correction.id, id), isNull(correction.answeredAt)))
    .returning({ id: correction.id });
  return made.length > 0;
}

/** Who holds this role at this organisation (any, when left out) and can come in, with the address for mail. */
export async function listRoleHolders(db: Queryable, where: { role: Role; organisationId?: string }, now: Date) {
  const rows = await db
    .selectDistinct({ personId: person.id, name: person.name, email: account.email })
    .from(employment)
    .innerJoin(person, eq(person.id, employment.personId))
    .innerJoin(account, eq(account.personId, person.id))
    .where(
      and(
        eq(employment.role, where.role),
        where.organisationId === undefined ? undefined : eq(employment.organisationId, where.organisationId),
        currentEmployment(now),
        canComeIn,
      ),
    )
    .orderBy(person.name, person.id);
  return rows;
}

/** The name of a person, and the address where mail may go: none when the account is off. */
export async function findToTell(db: Queryable, personId: string) {
  const [row] = await db
    .select({ name: person.name, email: account.email, deactivatedAt: person.deactivatedAt, erasedAt: person.erasedAt })
    .from(person)
    .leftJoin(account, eq(account.personId, person.id))
    .where(eq(person.id, personId));
  return row ? { name: row.name, email: row.deactivatedAt || row.erasedAt ? null : row.email } : null;
}

/** The POI above a library. */
export async function findPoiOf(db: Queryable, libraryId: string): Promise<string | null> {
  const [row] = await db.select({ poiId: organisation.parentId }).from(organisation).where(eq(organisation.id, libraryId));
  return row?.poiId ?? null;
}
