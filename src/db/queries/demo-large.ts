/** Bulk inserts for the large demonstration: rows by the thousand, with dates in the past. */
import { count, eq } from 'drizzle-orm';
import type { Queryable, Transaction } from '#src/db/client.ts';
import { insertRows } from '#src/db/insert-rows.ts';
import * as table from '#src/db/schema/index.ts';
import { noRows, type DemoRows } from './demo.ts';

type Rows<T extends { $inferInsert: unknown }> = T['$inferInsert'][];

export interface LargeRows extends DemoRows {
  certificate: Rows<typeof table.certificate>;
  certificateName: Rows<typeof table.certificateName>;
  certificateRevocation: Rows<typeof table.certificateRevocation>;
  note: Rows<typeof table.note>;
  outbox: Rows<typeof table.outbox>;
  auditEvent: Rows<typeof table.auditEvent>;
}

/** In the order in which they may be inserted. */
export const noLargeRows = (): LargeRows => ({
  ...noRows(),
  certificate: [],
  certificateName: [],
  certificateRevocation: [],
  note: [],
  outbox: [],
  auditEvent: [],
});

/** One value holds all rows of a piece: long rows go in small pieces. */
const pieceOf = (name: keyof LargeRows) => (name === 'attempt' ? 250 : 4_000);

export async function insertLargeRows(tx: Transaction, rows: LargeRows): Promise<void> {
  for (const name of Object.keys(noLargeRows()) as (keyof LargeRows)[])
    for (let at = 0; at < rows[name].length; at += pieceOf(name))
      await insertRows(tx, table[name], rows[name].slice(at, at + pieceOf(name)) as never);
}

/** What stands there already: the small demonstration. */
export async function loadSmallDemo(db: Queryable) {
  const [organisations, branches, accounts, [people], [lessons], [modules], openGroups] = [
    await db.select().from(table.organisation),
    await db.select().from(table.branch),
    await db.select({ personId: table.account.personId, email: table.account.email }).from(table.account),
    await db.select({ n: count() }).from(table.person),
    await db.select({ n: count() }).from(table.lessonCompletion),
    await db.select({ n: count() }).from(table.moduleCompletion),
    await db
      .select({ id: table.learningGroup.id, libraryId: table.learningGroup.libraryId, ruleId: table.groupRule.id })
      .from(table.learningGroup)
      .innerJoin(table.groupRule, eq(table.groupRule.groupId, table.learningGroup.id))
      .where(eq(table.learningGroup.kind, 'open')),
  ];
  return {
    organisations,
    branches,
    accounts,
    openGroups,
    people: people?.n ?? 0,
    completions: (lessons?.n ?? 0) + (modules?.n ?? 0),
  };
}
