import { findPilot, findPilotLibrary, type PilotLibraryRow, type PilotRow } from '#src/db/queries/pilot.ts';
import { updatePart } from '#src/db/queries/pilot-taking.ts';
import type { Transaction } from '#src/db/client.ts';
import { pilotState } from '#src/domain/pilot.ts';
import { recordEvent } from '../audit.ts';
import type { Context } from '../context.ts';
import { callOffContacts } from '../pilot-contact/call-off.ts';
import { notFound, refused } from '../service-error.ts';
import { publishAccepted } from './publish.ts';
import { reachPart } from './reach.ts';
import { tellAdviser } from './tell.ts';

export interface Answered {
  pilotId: string;
  partId: string;
}

/** A library says yes: from now on its adviser reads its figures. A second yes does nothing. */
export async function joinPilot(ctx: Context, input: { partId: string }): Promise<Answered> {
  const { actor } = await reachPart(ctx, input.partId, 'library');
  const { pilot, part, changed } = await decide(ctx, input.partId, async (tx, { pilot, part }) => {
    if (part.acceptedAt !== null && part.endedAt === null) return false;
    assertOpen(ctx, pilot, part);
    await updatePart(tx, part.id, { acceptedAt: ctx.now, acceptedById: actor.personId });
    await finish(tx, ctx, { pilot, part, answer: 'yes' });
    return true;
  });
  if (changed) await publishAccepted(ctx, pilot, part.libraryId);
  return { pilotId: pilot.id, partId: part.id };
}

/** A library says no. It can be asked again. */
export async function declinePilot(ctx: Context, input: { partId: string }): Promise<Answered> {
  await reachPart(ctx, input.partId, 'library');
  const { pilot, part } = await decide(ctx, input.partId, async (tx, { pilot, part }) => {
    if (part.acceptedAt !== null) throw refused('Jullie doen al mee. Wil je niet meer? Kies dan: stop ermee.');
    if (part.declinedAt !== null) return false;
    await updatePart(tx, part.id, { declinedAt: ctx.now });
    await finish(tx, ctx, { pilot, part, answer: 'no' });
    return true;
  });
  return { pilotId: pilot.id, partId: part.id };
}

/** A library stops: nothing of it is counted or told any more. What was told in earlier weeks stays. */
export async function leavePilot(ctx: Context, input: { partId: string }): Promise<Answered> {
  const { actor } = await reachPart(ctx, input.partId, 'library');
  const { pilot, part } = await decide(ctx, input.partId, async (tx, { pilot, part }) => {
    if (part.acceptedAt === null) throw refused('Jullie doen nog niet mee. Zeg dan nee op de uitnodiging.');
    if (part.endedAt !== null) return false;
    await updatePart(tx, part.id, { endedAt: ctx.now, endedById: actor.personId });
    await callOffContacts(tx, ctx, part.id);
    await finish(tx, ctx, { pilot, part, answer: 'stopped' });
    return true;
  });
  return { pilotId: pilot.id, partId: part.id };
}

/** One transaction that reads how it stands now, so that two answers at once don't both count. */
async function decide(
  ctx: Context,
  partId: string,
  run: (tx: Transaction, found: { pilot: PilotRow; part: PilotLibraryRow }) => Promise<boolean>,
) {
  const done = await ctx.db.transaction(async (tx) => {
    const part = await findPilotLibrary(tx, partId);
    const pilot = part && (await findPilot(tx, part.pilotId));
    if (!part || !pilot) throw notFound();
    return { pilot, part, changed: await run(tx, { pilot, part }) };
  });
  if (done.changed) ctx.mailWaits();
  return done;
}

function assertOpen(ctx: Context, pilot: PilotRow, part: PilotLibraryRow): void {
  if (part.endedAt !== null) throw refused('Jullie zijn met deze pilot gestopt. Je adviseur kan jullie opnieuw vragen.');
  if (part.declinedAt !== null) throw refused('Deze uitnodiging geldt niet meer. Je adviseur kan jullie opnieuw vragen.');
  if (pilotState(pilot, ctx.now) === 'over') throw refused('Deze pilot is voorbij. Meedoen kan niet meer.');
}

async function finish(
  tx: Transaction,
  ctx: Context,
  { pilot, part, answer }: { pilot: PilotRow; part: PilotLibraryRow; answer: 'yes' | 'no' | 'stopped' },
): Promise<void> {
  await recordEvent(tx, ctx, {
    kind: 'pilotChanged',
    entity: 'pilotLibrary',
    entityId: part.id,
    organisationId: part.libraryId,
    detail: { change: answer },
  });
  await tellAdviser(tx, ctx, { answer, pilot, part });
}
