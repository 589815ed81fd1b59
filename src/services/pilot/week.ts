import { listContactsOf, listOpenAgreementsOf, listSidesOf } from '#src/db/queries/pilot-talk.ts';
import { findPeople } from '#src/db/queries/certificate.ts';
import { addDays, wallClock } from '#src/domain/calendar-day.ts';
import { newsDays, type PilotLine } from '#src/domain/week-overview.ts';
import type { Context } from '../context.ts';

/** So long before and after its day an agreement is worth a line. */
const dueDays = 7;

/** What waits this week for whoever takes part in a pilot on either side, for the weekly mail. Work of the house itself. */
export async function loadPilotLines(
  ctx: Context,
): Promise<{ personId: string; name: string | null; email: string; lines: PilotLine[] }[]> {
  const { db, now } = ctx;
  const dayIn = (days: number) => wallClock(addDays(now, days)).day;
  const [talks, agreements] = await Promise.all([
    listContactsOf(db, { personIds: null, since: now, until: addDays(now, newsDays), now }),
    listOpenAgreementsOf(db, {
      personIds: null,
      today: wallClock(now).day,
      due: { from: dayIn(-dueDays - 1), to: dayIn(dueDays) },
    }),
  ]);
  const lines = new Map<string, Map<string, PilotLine>>();
  const add = (personId: string, id: string, line: PilotLine) =>
    lines.set(personId, (lines.get(personId) ?? new Map<string, PilotLine>()).set(id, line));
  for (const { personId, contact } of talks) add(personId, contact.id, { kind: 'talk', ...contact });
  // Who took something on and left that side since, is not asked for it.
  const sides = await listSidesOf(db, { personIds: [...new Set(agreements.flatMap((a) => a.ownerId ?? []))], now });
  for (const { id, ownerId, due, body, pilotName, poiId, libraryId } of agreements) {
    const here = sides.some((s) => s.personId === ownerId && s.organisationId === (s.role === 'adviser' ? poiId : libraryId));
    if (ownerId && due && here) add(ownerId, id, { kind: 'agreement', pilotName, body, due });
  }
  return (await findPeople(db, [...lines.keys()])).flatMap(({ id, name, email, deactivatedAt }) =>
    email && !deactivatedAt ? [{ personId: id, name, email, lines: [...(lines.get(id)?.values() ?? [])] }] : [],
  );
}
