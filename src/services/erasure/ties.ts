import type { Queryable } from '#src/db/client.ts';
import { countOtherAdministrators } from '#src/db/queries/employment.ts';
import { isAdministrator, listOnlyLed } from '#src/db/queries/erasure.ts';
import type { Ties } from '#src/domain/erasure.ts';

/** What ties a person to others so that they can't just go. The caller has authorised it. */
export async function loadTies(db: Queryable, personId: string, now: Date): Promise<Ties> {
  const [groups, administers] = [await listOnlyLed(db, personId, now), await isAdministrator(db, personId, now)];
  return {
    onlyLeaderOf: groups.map(({ name }) => name),
    lastAdministrator: administers && (await countOtherAdministrators(db, personId, now)) === 0,
  };
}
