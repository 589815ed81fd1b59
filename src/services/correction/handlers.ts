import type { Queryable } from '#src/db/client.ts';
import { findPoiOf, listRoleHolders } from '#src/db/queries/correction.ts';
import type { Handler } from '#src/domain/correction.ts';

export interface HandlerPerson {
  personId: string;
  name: string | null;
  email: string | null;
}

/** The people who answer today. */
export async function peopleOf(db: Queryable, handler: Handler, now: Date): Promise<HandlerPerson[]> {
  switch (handler.kind) {
    case 'specialist':
      return listRoleHolders(db, { role: 'educationSpecialist', organisationId: handler.libraryId }, now);
    case 'adviser':
      return listRoleHolders(db, { role: 'adviser', organisationId: handler.poiId }, now);
    case 'administrator':
      return listRoleHolders(db, { role: 'administrator' }, now);
  }
}

/**
 * The library by which a report about the national text finds its adviser: of those someone works at, the first whose POI
 * has one; else the first; null for whoever works at none.
 */
export async function libraryForNational(
  db: Queryable,
  libraries: readonly { id: string }[],
  now: Date,
): Promise<{ libraryId: string | null; poiId: string | null; hasAdviser: boolean }> {
  for (const { id } of libraries) {
    const poiId = await findPoiOf(db, id);
    if (poiId === null) continue;
    const advisers = await peopleOf(db, { kind: 'adviser', poiId }, now);
    if (advisers.length > 0) return { libraryId: id, poiId, hasAdviser: true };
  }
  return { libraryId: libraries[0]?.id ?? null, poiId: null, hasAdviser: false };
}
