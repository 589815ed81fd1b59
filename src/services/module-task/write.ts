import type { Queryable, Transaction } from '#src/db/client.ts';
import { insertModuleTask } from '#src/db/queries/module-task.ts';
import type { PilotRow } from '#src/db/queries/pilot.ts';
import { addMonths, isDay, wallClock } from '#src/domain/calendar-day.ts';
import { signedIn, type Context } from '../context.ts';
import { invalid } from '../service-error.ts';
import { taskOwners } from './owners.ts';

export const longestTask = 300;

/** @throws ServiceError invalid without an owner who may have it, or for a day that is past or too far off */
export async function checkTask(
  ctx: Context,
  db: Queryable,
  pilot: PilotRow,
  { ownerId, due }: { ownerId: string | null; due: string | null },
): Promise<{ ownerId: string; due: string }> {
  const owner = (await taskOwners(db, pilot, ctx.now)).find((o) => o.personId === ownerId);
  if (!owner) throw invalid('wie', 'Kies wie ervoor zorgt dat de module wordt aangepast.');
  const { day } = wallClock(ctx.now);
  if (due === null || !isDay(due) || due < day || due > addMonths(day, 24))
    throw invalid('datum', 'Kies een dag vanaf vandaag, hoogstens twee jaar vooruit.');
  return { ownerId: owner.personId, due };
}

/** Adds a task; the same one a second time adds nothing. */
export async function writeTask(
  tx: Transaction,
  ctx: Context,
  task: { id: string; pilotId: string; moduleId: string; version: number; body: string; ownerId: string; due: string },
): Promise<void> {
  await insertModuleTask(tx, { ...task, body: task.body.slice(0, longestTask), byId: signedIn(ctx).personId, at: ctx.now });
}
