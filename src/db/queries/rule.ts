/** What a group asks for its award, and the facts that the rule is held against. */
import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import {
  attendanceMark,
  groupRule,
  groupRuleItem,
  learningGroup,
  makeUp,
  meeting,
  membership,
  moduleCompletion,
  moment,
  organisation,
} from '#src/db/schema/index.ts';

/** The newest rule of a group with its items in order; null when the group has none. */
export async function findRule(db: Queryable, groupId: string) {
  const [rule] = await db.select().from(groupRule).where(eq(groupRule.groupId, groupId)).orderBy(desc(groupRule.seq)).limit(1);
  if (!rule) return null;
  const items = await db
    .select()
    .from(groupRuleItem)
    .where(eq(groupRuleItem.ruleId, rule.id))
    .orderBy(asc(groupRuleItem.position));
  return {
    ...rule,
    moduleIds: items.filter((i) => i.kind === 'module').map((i) => i.ref),
    meetingIds: items.filter((i) => i.kind === 'meeting').map((i) => i.ref),
  };
}

export async function insertRule(
  db: Queryable,
  rule: typeof groupRule.$inferInsert,
  items: (typeof groupRuleItem.$inferInsert)[],
) {
  await db.insert(groupRule).values(rule);
  if (items.length > 0) await db.insert(groupRuleItem).values(items);
}

export async function findGroup(db: Queryable, groupId: string) {
  const [row] = await db
    .select({
      id: learningGroup.id,
      name: learningGroup.name,
      kind: learningGroup.kind,
      courseId: learningGroup.courseId,
      libraryId: learningGroup.libraryId,
      libraryName: organisation.name,
      createdAt: learningGroup.createdAt,
      closedAt: learningGroup.closedAt,
    })
    .from(learningGroup)
    .innerJoin(organisation, eq(organisation.id, learningGroup.libraryId))
    .where(eq(learningGroup.id, groupId));
  return row ?? null;
}

export async function listMeetings(db: Queryable, groupId: string) {
  return db.select().from(meeting).where(eq(meeting.groupId, groupId)).orderBy(asc(meeting.nr));
}

export async function listMoments(db: Queryable, meetingIds: readonly string[]) {
  if (meetingIds.length === 0) return [];
  return db
    .select()
    .from(moment)
    .where(inArray(moment.meetingId, [...meetingIds]))
    .orderBy(asc(moment.startsAt));
}

/** Ids of the groups whose award this person works for: joined and not left. */
export async function listActiveGroupIds(db: Queryable, personId: string): Promise<string[]> {
  const rows = await db
    .select({ groupId: membership.groupId })
    .from(membership)
    .where(and(eq(membership.personId, personId), isNull(membership.leftAt)));
  return rows.map((r) => r.groupId);
}

export async function listActiveMemberIds(db: Queryable, groupId: string): Promise<string[]> {
  const rows = await db
    .select({ personId: membership.personId })
    .from(membership)
    .where(and(eq(membership.groupId, groupId), isNull(membership.leftAt)));
  return rows.map((r) => r.personId);
}

/** Completions, marks and make-ups of these people, for these modules and moments. */
export async function listFacts(
  db: Queryable,
  where: {
    personIds: readonly string[];
    moduleIds: readonly string[];
    meetingIds: readonly string[];
    momentIds: readonly string[];
  },
) {
  const people = [...where.personIds];
  const none = people.length === 0;
  const [completions, marks, makeUps] = await Promise.all([
    none || where.moduleIds.length === 0
      ? []
      : db
          .select()
          .from(moduleCompletion)
          .where(and(inArray(moduleCompletion.personId, people), inArray(moduleCompletion.moduleId, [...where.moduleIds])))
          .orderBy(asc(moduleCompletion.at)),
    none || where.momentIds.length === 0
      ? []
      : db
          .select()
          .from(attendanceMark)
          .where(and(inArray(attendanceMark.personId, people), inArray(attendanceMark.momentId, [...where.momentIds])))
          .orderBy(asc(attendanceMark.seq)),
    none || where.meetingIds.length === 0
      ? []
      : db
          .select()
          .from(makeUp)
          .where(and(inArray(makeUp.personId, people), inArray(makeUp.meetingId, [...where.meetingIds])))
          .orderBy(asc(makeUp.at)),
  ]);
  return { completions, marks, makeUps };
}
