import { findPilot, findPilotLibrary, type PilotLibraryRow, type PilotRow } from '#src/db/queries/pilot.ts';
import { listPilotPeople } from '#src/db/queries/pilot-talk.ts';
import type { Queryable } from '#src/db/client.ts';
import { longDate, longDay } from '#src/domain/calendar-day.ts';
import { byName } from '#src/domain/dutch.ts';
import { shownName } from '#src/domain/person.ts';
import { pilotState } from '#src/domain/pilot.ts';
import type { Context } from '../context.ts';
import { mailAddress } from '../group/members.ts';
import { notFound, refused } from '../service-error.ts';
import { reachPart, type ReachedPart } from './reach.ts';

export interface PartPlace {
  pilotId: string;
  partId: string;
}

/** Where adviser and library write to each other. */
export const talkPath = ({ pilotId, partId }: PartPlace) => `/pilots/${pilotId}/${partId}/advies`;

export async function reachTalk(ctx: Context, at: PartPlace, side: 'adviser' | 'either'): Promise<ReachedPart> {
  const reached = await reachPart(ctx, at.partId, side);
  if (reached.pilot.id !== at.pilotId) throw notFound();
  return reached;
}

type Part = Pick<PilotLibraryRow, 'acceptedAt' | 'declinedAt' | 'endedAt' | 'libraryName' | 'libraryEndedAt'>;

/** Why nothing can be written here (any more), as a sentence; null where it can. */
export function whyClosed(part: Part, pilot: PilotRow, now: Date): string | null {
  const readable = 'Je kunt alles nog lezen, maar niets meer veranderen.';
  const name = part.libraryName;
  if (part.acceptedAt === null)
    return part.declinedAt
      ? `${name} doet niet mee aan deze pilot. Daarom kun je hier niets schrijven.`
      : `${name} heeft nog niet gezegd of ze meedoet. Schrijven kan zodra ze ja zegt.`;
  const left = part.endedAt ?? part.libraryEndedAt;
  if (left) return `${name} doet sinds ${longDate(left)} niet meer mee aan deze pilot. ${readable}`;
  if (pilot.endedAt) return `Deze pilot is gestopt op ${longDate(pilot.endedAt)}. ${readable}`;
  return pilotState(pilot, now) === 'over' ? `Deze pilot was klaar op ${longDay(pilot.endsOn)}. ${readable}` : null;
}

/** In the transaction of the writing: the library may have left since the page was opened. */
export async function assertTalking(db: Queryable, ctx: Pick<Context, 'now'>, partId: string): Promise<void> {
  const part = await findPilotLibrary(db, partId);
  const pilot = part && (await findPilot(db, part.pilotId));
  if (!part || !pilot) throw notFound();
  const closed = whyClosed(part, pilot, ctx.now);
  if (closed) throw refused(closed);
}

export interface PilotPerson {
  personId: string;
  name: string;
  /** Null where no mail may go. */
  email: string | null;
  side: 'adviser' | 'library';
}

/** Who talks in this part today: its library's specialists and the advisers of the POI, each once, by name. */
export async function peopleOf(
  db: Queryable,
  of: { pilot: Pick<PilotRow, 'poiId'>; part: Pick<PilotLibraryRow, 'libraryId'>; now: Date },
): Promise<PilotPerson[]> {
  const rows = await listPilotPeople(db, { libraryId: of.part.libraryId, poiId: of.pilot.poiId, now: of.now });
  const people = new Map<string, PilotPerson>();
  for (const row of rows)
    if (!people.has(row.personId))
      people.set(row.personId, {
        personId: row.personId,
        name: shownName(row),
        email: mailAddress(row),
        side: row.role === 'adviser' ? 'adviser' : 'library',
      });
  return [...people.values()].sort(byName);
}
