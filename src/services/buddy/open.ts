import { companyOf, proposePairs } from '#src/domain/buddies.ts';
import { enumerate } from '#src/domain/dutch.ts';
import type { Context } from '../context.ts';
import { reachGroup } from '../group/reach.ts';
import { hereOf, loadBuddies, loadCandidates, peopleOf } from './load.ts';

export interface BuddiesPage {
  groupId: string;
  groupName: string;
  closed: boolean;
  /** Pairs that stand; `proposed` when they are only a proposal. */
  pairs: { people: { name: string; note: string | null }[]; standIns: string | null }[];
  proposed: boolean;
  /** In the group, but without a buddy. */
  without: string[];
  people: { value: string; label: string }[];
}

/** Who goes with whom in a group; before there are pairs: the proposal. */
export async function openBuddies(ctx: Context, input: { groupId: string }): Promise<BuddiesPage> {
  const group = await reachGroup(ctx, input.groupId, 'meeting:plan');
  const { pairs, people } = await loadBuddies(ctx.db, group.id);
  const here = hereOf(people);
  const proposed = pairs.length === 0;
  const sets = proposed ? proposePairs(await loadCandidates(ctx.db, group, [...here], ctx.now)) : pairs.map(peopleOf);
  const company = companyOf(sets, here);
  const nameOf = (id: string) => people.get(id)?.name ?? null;
  const placed = new Set(sets.flat());
  return {
    groupId: group.id,
    groupName: group.name,
    closed: group.closedAt !== null,
    pairs: sets
      .map((set) => {
        const present = set.filter((id) => here.has(id));
        const [only] = present;
        const standIns = only && present.length === 1 ? (company.get(only)?.standIns ?? []) : [];
        return {
          people: set.flatMap((id) => {
            const name = nameOf(id);
            if (name === null) return [];
            return [{ name, note: here.has(id) ? null : 'doet nu even niet mee' }];
          }),
          gone: set.some((id) => nameOf(id) === null),
          standIns: standIns.length > 0 ? enumerate(standIns.flatMap((id) => nameOf(id) ?? [])) : null,
        };
      })
      .filter((pair) => pair.people.length > 0)
      .map(({ gone, ...pair }) => ({
        ...pair,
        people:
          gone && pair.people.length === 1 ? pair.people.map((p) => ({ ...p, note: p.note ?? 'maatje ging weg' })) : pair.people,
      })),
    proposed,
    without: [...here].filter((id) => !placed.has(id)).flatMap((id) => nameOf(id) ?? []),
    people: [...people.values()].map((p) => ({ value: p.personId, label: p.name })),
  };
}

export const buddiesPath = (groupId: string) => `/groepen/${groupId}/maatjes`;
