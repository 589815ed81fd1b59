import { hasReturned, listBegun, listClosedRounds, listReturned } from '#src/db/queries/questionnaire.ts';
import { listPilotsFor } from '#src/db/queries/pilot.ts';
import { longDay, wallClock } from '#src/domain/calendar-day.ts';
import { dayAfter, roundState } from '#src/domain/pilot.ts';
import { tookPart } from '#src/domain/questionnaire.ts';
import { staffLibraries, type Actor } from '#src/domain/roles.ts';
import type { PilotRow } from '#src/db/queries/pilot.ts';
import type { Context } from '../context.ts';
import { questionnairePath } from './paths.ts';
import { mayFill, minutesOf, partDays, roundsAsked, type Part, type PartRound } from './reach.ts';

/** A questionnaire that waits for someone. */
export interface Waiting {
  title: string;
  /** "5 minuten, zonder naam. Kan tot en met 14 december 2026." */
  detail: string;
  href: string;
}

/** Questionnaires that wait for the signed-in person: costs one statement where the library is in no pilot. */
export async function waitingFor(ctx: Context, actor: Actor): Promise<Waiting[]> {
  const libraries = staffLibraries(actor).map((library) => library.id);
  if (libraries.length === 0) return [];
  const waiting: Waiting[] = [];
  for (const { taking, pilot } of await listPilotsFor(ctx.db, libraries)) {
    const part = { ...taking, libraryEndedAt: null };
    for (const round of openRounds(ctx, part, pilot)) {
      const at = { pilotLibraryId: part.id, round: round.round };
      const asked = await mayFill(ctx.db, part, pilot, round, ctx.now);
      const isAsked = asked.some((who) => who.personId === actor.personId && !who.rests);
      if (!isAsked || (await hasReturned(ctx.db, at, actor.personId))) continue;
      const closed = await listClosedRounds(ctx.db, [part.id]);
      if (!closed.some((row) => row.round === round.round)) waiting.push(waitingOf(part, round));
    }
  }
  return waiting;
}

/**
 * Whom the mail of the week asks: who has not filled in a round that is open, takes no rest and can be mailed. A round is open
 * for two Mondays, so nobody is asked more than twice.
 */
export async function waitingByMail(ctx: Context): Promise<Map<string, { name: string | null; email: string; lines: string[] }>> {
  const readers = new Map<string, { name: string | null; email: string; lines: string[] }>();
  for (const { part: taking, pilot, libraryEndedAt } of await listBegun(ctx.db, wallClock(ctx.now).day)) {
    const part = { ...taking, libraryEndedAt };
    for (const round of openRounds(ctx, part, pilot)) {
      const [asked, returned] = await Promise.all([
        mayFill(ctx.db, part, pilot, round, ctx.now),
        listReturned(ctx.db, { pilotLibraryId: part.id, round: round.round }),
      ]);
      for (const { personId, name, email, cameIn, rests } of asked) {
        if (rests || !cameIn || email === null || returned.has(personId)) continue;
        const reader = readers.get(personId) ?? { name, email, lines: [] };
        reader.lines.push(lineOf(round));
        readers.set(personId, reader);
      }
    }
  }
  return readers;
}

function openRounds(ctx: Context, part: Part, pilot: PilotRow): PartRound[] {
  const today = wallClock(ctx.now).day;
  const days = partDays(part, pilot);
  if (days.endedOn !== null && days.endedOn <= today) return [];
  return roundsAsked(ctx.catalogue, pilot).filter(
    (round) => roundState(round, today) === 'open' && tookPart(days, round) === 'yes',
  );
}

const waitingOf = (part: Part, round: PartRound): Waiting => ({
  title: 'Vragenlijst van de pilot',
  detail: `${minutesOf(round.questionnaire)}, zonder naam. Kan tot en met ${lastDay(round)}.`,
  href: questionnairePath(part.id, round.round),
});

const lineOf = (round: PartRound) =>
  `De vragenlijst van de pilot staat klaar op je leerkaart: ${minutesOf(round.questionnaire)}, zonder naam. Het kan tot en met ${lastDay(round)}. Overslaan mag.`;

const lastDay = (round: PartRound) => longDay(dayAfter(round.closesOn, -1));
