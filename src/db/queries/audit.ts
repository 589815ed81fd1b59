import type { Queryable } from '#src/db/client.ts';
import { insertRows } from '#src/db/insert-rows.ts';
import { auditEvent } from '#src/db/schema/index.ts';

export type AuditRow = typeof auditEvent.$inferInsert;

export async function insertAuditEvent(db: Queryable, row: AuditRow) {
  await db.insert(auditEvent).values(row);
}

export async function insertAuditEvents(db: Queryable, rows: AuditRow[]) {
  await insertRows(db, auditEvent, rows);
}
