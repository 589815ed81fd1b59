/** The sociale kaart of a library: who helps with what, and how someone gets there. */
import { and, asc, count, eq, inArray, isNotNull, isNull, lt, or, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Queryable } from '#src/db/client.ts';
import { branch, person, referral } from '#src/db/schema/index.ts';
import { containing, countLimit, pageSize, type ListQuery } from '#src/domain/list-query.ts';
import { topicIds } from '#src/domain/referral.ts';
import { worksThere } from './local-place.ts';

const owner = alias(person, 'owner');
const writer = alias(person, 'writer');

const ownerCurrent = (now: Date) => worksThere(sql`${referral.ownerId}`, sql`${referral.libraryId}`, sql`${now.getTime()}`);

const selectReferrals = (db: Queryable, now: Date) =>
  db
    .select({
      id: referral.id,
      libraryId: referral.libraryId,
      branchId: referral.branchId,
      branchName: branch.name,
      topic: referral.topic,
      organisation: referral.organisation,
      purpose: referral.purpose,
      how: referral.how,
      contact: referral.contact,
      ownerId: referral.ownerId,
      ownerName: owner.name,
      ownerCurrent: ownerCurrent(now).mapWith(Boolean),
      checkedAt: referral.checkedAt,
      reviewBy: referral.reviewBy,
      byId: referral.byId,
      byName: writer.name,
      endedAt: referral.endedAt,
    })
    .from(referral)
    .leftJoin(branch, eq(branch.id, referral.branchId))
    .leftJoin(owner, eq(owner.id, referral.ownerId))
    .leftJoin(writer, eq(writer.id, referral.byId));

export type ReferralRow = Awaited<ReturnType<typeof selectReferrals>>[number];

/** What a search looks in, beside the topics that a word stands for. */
const fields = [referral.organisation, referral.purpose, referral.how, referral.contact];

export interface SearchedWord {
  word: string;
  topics: readonly string[];
}

/** Every word is somewhere in the row, or stands for its topic. */
const matching = (words: readonly SearchedWord[]): SQL | undefined =>
  and(
    ...words.map(({ word, topics }) =>
      or(
        ...fields.map((field) => sql`${field} like ${containing(word)} escape '\\'`),
        topics.length > 0 ? inArray(referral.topic, [...topics]) : undefined,
      ),
    ),
  );

const inTopicOrder = sql`case ${referral.topic} ${sql.join(
  topicIds.map((id, index) => sql`when ${id} then ${index}`),
  sql` `,
)} else ${topicIds.length} end`;
const byOrganisation = sql`${referral.organisation} collate nocase`;

export const referralOrders = ['werk', 'onderwerp', 'naam'] as const;
export type ReferralOrder = (typeof referralOrders)[number];
export const referralStates = ['verlopen', 'zonder-eigenaar', 'gestopt'] as const;

/** One page of a library's rows. @param where.today YYYY-MM-DD on a Dutch clock */
export async function listReferrals(
  db: Queryable,
  where: { libraryId: string; query: ListQuery<ReferralOrder>; words: readonly SearchedWord[]; today: string; now: Date },
) {
  const { query, now, today } = where;
  const { onderwerp, toon } = query.filters;
  const wanted = and(
    eq(referral.libraryId, where.libraryId),
    toon === 'gestopt' ? isNotNull(referral.endedAt) : isNull(referral.endedAt),
    toon === 'verlopen' ? lt(referral.reviewBy, today) : undefined,
    toon === 'zonder-eigenaar' ? sql`not ${ownerCurrent(now)}` : undefined,
    onderwerp ? eq(referral.topic, onderwerp) : undefined,
    matching(where.words),
  );
  const asksWork = sql`(${referral.reviewBy} < ${today} or not ${ownerCurrent(now)}) desc`;
  const orders: Record<ReferralOrder, SQL[]> = {
    werk: [asksWork, inTopicOrder, byOrganisation],
    onderwerp: [inTopicOrder, byOrganisation],
    naam: [byOrganisation],
  };
  const rows = await selectReferrals(db, now)
    .where(wanted)
    .orderBy(...orders[query.order], asc(referral.id))
    .limit(pageSize + 1)
    .offset((query.page - 1) * pageSize);
  const some = db
    .select({ one: sql`1`.as('one') })
    .from(referral)
    .where(wanted)
    .limit(countLimit + 1)
    .as('some');
  const [counted] = await db.select({ n: count() }).from(some);
  return { rows, total: counted?.n ?? 0 };
}

export async function findReferral(db: Queryable, id: string, now: Date): Promise<ReferralRow | null> {
  const [row] = await selectReferrals(db, now).where(eq(referral.id, id));
  return row ?? null;
}

/** Answers whether it is new: the same id a second time adds nothing. */
export async function insertReferral(db: Queryable, row: typeof referral.$inferInsert): Promise<boolean> {
  const made = await db.insert(referral).values(row).onConflictDoNothing().returning({ id: referral.id });
  return made.length > 0;
}

export async function updateReferral(
  db: Queryable,
  id: string,
  set: Partial<Omit<typeof referral.$inferInsert, 'id' | 'libraryId'>>,
) {
  await db.update(referral).set(set).where(eq(referral.id, id));
}

/** Topics of which a library has a row that runs. */
export async function listReferralTopics(db: Queryable, libraryId: string): Promise<Set<string>> {
  const rows = await db
    .selectDistinct({ topic: referral.topic })
    .from(referral)
    .where(and(eq(referral.libraryId, libraryId), isNull(referral.endedAt)));
  return new Set(rows.map((row) => row.topic));
}

/** For the desk: rows that run, those of the reader's branch and of the whole library before those of another branch. */
export async function listReferralsForDesk(
  db: Queryable,
  where: { libraryId: string; branchId: string | null; topic: string | null; words: readonly SearchedWord[]; limit: number },
) {
  return db
    .select({
      id: referral.id,
      topic: referral.topic,
      branchId: referral.branchId,
      branchName: branch.name,
      organisation: referral.organisation,
      purpose: referral.purpose,
      how: referral.how,
      contact: referral.contact,
    })
    .from(referral)
    .leftJoin(branch, eq(branch.id, referral.branchId))
    .where(
      and(
        eq(referral.libraryId, where.libraryId),
        isNull(referral.endedAt),
        where.topic ? eq(referral.topic, where.topic) : undefined,
        matching(where.words),
      ),
    )
    .orderBy(
      sql`(${referral.branchId} is not null and ${referral.branchId} is not ${where.branchId})`,
      inTopicOrder,
      byOrganisation,
      asc(referral.id),
    )
    .limit(where.limit);
}

/** How many rows of a library ask to be looked at, and how many have nobody who answers for them. */
export async function countReferralNeeds(db: Queryable, libraryId: string, today: string, now: Date) {
  const [row] = await db
    .select({
      stale: sql<number>`coalesce(sum(${referral.reviewBy} < ${today}), 0)`,
      ownerless: sql<number>`coalesce(sum(not ${ownerCurrent(now)}), 0)`,
    })
    .from(referral)
    .where(and(eq(referral.libraryId, libraryId), isNull(referral.endedAt)));
  return { stale: row?.stale ?? 0, ownerless: row?.ownerless ?? 0 };
}
