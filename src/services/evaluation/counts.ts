import { insertResult, listResults } from '#src/db/queries/questionnaire.ts';
import { longDate, longDay, wallClock } from '#src/domain/calendar-day.ts';
import { capital } from '#src/domain/dutch.ts';
import { dayAfter, roundNames } from '#src/domain/pilot.ts';
import type { Context } from '../context.ts';
import { reachPart, takesPart } from '../pilot/reach.ts';
import { notFound, refused } from '../service-error.ts';
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
  /** "Na 6 weken" */
  title: string;
  /** "2 november 2026 tot en met 15 november 2026" */
  period: string;
  /** Not begun: there is nothing to count yet. */
  later: boolean;
  /** `value` is null where nothing was written down, or where it was left empty. */
  fields: { name: string; label: string; hint: string; value: number | null }[];
  /** When it was last written down. */
  writtenOn: string | null;
}

const fields = [
  {
    key: 'idoQuestions',
    name: 'vragen',
    label: 'Vragen bij het IDO',
    hint: 'Alle vragen in deze twee weken samen.',
  },
  {
    key: 'referrals',
    name: 'doorverwijzingen',
    label: 'Doorverwijzingen',
    hint: 'Klanten die jullie naar een collega of partner brachten.',
  },
  {
    key: 'registrations',
    name: 'aanmeldingen',
    label: 'Aanmeldingen voor een activiteit',
    hint: 'Bijvoorbeeld voor een taalcafé of een computercursus.',
  },
] as const;

/** What the library counted in the two weeks of each round, of customers together. */
export async function openCounts(ctx: Context, input: { pilotId: string; partId: string }): Promise<CountsView> {
  const { pilot, part, specialist } = await reachPart(ctx, input.partId, 'either');
  if (pilot.id !== input.pilotId) throw notFound();
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
        title: capital(roundNames[round]),
        period: `${longDay(opensOn)} tot en met ${longDay(dayAfter(closesOn, -1))}`,
        later: today < opensOn,
        fields: fields.map(({ key, ...field }) => ({ ...field, value: own?.[key] ?? null })),
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
