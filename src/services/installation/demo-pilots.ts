/** The pilots of the demonstration: one that has been going on for nine weeks, and one of another province. */
import { addDays, wallClock } from '#src/domain/calendar-day.ts';
import { standardEnd } from '#src/domain/pilot.ts';
import type { DemoRows } from '#src/db/queries/demo.ts';
import type { Context } from '../context.ts';
import { newId } from '../new-id.ts';

interface DemoPilot {
  poi: string;
  adviser: string;
  /** Libraries that said yes, and that did not answer yet. */
  accepted: readonly string[];
  asked: readonly string[];
}

/** Begun so many days ago. */
export const pilotAge = 63;

/** Answers the ids of the pilots. */
export function addPilots(rows: DemoRows, ctx: Context, pilots: { own: DemoPilot; other: DemoPilot }) {
  const [own, other] = [
    addPilot(rows, ctx, pilots.own, 'Pilot frontoffice Kustland'),
    addPilot(rows, ctx, pilots.other, 'Pilot frontoffice Bosland'),
  ];
  return { own, other };
}

function addPilot(rows: DemoRows, ctx: Context, { poi, adviser, accepted, asked }: DemoPilot, name: string): string {
  const id = newId();
  const startsOn = wallClock(addDays(ctx.now, -pilotAge)).day;
  const at = addDays(ctx.now, -pilotAge - 20);
  rows.pilot.push({
    id,
    poiId: poi,
    courseId: 'frontoffice',
    name,
    startsOn,
    endsOn: standardEnd(startsOn),
    byId: adviser,
    at,
  });
  const ask = { pilotId: id, invitedById: adviser, invitedAt: at };
  for (const libraryId of accepted)
    rows.pilotLibrary.push({ id: newId(), libraryId, ...ask, acceptedAt: addDays(ctx.now, -pilotAge - 12) });
  for (const libraryId of asked) rows.pilotLibrary.push({ id: newId(), libraryId, ...ask });
  return id;
}
