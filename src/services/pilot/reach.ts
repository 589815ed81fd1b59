import { findPilot, findPilotLibrary, type PilotLibraryRow, type PilotRow } from '#src/db/queries/pilot.ts';
import { can, type Actor } from '#src/domain/roles.ts';
import { authorise, signedIn, type Context } from '../context.ts';
import { notFound } from '../service-error.ts';

/** A pilot, for an adviser of its POI; that of another POI is "not found". */
export async function reachPilot(ctx: Context, pilotId: string): Promise<{ actor: Actor; pilot: PilotRow }> {
  signedIn(ctx);
  const pilot = await findPilot(ctx.db, pilotId);
  const actor = authorise(ctx, 'pilot:manage', { poiId: pilot?.poiId ?? 'none' });
  if (!pilot) throw notFound();
  return { actor, pilot };
}

export interface ReachedPart {
  actor: Actor;
  pilot: PilotRow;
  part: PilotLibraryRow;
  /** Who asks: may be both. */
  advises: boolean;
  specialist: boolean;
}

/**
 * A library's part in a pilot. For `adviser`: who advises at the pilot's POI, once the library said yes or while it is asked.
 * For `library`: the library's own specialists. For `either`: both.
 */
export async function reachPart(
  ctx: Context,
  partId: string,
  side: 'adviser' | 'library' | 'either',
  /** The pilot that the address names: a part of another one is not there. */
  pilotId: string | null = null,
): Promise<ReachedPart> {
  const asking = signedIn(ctx);
  const found = await findPilotLibrary(ctx.db, partId);
  const part = found && (pilotId === null || found.pilotId === pilotId) ? found : null;
  const pilot = part && (await findPilot(ctx.db, part.pilotId));
  // A library that went to another POI left the pilots of this one, and its adviser sees it no more.
  const gone = part && (part.endedAt ?? part.declinedAt) !== null && part.libraryPoiId !== pilot?.poiId;
  const [poi, library] = [{ poiId: (!gone && pilot?.poiId) || 'none' }, { libraryId: part?.libraryId ?? 'none' }];
  const advises = can(asking, 'pilot:manage', poi);
  const specialist = can(asking, 'pilot:join', library);
  const asLibrary = side === 'library' || (side === 'either' && !advises && (specialist || !can(asking, 'pilot:list')));
  const actor = asLibrary ? authorise(ctx, 'pilot:join', library) : authorise(ctx, 'pilot:manage', poi);
  if (!part || !pilot) throw notFound();
  return { actor, pilot, part, advises, specialist };
}

/** Takes part now: said yes, did not stop, and the pilot was not stopped. */
export const takesPart = (part: Pick<PilotLibraryRow, 'acceptedAt' | 'endedAt'>, pilot: Pick<PilotRow, 'endedAt'>): boolean =>
  part.acceptedAt !== null && part.endedAt === null && pilot.endedAt === null;
