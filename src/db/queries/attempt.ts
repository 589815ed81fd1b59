/** Goes at a quiz by one person, their answers, and the modules they passed. */
import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { answer, attempt, moduleCompletion } from '#src/db/schema/index.ts';

export type AttemptRow = typeof attempt.$inferSelect;

export async function findAttempt(db: Queryable, where: { attemptId: string; personId: string }): Promise<AttemptRow | null> {
  const [row] = await db
    .select()
    .from(attempt)
    .where(and(eq(attempt.id, where.attemptId), eq(attempt.personId, where.personId)));
  return row ?? null;
}

/** The attempt to go on with: the open one, whatever the clock said when it was begun; else the newest that was submitted. */
export async function findNewestAttempt(
  db: Queryable,
  where: { personId: string; moduleId: string },
): Promise<AttemptRow | null> {
  const [row] = await db
    .select()
    .from(attempt)
    .where(and(eq(attempt.personId, where.personId), eq(attempt.moduleId, where.moduleId)))
    .orderBy(desc(isNull(attempt.submittedAt)), desc(attempt.startedAt))
    .limit(1);
  return row ?? null;
}

export async function findOpenAttempt(db: Queryable, where: { personId: string; moduleId: string }): Promise<AttemptRow | null> {
  const [row] = await db
    .select()
    .from(attempt)
    .where(and(eq(attempt.personId, where.personId), eq(attempt.moduleId, where.moduleId), isNull(attempt.submittedAt)));
  return row ?? null;
}

/** All attempts of this person at these modules without their questions, oldest first. */
export async function listAttempts(db: Queryable, where: { personId: string; moduleIds: readonly string[] }) {
  if (where.moduleIds.length === 0) return [];
  return db
    .select({
      id: attempt.id,
      moduleId: attempt.moduleId,
      startedAt: attempt.startedAt,
      submittedAt: attempt.submittedAt,
      score: attempt.score,
      passed: attempt.passed,
    })
    .from(attempt)
    .where(and(eq(attempt.personId, where.personId), inArray(attempt.moduleId, [...where.moduleIds])))
    .orderBy(asc(attempt.startedAt));
}

/** False when this person has an open attempt at this module already. */
export async function insertAttempt(db: Queryable, row: typeof attempt.$inferInsert): Promise<boolean> {
  const made = await db.insert(attempt).values(row).onConflictDoNothing().returning({ id: attempt.id });
  return made.length > 0;
}

export async function submitAttempt(db: Queryable, attemptId: string, result: { at: Date; score: number; passed: boolean }) {
  await db
    .update(attempt)
    .set({ submittedAt: result.at, score: result.score, passed: result.passed })
    .where(and(eq(attempt.id, attemptId), isNull(attempt.submittedAt)));
}

/** False when this question has its answer: the first one counts. */
export async function insertAnswer(db: Queryable, row: typeof answer.$inferInsert): Promise<boolean> {
  const made = await db.insert(answer).values(row).onConflictDoNothing().returning({ id: answer.id });
  return made.length > 0;
}

export async function listAnswers(db: Queryable, attemptId: string) {
  return db
    .select({ questionId: answer.questionId, objectiveId: answer.objectiveId, response: answer.response, score: answer.score })
    .from(answer)
    .where(eq(answer.attemptId, attemptId));
}

/** Passing the same version again adds nothing: the first time counts. */
export async function insertModuleCompletion(db: Queryable, row: typeof moduleCompletion.$inferInsert) {
  await db.insert(moduleCompletion).values(row).onConflictDoNothing();
}

/** When this person first passed each of these modules; modules not passed are left out. */
export async function listPassedModules(
  db: Queryable,
  where: { personId: string; moduleIds: readonly string[] },
): Promise<Map<string, Date>> {
  if (where.moduleIds.length === 0) return new Map();
  const rows = await db
    .select({ moduleId: moduleCompletion.moduleId, at: moduleCompletion.at })
    .from(moduleCompletion)
    .where(and(eq(moduleCompletion.personId, where.personId), inArray(moduleCompletion.moduleId, [...where.moduleIds])))
    .orderBy(desc(moduleCompletion.at));
  return new Map(rows.map((row) => [row.moduleId, row.at]));
}

/** Goes of this person at this module that were passed: which, and of which version. */
export async function listPassedAttempts(db: Queryable, where: { personId: string; moduleId: string }) {
  return db
    .select({ attemptId: attempt.id, version: attempt.version })
    .from(attempt)
    .where(and(eq(attempt.personId, where.personId), eq(attempt.moduleId, where.moduleId), eq(attempt.passed, true)))
    .orderBy(asc(attempt.startedAt));
}

/** Which of these people passed the quiz of which of these modules. */
export async function listQuizzesPassed(db: Queryable, where: { personIds: readonly string[]; moduleIds: readonly string[] }) {
  if (where.personIds.length === 0 || where.moduleIds.length === 0) return [];
  return db
    .selectDistinct({ personId: attempt.personId, moduleId: attempt.moduleId })
    .from(attempt)
    .where(
      and(
        inArray(attempt.personId, [...where.personIds]),
        inArray(attempt.moduleId, [...where.moduleIds]),
        eq(attempt.passed, true),
      ),
    );
}

/** Every version of a module that this person has behind them, the first first. */
export async function listCompletions(db: Queryable, where: { personId: string; moduleId: string }) {
  return db
    .select({ version: moduleCompletion.version, via: moduleCompletion.via, at: moduleCompletion.at })
    .from(moduleCompletion)
    .where(and(eq(moduleCompletion.personId, where.personId), eq(moduleCompletion.moduleId, where.moduleId)))
    .orderBy(asc(moduleCompletion.at));
}
