import { shownName } from '#src/domain/person.ts';
import type { Queryable } from '#src/db/client.ts';
import { listLeaders, listMembers } from '#src/db/queries/reach.ts';
import { byName } from '#src/domain/dutch.ts';

export interface Member {
  personId: string;
  /** Someone who did not take up the invitation yet is known by their address. */
  name: string;
  /** Null where no mail may go: no address, or deactivated. */
  email: string | null;
  left: boolean;
  /** Taking a rest: not counted on, and no mail but what is necessary. */
  paused: boolean;
  joinedAt: Date;
}

export interface Leader {
  personId: string;
  name: string;
  email: string | null;
}

interface Named {
  name: string | null;
  email: string | null;
  deactivatedAt: Date | null;
}

export const mailAddress = (person: Named) => (person.deactivatedAt ? null : person.email);

/** Who is or was in these groups, by group, in the order of every list: by name. */
export async function loadMembers(db: Queryable, groupIds: readonly string[]): Promise<Map<string, Member[]>> {
  return byGroup(await listMembers(db, groupIds), (row) => ({
    personId: row.personId,
    name: shownName(row),
    email: mailAddress(row),
    left: row.leftAt !== null,
    paused: row.leftAt === null && row.pausedAt !== null,
    joinedAt: row.joinedAt,
  }));
}

export async function loadLeaders(db: Queryable, groupIds: readonly string[], now: Date): Promise<Map<string, Leader[]>> {
  return byGroup(await listLeaders(db, groupIds, now), (row) => ({
    personId: row.personId,
    name: shownName(row),
    email: mailAddress(row),
  }));
}

function byGroup<R extends { groupId: string }, T extends { name: string }>(rows: R[], make: (row: R) => T): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const [groupId, own] of Map.groupBy(rows, (row) => row.groupId)) groups.set(groupId, own.map(make).sort(byName));
  return groups;
}
