import { listPilotLibraries, type PilotRow } from '#src/db/queries/pilot.ts';
import { updatePilot } from '#src/db/queries/pilot-taking.ts';
import { longDay, wallClock } from '#src/domain/calendar-day.ts';
import { faultOf } from '#src/domain/pilot-plan.ts';
import { pilotState, standardEnd } from '#src/domain/pilot.ts';
import { recordEvent } from '../audit.ts';
import type { Context } from '../context.ts';
import { callOffContacts } from '../pilot-contact/call-off.ts';
import { invalid, refused } from '../service-error.ts';
import { courseTitle } from './words.ts';
import type { PilotDaysInput } from './make.ts';
import { reachPilot } from './reach.ts';
import { newestParts } from './standing.ts';
import { tellLibraries } from './tell.ts';

export interface PilotChange {
  id: string;
  name: string;
  courseTitle: string;
  startsOn: string;
  endsOn: string;
  followUpOn: string;
  /** Its first day has come: that can't be changed any more. */
  begun: boolean;
  over: boolean;
  ended: string | null;
  /** How many libraries take part or are asked: they hear that it stops. */
  libraries: number;
}

/** The form to change a pilot, or to stop it before its end. */
export async function openPilotChange(ctx: Context, pilotId: string): Promise<PilotChange> {
  const { pilot } = await reachPilot(ctx, pilotId);
  const parts = newestParts(await listPilotLibraries(ctx.db, [pilot.id]));
  return {
    id: pilot.id,
    name: pilot.name,
    courseTitle: courseTitle(ctx, pilot.courseId),
    startsOn: pilot.startsOn,
    endsOn: pilot.endsOn,
    followUpOn: pilot.followUpOn ?? '',
    begun: pilot.startsOn <= wallClock(ctx.now).day,
    over: pilotState(pilot, ctx.now) === 'over',
    ended: pilot.endedAt ? longDay(wallClock(pilot.endedAt).day) : null,
    libraries: parts.filter((part) => part.declinedAt === null && part.endedAt === null).length,
  };
}

/** Changes name and days. The course stays: that is what libraries said yes to. */
export async function changePilot(ctx: Context, input: PilotDaysInput & { pilotId: string; name: string }): Promise<void> {
  const { pilot } = await reachPilot(ctx, input.pilotId);
  if (pilot.endedAt !== null) throw refused('Deze pilot is gestopt. Er verandert niets meer aan.');
  const days = {
    startsOn: input.startsOn,
    endsOn: input.endsOn ?? standardEnd(input.startsOn),
    followUpOn: input.followUpOn ?? null,
  };
  const fault = faultOf(days, wallClock(ctx.now).day, pilot);
  if (fault) throw invalid(fault.field, fault.message);
  const wanted = { name: input.name, ...days };
  if (same(pilot, wanted)) return;
  await ctx.db.transaction(async (tx) => {
    await updatePilot(tx, pilot.id, wanted);
    await recordEvent(tx, ctx, event(pilot, 'changed'));
  });
}

const same = (pilot: PilotRow, wanted: Pick<PilotRow, 'name' | 'startsOn' | 'endsOn' | 'followUpOn'>) =>
  pilot.name === wanted.name &&
  pilot.startsOn === wanted.startsOn &&
  pilot.endsOn === wanted.endsOn &&
  pilot.followUpOn === wanted.followUpOn;

/** Stops a pilot before its end. Nothing is counted or told any more; what was told stays. Its libraries hear it. */
export async function endPilot(ctx: Context, input: { pilotId: string }): Promise<void> {
  const { pilot } = await reachPilot(ctx, input.pilotId);
  if (pilotState(pilot, ctx.now) === 'over') return;
  await ctx.db.transaction(async (tx) => {
    await updatePilot(tx, pilot.id, { endedAt: ctx.now });
    await recordEvent(tx, ctx, event(pilot, 'ended'));
    const parts = newestParts(await listPilotLibraries(tx, [pilot.id])).filter(
      (part) => part.declinedAt === null && part.endedAt === null && part.libraryEndedAt === null,
    );
    await tellLibraries(tx, ctx, { kind: 'pilotStopped', pilot, parts });
    for (const part of parts) await callOffContacts(tx, ctx, part.id);
  });
  ctx.mailWaits();
}

const event = (pilot: PilotRow, change: string) => ({
  kind: 'pilotChanged' as const,
  entity: 'pilot',
  entityId: pilot.id,
  organisationId: pilot.poiId,
  detail: { change },
});
