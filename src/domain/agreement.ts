/** What a team agreed: who does what, by when. */

export interface AgreementFacts {
  /** YYYY-MM-DD; null where the agreement is older than its day. */
  due: string | null;
  doneAt: Date | null;
}

/** late: the day has passed and it isn't ticked off. On the day itself there is still time. */
export type AgreementState = 'open' | 'late' | 'done';

export function agreementState({ due, doneAt }: AgreementFacts, today: string): AgreementState {
  if (doneAt) return 'done';
  return due !== null && due < today ? 'late' : 'open';
}

/** The first that is due on top; what is done below it, the last one first. */
export function byUrgency(a: AgreementFacts, b: AgreementFacts): number {
  if (a.doneAt && b.doneAt) return b.doneAt.getTime() - a.doneAt.getTime();
  if (a.doneAt || b.doneAt) return a.doneAt ? 1 : -1;
  return (a.due ?? '9999').localeCompare(b.due ?? '9999');
}

/** Longest text of an agreement, in characters. */
export const longestAgreement = 300;
/** More than a meeting ever agrees. */
export const mostAgreements = 100;
/** Furthest day of an agreement, in months from today. */
export const furthestAgreement = 24;
