/** Practice assignments: what one person wrote, and what a specialist may read of it. Rows are only added: the newest counts. */
import { and, asc, count, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { prepared } from '#src/db/prepared.ts';
import { account, assignmentReply, assignmentWork, membership, person } from '#src/db/schema/index.ts';
import { pageSize } from '#src/domain/list-query.ts';

/** A row keeps every field that the assignment had: it is done when none of them is empty. */
const isDone = sql`not exists (select 1 from json_each(${assignmentWork.response}) where json_each.value = '')`;

export async function insertWork(db: Queryable, row: typeof assignmentWork.$inferInsert) {
  await db.insert(assignmentWork).values(row);
}

export async function findNewestWork(db: Queryable, where: { personId: string; assignmentId: string }) {
  const [row] = await db
    .select()
    .from(assignmentWork)
    .where(and(eq(assignmentWork.personId, where.personId), eq(assignmentWork.assignmentId, where.assignmentId)))
    .orderBy(desc(assignmentWork.seq))
    .limit(1);
  return row ?? null;
}

/** Which of these people did which of these assignments, once or more. */
export async function listDoneAssignments(
  db: Queryable,
  where: { personIds: readonly string[]; assignmentIds: readonly string[] },
): Promise<{ personId: string; assignmentId: string }[]> {
  if (where.personIds.length === 0 || where.assignmentIds.length === 0) return [];
  return db
    .selectDistinct({ personId: assignmentWork.personId, assignmentId: assignmentWork.assignmentId })
    .from(assignmentWork)
    .where(
      and(
        inArray(assignmentWork.personId, [...where.personIds]),
        inArray(assignmentWork.assignmentId, [...where.assignmentIds]),
        isDone,
      ),
    );
}

const keptStatement = (db: Queryable) =>
  db
    .select({
      assignmentId: assignmentWork.assignmentId,
      sharedWith: assignmentWork.sharedWith,
      at: assignmentWork.at,
      seq: assignmentWork.seq,
      done: sql<number>`${isDone}`.mapWith(Boolean),
      // Written out: in a select from one table drizzle leaves out the names of tables.
      replies: sql<number>`(select count(*) from assignment_reply where assignment_reply.work_id = assignment_work.id)`,
    })
    .from(assignmentWork)
    .where(
      and(
        eq(assignmentWork.personId, sql.placeholder('personId')),
        inArray(assignmentWork.assignmentId, sql`(select value from json_each(${sql.placeholder('assignmentIds')}))`),
      ),
    )
    .orderBy(asc(assignmentWork.seq))
    .prepare();

export interface KeptWork {
  assignmentId: string;
  sharedWith: 'self' | 'specialist';
  at: Date;
  /** Were all fields filled in, now or once before? */
  done: boolean;
  replies: number;
}

/** The newest of each of these assignments that this person kept, without the text. */
export async function listKeptWork(
  db: Queryable,
  where: { personId: string; assignmentIds: readonly string[] },
): Promise<Map<string, KeptWork>> {
  if (where.assignmentIds.length === 0) return new Map();
  const rows = await prepared(db, 'assignments kept', () => keptStatement(db)).all({
    personId: where.personId,
    assignmentIds: JSON.stringify(where.assignmentIds),
  });
  const kept = new Map<string, KeptWork>();
  for (const { seq: _, ...row } of rows) {
    const before = kept.get(row.assignmentId);
    kept.set(row.assignmentId, {
      ...row,
      done: row.done || (before?.done ?? false),
      replies: row.replies + (before?.replies ?? 0),
    });
  }
  return kept;
}

/** What specialists wrote on this person's work, newest first. */
export async function listRepliesTo(db: Queryable, where: { personId: string; assignmentId: string }) {
  return db
    .select({ id: assignmentReply.id, body: assignmentReply.body, byName: person.name, at: assignmentReply.at })
    .from(assignmentReply)
    .innerJoin(assignmentWork, eq(assignmentWork.id, assignmentReply.workId))
    .leftJoin(person, eq(person.id, assignmentReply.byId))
    .where(and(eq(assignmentReply.personId, where.personId), eq(assignmentWork.assignmentId, where.assignmentId)))
    .orderBy(desc(assignmentReply.at), desc(assignmentReply.id));
}

/**
 * Handed in by who is in this group now, for these modules: the newest of each person and assignment, and that only where it
 * is meant for the specialist. An older version never shows through when the newest was taken back.
 */
const handedIn = (where: { groupId: string; moduleIds: readonly string[] }) =>
  and(
    eq(membership.groupId, where.groupId),
    isNull(membership.leftAt),
    inArray(assignmentWork.moduleId, [...where.moduleIds]),
    eq(assignmentWork.sharedWith, 'specialist'),
    sql`assignment_work.seq = (select max(newer.seq) from assignment_work newer where newer.person_id = assignment_work.person_id and newer.assignment_id = assignment_work.assignment_id)`,
  );

const replied = sql`exists (select 1 from assignment_reply where assignment_reply.work_id = assignment_work.id)`;

/** Without a reaction first, and of those what waits longest. */
export async function listHandedIn(db: Queryable, where: { groupId: string; moduleIds: readonly string[]; page: number }) {
  if (where.moduleIds.length === 0) return { rows: [], total: 0 };
  const rows = await db
    .select({
      id: assignmentWork.id,
      personId: assignmentWork.personId,
      name: person.name,
      email: account.email,
      moduleId: assignmentWork.moduleId,
      assignmentId: assignmentWork.assignmentId,
      response: assignmentWork.response,
      at: assignmentWork.at,
    })
    .from(membership)
    .innerJoin(assignmentWork, eq(assignmentWork.personId, membership.personId))
    .innerJoin(person, eq(person.id, assignmentWork.personId))
    .leftJoin(account, eq(account.personId, assignmentWork.personId))
    .where(handedIn(where))
    .orderBy(replied, asc(assignmentWork.seq))
    .limit(pageSize + 1)
    .offset((where.page - 1) * pageSize);
  return { rows, total: await countRows(db, where, false) };
}

/** How many wait for a reaction. */
export const countUnanswered = (db: Queryable, where: { groupId: string; moduleIds: readonly string[] }) =>
  where.moduleIds.length === 0 ? Promise.resolve(0) : countRows(db, where, true);

async function countRows(db: Queryable, where: { groupId: string; moduleIds: readonly string[] }, waiting: boolean) {
  const [row] = await db
    .select({ n: count() })
    .from(membership)
    .innerJoin(assignmentWork, eq(assignmentWork.personId, membership.personId))
    .where(and(handedIn(where), waiting ? sql`not ${replied}` : undefined));
  return row?.n ?? 0;
}

/** One piece of work as this group's specialist may read it; null when it isn't, or no longer, handed in to them. */
export async function findHandedIn(db: Queryable, where: { groupId: string; moduleIds: readonly string[]; workId: string }) {
  if (where.moduleIds.length === 0) return null;
  const [row] = await db
    .select({
      id: assignmentWork.id,
      personId: assignmentWork.personId,
      name: person.name,
      email: account.email,
      deactivatedAt: person.deactivatedAt,
      moduleId: assignmentWork.moduleId,
      assignmentId: assignmentWork.assignmentId,
    })
    .from(membership)
    .innerJoin(assignmentWork, eq(assignmentWork.personId, membership.personId))
    .innerJoin(person, eq(person.id, assignmentWork.personId))
    .leftJoin(account, eq(account.personId, assignmentWork.personId))
    .where(and(handedIn(where), eq(assignmentWork.id, where.workId)));
  return row ?? null;
}

/** Answers false when this reply is there already (the form came in twice). */
export async function insertReply(db: Queryable, row: typeof assignmentReply.$inferInsert): Promise<boolean> {
  const made = await db.insert(assignmentReply).values(row).onConflictDoNothing().returning({ id: assignmentReply.id });
  return made.length > 0;
}

/** Replies on these pieces of work, oldest first. */
export async function listReplies(db: Queryable, workIds: readonly string[]) {
  if (workIds.length === 0) return [];
  return db
    .select({
      id: assignmentReply.id,
      workId: assignmentReply.workId,
      body: assignmentReply.body,
      byName: person.name,
      at: assignmentReply.at,
    })
    .from(assignmentReply)
    .leftJoin(person, eq(person.id, assignmentReply.byId))
    .where(inArray(assignmentReply.workId, [...workIds]))
    .orderBy(asc(assignmentReply.at), asc(assignmentReply.id));
}
