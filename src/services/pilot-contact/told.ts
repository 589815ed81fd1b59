import type { Queryable } from '#src/db/client.ts';
import { findOrganisation } from '#src/db/queries/organisation.ts';
import type { PilotLibraryRow, PilotRow } from '#src/db/queries/pilot.ts';
import type { PilotContactRow } from '#src/db/queries/pilot-talk.ts';
import type { ToldContact } from './in-calendar.ts';

export const toldOf = async (
  db: Queryable,
  { pilot, part, contact }: { pilot: PilotRow; part: PilotLibraryRow; contact: PilotContactRow },
): Promise<ToldContact> => ({
  contact,
  pilotId: pilot.id,
  pilotName: pilot.name,
  partId: part.id,
  libraryName: part.libraryName,
  poiName: (await findOrganisation(db, pilot.poiId))?.name ?? 'de POI',
});
