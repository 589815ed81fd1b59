import type { Queryable } from '#src/db/client.ts';
import { listPilotGroups, type PilotLibraryRow, type PilotRow } from '#src/db/queries/pilot.ts';
import { listTakingPart } from '#src/db/queries/questionnaire.ts';
import type { Catalogue } from '#src/catalogue/read.ts';
import { fromWallClock, wallClock } from '#src/domain/calendar-day.ts';
import { count } from '#src/domain/dutch.ts';
import { roundsOf, type RoundDays } from '#src/domain/pilot.ts';
import type { Objective, Questionnaire } from '#src/domain/questionnaire.ts';

export type Part = Pick<PilotLibraryRow, 'id' | 'libraryId' | 'acceptedAt' | 'endedAt' | 'libraryEndedAt'>;

export interface PartRound extends RoundDays {
  questionnaire: Questionnaire;
}

/** The rounds that are asked in a pilot: of a course without questionnaires none. */
export const roundsAsked = (catalogue: Catalogue, pilot: Pick<PilotRow, 'courseId' | 'startsOn' | 'followUpOn'>): PartRound[] =>
  roundsOf(pilot).flatMap((days) => {
    const questionnaire = catalogue.questionnaires.get(`${pilot.courseId}/${days.round}`);
    return questionnaire ? [{ ...days, questionnaire }] : [];
  });

/** From and until which day a library takes part. */
export function partDays(part: Part, pilot: Pick<PilotRow, 'endedAt'>): { acceptedOn: string | null; endedOn: string | null } {
  const ends = [part.endedAt, part.libraryEndedAt, pilot.endedAt].filter((at) => at !== null).sort((a, b) => +a - +b);
  const day = (at: Date | null | undefined) => (at ? wallClock(at).day : null);
  return { acceptedOn: day(part.acceptedAt), endedOn: day(ends[0]) };
}

const dawn = (day: string) => fromWallClock(day, '00:00') ?? new Date(`${day}T00:00:00Z`);

export const groupsOf = (db: Queryable, part: Pick<Part, 'libraryId'>, pilot: PilotRow) =>
  listPilotGroups(db, {
    libraryIds: [part.libraryId],
    courseId: pilot.courseId,
    from: dawn(pilot.startsOn),
    until: dawn(pilot.endsOn),
  });

/** Whoever may fill in this round: who works at the library and is in a group that counts. */
export async function mayFill(db: Queryable, part: Part, pilot: PilotRow, round: RoundDays, now: Date) {
  const groups = await groupsOf(db, part, pilot);
  return listTakingPart(db, {
    groupIds: groups.map((group) => group.id),
    libraryId: part.libraryId,
    now,
    joinedBefore: dawn(round.closesOn),
  });
}

/** Learning objectives of these modules, as the catalogue has them. */
export const objectivesOf = (catalogue: Catalogue, moduleIds: Iterable<string>): Objective[] =>
  [...moduleIds].flatMap((moduleId) =>
    (catalogue.modules.get(moduleId)?.objectives ?? []).map(({ id, text }) => ({ id, text, moduleId })),
  );

export const minutesOf = ({ minutes }: Pick<Questionnaire, 'minutes'>) => count(minutes, 'minuut', 'minuten');
