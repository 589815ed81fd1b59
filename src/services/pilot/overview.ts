import { listPilotLibraries } from '#src/db/queries/pilot.ts';
import { listAllPilots, listEvaluated, listNewestFigures } from '#src/db/queries/pilot-taking.ts';
import { wallClock } from '#src/domain/calendar-day.ts';
import { pageOf, pageSize, readListQuery, type ListPage } from '#src/domain/list-query.ts';
import { provinces } from '#src/domain/organisation.ts';
import { totalFigures, type PilotFigures } from '#src/domain/pilot-figures.ts';
import { phaseNames, phases, pilotState, type Phase, type PilotState } from '#src/domain/pilot.ts';
import { countText, toldPart } from '#src/domain/safe-count.ts';
import { authorise, type Context } from '../context.ts';
import { toldRow } from './figures.ts';
import { loadStandings } from './standing.ts';
import { figuresView, type FiguresView } from './view.ts';
import { courseTitle, whenText } from './words.ts';

export interface CountryLine {
  id: string;
  name: string;
  poiName: string;
  province: string;
  courseTitle: string;
  when: string;
  state: PilotState;
  /** "drie bezig, één gevraagd" */
  phases: string;
  people: string;
  certificates: string;
}

export interface CountryPage {
  list: ListPage<CountryLine>;
  provinces: string[];
  years: string[];
  phaseCounts: { label: string; count: number }[];
  /** What was told of these pilots, added up. */
  total: FiguresView | null;
}

const years = (now: Date) => Array.from({ length: 6 }, (_, nr) => String(Number(wallClock(now).day.slice(0, 4)) + 1 - nr));

/** All pilots of the country for the administrator: phases of libraries, and totals of what was told. Never of one library. */
export async function openCountry(ctx: Context, given: Record<string, string>): Promise<CountryPage> {
  authorise(ctx, 'pilot:overview');
  const all = await listAllPilots(ctx.db, {});
  const known = [...new Set(all.flatMap(({ province }) => province ?? []))].sort((a, b) => a.localeCompare(b, 'nl'));
  const names = [...new Set([...known, ...(known.length === 0 ? provinces : [])])];
  // The names have spaces and accents: the address carries a number in the list.
  const query = readListQuery(given, {
    orders: ['nieuw'],
    filters: { provincie: names.map(slug), jaar: years(ctx.now) },
  });
  const province = names.find((name) => slug(name) === query.filters.provincie);
  const search = query.search.toLocaleLowerCase('nl');
  const found = all.filter(
    (row) =>
      (province === undefined || row.province === province) &&
      (query.filters.jaar === undefined || row.pilot.startsOn.startsWith(query.filters.jaar)) &&
      `${row.pilot.name} ${row.poiName}`.toLocaleLowerCase('nl').includes(search),
  );
  const told = await newestOf(
    ctx,
    found.map(({ pilot }) => pilot.id),
  );
  const parts = Map.groupBy(
    await listPilotLibraries(
      ctx.db,
      found.map(({ pilot }) => pilot.id),
    ),
    (part) => part.pilotId,
  );
  const from = (query.page - 1) * pageSize;
  const evaluated = await listEvaluated(
    ctx.db,
    found.map(({ pilot }) => pilot.id),
  );
  const phaseOf = new Map<string, Phase[]>();
  for (const { pilot } of found)
    phaseOf.set(
      pilot.id,
      (await loadStandings(ctx, pilot, parts.get(pilot.id) ?? [], evaluated)).map(({ phase }) => phase),
    );
  const rows = found.slice(from, from + pageSize + 1).map(({ pilot, poiName, province: of }): CountryLine => {
    const total = totalFigures(told.get(pilot.id) ?? []);
    return {
      id: pilot.id,
      name: pilot.name,
      poiName,
      province: of ?? 'niet ingevuld',
      courseTitle: courseTitle(ctx, pilot.courseId),
      when: whenText(pilot, ctx.now),
      state: pilotState(pilot, ctx.now),
      phases: phasesText(phaseOf.get(pilot.id) ?? []),
      people: total ? countText(total.people) : 'nog geen totaal',
      certificates: total ? toldPart(total.certificates) : '',
    };
  });
  const each = [...phaseOf.values()].flat();
  const total = totalFigures([...told.values()].flat());
  const courses = new Set(found.map(({ pilot }) => pilot.courseId));
  return {
    list: pageOf(query, { rows, total: found.length }),
    provinces: names,
    years: years(ctx.now).filter((year) => all.some(({ pilot }) => pilot.startsOn.startsWith(year))),
    phaseCounts: phases
      .map((phase) => ({ label: phaseNames[phase], count: each.filter((other) => other === phase).length }))
      .filter(({ count }) => count > 0),
    total: total && figuresView(ctx, [...courses][0] ?? '', total),
  };
}

/** A name as an address carries it. */
export const slug = (name: string) =>
  name
    .normalize('NFD')
    .replaceAll(/[^a-zA-Z0-9]+/g, '-')
    .toLowerCase();

/** What was told last of each pilot. Of one row alone nothing: a total would be the figures of one library. */
async function newestOf(ctx: Context, pilotIds: readonly string[]): Promise<Map<string, PilotFigures[]>> {
  const rows = Map.groupBy(await listNewestFigures(ctx.db, pilotIds), (row) => row.pilotId);
  const told = [...rows].map(
    ([pilotId, own]) => [pilotId, own.flatMap(({ row, figures }) => toldRow(row, figures).map((one) => one.figures))] as const,
  );
  return new Map(told.filter(([, own]) => own.length > 1));
}

function phasesText(of: readonly Phase[]): string {
  const used = phases.filter((phase) => of.includes(phase));
  return (
    used.map((phase) => `${phaseNames[phase]}: ${of.filter((other) => other === phase).length}`).join(', ') ||
    'nog niemand gevraagd'
  );
}
