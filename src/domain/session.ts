/** How long someone stays signed in. */
const minute = 60_000;
const day = 24 * 60 * minute;

export type SessionKind = 'own' | 'shared';

/** Idle and absolute limits per kind of session, in milliseconds. */
export const sessionLimits: Record<SessionKind, { idle: number; absolute: number }> = {
  own: { idle: 14 * day, absolute: 30 * day },
  // A desk PC that everyone uses: the session also ends with the browser.
  shared: { idle: 10 * minute, absolute: 12 * 60 * minute },
};

/** How far `lastSeen` may lag behind before it is written again: one write a minute at the most. */
export const lastSeenStep: Record<SessionKind, number> = { own: 60 * minute, shared: minute };

export interface SessionTimes {
  kind: SessionKind;
  lastSeen: Date;
  absoluteUntil: Date;
}

export function isAlive(session: SessionTimes, now: Date): boolean {
  const idle = now.getTime() - session.lastSeen.getTime();
  return idle <= sessionLimits[session.kind].idle && now < session.absoluteUntil;
}
