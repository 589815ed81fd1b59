import type { Transaction } from '#src/db/client.ts';
import { endPairs, insertPairs, type PairRow } from '#src/db/queries/buddy.ts';
import { goTogether, proposePairs, settle } from '#src/domain/buddies.ts';
import type { Context } from '../context.ts';
import { assertOpen, reachGroup } from '../group/reach.ts';
import { newId } from '../new-id.ts';
import { invalid } from '../service-error.ts';
import { hereOf, loadBuddies, loadCandidates, peopleOf, type BuddyPerson } from './load.ts';

/**
 * Gives everybody who is there a buddy: `all` makes all pairs anew; otherwise the pairs stay (also where one of them rests),
 * and who has none gets a place.
 */
export async function proposeBuddies(ctx: Context, input: { groupId: string; all: boolean }): Promise<void> {
  const group = await reachGroup(ctx, input.groupId, 'meeting:plan');
  assertOpen(group);
  await ctx.db.transaction(async (tx) => {
    const { pairs, people } = await loadBuddies(tx, group.id);
    const here = hereOf(people);
    if (here.size < 2) throw invalid('groep', 'Voor maatjes zijn minstens twee deelnemers nodig.');
    if (input.all) {
      await write(tx, ctx, group.id, pairs, proposePairs(await loadCandidates(tx, group, [...here], ctx.now)));
      return;
    }
    const { sets, alone } = standing(pairs, people);
    const newcomers = [...alone, ...[...here].filter((id) => !pairs.some((pair) => peopleOf(pair).includes(id)))];
    const among = proposePairs(await loadCandidates(tx, group, newcomers, ctx.now));
    const left = newcomers.filter((id) => !among.flat().includes(id));
    await write(tx, ctx, group.id, pairs, settle([...sets, ...among], left));
  });
}

/** These two become buddies; whom they leave behind get another. Everybody keeps exactly one place. */
export async function putTogether(ctx: Context, input: { groupId: string; personId: string; withId: string }): Promise<void> {
  const group = await reachGroup(ctx, input.groupId, 'meeting:plan');
  assertOpen(group);
  if (input.personId === input.withId) throw invalid('met', 'Kies twee verschillende mensen.');
  await ctx.db.transaction(async (tx) => {
    const { pairs, people } = await loadBuddies(tx, group.id);
    for (const [field, id] of [
      ['wie', input.personId],
      ['met', input.withId],
    ] as const)
      if (!people.has(id)) throw invalid(field, 'Kies iemand uit deze groep.');
    const { sets, alone } = standing(pairs, people);
    const others = alone.filter((id) => id !== input.personId && id !== input.withId);
    const together = goTogether(sets, input.personId, input.withId);
    await write(tx, ctx, group.id, pairs, settle(together, others));
  });
}

/** The pairs without who left the group. Who is left of a pair, is alone; who then rests, is left in peace until they are back. */
function standing(pairs: readonly PairRow[], people: ReadonlyMap<string, BuddyPerson>): { sets: string[][]; alone: string[] } {
  const sets = pairs.map((pair) => peopleOf(pair).filter((id) => people.has(id)));
  return {
    sets: sets.filter((set) => set.length > 1),
    alone: sets.filter((set) => set.length === 1).flatMap((set) => set.filter((id) => people.get(id)?.here)),
  };
}

/** Ends the pairs that are not among these any more, and begins the new ones. A pair that stays keeps what it did together. */
async function write(
  tx: Transaction,
  ctx: Context,
  groupId: string,
  pairs: readonly PairRow[],
  sets: readonly (readonly string[])[],
): Promise<void> {
  const keyOf = (people: readonly string[]) => [...people].sort().join(' ');
  const wanted = new Set(sets.map(keyOf));
  const known = new Set(pairs.map((pair) => keyOf(peopleOf(pair))));
  await endPairs(
    tx,
    pairs.filter((pair) => !wanted.has(keyOf(peopleOf(pair)))).map((pair) => pair.id),
    ctx.now,
  );
  await insertPairs(
    tx,
    sets.flatMap((set) => {
      const [firstId, secondId, thirdId = null] = set;
      if (!firstId || !secondId || known.has(keyOf(set))) return [];
      return [{ id: newId(), groupId, firstId, secondId, thirdId, from: ctx.now, byId: ctx.actor?.personId ?? null }];
    }),
  );
}
