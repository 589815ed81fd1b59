import type { Queryable } from '#src/db/client.ts';
import { countPassed, listBuddyPeople, listPairs, listWorksSince, type PairRow } from '#src/db/queries/buddy.ts';
import { findRule } from '#src/db/queries/rule.ts';
import type { BuddyCandidate } from '#src/domain/buddies.ts';
import { shownName } from '#src/domain/person.ts';
import { mailAddress } from '../group/members.ts';
import type { ReachedGroup } from '../group/reach.ts';

export interface BuddyPerson {
  personId: string;
  name: string;
  email: string | null;
  /** In the group, and not resting or switched off. */
  here: boolean;
}

export const peopleOf = (pair: PairRow): string[] => [pair.firstId, pair.secondId, ...(pair.thirdId ? [pair.thirdId] : [])];

/** The pairs of a group that stand, and who is in the group; somebody who left is in a pair but not among the people. */
export async function loadBuddies(
  db: Queryable,
  groupId: string,
): Promise<{ pairs: PairRow[]; people: Map<string, BuddyPerson> }> {
  const [pairs, rows] = await Promise.all([listPairs(db, [groupId]), listBuddyPeople(db, [groupId])]);
  return {
    pairs,
    people: new Map(
      rows.map((row) => [
        row.personId,
        {
          personId: row.personId,
          name: shownName(row),
          email: mailAddress(row),
          here: row.pausedAt === null && row.deactivatedAt === null,
        },
      ]),
    ),
  };
}

export const hereOf = (people: ReadonlyMap<string, BuddyPerson>): Set<string> =>
  new Set([...people.values()].filter((p) => p.here).map((p) => p.personId));

/** What decides who is experienced: how long someone works here, and what they passed of the group's modules. */
export async function loadCandidates(
  db: Queryable,
  group: Pick<ReachedGroup, 'id' | 'libraryId'>,
  personIds: readonly string[],
  now: Date,
): Promise<BuddyCandidate[]> {
  const rule = await findRule(db, group.id);
  const [since, passed] = await Promise.all([
    listWorksSince(db, group.libraryId, personIds),
    countPassed(db, { personIds, moduleIds: rule?.moduleIds ?? [], now }),
  ]);
  return personIds.map((personId) => ({
    personId,
    since: since.get(personId) ?? null,
    passed: passed.get(personId) ?? 0,
  }));
}
