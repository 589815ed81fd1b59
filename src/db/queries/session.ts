import { and, count, eq, gt, inArray, isNull, lte, ne, or } from 'drizzle-orm';
import type { Queryable } from '#src/db/client.ts';
import {
  account,
  employment,
  leader,
  learningGroup,
  organisation,
  person,
  session,
  signInFailure,
} from '#src/db/schema/index.ts';
import type { EmploymentOf } from '#src/domain/roles.ts';

export async function touchSession(db: Queryable, sessionId: string, now: Date) {
  await db.update(session).set({ lastSeen: now }).where(eq(session.id, sessionId));
}

/** Name, current roles and groups led of a person; null when they may not come in. */
export async function findActorFacts(db: Queryable, personId: string, now: Date) {
  const [who, jobs, leads] = await Promise.all([
    db
      .select({
        name: person.name,
        deactivatedAt: person.deactivatedAt,
        erasedAt: person.erasedAt,
        mergedIntoId: person.mergedIntoId,
      })
      .from(person)
      .where(eq(person.id, personId)),
    db
      .select({ role: employment.role, organisationId: employment.organisationId, organisationName: organisation.name })
      .from(employment)
      .innerJoin(organisation, eq(organisation.id, employment.organisationId))
      .where(
        and(
          eq(employment.personId, personId),
          lte(employment.from, now),
          or(isNull(employment.until), gt(employment.until, now)),
        ),
      ),
    db
      .select({ groupId: leader.groupId })
      .from(leader)
      .innerJoin(learningGroup, eq(learningGroup.id, leader.groupId))
      .where(
        and(
          eq(leader.personId, personId),
          ne(leader.kind, 'guest'),
          isNull(leader.momentId),
          lte(leader.from, now),
          or(isNull(leader.until), gt(leader.until, now)),
        ),
      ),
  ]);
  const found = who[0];
  if (!found || found.deactivatedAt || found.erasedAt || found.mergedIntoId) return null;
  return { name: found.name ?? '', employments: jobs satisfies EmploymentOf[], leads: new Set(leads.map((l) => l.groupId)) };
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
