import { listBuddyTasks } from '#src/db/queries/buddy.ts';
import type { Queryable } from '#src/db/client.ts';
import { companyOf } from '#src/domain/buddies.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import { enumerate } from '#src/domain/dutch.ts';
import type { Context } from '../context.ts';
import { hereOf, loadBuddies, peopleOf, type BuddyPerson } from './load.ts';

export interface OwnBuddies {
  pairId: string;
  /** "Fenna Terpstra" or "Fenna Terpstra en Dirk Zonneveld" */
  names: string;
  /** What to know when a buddy rests, or when one stands in for another; null when all is as it was. */
  note: string | null;
  tasks: { moduleId: string; module: string; text: string; done: string | null }[];
}

/** The buddies of one person in a group, and the small tasks of its modules; null for who has none. */
export async function ownBuddies(
  ctx: Context,
  where: { groupId: string; personId: string; moduleIds: readonly string[] },
): Promise<OwnBuddies | null> {
  const found = await buddiesToday(ctx.db, where);
  if (!found) return null;
  const { pairId, buddies, standIns, away } = found;
  const done = await listBuddyTasks(ctx.db, [pairId]);
  return {
    pairId,
    names: enumerate((buddies.length > 0 ? buddies : standIns).map((p) => p.name)),
    note: noteOf(buddies, standIns, away),
    tasks: where.moduleIds.flatMap((moduleId) => {
      const module = ctx.catalogue.modules.get(moduleId);
      if (!module?.buddyTask) return [];
      const tick = done.find((t) => t.moduleId === moduleId);
      return [{ moduleId, module: module.title, text: module.buddyTask, done: tick ? longDate(tick.at) : null }];
    }),
  };
}

interface Today {
  pairId: string;
  /** Of the own pair, and there. */
  buddies: BuddyPerson[];
  standIns: BuddyPerson[];
  away: boolean;
}

/** Whom someone can turn to today; null for who is in no pair. */
export async function buddiesToday(db: Queryable, where: { groupId: string; personId: string }): Promise<Today | null> {
  const { pairs, people } = await loadBuddies(db, where.groupId);
  const pair = pairs.find((p) => peopleOf(p).includes(where.personId));
  if (!pair) return null;
  const here = hereOf(people);
  // Who rests still sees with whom they are.
  const company = companyOf(pairs.map(peopleOf), new Set([...here, where.personId])).get(where.personId);
  const named = (ids: readonly string[]) => ids.flatMap((id) => people.get(id) ?? []);
  return {
    pairId: pair.id,
    buddies: named(company?.buddies ?? []),
    standIns: named(company?.standIns ?? []),
    away: (company?.away.length ?? 0) > 0,
  };
}

function noteOf(buddies: readonly BuddyPerson[], standIns: readonly BuddyPerson[], away: boolean): string | null {
  const names = enumerate(standIns.map((p) => p.name));
  if (buddies.length === 0)
    return standIns.length > 0
      ? `Je eigen maatje doet nu even niet mee. Zolang kun je terecht bij ${names}.`
      : 'Je maatje doet nu even niet mee. Je begeleider zoekt iemand anders voor je.';
  if (standIns.length > 0) return `${names} doet zolang met jullie mee, want het eigen maatje is er even niet.`;
  return away ? 'Eén van jullie doet nu even niet mee.' : null;
}
