/** Which text of a library counts, what it asks of the specialist, and how the rows of one place tell its history. */

/** A row as it was kept: rows are only added, the newest (highest seq) of a library, branch and slot counts. */
export interface LocalRow {
  seq: number;
  branchId: string | null;
  slotId: string;
  /** Null: taken away. */
  body: string | null;
}

/** Says for whom a text is: a slot, for the whole library or one branch. */
const placeKey = (row: { slotId: string; branchId: string | null }) => `${row.slotId} ${row.branchId ?? ''}`;

/** The rows that count, one per slot and branch; what was taken away is not among them. */
export function currentTexts<Row extends LocalRow>(rows: readonly Row[]): Row[] {
  const newest = new Map<string, Row>();
  for (const row of rows) {
    const known = newest.get(placeKey(row));
    if (!known || known.seq < row.seq) newest.set(placeKey(row), row);
  }
  return [...newest.values()].filter((row) => row.body !== null);
}

/** The text that someone of this branch reads in a slot: the branch's own before that of the library. */
export function textFor<Row extends LocalRow>(rows: readonly Row[], slotId: string, branchId: string | null): Row | null {
  const own = currentTexts(rows.filter((row) => row.slotId === slotId));
  return (
    (branchId !== null ? own.find((row) => row.branchId === branchId) : undefined) ??
    own.find((row) => row.branchId === null) ??
    null
  );
}

/** What something asks of the specialist, the most urgent first. */
export const needs = ['empty', 'stale', 'ownerless'] as const;
export type Need = (typeof needs)[number];

/** The day to look at it again has passed. On the day itself there is still time. */
export const isStale = (reviewBy: string, today: string) => reviewBy < today;

/** @param kept what was written down; null where there is nothing yet */
export function needsOf(kept: { reviewBy: string; ownerCurrent: boolean } | null, today: string): Need[] {
  if (!kept) return ['empty'];
  return [...(isStale(kept.reviewBy, today) ? (['stale'] as const) : []), ...(kept.ownerCurrent ? [] : (['ownerless'] as const))];
}

export interface LocalContent {
  body: string | null;
  documentTitle: string | null;
  documentDate: string | null;
  documentPlace: string | null;
  ownerId: string | null;
  reviewBy: string;
}

const textParts = ['body', 'documentTitle', 'documentDate', 'documentPlace'] as const;

/** Does this say the same, whoever owns it and until whenever? */
export const sameText = (a: Omit<LocalContent, 'ownerId' | 'reviewBy'>, b: typeof a) =>
  textParts.every((part) => a[part] === b[part]);

export const sameContent = (a: LocalContent, b: LocalContent) =>
  sameText(a, b) && a.ownerId === b.ownerId && a.reviewBy === b.reviewBy;

export type HistoryStep = 'written' | 'changed' | 'checked' | 'removed';

/** What each row did, newest first. @param rows of one place, newest first; `more`: older ones exist before the last */
export function historyOf<Row extends Omit<LocalContent, 'reviewBy' | 'ownerId'>>(
  rows: readonly Row[],
  more = false,
): { row: Row; step: HistoryStep }[] {
  return rows.map((row, index) => {
    const before = rows[index + 1];
    if (row.body === null) return { row, step: 'removed' };
    if (!before) return { row, step: more ? 'changed' : 'written' };
    if (before.body === null) return { row, step: 'written' };
    return { row, step: sameText(row, before) ? 'checked' : 'changed' };
  });
}

export const historyNames: Record<HistoryStep, string> = {
  written: 'geschreven',
  changed: 'veranderd',
  checked: 'nagekeken',
  removed: 'weggehaald',
};

/** Longest time until someone looks at a text again, in months. */
export const longestReview = 24;
