import { insertResult, listResults } from '#src/db/queries/questionnaire.ts';
import { longDate, longDay, wallClock } from '#src/domain/calendar-day.ts';
import { dayAfter, roundNames } from '#src/domain/pilot.ts';
import type { Context } from '../context.ts';
import { reachPart, takesPart } from '../pilot/reach.ts';
import { refused } from '../service-error.ts';
import { roundsAsked } from './reach.ts';

export interface CountsView {
  pilotId: string;
  partId: string;
  pilotName: string;
  libraryName: string;
  /** The library's specialist writes; the adviser reads. */
  mayWrite: boolean;
  rounds: CountsOfRound[];
}

export interface CountsOfRound {
  round: number;
  /** "na 6 weken" */
  name: string;
  /** "2 november 2026 tot en met 15 november 2026" */
  period: string;
  /** Not begun: there is nothing to count yet. */
  later: boolean;
  /** Null where nothing was written down, or where it was left empty. */
  idoQuestions: number | null;
  referrals: number | null;
  registrations: number | null;
  /** When it was last written down. */
  writtenOn: string | null;
}

/** What the library counted in the two weeks of each round, of customers together. */
export async function openCounts(ctx: Context, partId: string): Promise<CountsView> {
  const { pilot, part, specialist } = await reachPart(ctx, partId, 'either');
  const today = wallClock(ctx.now).day;
  const results = await listResults(ctx.db, [part.id]);
  return {
    pilotId: pilot.id,
    partId: part.id,
    pilotName: pilot.name,
    libraryName: part.libraryName,
    mayWrite: specialist && takesPart(part, pilot),
    rounds: roundsAsked(ctx.catalogue, pilot).map(({ round, opensOn, closesOn }) => {
      const own = results.find((row) => row.round === round);
      return {
        round,
        name: roundNames[round],
        period: `${longDay(opensOn)} tot en met ${longDay(dayAfter(closesOn, -1))}`,
        later: today < opensOn,
        idoQuestions: own?.idoQuestions ?? null,
        referrals: own?.referrals ?? null,
        registrations: own?.registrations ?? null,
        writtenOn: own ? longDate(own.at) : null,
      };
    }),
  };
}

export interface CountsTyped {
  partId: string;
  round: number;
  idoQuestions: number | null;
  referrals: number | null;
  registrations: number | null;
}

/** Writes the counts of one round; what was written before stays beneath it, the newest counts. */
export async function writeCounts(ctx: Context, input: CountsTyped): Promise<{ pilotId: string; partId: string }> {
  const { actor, pilot, part } = await reachPart(ctx, input.partId, 'library');
  if (!takesPart(part, pilot)) throw refused('Je bibliotheek doet niet meer mee aan deze pilot. Er is niets opgeslagen.');
  const round = roundsAsked(ctx.catalogue, pilot).find((r) => r.round === input.round);
  if (!round || wallClock(ctx.now).day < round.opensOn)
    throw refused('Deze meetronde is nog niet begonnen. Er is niets opgeslagen.');
  const { idoQuestions, referrals, registrations } = input;
  await ctx.db.transaction(async (tx) => {
    const before = (await listResults(tx, [part.id])).find((row) => row.round === round.round);
    const same =
      before?.idoQuestions === idoQuestions && before.referrals === referrals && before.registrations === registrations;
    if (same) return; // the form came in twice
    await insertResult(tx, {
      pilotLibraryId: part.id,
      round: round.round,
      idoQuestions,
      referrals,
      registrations,
      byId: actor.personId,
      at: ctx.now,
    });
  });
  return { pilotId: pilot.id, partId: part.id };
}
