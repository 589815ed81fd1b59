/** Someone wants to be erased, or was away so long that they are: when it happens, and what must be arranged first. */
import { addDays } from './calendar-day.ts';
import { enumerate } from './dutch.ts';

/** Time for second thoughts, in days. */
export const thinkDays = 14;
/** How long before it whoever was away is told, in days. */
export const warnDays = 60;

export type ErasureCause = 'asked' | 'away';

export const dueFrom = (now: Date, cause: ErasureCause) => addDays(now, cause === 'asked' ? thinkDays : warnDays);

/** The time between asking and doing tells the two apart: nobody who asks waits this long. */
export const causeOf = (request: { at: Date; dueAt: Date }): ErasureCause =>
  request.dueAt.getTime() - request.at.getTime() > (thinkDays + 7) * 86_400_000 ? 'away' : 'asked';

export type ErasureState = 'open' | 'withdrawn' | 'done';

export const stateOf = (request: { withdrawnAt: Date | null; doneAt: Date | null }): ErasureState =>
  request.doneAt ? 'done' : request.withdrawnAt ? 'withdrawn' : 'open';

export interface Ties {
  /** Names of open groups that nobody else leads. */
  onlyLeaderOf: readonly string[];
  lastAdministrator: boolean;
}

/** What must be arranged before someone can go, in plain Dutch; empty when nothing must. `they`: said to someone else. */
export function arrangeFirst(ties: Ties, they = false): string[] {
  const first: string[] = [];
  if (ties.onlyLeaderOf.length > 0) {
    const groups = enumerate(ties.onlyLeaderOf.map((name) => `‘${name}’`));
    first.push(
      they
        ? `Niemand anders begeleidt ${groups}. Kies eerst een andere begeleider, of sluit de groep.`
        : `Jij bent de enige begeleider van ${groups}. Kies eerst een andere begeleider, of sluit de groep.`,
    );
  }
  if (ties.lastAdministrator)
    first.push(
      they
        ? 'Dit is de enige beheerder. Nodig eerst een andere beheerder uit.'
        : 'Jij bent de enige beheerder. Nodig eerst een andere beheerder uit.',
    );
  return first;
}
