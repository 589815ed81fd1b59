import { deleteWishes, setWishes } from '#src/db/queries/planning.ts';
import { isDay, wallClock } from '#src/domain/calendar-day.ts';
import type { Context } from '../context.ts';
import { assertOpen, reachGroup } from '../group/reach.ts';
import { ServiceError } from '../service-error.ts';
import { loadPlanning, wishesFor } from './load.ts';

export interface WantedWish {
  /** Row of the form, for its message. */
  row: number;
  moduleId: string;
  /** Empty: no day. */
  day: string;
}

/** Keeps by when the group would like each module done. It is a wish: nobody is held to it. */
export async function keepWishes(ctx: Context, input: { groupId: string; wishes: readonly WantedWish[] }): Promise<void> {
  const group = await reachGroup(ctx, input.groupId, 'meeting:plan');
  assertOpen(group);
  const today = wallClock(ctx.now).day;
  await ctx.db.transaction(async (tx) => {
    const { modules, wishes: present } = await loadPlanning(tx, ctx, group);
    const asked = input.wishes.filter((w) => modules.some((m) => m.id === w.moduleId));
    const errors = asked.flatMap(({ row, moduleId, day }) => {
      if (day === '' || present.get(moduleId) === day) return [];
      if (!isDay(day)) return [{ field: `wens${row}`, message: 'Deze dag bestaat niet. Kijk de datum na.' }];
      return day < today ? [{ field: `wens${row}`, message: 'Deze dag is al geweest. Kies een dag die nog komt.' }] : [];
    });
    if (errors.length > 0) throw new ServiceError('invalid', errors);
    await setWishes(
      tx,
      group.id,
      asked.filter((w) => w.day !== '').map(({ moduleId, day }) => ({ moduleId, day })),
    );
    await deleteWishes(
      tx,
      group.id,
      asked.filter((w) => w.day === '').map((w) => w.moduleId),
    );
  });
}

/** Takes the proposal for every module: spread over the time before the meeting that rests on it. */
export async function proposeWishes(ctx: Context, input: { groupId: string }): Promise<void> {
  const group = await reachGroup(ctx, input.groupId, 'meeting:plan');
  assertOpen(group);
  await ctx.db.transaction(async (tx) => {
    const { meetings } = await loadPlanning(tx, ctx, group);
    await setWishes(tx, group.id, wishesFor(ctx, meetings));
  });
}
