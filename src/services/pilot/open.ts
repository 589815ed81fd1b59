import { listRunningBranches } from '#src/db/queries/local-place.ts';
import { listNewestTexts } from '#src/db/queries/local-text.ts';
import { listPilotLibraries, type PilotRow } from '#src/db/queries/pilot.ts';
import { listContacts } from '#src/db/queries/pilot-taking.ts';
import { dayMoment, longDay, wallClock } from '#src/domain/calendar-day.ts';
import { pageOf, pageSize, readListQuery, type ListPage } from '#src/domain/list-query.ts';
import { countNeed, overviewOf } from '#src/domain/local-overview.ts';
import { attentionOf, compareAttention, type Attention } from '#src/domain/pilot-attention.ts';
import { drawn, percentOf, restRow, stuckIn, type PilotFigures, type TotalFigures } from '#src/domain/pilot-figures.ts';
import { dayAfter, phaseNames, phases, pilotState, weekNumber, type Phase, type PilotState } from '#src/domain/pilot.ts';
import { weeksSince } from '#src/domain/pilot-week.ts';
import { countText, toldCount, type SafePart, type TotalPart } from '#src/domain/safe-count.ts';
import type { Context } from '../context.ts';
import { readFigures, totalOfWeek, type ToldWeek } from './figures.ts';
import { listAskableFor, type Askable } from './invite.ts';
import { reachPilot } from './reach.ts';
import { loadStandings, type Standing } from './standing.ts';
import { barOf, figuresView, percentText, type FiguresView, type PartBar, type Series } from './view.ts';
import { comingText, countedText, courseTitle, dayOf, meetingTitle, moduleTitle, partPath, whenText } from './words.ts';

export interface PilotLine {
  partId: string;
  href: string;
  name: string;
  phase: Phase;
  phaseName: string;
  attention: Attention[];
  /** "di 12 jan, 9 uur", or empty: nothing planned, or too few people to say. */
  next: string;
  /** Too few people: nothing but the phase is said. */
  small: boolean;
  completion: string;
  attendance: string;
  certificates: string;
  stuck: string;
  stale: string;
}

const orders = ['aandacht', 'naam', 'fase', 'klaar'] as const;
export type PilotOrder = (typeof orders)[number];

export interface PilotPage {
  id: string;
  name: string;
  courseTitle: string;
  state: PilotState;
  when: string;
  /** When the next figures come. */
  coming: string;
  counted: string;
  list: ListPage<PilotLine, PilotOrder>;
  phases: { value: string; label: string }[];
  /** How many libraries are in each phase. */
  phaseCounts: { label: string; count: number }[];
  askable: Askable[];
  waiting: { partId: string; name: string; since: string }[];
  total: FiguresView | null;
  /** Of the small libraries together. */
  rest: FiguresView | null;
  perLibrary: PartBar[];
  weeks: { series: Series[]; rows: { week: string; texts: string[] }[]; sentence: string } | null;
}

/** A pilot as its adviser follows it: who needs attention first, then all of them together. */
export async function openPilot(ctx: Context, pilotId: string, given: Record<string, string>): Promise<PilotPage> {
  const { pilot } = await reachPilot(ctx, pilotId);
  const parts = await listPilotLibraries(ctx.db, [pilot.id]);
  const [standings, weeks] = [await loadStandings(ctx, pilot, parts), await readFigures(ctx.db, pilot.id)];
  const newest = weeks.at(-1) ?? null;
  const facts = await loadFacts(ctx, standings);
  const lines = standings.map((standing) => lineOf(ctx, pilot, standing, facts, weeks));
  const query = readListQuery(given, {
    orders,
    filters: { fase: phases, aandacht: ['ja'] },
  });
  const found = lines.filter(
    (line) =>
      line.name.toLocaleLowerCase('nl').includes(query.search.toLocaleLowerCase('nl')) &&
      (query.filters.fase === undefined || line.phase === query.filters.fase) &&
      (query.filters.aandacht === undefined || line.attention.length > 0),
  );
  const done = new Map(newest?.rows.map(({ row, figures }) => [row, percentOf(figures.allModules) ?? -1]));
  const libraryOf = new Map(standings.map(({ part }) => [part.id, part.libraryId]));
  const share = (line: PilotLine) => done.get(libraryOf.get(line.partId) ?? '') ?? -2;
  const compare: Record<PilotOrder, (a: PilotLine, b: PilotLine) => number> = {
    aandacht: compareAttention,
    naam: (a, b) => a.name.localeCompare(b.name, 'nl'),
    fase: (a, b) => phases.indexOf(a.phase) - phases.indexOf(b.phase) || a.name.localeCompare(b.name, 'nl'),
    klaar: (a, b) => share(b) - share(a) || a.name.localeCompare(b.name, 'nl'),
  };
  found.sort(compare[query.order]);
  const from = (query.page - 1) * pageSize;
  const total = newest ? totalOfWeek(newest) : null;
  const rest = newest?.rows.find(({ row }) => row === restRow)?.figures ?? null;
  const used = phases.filter((phase) => lines.some((line) => line.phase === phase));
  return {
    id: pilot.id,
    name: pilot.name,
    courseTitle: courseTitle(ctx, pilot.courseId),
    state: pilotState(pilot, ctx.now),
    when: whenText(pilot, ctx.now),
    coming: comingText(pilot, ctx.now, newest !== null),
    counted: newest ? countedText(newest.week) : '',
    list: pageOf(query, { rows: found.slice(from, from + pageSize + 1), total: found.length }),
    phases: used.map((value) => ({ value, label: phaseNames[value] })),
    phaseCounts: used.map((phase) => ({
      label: phaseNames[phase],
      count: lines.filter((line) => line.phase === phase).length,
    })),
    askable: pilotState(pilot, ctx.now) === 'over' ? [] : await listAskableFor(ctx.db, pilot, parts),
    waiting: standings
      .filter(({ phase }) => phase === 'invited')
      .map(({ part }) => ({ partId: part.id, name: part.libraryName, since: dayOf(part.invitedAt) })),
    total: total && figuresView(ctx, pilot.courseId, total),
    rest: rest && figuresView(ctx, pilot.courseId, rest),
    perLibrary: newest ? libraryBars(standings, newest) : [],
    weeks: weeksView(
      pilot.startsOn,
      weeks.flatMap((week) => {
        const figures = totalOfWeek(week);
        return figures ? [{ week: week.week, figures }] : [];
      }),
    ),
  };
}

interface Facts {
  stale: ReadonlyMap<string, number>;
  contacts: ReadonlyMap<string, { last: Date | null; next: Date | null }>;
}

/** What else the list says of libraries: texts of "Bij ons" that went out of date, and talks with the adviser. */
export async function loadFacts(ctx: Context, standings: readonly Standing[]): Promise<Facts> {
  const { db, now } = ctx;
  const open = standings.filter(({ phase }) => !['invited', 'declined', 'left'].includes(phase));
  const ids = open.map(({ part }) => part.libraryId);
  const today = wallClock(now).day;
  const texts = Map.groupBy(await listNewestTexts(db, ids, now), (row) => row.libraryId);
  const branches = Map.groupBy(await listRunningBranches(db, ids), (row) => row.libraryId);
  const slots = [...ctx.catalogue.slots.keys()];
  const stale = new Map(
    ids.map((id) => {
      const branchIds = (branches.get(id) ?? []).map((branch) => branch.id);
      return [id, countNeed(overviewOf(slots, texts.get(id) ?? [], branchIds, today).items, 'stale')];
    }),
  );
  const rows = await listContacts(
    db,
    open.map(({ part }) => part.id),
    now,
  );
  const date = (at: number | null) => (at === null ? null : new Date(at));
  return { stale, contacts: new Map(rows.map(({ partId, last, next }) => [partId, { last: date(last), next: date(next) }])) };
}

const toldOf = (week: ToldWeek | undefined, libraryId: string): PilotFigures | null =>
  week?.rows.find(({ row }) => row === libraryId)?.figures ?? null;

function lineOf(ctx: Context, pilot: PilotRow, standing: Standing, facts: Facts, weeks: readonly ToldWeek[]): PilotLine {
  const { part, phase } = standing;
  const newest = weeks.at(-1);
  const past = newest && weeks.findLast(({ week }) => week <= dayAfter(newest.week, -21));
  const inside = !['invited', 'declined', 'left'].includes(phase);
  const figures = inside ? toldOf(newest, part.libraryId) : null;
  const contact = facts.contacts.get(part.id);
  const stale = facts.stale.get(part.libraryId) ?? 0;
  const stuck = stuckIn(figures);
  const held = figures?.meetings.findLast(({ id }) => standing.held.includes(id));
  return {
    partId: part.id,
    href: partPath(pilot.id, part.id),
    name: part.libraryName,
    phase,
    phaseName: phaseNames[phase],
    attention: attentionOf(
      {
        phase,
        invitedAt: part.invitedAt,
        acceptedAt: part.acceptedAt,
        week: pilotState(pilot, ctx.now) === 'running' ? weekNumber(pilot.startsOn, ctx.now) : null,
        unplanned: standing.unplanned,
        next: standing.next,
        figures,
        before: toldOf(past, part.libraryId),
        stale,
        lastContact: contact?.last ?? null,
        nextContact: contact?.next ?? null,
      },
      ctx.now,
      (id) => moduleTitle(ctx, id),
    ),
    next: figures && standing.next ? dayMoment(standing.next) : '',
    small: inside && newest !== undefined && figures === null,
    completion: figures ? percentText(figures.allModules) : '',
    attendance: figures && held ? `${percentText(held.done)} bij ‘${meetingTitle(ctx, pilot.courseId, held.id)}’` : '',
    certificates: figures ? countText(figures.certificates.part) : '',
    stuck: stuck === null ? '' : moduleTitle(ctx, stuck),
    stale: figures && stale > 0 ? String(stale) : '',
  };
}

function libraryBars(standings: readonly Standing[], { rows }: ToldWeek): PartBar[] {
  // Whoever stopped has no bar any more.
  const names = new Map(standings.filter(({ phase }) => phase !== 'left').map(({ part }) => [part.libraryId, part.libraryName]));
  const bars = rows
    .flatMap(({ row, figures }) => {
      const name = names.get(row);
      return name === undefined ? [] : [barOf(row, name, figures.allModules)];
    })
    .sort((a, b) => a.label.localeCompare(b.label, 'nl'));
  const rest = rows.find(({ row }) => row === restRow);
  return rest ? [...bars, barOf(restRow, 'Kleine groepen samen', rest.figures.allModules)] : bars;
}

export const weekLines: { label: string; pick: (figures: PilotFigures | TotalFigures) => SafePart | TotalPart }[] = [
  { label: 'Begonnen', pick: ({ started }) => started },
  { label: 'Alle modules klaar', pick: ({ allModules }) => allModules },
  { label: 'Certificaat', pick: ({ certificates }) => certificates },
];

/** What was told week after week, of all of them or of one; null before there are two weeks to hold against each other. */
export function weeksView(
  startsOn: string,
  weeks: readonly { week: string; figures: PilotFigures | TotalFigures }[],
): PilotPage['weeks'] {
  const told = weeks.map(({ week, figures }) => ({ week, x: weeksSince(startsOn, week), figures }));
  const [first, last] = [told[0], told.at(-1)];
  if (!first || !last || first === last) return null;
  const started = ({ x, figures }: typeof first) => `In week ${x} waren ${toldCount(figures.started)} mensen begonnen`;
  return {
    series: weekLines.map(({ label, pick }) => ({
      label,
      points: told.map(({ x, figures }) => ({ x, y: drawn(pick(figures).part), text: toldCount(pick(figures)) })),
    })),
    rows: told.map(({ week, x, figures }) => ({
      week: `week ${x} (${longDay(week)})`,
      texts: weekLines.map(({ pick }) => toldCount(pick(figures))),
    })),
    sentence: `${started(first)}, in week ${last.x} ${toldCount(last.figures.started)}. Een certificaat hebben nu ${toldCount(last.figures.certificates)} mensen.`,
  };
}
