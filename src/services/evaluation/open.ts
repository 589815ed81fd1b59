import { findPilot, findPilotLibrary, type PilotRow } from '#src/db/queries/pilot.ts';
import { hasReturned, listClosedRounds, listModulesOf } from '#src/db/queries/questionnaire.ts';
import type { Queryable } from '#src/db/client.ts';
import { longDay, wallClock } from '#src/domain/calendar-day.ts';
import { dayAfter, roundState } from '#src/domain/pilot.ts';
import { askedParts, longestQuote, scales, tookPart } from '#src/domain/questionnaire.ts';
import { authorise, type Context } from '../context.ts';
import { notFound } from '../service-error.ts';
import { groupsOf, mayFill, minutesOf, objectivesOf, partDays, roundsAsked, type Part, type PartRound } from './reach.ts';

export interface QuestionnaireAt {
  partId: string;
  round: number;
}

export type FillState = 'later' | 'open' | 'filled' | 'closed' | 'left';

export interface QuestionnaireView {
  partId: string;
  round: number;
  pilotName: string;
  libraryName: string;
  title: string;
  /** "vijf minuten" */
  minutes: string;
  intro: string[];
  thanks: string;
  state: FillState;
  /** "7 december 2026" */
  opensOn: string;
  /** The last day on which it can be filled in. */
  lastDay: string;
  /** Empty where it can't be filled in. */
  parts: FormPart[];
}

export type FormPart =
  | {
      kind: 'scale';
      title: string;
      intro: string | null;
      items: { id: string; text: string; options: { value: string; text: string }[] }[];
    }
  | { kind: 'open'; title: string; items: { id: string; text: string; longest: number }[] };

export interface ReachedRound {
  part: Part & { libraryName: string };
  pilot: PilotRow;
  round: PartRound;
  state: FillState;
}

/** The questionnaire for who is asked; of whoever isn't, it doesn't exist. Nothing that was filled in is ever shown again. */
export async function openQuestionnaire(ctx: Context, at: QuestionnaireAt): Promise<QuestionnaireView> {
  const found = await findPilotLibrary(ctx.db, at.partId);
  const { personId } = authorise(ctx, 'questionnaire:fill', { libraryId: found?.libraryId ?? 'none' });
  const { part, pilot, round, state } = await reachRound(ctx, ctx.db, at, personId);
  const { questionnaire } = round;
  return {
    partId: part.id,
    round: round.round,
    pilotName: pilot.name,
    libraryName: part.libraryName,
    title: questionnaire.title,
    minutes: minutesOf(questionnaire),
    intro: questionnaire.intro,
    thanks: questionnaire.thanks,
    state,
    opensOn: longDay(round.opensOn),
    lastDay: longDay(dayAfter(round.closesOn, -1)),
    parts: state === 'open' ? await formParts(ctx, part, pilot, round) : [],
  };
}

async function formParts(ctx: Context, part: Part, pilot: PilotRow, { questionnaire }: PartRound): Promise<FormPart[]> {
  const groups = await groupsOf(ctx.db, part, pilot);
  const modules = await listModulesOf(
    ctx.db,
    groups.map((group) => group.id),
  );
  return askedParts(questionnaire, objectivesOf(ctx.catalogue, modules)).map((asked) =>
    asked.kind === 'open'
      ? { ...asked, items: asked.items.map((item) => ({ ...item, longest: longestQuote })) }
      : {
          kind: 'scale',
          title: asked.title,
          intro: asked.intro,
          items: asked.items.map(({ id, text }) => ({
            id,
            text,
            options: scales[asked.scale].words.map((word, index) => ({ value: `${id}.${index + 1}`, text: word })),
          })),
        },
  );
}

/** @param db the transaction of a write, so that what is decided here still holds there */
export async function reachRound(ctx: Context, db: Queryable, at: QuestionnaireAt, personId: string): Promise<ReachedRound> {
  const part = await findPilotLibrary(db, at.partId);
  const pilot = part && (await findPilot(db, part.pilotId));
  const round = pilot && roundsAsked(ctx.catalogue, pilot).find((r) => r.round === at.round);
  if (!part || !pilot || !round || part.acceptedAt === null) throw notFound();
  const own = (await mayFill(db, part, pilot, round, ctx.now)).some((who) => who.personId === personId);
  if (!own) throw notFound();
  return { part, pilot, round, state: await stateOf(ctx, db, { part, pilot, round }, personId) };
}

async function stateOf(
  ctx: Context,
  db: Queryable,
  { part, pilot, round }: Omit<ReachedRound, 'state'>,
  personId: string,
): Promise<FillState> {
  const at = { pilotLibraryId: part.id, round: round.round };
  const today = wallClock(ctx.now).day;
  const days = partDays(part, pilot);
  const closed = (await listClosedRounds(db, [part.id])).some((row) => row.round === round.round);
  if (closed || roundState(round, today) === 'closed' || tookPart(days, round) === 'joinedLater') return 'closed';
  if (days.endedOn !== null && days.endedOn <= today) return 'left';
  if (roundState(round, today) === 'later') return 'later';
  return (await hasReturned(db, at, personId)) ? 'filled' : 'open';
}
