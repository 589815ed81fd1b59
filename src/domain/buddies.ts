/** Buddies: who goes with whom. Two people, or three where the number is odd; a set is a list of ids. */

export interface BuddyCandidate {
  personId: string;
  /** Works at the library since; null where nobody knows. */
  since: Date | null;
  /** How many modules of the group are passed. */
  passed: number;
}

/** Who works here longest comes first; of those who came at the same time, who passed more. */
function byExperience(a: BuddyCandidate, b: BuddyCandidate): number {
  // Two who are not known differ by NaN, and the next decides.
  return (
    (a.since?.getTime() ?? Infinity) - (b.since?.getTime() ?? Infinity) ||
    b.passed - a.passed ||
    (a.personId < b.personId ? -1 : 1)
  );
}

/**
 * Pairs of an experienced and a newer colleague: the first of the longer serving half with the first of the other half, and
 * so on, so that everybody has about the same distance. With an odd number the one in the middle joins the last pair; who is
 * alone gets nobody.
 */
export function proposePairs(people: readonly BuddyCandidate[]): string[][] {
  const ids = [...people].sort(byExperience).map((p) => p.personId);
  const half = Math.floor(ids.length / 2);
  const pairs = ids.slice(0, half).map((id, index) => [id, ids[ids.length - half + index] as string]);
  const middle = ids.length % 2 === 1 ? ids[half] : undefined;
  if (middle !== undefined) pairs.at(-1)?.push(middle);
  return pairs;
}

/** These two go together; whom they leave behind go together too, or join others. Everybody keeps exactly one place. */
export function goTogether(sets: readonly (readonly string[])[], a: string, b: string): string[][] {
  if (a === b) return sets.map((set) => [...set]);
  const rest = sets.map((set) => set.filter((id) => id !== a && id !== b));
  return settle([[a, b], ...rest.filter((set) => set.length > 1)], rest.filter((set) => set.length === 1).flat());
}

/**
 * Gives everybody a place: who is alone goes with another who is alone, else with the third of a set of three, else as the
 * third. At most one set of three is left. The first set is only made larger where there is no other.
 */
export function settle(sets: readonly (readonly string[])[], alone: readonly string[]): string[][] {
  const settled = sets.map((set) => [...set]);
  const waiting = [...alone];
  const thirds = () => settled.filter((set) => set.length > 2);
  while (thirds().length > 1 || (thirds().length === 1 && waiting.length % 2 === 1)) {
    const third = thirds().at(-1)?.pop();
    if (third !== undefined) waiting.push(third);
  }
  while (waiting.length > 1) settled.push(waiting.splice(0, 2));
  const [last] = waiting;
  if (last !== undefined) {
    if (settled.length === 0) return [];
    settled.at(-1)?.push(last);
  }
  return settled;
}

export interface Company {
  /** The others of the own set who are there now. */
  buddies: string[];
  /** Of the own set, but resting or gone. */
  away: string[];
  /** Who stands in as long as nobody of the own set is there; and for whom this person stands in. */
  standIns: string[];
}

/**
 * Whom each person can turn to today. Who is left alone because a buddy rests or went gets a stand-in: another who is left
 * alone, else the first whole pair, else the first two who are left alone. Nothing is written down for it: when the buddy
 * comes back, all is as it was.
 */
export function companyOf(sets: readonly (readonly string[])[], here: ReadonlySet<string>): Map<string, Company> {
  const company = new Map<string, Company>();
  const alone: string[] = [];
  const whole: string[][] = [];
  for (const set of sets) {
    const present = set.filter((id) => here.has(id));
    const away = set.filter((id) => !here.has(id));
    for (const id of present) company.set(id, { buddies: present.filter((other) => other !== id), away, standIns: [] });
    if (present.length === 1) alone.push(...present);
    else if (present.length > 1) whole.push(present);
  }
  whole.sort((a, b) => a.length - b.length);
  const link = (people: readonly string[]) => {
    for (const id of people)
      for (const other of people) {
        const own = company.get(id);
        if (own && other !== id && !own.buddies.includes(other)) own.standIns.push(other);
      }
  };
  const together: string[][] = [];
  while (alone.length > 1) together.push(alone.splice(0, 2));
  const [last] = alone;
  if (last !== undefined && whole[0]) together.push([last, ...whole[0]]);
  else if (last !== undefined) together[0]?.push(last);
  together.forEach(link);
  return company;
}
