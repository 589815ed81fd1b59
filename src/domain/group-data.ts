/** What a group found hard, as far as it may be told: about at least five people, and never as a number that points at one. */
export const fewestPeople = 5;

export interface Hard {
  /** Of a question or an objective. */
  id: string;
  moduleId: string;
  /** How many of the group answered. */
  people: number;
  /** How many of them missed it or said that they were in doubt. */
  hard: number;
}

/** A share in steps, so that one person more or less doesn't show. */
export type Share = 'some' | 'half' | 'most';

export const shareNames: Record<Share, string> = {
  some: 'een deel van de groep',
  half: 'ongeveer de helft van de groep',
  most: 'de meeste mensen',
};

export const shareOf = ({ people, hard }: Pick<Hard, 'people' | 'hard'>): Share =>
  hard / people > 0.6 ? 'most' : hard / people >= 0.4 ? 'half' : 'some';

/**
 * The hardest first. What fewer than five people answered is left out, and so is what fewer than a quarter found hard: one
 * slip is no subject for a meeting.
 */
export function hardest<H extends Hard>(rows: readonly H[], most: number): (H & { share: Share })[] {
  return rows
    .filter((row) => row.people >= fewestPeople && row.hard >= 2 && row.hard / row.people >= 0.25)
    .sort((a, b) => b.hard / b.people - a.hard / a.people || b.people - a.people || a.id.localeCompare(b.id))
    .slice(0, most)
    .map((row) => ({ ...row, share: shareOf(row) }));
}
