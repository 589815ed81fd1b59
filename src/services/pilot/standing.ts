import { listPilotGroups, type PilotLibraryRow, type PilotRow } from '#src/db/queries/pilot.ts';
import { listAskedMeetings, listRulesAt } from '#src/db/queries/pilot-count.ts';
import { listEvaluated } from '#src/db/queries/pilot-taking.ts';
import { beginOf, phaseOf, pilotState, type Phase } from '#src/domain/pilot.ts';
import type { Context } from '../context.ts';

export interface Standing {
  part: PilotLibraryRow;
  phase: Phase;
  /** Is any meeting that a group asks without a moment? */
  unplanned: boolean;
  next: Date | null;
  /** Ids of the meetings that were held. */
  held: string[];
}

/** Of each library that was asked: only what counts now, where it was asked more than once. */
export function newestParts(parts: readonly PilotLibraryRow[]): PilotLibraryRow[] {
  const newest = new Map<string, PilotLibraryRow>();
  for (const part of parts) newest.set(part.libraryId, part);
  return [...newest.values()];
}

/** How far the libraries of a pilot are, in as many queries for one as for all of them. @param known which pilots have a final report */
export async function loadStandings(
  ctx: Context,
  pilot: PilotRow,
  parts: readonly PilotLibraryRow[],
  known?: ReadonlySet<string>,
): Promise<Standing[]> {
  const { db, now } = ctx;
  const newest = newestParts(parts);
  const evaluated = (known ?? (await listEvaluated(db, [pilot.id]))).has(pilot.id);
  const taking = newest.filter(({ acceptedAt }) => acceptedAt !== null);
  const goesOn = pilotState(pilot, now) !== 'over' && taking.length > 0;
  const groups = goesOn
    ? await listPilotGroups(db, {
        libraryIds: taking.map(({ libraryId }) => libraryId),
        courseId: pilot.courseId,
        from: beginOf(pilot.startsOn),
        until: beginOf(pilot.endsOn),
      })
    : [];
  const rules = await listRulesAt(
    db,
    groups.map(({ id }) => id),
    { at: new Date(now.getTime() + 1) },
  );
  const meetings = await listAskedMeetings(
    db,
    rules.map(({ ruleId }) => ruleId),
    now,
  );
  const libraryOf = new Map(groups.map(({ id, libraryId }) => [id, libraryId]));
  const own = Map.groupBy(meetings, ({ groupId }) => libraryOf.get(groupId));
  return newest.map((part) => {
    const asked = own.get(part.libraryId) ?? [];
    const times = asked.map(({ first }) => (first === null ? null : new Date(first)));
    const coming = asked.flatMap(({ next }) => next ?? []);
    return {
      part,
      phase: phaseOf(
        {
          acceptedAt: part.acceptedAt,
          declinedAt: part.declinedAt,
          endedAt: part.endedAt ?? part.libraryEndedAt,
          pilot,
          evaluated,
          meetings: times,
        },
        now,
      ),
      unplanned: times.includes(null),
      next: coming.length > 0 ? new Date(Math.min(...coming)) : null,
      held: [...new Set(asked.filter(({ first }) => first !== null && first <= now.getTime()).map(({ id }) => id))],
    };
  });
}

/** Said yes and did not stop; what became of the pilot is another matter. */
export const takesPartNow = ({ acceptedAt, endedAt, libraryEndedAt }: PilotLibraryRow): boolean =>
  acceptedAt !== null && endedAt === null && libraryEndedAt === null;
