/** The only folder that knows lucia. It keeps sessions; idle and absolute limits are ours (see decision 001). */
import { Lucia, TimeSpan } from 'lucia';
import { DrizzleSQLiteAdapter } from '@lucia-auth/adapter-drizzle';
import type { Database } from '#src/db/client.ts';
import { account, session } from '#src/db/schema/index.ts';
import type { SessionKind } from '#src/domain/session.ts';

/** Lucia's own expiry lies a week behind the longest absolute limit: until then a lapsed session still tells whose typing to keep. */
const expiry = new TimeSpan(37, 'd');

export interface SessionAttributes {
  kind: SessionKind;
  createdAt: Date;
  lastSeen: Date;
  absoluteUntil: Date;
}

export function makeLucia(db: Database) {
  return new Lucia(new DrizzleSQLiteAdapter(db, session, account), {
    sessionExpiresIn: expiry,
    getSessionAttributes: ({ kind, createdAt, lastSeen, absoluteUntil }) => ({ kind, createdAt, lastSeen, absoluteUntil }),
    getUserAttributes: ({ personId, email }) => ({ personId, email }),
  });
}

export type SessionKeeper = ReturnType<typeof makeLucia>;

declare module 'lucia' {
  interface Register {
    Lucia: SessionKeeper;
    DatabaseSessionAttributes: SessionAttributes;
    DatabaseUserAttributes: { personId: string; email: string | null };
  }
}
