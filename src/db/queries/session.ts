import { and, count, eq, gt, inArray, isNull, lte, ne, or, sql } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import { prepared } from '#src/db/prepared.ts';
import { account, employment, leader, organisation, person, session, signInFailure } from '#src/db/schema/index.ts';
import type { EmploymentOf } from '#src/domain/roles.ts';

export async function touchSession(db: Queryable, sessionId: string, now: Date) {
  await db.update(session).set({ lastSeen: now }).where(eq(session.id, sessionId));
}

const sessionStatement = (db: Queryable) =>
  db
    .select({
      id: session.id,
      userId: session.userId,
      expiresAt: session.expiresAt,
      kind: session.kind,
      createdAt: session.createdAt,
      lastSeen: session.lastSeen,
      absoluteUntil: session.absoluteUntil,
      passkeyAt: session.passkeyAt,
      personId: account.personId,
      email: account.email,
    })
    .from(session)
    .innerJoin(account, eq(account.id, session.userId))
    .where(eq(session.id, sql.placeholder('sessionId')))
    .prepare();

/** A session with whose it is; null when there is none. Every page asks this. */
export async function findSessionWithAccount(db: Queryable, sessionId: string) {
  const row = await prepared(db, 'session', () => sessionStatement(db)).get({ sessionId });
  if (!row) return null;
  const { personId, email, ...found } = row;
  return { session: found, personId, email };
}

const at = sql.placeholder('now');
const who = sql.placeholder('personId');

/** What this person leads or is a guest at today, as a JSON list of [group, moment or null, kind]. */
const leads = sql<string>`(
  select json_group_array(json_array(${leader.groupId}, ${leader.momentId}, ${leader.kind})) from ${leader}
  where ${leader.personId} = ${who} and ${leader.from} <= ${at} and (${leader.until} is null or ${leader.until} > ${at}))`;

/** Whole groups, and single moments. Who leads the whole group needs no moment; a guest of a whole group there is none. */
function readLeads(json: string) {
  const rows = JSON.parse(json) as [string, string | null, 'leader' | 'substitute' | 'guest'][];
  const moments = new Map<string, 'substitute' | 'guest'>();
  for (const [, momentId, kind] of rows)
    if (momentId !== null && moments.get(momentId) !== 'substitute')
      moments.set(momentId, kind === 'guest' ? 'guest' : 'substitute');
  return {
    leads: new Set(rows.flatMap(([groupId, momentId, kind]) => (momentId === null && kind !== 'guest' ? groupId : []))),
    moments,
  };
}

/** A row per current job; one row without a job where there is none. */
const actorStatement = (db: Queryable) =>
  db
    .select({
      name: person.name,
      deactivatedAt: person.deactivatedAt,
      erasedAt: person.erasedAt,
      mergedIntoId: person.mergedIntoId,
      role: employment.role,
      organisationId: employment.organisationId,
      organisationName: organisation.name,
      leads,
    })
    .from(person)
    .leftJoin(
      employment,
      and(eq(employment.personId, person.id), lte(employment.from, at), or(isNull(employment.until), gt(employment.until, at))),
    )
    .leftJoin(organisation, eq(organisation.id, employment.organisationId))
    .where(eq(person.id, who))
    .prepare();

/** Name, current roles and groups led of a person; null when they may not come in. Every page asks this. */
export async function findActorFacts(db: Queryable, personId: string, now: Date) {
  const rows = await prepared(db, 'actor', () => actorStatement(db)).all({ personId, now: now.getTime() });
  const found = rows[0];
  if (!found || found.deactivatedAt || found.erasedAt || found.mergedIntoId) return null;
  const employments = rows.flatMap(({ role, organisationId, organisationName }): EmploymentOf[] =>
    role && organisationId && organisationName ? [{ role, organisationId, organisationName }] : [],
  );
  return { name: found.name ?? '', employments, ...readLeads(found.leads) };
}

export async function listSessions(db: Queryable, accountId: string) {
  return db
    .select({
      id: session.id,
      kind: session.kind,
      createdAt: session.createdAt,
      lastSeen: session.lastSeen,
      absoluteUntil: session.absoluteUntil,
    })
    .from(session)
    .where(eq(session.userId, accountId));
}

export async function deleteSessionOfAccount(db: Queryable, accountId: string, sessionId: string) {
  await db.delete(session).where(and(eq(session.userId, accountId), eq(session.id, sessionId)));
}

/** @param except a session that goes on */
export async function deleteSessionsOfAccount(db: Queryable, accountId: string, except?: string) {
  await db.delete(session).where(and(eq(session.userId, accountId), except === undefined ? undefined : ne(session.id, except)));
}

/** Lets every session of a person run out; until the rows are cleared they still tell whose typing to keep. */
export async function lapseSessionsOfPerson(db: Queryable, personId: string) {
  const accounts = db.select({ id: account.id }).from(account).where(eq(account.personId, personId));
  // Long ago, so that a clock that is put back doesn't open them again.
  await db
    .update(session)
    .set({ absoluteUntil: new Date(0) })
    .where(inArray(session.userId, accounts));
}

export async function countFailures(db: Queryable, keyHash: string, since: Date): Promise<number> {
  const [row] = await db
    .select({ n: count() })
    .from(signInFailure)
    .where(and(eq(signInFailure.keyHash, keyHash), gt(signInFailure.at, since)));
  return row?.n ?? 0;
}
