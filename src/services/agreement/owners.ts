import type { Queryable } from '#src/db/client.ts';
import { byName } from '#src/domain/dutch.ts';
import { loadLeaders, loadMembers } from '../group/members.ts';

/** Who can take on an agreement: who is in the group, and who leads it. */
export async function ownersOf(db: Queryable, groupId: string, now: Date) {
  const [members, leaders] = await Promise.all([loadMembers(db, [groupId]), loadLeaders(db, [groupId], now)]);
  const owners = new Map<string, { personId: string; name: string; email: string | null }>();
  for (const { personId, name, email } of [
    ...(members.get(groupId) ?? []).filter((m) => !m.left),
    ...(leaders.get(groupId) ?? []),
  ])
    owners.set(personId, { personId, name, email });
  return [...owners.values()].sort(byName);
}
