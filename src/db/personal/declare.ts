/** How a table says what it holds of whom: in words for people, and as a rule that the product follows. */
import type { DataCategory } from '#src/domain/own-data.ts';
import type { Permission } from '#src/domain/roles.ts';

/** How many days after its end each kind is kept; the night (queries/purge.ts) clears what is older. */
export const keptDays = {
  /** after it expired */
  draft: 0,
  signInFailure: 1,
  /** after it was used or expired */
  oneTimeLink: 7,
  /** after it ended by our own limits */
  session: 7,
  /** after it was sent or given up */
  mail: 30,
  /** after it was begun; longer than any fact that mails someone stays news */
  jobRun: 100,
  /** two years, a leap day included */
  auditEvent: 731,
  /** a list that was uploaded and not let in */
  peopleImport: 1,
  /** what is needed to undo a merge, after it */
  personMerge: 30,
} as const;

/** As this installation keeps them: an administrator chooses some within bounds (domain/retention.ts). */
export type KeptDays = Record<keyof typeof keptDays, number>;

export interface NoPerson {
  person: false;
  why: string;
}

export interface HoldsPerson {
  person: true;
  /** Columns that name a person, point at one, or are about one. */
  columns: readonly string[];
  /** What someone gets who asks for a copy. */
  export: string;
  /** What is left when someone is erased. */
  erasure: string;
  retention: string | ((kept: KeptDays) => string);
}

export type Erasure =
  /** The rows go. */
  | { rows: 'gone' }
  /**
   * The rows count on in figures about a group, under a new number that leads to nobody; their time becomes a day.
   * `empty`: columns that are cleared.
   */
  | { rows: 'faceless'; empty?: readonly string[] }
  /** The rows stay; what pointed at the person is cleared, and so is `empty`. */
  | { rows: 'stay'; empty?: readonly string[] }
  /** The rows stay with nothing but the bare number of the person. */
  | { rows: 'number'; empty?: readonly string[] };

export interface PersonalRule {
  /** In Dutch, as the reader's own: a heading over the rows. */
  title: string;
  category: DataCategory;
  /**
   * Columns that make a row someone's: straight, or through the row they point at. Other columns that point at a person
   * say who recorded it: someone else in an export, cleared at erasure.
   */
  of: readonly string[];
  /** Whether a copy of one's own data has it. */
  shown: boolean;
  /** Columns that no copy ever has: secrets, and what is about others. */
  never?: readonly string[];
  erase: Erasure;
  /** Besides the person: who can read it, by what they may do (domain/roles.ts). */
  readBy: readonly Permission[];
}

/** Words that many tables share. */
export const words = {
  asLongAsAccount: 'Zolang er een account is.',
  wholeRow: 'De hele rij.',
  gone: 'De rijen gaan weg.',
  who: 'Wie het vastlegde, wordt leeg. Het feit zelf blijft.',
  faceless: 'De rijen tellen mee in cijfers, onder een nummer dat naar niemand leidt en met een dag in plaats van een tijd.',
} as const;

export const ways = { gone: { rows: 'gone' }, stay: { rows: 'stay' }, faceless: { rows: 'faceless' } } as const;

export const readers: Readonly<Record<'nobody' | 'leaders' | 'pilots' | 'pilotsBothSides', readonly Permission[]>> = {
  nobody: [],
  leaders: ['group:view'],
  pilots: ['pilot:manage'],
  pilotsBothSides: ['pilot:manage', 'pilot:join'],
};
