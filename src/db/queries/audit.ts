import { and, count, desc, eq, gte, inArray, or, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Queryable } from '#src/db/client.ts';
import { insertRows } from '#src/db/insert-rows.ts';
import { account, auditEvent, organisation, person } from '#src/db/schema/index.ts';
import { containing, countLimit, pageSize } from '#src/domain/list-query.ts';

export type AuditRow = typeof auditEvent.$inferInsert;

export async function insertAuditEvent(db: Queryable, row: AuditRow) {
  await db.insert(auditEvent).values(row);
}

export async function insertAuditEvents(db: Queryable, rows: AuditRow[]) {
  await insertRows(db, auditEvent, rows);
}

export interface AuditQuery {
  page: number;
  since: Date | null;
  kind?: string | undefined;
  organisationId?: string | undefined;
  /** Who did it, or about whom it was; null: everybody. */
  personIds: readonly string[] | null;
}

const offsetOf = (page: number) => (page - 1) * pageSize;

const actor = alias(person, 'actor');
const subject = alias(person, 'subject');
const columns = {
  id: auditEvent.id,
  at: auditEvent.at,
  kind: auditEvent.kind,
  entity: auditEvent.entity,
  entityId: auditEvent.entityId,
  detail: auditEvent.detail,
  actorId: auditEvent.actorId,
  actorName: actor.name,
  subjectId: auditEvent.subjectId,
  subjectName: subject.name,
  organisationName: organisation.name,
};

const matches = ({ since, kind, organisationId, personIds }: AuditQuery) =>
  and(
    since ? gte(auditEvent.at, since) : undefined,
    kind ? eq(auditEvent.kind, kind) : undefined,
    organisationId ? eq(auditEvent.organisationId, organisationId) : undefined,
    personIds ? or(inArray(auditEvent.actorId, [...personIds]), inArray(auditEvent.subjectId, [...personIds])) : undefined,
  );

const newestFirst = [desc(auditEvent.at), desc(auditEvent.id)];

const events = (db: Queryable, which: SQL | undefined, offset: number) =>
  db
    .select(columns)
    .from(auditEvent)
    .leftJoin(actor, eq(actor.id, auditEvent.actorId))
    .leftJoin(subject, eq(subject.id, auditEvent.subjectId))
    .leftJoin(organisation, eq(organisation.id, auditEvent.organisationId))
    .where(which)
    .orderBy(...newestFirst)
    .limit(pageSize + 1)
    .offset(offset);

/** Newest first, by the index on time; one more than a page. Names are looked up of that page only, not of all before it. */
export const auditPage = (db: Queryable, query: AuditQuery) => {
  const page = db
    .select({ id: auditEvent.id })
    .from(auditEvent)
    .where(matches(query))
    .orderBy(...newestFirst)
    .limit(pageSize + 1)
    .offset(offsetOf(query.page));
  return events(db, inArray(auditEvent.id, page), 0);
};

/**
 * The same of some people: the newest of each by the indexes on who did it and about whom it was, so that it costs what they
 * did and not what everybody did.
 */
export function auditPageOf(db: Queryable, query: { page: number; since: Date | null; personIds: readonly string[] }) {
  const since = query.since ? sql`and at >= ${query.since.getTime()}` : sql``;
  const newest = [sql.identifier('actor_id'), sql.identifier('subject_id')].flatMap((column) =>
    query.personIds.map(
      (id) =>
        sql`select id from (select id from audit_event where ${column} = ${id} ${since} order by at desc, id desc limit ${query.page * pageSize + 1})`,
    ),
  );
  return events(db, sql`${auditEvent.id} in (${sql.join(newest, sql` union `)})`, offsetOf(query.page));
}

export type AuditLine = Awaited<ReturnType<typeof auditPage>>[number];

export async function countAudit(db: Queryable, query: AuditQuery): Promise<number> {
  const some = db
    .select({ one: sql`1`.as('one') })
    .from(auditEvent)
    .where(matches(query))
    .limit(countLimit + 1)
    .as('some');
  const [row] = await db.select({ n: count() }).from(some);
  return row?.n ?? 0;
}

/** People whose name or address holds this text, as far as a filter can use them. */
export async function findPeopleLike(db: Queryable, text: string, limit: number): Promise<string[]> {
  const pattern = containing(text);
  const rows = await db
    .select({ id: person.id })
    .from(person)
    .leftJoin(account, eq(account.personId, person.id))
    .where(sql`(${person.name} like ${pattern} escape '\\' or ${account.email} like ${pattern} escape '\\')`)
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** What happened to one account since then, of these kinds. */
export async function listAccountEvents(db: Queryable, accountId: string, kinds: readonly string[], since: Date) {
  return db
    .select({ kind: auditEvent.kind, at: auditEvent.at, detail: auditEvent.detail })
    .from(auditEvent)
    .where(
      and(
        eq(auditEvent.entity, 'account'),
        eq(auditEvent.entityId, accountId),
        inArray(auditEvent.kind, [...kinds]),
        gte(auditEvent.at, since),
      ),
    );
}
