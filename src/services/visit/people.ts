import type { Queryable } from '#src/db/client.ts';
import { listVisitors } from '#src/db/queries/visit.ts';
import { shownName } from '#src/domain/person.ts';
import { mailAddress } from '../group/members.ts';
import type { ToldPerson } from '../meeting/tell.ts';

/** Who comes to these moments from another group: they hear of a change as everybody does. */
export async function visitorsOf(db: Queryable, momentIds: readonly string[]): Promise<ToldPerson[]> {
  const rows = await listVisitors(db, momentIds);
  return rows.map((row) => ({ personId: row.personId, name: shownName(row), email: mailAddress(row) }));
}
