import type { Queryable } from '#src/db/client.ts';
import { listLeaders, listMomentLeaders } from '#src/db/queries/leader.ts';
import { shownName } from '#src/domain/person.ts';
import { mailAddress } from '../group/members.ts';

/** Someone who has to be at a moment without following it. */
export interface MomentLeader {
  personId: string;
  name: string;
  /** Null where no mail may go: no address, or deactivated. */
  email: string | null;
  role: LeaderRole;
}
export type LeaderRole = 'leader' | 'substitute' | 'guest';

/** What mails and calendars say of it. */
export const roleSentences: Record<LeaderRole, string> = {
  leader: 'Jij begeleidt deze bijeenkomst.',
  substitute: 'Jij begeleidt deze bijeenkomst als vervanger.',
  guest: 'Jij bent te gast bij deze bijeenkomst.',
};

/** Who leads these moments of a group, each person once for each: those of the whole group first, then for one moment only. */
export async function loadMomentLeaders(
  db: Queryable,
  where: { groupId: string; momentIds: readonly string[]; now: Date },
): Promise<Map<string, MomentLeader[]>> {
  const { groupId, momentIds, now } = where;
  if (momentIds.length === 0) return new Map();
  const [whole, single] = await Promise.all([listLeaders(db, groupId, now), listMomentLeaders(db, groupId, momentIds, now)]);
  return new Map(
    momentIds.map((momentId) => {
      const rows = [
        ...whole.map((l) => ({ ...l, role: 'leader' as const })),
        ...single
          .filter((l) => l.momentId === momentId)
          .map((l) => ({ ...l, deactivatedAt: null, role: l.kind === 'guest' ? ('guest' as const) : ('substitute' as const) })),
      ];
      const people = new Map<string, MomentLeader>();
      for (const row of rows)
        if (!people.has(row.personId))
          people.set(row.personId, { personId: row.personId, name: shownName(row), email: mailAddress(row), role: row.role });
      return [momentId, [...people.values()]];
    }),
  );
}
