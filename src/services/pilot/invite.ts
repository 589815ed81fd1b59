import { listPilotLibraries, type PilotLibraryRow, type PilotRow } from '#src/db/queries/pilot.ts';
import { insertInvitations, listAskable, updatePart } from '#src/db/queries/pilot-taking.ts';
import type { Queryable } from '#src/db/client.ts';
import { pilotState } from '#src/domain/pilot.ts';
import { recordEvent, recordEvents } from '../audit.ts';
import type { Context } from '../context.ts';
import { newId } from '../new-id.ts';
import { invalid, refused } from '../service-error.ts';
import { reachPart, reachPilot } from './reach.ts';
import { newestParts } from './standing.ts';
import { tellLibraries } from './tell.ts';

export interface Askable {
  id: string;
  name: string;
  /** Was asked before, and said no or stopped. */
  before: 'declined' | 'left' | null;
}

/** A library that takes part, or was asked and has not answered. */
const isIn = ({ acceptedAt, declinedAt, endedAt }: PilotLibraryRow) =>
  endedAt === null && (acceptedAt !== null || declinedAt === null);

/** Libraries of the pilot's POI that can be asked now: those that have not ended and are not in it. */
export async function listAskableFor(db: Queryable, pilot: PilotRow, parts: readonly PilotLibraryRow[]): Promise<Askable[]> {
  const known = new Map(newestParts(parts).map((part) => [part.libraryId, part]));
  return (await listAskable(db, pilot.poiId)).flatMap(({ id, name }) => {
    const part = known.get(id);
    if (part && isIn(part)) return [];
    return [{ id, name, before: part ? (part.endedAt ? ('left' as const) : ('declined' as const)) : null }];
  });
}

/** Asks libraries of one's own POI for a pilot, also who said no before. Their specialists get a mail. */
export async function inviteLibraries(ctx: Context, input: { pilotId: string; libraryIds: readonly string[] }): Promise<void> {
  const { actor, pilot } = await reachPilot(ctx, input.pilotId);
  if (pilotState(pilot, ctx.now) === 'over') throw refused('Deze pilot is voorbij. Je kunt er niemand meer voor vragen.');
  const wanted = new Set(input.libraryIds);
  if (wanted.size === 0) throw invalid('bibliotheken', 'Kies één of meer bibliotheken.');
  await ctx.db.transaction(async (tx) => {
    const parts = await listPilotLibraries(tx, [pilot.id]);
    const askable = await listAskableFor(tx, pilot, parts);
    const inside = new Set(
      newestParts(parts)
        .filter(isIn)
        .map(({ libraryId }) => libraryId),
    );
    // Sent twice, or asked by a colleague in between: they have the mail.
    const asked = askable.filter(({ id }) => wanted.has(id));
    if ([...wanted].some((id) => !inside.has(id) && !asked.some((library) => library.id === id)))
      throw invalid('bibliotheken', 'Een van deze bibliotheken kun je niet vragen: zij is opgeheven of hoort niet bij je POI.');
    const rows = asked.map(({ id, name }) => ({ id: newId(), libraryId: id, libraryName: name }));
    await insertInvitations(
      tx,
      rows.map(({ id, libraryId }) => ({ id, pilotId: pilot.id, libraryId, invitedById: actor.personId, invitedAt: ctx.now })),
    );
    await recordEvents(
      tx,
      ctx,
      rows.map(({ id, libraryId }) => ({
        kind: 'pilotChanged',
        entity: 'pilotLibrary',
        entityId: id,
        organisationId: libraryId,
        detail: { change: 'asked' },
      })),
    );
    await tellLibraries(tx, ctx, { kind: 'pilotAsked', pilot, parts: rows });
  });
  ctx.mailWaits();
}

/** Takes an invitation back that was not answered. Once a library said yes, only itself can stop. */
export async function takeInvitationBack(ctx: Context, input: { partId: string }): Promise<string> {
  const { pilot, part } = await reachPart(ctx, input.partId, 'adviser');
  if (part.acceptedAt !== null) throw refused('Deze bibliotheek doet al mee. Alleen zij kan stoppen.');
  if (part.declinedAt === null) {
    await ctx.db.transaction(async (tx) => {
      await updatePart(tx, part.id, { declinedAt: ctx.now });
      await recordEvent(tx, ctx, {
        kind: 'pilotChanged',
        entity: 'pilotLibrary',
        entityId: part.id,
        organisationId: part.libraryId,
        detail: { change: 'takenBack' },
      });
      await tellLibraries(tx, ctx, { kind: 'pilotTakenBack', pilot, parts: [part] });
    });
    ctx.mailWaits();
  }
  return pilot.id;
}
