import type { Queryable } from '#src/db/client.ts';
import { auditEvent } from '#src/db/schema/index.ts';

export type AuditRow = typeof auditEvent.$inferInsert;

export async function insertAuditEvent(db: Queryable, row: AuditRow) {
  await db.insert(auditEvent).values(row);
}
