/** Facts that statements are made of, and which of them a learning record store was told. */
import { and, asc, eq, gt, inArray, isNull, max } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { insertRows } from '#src/db/insert-rows.ts';
import {
  answer,
  attempt,
  attendanceMark,
  certificate,
  certificateRevocation,
  groupRule,
  groupRuleItem,
  learningGroup,
  lessonCompletion,
  lessonPosition,
  makeUp,
  meeting,
  membership,
  moduleCompletion,
  moment,
  organisation,
  outbox,
  person,
  statementForwarded,
} from '#src/db/schema/index.ts';

export interface Piece {
  /** The last id of the piece before; empty for the first. */
  after: string;
  limit: number;
}

const people = (ids: readonly string[]) => [...ids];

export async function nextLessonsDone(db: Queryable, personIds: readonly string[], { after, limit }: Piece) {
  return db
    .select()
    .from(lessonCompletion)
    .where(and(inArray(lessonCompletion.personId, people(personIds)), gt(lessonCompletion.id, after)))
    .orderBy(asc(lessonCompletion.id))
    .limit(limit);
}

export async function nextPlaces(db: Queryable, personIds: readonly string[], { after, limit }: Piece) {
  return db
    .select()
    .from(lessonPosition)
    .where(and(inArray(lessonPosition.personId, people(personIds)), gt(lessonPosition.id, after)))
    .orderBy(asc(lessonPosition.id))
    .limit(limit);
}

export async function nextModulesDone(db: Queryable, personIds: readonly string[], { after, limit }: Piece) {
  return db
    .select()
    .from(moduleCompletion)
    .where(and(inArray(moduleCompletion.personId, people(personIds)), gt(moduleCompletion.id, after)))
    .orderBy(asc(moduleCompletion.id))
    .limit(limit);
}

/** With the questions as they were asked: few at a time. */
export async function nextAttempts(db: Queryable, personIds: readonly string[], { after, limit }: Piece) {
  return db
    .select()
    .from(attempt)
    .where(and(inArray(attempt.personId, people(personIds)), gt(attempt.id, after)))
    .orderBy(asc(attempt.id))
    .limit(limit);
}

export async function listAnswersOf(db: Queryable, attemptIds: readonly string[]) {
  if (attemptIds.length === 0) return [];
  return db
    .select()
    .from(answer)
    .where(inArray(answer.attemptId, [...attemptIds]));
}

const ofMeeting = {
  meetingId: meeting.id,
  templateId: meeting.templateId,
  title: meeting.title,
  groupId: learningGroup.id,
  groupName: learningGroup.name,
  groupKind: learningGroup.kind,
  courseId: learningGroup.courseId,
  libraryId: learningGroup.libraryId,
};

export async function listMarksOf(db: Queryable, personIds: readonly string[]) {
  return db
    .select({
      seq: attendanceMark.seq,
      id: attendanceMark.id,
      momentId: attendanceMark.momentId,
      personId: attendanceMark.personId,
      state: attendanceMark.state,
      startsAt: moment.startsAt,
      ...ofMeeting,
    })
    .from(attendanceMark)
    .innerJoin(moment, eq(moment.id, attendanceMark.momentId))
    .innerJoin(meeting, eq(meeting.id, moment.meetingId))
    .innerJoin(learningGroup, eq(learningGroup.id, meeting.groupId))
    .where(inArray(attendanceMark.personId, people(personIds)));
}

export async function listMakeUpsOf(db: Queryable, personIds: readonly string[]) {
  return db
    .select({ id: makeUp.id, personId: makeUp.personId, how: makeUp.how, at: makeUp.at, ...ofMeeting })
    .from(makeUp)
    .innerJoin(meeting, eq(meeting.id, makeUp.meetingId))
    .innerJoin(learningGroup, eq(learningGroup.id, meeting.groupId))
    .where(and(inArray(makeUp.personId, people(personIds)), isNull(makeUp.withdrawnAt)));
}

/** Revoked ones too. */
export async function listAwardsOf(db: Queryable, personIds: readonly string[]) {
  const rows = await db
    .select({
      id: certificate.id,
      personId: certificate.personId,
      award: certificate.kind,
      code: certificate.code,
      at: certificate.issuedAt,
      revokedAt: certificateRevocation.at,
      groupId: learningGroup.id,
      groupName: learningGroup.name,
      groupKind: learningGroup.kind,
      courseId: learningGroup.courseId,
      libraryId: learningGroup.libraryId,
    })
    .from(certificate)
    .innerJoin(learningGroup, eq(learningGroup.id, certificate.groupId))
    .leftJoin(certificateRevocation, eq(certificateRevocation.certificateId, certificate.id))
    .where(inArray(certificate.personId, people(personIds)));
  return rows.flatMap(({ personId, ...row }) => (personId === null ? [] : [{ ...row, personId }]));
}

/** Who took part in groups of this library; not in groups for practice, and nobody who was erased. */
export async function listTakersOf(db: Queryable, libraryId: string, personId?: string) {
  return db
    .select({
      groupId: learningGroup.id,
      courseId: learningGroup.courseId,
      kind: learningGroup.kind,
      personId: membership.personId,
      joinedAt: membership.joinedAt,
      leftAt: membership.leftAt,
    })
    .from(learningGroup)
    .innerJoin(membership, eq(membership.groupId, learningGroup.id))
    .innerJoin(person, eq(person.id, membership.personId))
    .where(
      and(
        eq(learningGroup.libraryId, libraryId),
        isNull(person.erasedAt),
        personId === undefined ? undefined : eq(membership.personId, personId),
      ),
    )
    .orderBy(asc(membership.joinedAt), asc(membership.id));
}

/** The modules that each of these groups asks for, by its newest rule. */
export async function listRuleModules(db: Queryable, groupIds: readonly string[]) {
  if (groupIds.length === 0) return [];
  const newest = db
    .select({ groupId: groupRule.groupId, seq: max(groupRule.seq).as('newest') })
    .from(groupRule)
    .where(inArray(groupRule.groupId, [...groupIds]))
    .groupBy(groupRule.groupId)
    .as('newest_rule');
  return db
    .select({ groupId: groupRule.groupId, moduleId: groupRuleItem.ref })
    .from(newest)
    .innerJoin(groupRule, and(eq(groupRule.groupId, newest.groupId), eq(groupRule.seq, newest.seq)))
    .innerJoin(groupRuleItem, and(eq(groupRuleItem.ruleId, groupRule.id), eq(groupRuleItem.kind, 'module')));
}

/** Courses that groups of this library did or do, each once. */
export async function listCourseIdsOf(db: Queryable, libraryId: string): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: learningGroup.courseId })
    .from(learningGroup)
    .where(eq(learningGroup.libraryId, libraryId));
  return rows.map(({ id }) => id);
}

export async function findLibrary(db: Queryable, id: string) {
  const [row] = await db
    .select({ id: organisation.id, name: organisation.name })
    .from(organisation)
    .where(and(eq(organisation.id, id), eq(organisation.kind, 'library')));
  return row ?? null;
}

/** In the order of their ids. */
export async function nextLibraries(db: Queryable, { after, limit }: Piece) {
  return db
    .select({ id: organisation.id })
    .from(organisation)
    .where(and(gt(organisation.id, after), eq(organisation.kind, 'library')))
    .orderBy(asc(organisation.id))
    .limit(limit);
}

/** Numbers of what this store was told of a library. */
export async function listForwarded(db: Queryable, lrs: string, libraryId: string): Promise<string[]> {
  const rows = await db
    .select({ id: statementForwarded.id })
    .from(statementForwarded)
    .where(and(eq(statementForwarded.libraryId, libraryId), eq(statementForwarded.lrs, lrs)));
  return rows.map(({ id }) => id);
}

/** Which of these the store was told, for whatever library. */
export async function listForwardedOf(db: Queryable, lrs: string, ids: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (let at = 0; at < ids.length; at += 500) {
    const rows = await db
      .select({ id: statementForwarded.id })
      .from(statementForwarded)
      .where(and(eq(statementForwarded.lrs, lrs), inArray(statementForwarded.id, ids.slice(at, at + 500))));
    for (const { id } of rows) found.add(id);
  }
  return found;
}

export async function insertForwarded(db: Queryable, rows: (typeof statementForwarded.$inferInsert)[]) {
  await insertRows(db, statementForwarded, rows, { skipKnown: true });
}

export async function deleteForwarded(db: Queryable, lrs: string, ids: readonly string[]) {
  if (ids.length === 0) return;
  await db.delete(statementForwarded).where(and(eq(statementForwarded.lrs, lrs), inArray(statementForwarded.id, [...ids])));
}

/** Numbers of statements that wait for a store, or that it refused: of these people. */
export async function listWaitingIds(db: Queryable, personIds: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .select({ payload: outbox.payload })
    .from(outbox)
    .where(and(inArray(outbox.personId, people(personIds)), eq(outbox.channel, 'lrs')));
  return new Set(rows.flatMap(({ payload }) => payload.ids ?? []));
}
