import type { Queryable } from '#src/db/client.ts';
import { listColleagues, type ModuleTaskRow } from '#src/db/queries/module-task.ts';
import type { PilotRow } from '#src/db/queries/pilot.ts';
import { byName } from '#src/domain/dutch.ts';

/** Who can see to a module being changed: advisers of the POI, and administrators. */
export async function taskOwners(db: Queryable, pilot: Pick<PilotRow, 'poiId'>, now: Date) {
  const [advisers, administrators] = await Promise.all([
    listColleagues(db, { role: 'adviser', organisationIds: [pilot.poiId] }, now),
    listColleagues(db, { role: 'administrator' }, now),
  ]);
  const owners = new Map<string, { personId: string; name: string; as: string }>();
  for (const { personId, name } of administrators) owners.set(personId, { personId, name: name ?? '', as: 'beheerder' });
  for (const { personId, name } of advisers) owners.set(personId, { personId, name: name ?? '', as: 'adviseur' });
  return [...owners.values()].sort(byName);
}

/** In a report nobody is named: it is kept for ever, and a name would stay in it after someone asked to be erased. */
export const ownerText = (task: Pick<ModuleTaskRow, 'ownerId' | 'poiName' | 'ownerIsAdviser'>): string =>
  task.ownerId === null ? 'nog niemand' : task.ownerIsAdviser ? `adviseur van ${task.poiName}` : 'beheerder van Baliewijs';
