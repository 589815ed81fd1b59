/** Sessions of signed-in browsers. The cookie carries a token; only its SHA-256 is stored. */
import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '#src/db/client.ts';
import { touchSession } from '#src/db/queries/session.ts';
import { isAlive, lastSeenStep, sessionLimits, type SessionKind } from '#src/domain/session.ts';
import { makeLucia } from './lucia.ts';

export interface LiveSession {
  sessionId: string;
  accountId: string;
  personId: string;
  email: string | null;
  kind: SessionKind;
  /** When this browser showed a passkey or a recovery code. */
  passkeyAt: Date | null;
}

/** A session whose time is up, but whose owner is still known. */
export interface LapsedSession {
  personId: string;
}

export type SessionCheck =
  { kind: 'alive'; session: LiveSession } | { kind: 'lapsed'; session: LapsedSession } | { kind: 'none' };

/** What `create` hands out: 32 bytes in base64url. Anything else in a cookie was never ours. */
const tokenShape = /^[\w-]{43}$/;

/** How long a page waits for the write that slides the idle limit, in milliseconds; the write itself goes on. */
const patience = 500;

const sessionIdOf = (token: string) => createHash('sha256').update(token).digest('hex');

export function makeSessionStore(db: Database) {
  const lucia = makeLucia(db);
  return {
    /** @param passkeyAt when its owner showed a passkey, if they did */
    async create(accountId: string, kind: SessionKind, now: Date, passkeyAt: Date | null = null) {
      const token = randomBytes(32).toString('base64url');
      const absoluteUntil = new Date(now.getTime() + sessionLimits[kind].absolute);
      const sessionId = sessionIdOf(token);
      await lucia.createSession(accountId, { kind, createdAt: now, lastSeen: now, absoluteUntil, passkeyAt }, { sessionId });
      return { token, sessionId, until: absoluteUntil };
    },

    /** Whose token is this? Slides the idle limit forward; that is the only write. */
    async check(token: string, now: Date): Promise<SessionCheck> {
      if (!tokenShape.test(token)) return { kind: 'none' };
      const { session, user } = await lucia.validateSession(sessionIdOf(token));
      if (!session) return { kind: 'none' };
      if (!isAlive(session, now)) return { kind: 'lapsed', session: { personId: user.personId } };
      // Either way: a clock that was put back must not leave a desk's session open until it has caught up.
      if (Math.abs(now.getTime() - session.lastSeen.getTime()) >= lastSeenStep[session.kind])
        // A disk that is full, or a database that someone else holds, must not keep people from reading.
        await Promise.race([
          touchSession(db, session.id, now).catch(() => undefined),
          pause(patience, undefined, { ref: false }),
        ]);
      const { kind, passkeyAt } = session;
      return {
        kind: 'alive',
        session: {
          sessionId: session.id,
          accountId: session.userId,
          personId: user.personId,
          email: user.email,
          kind,
          passkeyAt,
        },
      };
    },

    revoke: (sessionId: string) => lucia.invalidateSession(sessionId),
    revokeAll: (accountId: string) => lucia.invalidateUserSessions(accountId),
    /** Removes rows past lucia's own expiry. */
    purge: () => lucia.deleteExpiredSessions(),
  };
}

export type SessionStore = ReturnType<typeof makeSessionStore>;
