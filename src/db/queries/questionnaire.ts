/** Questionnaires of a pilot. Who filled one in and what was filled in stand in two tables that nothing ties together. */
import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, lte, sql } from 'drizzle-orm';
import type { Queryable, Transaction } from '#src/db/client.ts';
import {
  account,
  employment,
  groupRule,
  groupRuleItem,
  membership,
  organisation,
  person,
  pilot,
  pilotLibrary,
  pilotResult,
  questionnaireAnswer,
  questionnaireReturn,
  questionnaireRound,
} from '#src/db/schema/index.ts';
import { currentEmployment } from './organisation.ts';

export type AnswerRow = typeof questionnaireAnswer.$inferSelect;
export type RoundRow = typeof questionnaireRound.$inferSelect;
export type ResultRow = typeof pilotResult.$inferSelect;

interface At {
  pilotLibraryId: string;
  round: number;
}

const returnAt = ({ pilotLibraryId, round }: At) =>
  and(eq(questionnaireReturn.pilotLibraryId, pilotLibraryId), eq(questionnaireReturn.round, round));

/** Modules that these groups do, by their newest rule. */
export async function listModulesOf(db: Queryable, groupIds: readonly string[]): Promise<Set<string>> {
  if (groupIds.length === 0) return new Set();
  const rows = await db
    .selectDistinct({ moduleId: groupRuleItem.ref })
    .from(groupRule)
    .innerJoin(groupRuleItem, eq(groupRuleItem.ruleId, groupRule.id))
    .where(
      and(
        inArray(groupRule.groupId, [...groupIds]),
        eq(groupRuleItem.kind, 'module'),
        sql`${groupRule.seq} = (select max(r.seq) from group_rule r where r.group_id = ${groupRule.groupId})`,
      ),
    );
  return new Set(rows.map((row) => row.moduleId));
}

/**
 * Who takes part in these groups and works at the library: each once, with what a mail needs. Whoever takes a rest in all of
 * them is there too, and is left alone.
 */
export async function listTakingPart(
  db: Queryable,
  { groupIds, libraryId, now, joinedBefore }: { groupIds: readonly string[]; libraryId: string; now: Date; joinedBefore: Date },
) {
  if (groupIds.length === 0) return [];
  const rows = await db
    .select({
      personId: person.id,
      name: person.name,
      email: account.email,
      cameIn: sql<number>`${account.passwordHash} is not null`.mapWith(Boolean),
      rests: sql<number>`min(${membership.pausedAt} is not null)`.mapWith(Boolean),
    })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .innerJoin(account, eq(account.personId, person.id))
    .where(
      and(
        inArray(membership.groupId, [...groupIds]),
        isNull(membership.leftAt),
        lt(membership.joinedAt, joinedBefore),
        isNull(person.deactivatedAt),
        inArray(
          person.id,
          db
            .select({ id: employment.personId })
            .from(employment)
            .where(
              and(
                eq(employment.organisationId, libraryId),
                inArray(employment.role, ['learner', 'educationSpecialist']),
                currentEmployment(now),
              ),
            ),
        ),
      ),
    )
    .groupBy(person.id)
    .orderBy(asc(person.id));
  return rows;
}

export async function listReturned(db: Queryable, at: At): Promise<Set<string>> {
  const rows = await db.select({ personId: questionnaireReturn.personId }).from(questionnaireReturn).where(returnAt(at));
  return new Set(rows.map((row) => row.personId));
}

export async function hasReturned(db: Queryable, at: At, personId: string): Promise<boolean> {
  const rows = await db
    .select({ personId: questionnaireReturn.personId })
    .from(questionnaireReturn)
    .where(and(returnAt(at), eq(questionnaireReturn.personId, personId)));
  return rows.length > 0;
}

/** Answers false where this person filled it in already: then no answer may follow. */
export async function insertReturn(tx: Transaction, at: At, personId: string): Promise<boolean> {
  const made = await tx
    .insert(questionnaireReturn)
    .values({ ...at, personId })
    .onConflictDoNothing()
    .returning({ round: questionnaireReturn.round });
  return made.length > 0;
}

/** @param rows with random keys: nothing of the person, and nothing of the time */
export async function insertAnswers(tx: Transaction, rows: (typeof questionnaireAnswer.$inferInsert)[]): Promise<void> {
  await tx.insert(questionnaireAnswer).values(rows);
}

/** How many filled it in: what was written stands in rows of its own, which don't count. */
export async function countAnswers(db: Queryable, { pilotLibraryId, round }: At): Promise<number> {
  return db.$count(
    questionnaireAnswer,
    and(
      eq(questionnaireAnswer.pilotLibraryId, pilotLibraryId),
      eq(questionnaireAnswer.round, round),
      eq(questionnaireAnswer.quotes, {}),
    ),
  );
}

export const listAnswers = async (db: Queryable, pilotLibraryIds: readonly string[]): Promise<AnswerRow[]> =>
  pilotLibraryIds.length === 0
    ? []
    : db
        .select()
        .from(questionnaireAnswer)
        .where(inArray(questionnaireAnswer.pilotLibraryId, [...pilotLibraryIds]));

export const listClosedRounds = async (db: Queryable, pilotLibraryIds: readonly string[]): Promise<RoundRow[]> =>
  pilotLibraryIds.length === 0
    ? []
    : db
        .select()
        .from(questionnaireRound)
        .where(inArray(questionnaireRound.pilotLibraryId, [...pilotLibraryIds]));

/** Answers whether this closing is the one that counts. */
export async function insertRound(tx: Transaction, row: typeof questionnaireRound.$inferInsert): Promise<boolean> {
  const made = await tx
    .insert(questionnaireRound)
    .values(row)
    .onConflictDoNothing()
    .returning({ round: questionnaireRound.round });
  return made.length > 0;
}

export async function deleteReturns(tx: Transaction, at: At): Promise<void> {
  await tx.delete(questionnaireReturn).where(returnAt(at));
}

/** Returns of rounds that are over: two accounts that were taken apart again may have brought one back. */
export async function deleteLateReturns(tx: Transaction): Promise<void> {
  await tx
    .delete(questionnaireReturn)
    .where(
      sql`exists (select 1 from questionnaire_round r where r.pilot_library_id = ${questionnaireReturn.pilotLibraryId} and r.round = ${questionnaireReturn.round})`,
    );
}

/** Libraries that ever said yes to a pilot that had begun by this day. */
export async function listBegun(db: Queryable, today: string) {
  return db
    .select({ part: pilotLibrary, pilot, libraryName: organisation.name, libraryEndedAt: organisation.endedAt })
    .from(pilotLibrary)
    .innerJoin(pilot, eq(pilot.id, pilotLibrary.pilotId))
    .innerJoin(organisation, eq(organisation.id, pilotLibrary.libraryId))
    .where(and(isNotNull(pilotLibrary.acceptedAt), lte(pilot.startsOn, today)))
    .orderBy(asc(pilotLibrary.id));
}

export const insertResult = async (tx: Transaction, row: typeof pilotResult.$inferInsert): Promise<void> => {
  await tx.insert(pilotResult).values(row);
};

/** What counts of each library and round: the newest. */
export async function listResults(db: Queryable, pilotLibraryIds: readonly string[]): Promise<ResultRow[]> {
  if (pilotLibraryIds.length === 0) return [];
  const rows = await db
    .select()
    .from(pilotResult)
    .where(inArray(pilotResult.pilotLibraryId, [...pilotLibraryIds]))
    .orderBy(desc(pilotResult.seq));
  const newest = new Map<string, ResultRow>();
  for (const row of rows)
    if (!newest.has(`${row.pilotLibraryId} ${row.round}`)) newest.set(`${row.pilotLibraryId} ${row.round}`, row);
  return [...newest.values()];
}
