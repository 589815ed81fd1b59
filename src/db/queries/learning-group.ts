/** Groups as the administrator keeps them: which there are, and what still has to be arranged for them. */
import { and, asc, count, desc, eq, inArray, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import {
  groupRule,
  groupRuleItem,
  leader,
  learningGroup,
  meeting,
  membership,
  organisation,
  person,
} from '#src/db/schema/index.ts';
import { containing, countLimit, pageSize, type ListQuery } from '#src/domain/list-query.ts';

export type GroupRow = typeof learningGroup.$inferSelect;

export const groupOrders = ['naam', 'bibliotheek', 'nieuw'] as const;
export type GroupOrder = (typeof groupOrders)[number];
export const groupGaps = ['onderdelen', 'begeleider', 'bijeenkomsten'] as const;
export type GroupGap = (typeof groupGaps)[number];

const byName = sql`${learningGroup.name} collate nocase`;
const byLibrary = sql`${organisation.name} collate nocase`;

/** @param courseIds courses that have meetings: only there a group without one lacks something */
export function lacks(gap: GroupGap, now: Date, courseIds: readonly string[]): SQL {
  const hasRule = sql`exists (select 1 from ${groupRule} where ${groupRule.groupId} = ${learningGroup.id})`;
  if (gap === 'onderdelen') return sql`not ${hasRule}`;
  // Nobody has to lead a group that made itself.
  if (gap === 'begeleider')
    return sql`${learningGroup.kind} <> 'open' and not exists (select 1 from ${leader} join ${person} on ${person.id} = ${leader.personId} where ${leader.groupId} = ${learningGroup.id} and ${leader.momentId} is null and ${leader.kind} = 'leader' and (${leader.until} is null or ${leader.until} > ${now.getTime()}) and ${person.deactivatedAt} is null)`;
  if (courseIds.length === 0) return sql`0`;
  const newest = sql`(select r.id from ${groupRule} r where r.group_id = ${learningGroup.id} order by r.seq desc limit 1)`;
  return and(
    inArray(learningGroup.courseId, [...courseIds]),
    hasRule,
    sql`not exists (select 1 from ${groupRuleItem} where ${groupRuleItem.ruleId} = ${newest} and ${groupRuleItem.kind} = 'meeting')`,
  ) as SQL;
}

export async function listGroups(db: Queryable, query: ListQuery<GroupOrder>, now: Date, courseIds: readonly string[]) {
  const orders: Record<GroupOrder, SQL[]> = {
    naam: [byName],
    bibliotheek: [byLibrary, byName],
    nieuw: [desc(learningGroup.createdAt)],
  };
  const pattern = containing(query.search);
  const { bibliotheek, staat, mist } = query.filters;
  const gap = groupGaps.find((g) => g === mist);
  const where = and(
    query.search
      ? sql`(${learningGroup.name} like ${pattern} escape '\\' or ${organisation.name} like ${pattern} escape '\\')`
      : undefined,
    bibliotheek ? eq(learningGroup.libraryId, bibliotheek) : undefined,
    staat === 'gesloten' ? isNotNull(learningGroup.closedAt) : isNull(learningGroup.closedAt),
    gap ? lacks(gap, now, courseIds) : undefined,
  );
  const rows = await db
    .select({
      id: learningGroup.id,
      name: learningGroup.name,
      kind: learningGroup.kind,
      courseId: learningGroup.courseId,
      libraryName: organisation.name,
      closedAt: learningGroup.closedAt,
      members: sql<number>`(select count(*) from ${membership} where ${membership.groupId} = ${learningGroup.id} and ${membership.leftAt} is null)`,
    })
    .from(learningGroup)
    .innerJoin(organisation, eq(organisation.id, learningGroup.libraryId))
    .where(where)
    .orderBy(...orders[query.order], asc(learningGroup.id))
    .limit(pageSize + 1)
    .offset((query.page - 1) * pageSize);
  return { rows, total: await countGroups(db, where) };
}

async function countGroups(db: Queryable, where: SQL | undefined): Promise<number> {
  const some = db
    .select({ one: sql`1`.as('one') })
    .from(learningGroup)
    .innerJoin(organisation, eq(organisation.id, learningGroup.libraryId))
    .where(where)
    .limit(countLimit + 1)
    .as('some');
  const [row] = await db.select({ n: count() }).from(some);
  return row?.n ?? 0;
}

/** Open groups that lack this. */
export const countLacking = (db: Queryable, gap: GroupGap, now: Date, courseIds: readonly string[]) =>
  countGroups(db, and(isNull(learningGroup.closedAt), lacks(gap, now, courseIds)));

/** Answers whether it is new: the same id a second time adds nothing. */
export async function insertGroup(db: Queryable, row: typeof learningGroup.$inferInsert): Promise<boolean> {
  const made = await db.insert(learningGroup).values(row).onConflictDoNothing().returning({ id: learningGroup.id });
  return made.length > 0;
}

export async function updateGroup(db: Queryable, groupId: string, set: Partial<Pick<GroupRow, 'name' | 'closedAt'>>) {
  await db.update(learningGroup).set(set).where(eq(learningGroup.id, groupId));
}

/** Is there another open group of this name at the library (capitals aside)? */
export async function groupNameTaken(db: Queryable, libraryId: string, name: string, exceptId: string): Promise<boolean> {
  const [row] = await db
    .select({ id: learningGroup.id })
    .from(learningGroup)
    .where(
      and(
        eq(learningGroup.libraryId, libraryId),
        sql`${learningGroup.name} = ${name} collate nocase`,
        isNull(learningGroup.closedAt),
        sql`${learningGroup.id} <> ${exceptId}`,
      ),
    )
    .limit(1);
  return row !== undefined;
}

export async function insertMeetings(db: Queryable, rows: (typeof meeting.$inferInsert)[]) {
  if (rows.length > 0) await db.insert(meeting).values(rows);
}

export async function updateMeeting(
  db: Queryable,
  meetingId: string,
  set: Partial<Pick<typeof meeting.$inferSelect, 'title' | 'cancelledAt'>>,
) {
  await db.update(meeting).set(set).where(eq(meeting.id, meetingId));
}
