import { listPilotLibraries, listPilotsOf, type PilotRow } from '#src/db/queries/pilot.ts';
import { percentOf, totalFigures, type TotalFigures } from '#src/domain/pilot-figures.ts';
import { weeksSince } from '#src/domain/pilot-week.ts';
import { can } from '#src/domain/roles.ts';
import { countText, toldPart, type TotalPart } from '#src/domain/safe-count.ts';
import { authorise, type Context } from '../context.ts';
import { notFound } from '../service-error.ts';
import { readFigures } from './figures.ts';
import { newestParts, takesPartNow } from './standing.ts';
import { barOf, type PartBar, type Series } from './view.ts';
import { courseTitle, dayOf, moduleTitle, pilotPath, whenText } from './words.ts';

export const fewestCompared = 2;
export const mostCompared = 4;

export interface ComparedPilot {
  id: string;
  href: string;
  name: string;
  courseTitle: string;
  when: string;
  libraries: number;
  people: string;
  started: PartBar;
  allModules: PartBar;
  certificates: PartBar;
  counted: string;
}

export interface ComparePage {
  choices: { value: string; label: string; hint: string; checked: boolean }[];
  /** Empty until two or more are chosen. */
  pilots: ComparedPilot[];
  problem: string;
  sentence: string;
  series: Series[];
  weeks: { week: string; texts: string[] }[];
  /** Per module that more than one asks: a bar a pilot. */
  modules: { title: string; bars: PartBar[] }[];
}

interface ToldPilot {
  pilot: PilotRow;
  weeks: { week: string; x: number; total: TotalFigures }[];
  last: ToldPilot['weeks'][number] | null;
}

/** Two to four pilots of one's own beside each other, by weeks since their start. */
export async function comparePilots(ctx: Context, chosen: readonly string[]): Promise<ComparePage> {
  const actor = authorise(ctx, 'pilot:list');
  const poiIds = actor.employments.map((e) => e.organisationId).filter((poiId) => can(actor, 'pilot:manage', { poiId }));
  const own = await listPilotsOf(ctx.db, poiIds);
  const wanted = [...new Set(chosen)];
  // A pilot of another POI is not there, chosen or not.
  if (wanted.some((id) => !own.some((pilot) => pilot.id === id))) throw notFound();
  const choices = own.map((pilot) => ({
    value: pilot.id,
    label: pilot.name,
    hint: whenText(pilot, ctx.now),
    checked: wanted.includes(pilot.id),
  }));
  const enough = wanted.length >= fewestCompared && wanted.length <= mostCompared;
  const problem = wanted.length === 1 ? 'Kies er nog één bij.' : wanted.length > mostCompared ? 'Kies er hoogstens vier.' : '';
  if (!enough) return { choices, pilots: [], problem, sentence: '', series: [], weeks: [], modules: [] };

  const pilots = own.filter(({ id }) => wanted.includes(id));
  const parts = Map.groupBy(await listPilotLibraries(ctx.db, wanted), ({ pilotId }) => pilotId);
  const told: ToldPilot[] = [];
  for (const pilot of pilots) {
    const weeks = (await readFigures(ctx.db, pilot.id)).flatMap(({ week, rows }) => {
      const total = totalFigures(rows.map(({ figures }) => figures));
      return total ? [{ week, x: weeksSince(pilot.startsOn, week), total }] : [];
    });
    told.push({ pilot, weeks, last: weeks.at(-1) ?? null });
  }
  const axis = [...new Set(told.flatMap(({ weeks }) => weeks.map(({ x }) => x)))].sort((a, b) => a - b);
  const at = (weeks: ToldPilot['weeks'], x: number) => weeks.find((week) => week.x === x)?.total ?? null;
  const percent = (total: TotalFigures | null) => percentOf(total?.allModules ?? null);
  const text = (part: TotalPart | undefined) => (part ? toldPart(part) : '–');
  const shared = [...new Set(told.flatMap(({ last }) => last?.total.modules.map(({ id }) => id) ?? []))].filter(
    (id) => told.filter(({ last }) => last?.total.modules.some((m) => m.id === id)).length > 1,
  );
  return {
    choices,
    problem,
    pilots: told.map(({ pilot, last }) => ({
      id: pilot.id,
      href: pilotPath(pilot.id),
      name: pilot.name,
      courseTitle: courseTitle(ctx, pilot.courseId),
      when: whenText(pilot, ctx.now),
      libraries: newestParts(parts.get(pilot.id) ?? []).filter(takesPartNow).length,
      people: last ? countText(last.total.people) : 'nog geen cijfers',
      started: barOf(pilot.id, pilot.name, last?.total.started ?? null),
      allModules: barOf(pilot.id, pilot.name, last?.total.allModules ?? null),
      certificates: barOf(pilot.id, pilot.name, last?.total.certificates ?? null),
      counted: last ? dayOf(new Date(`${last.week}T12:00:00Z`)) : '',
    })),
    sentence: sentenceOf(told),
    series: told.map(({ pilot, weeks }) => ({
      label: pilot.name,
      points: weeks.map(({ x, total }) => ({ x, y: percent(total), text: text(total.allModules) })),
    })),
    weeks: axis.map((x) => ({ week: `week ${x}`, texts: told.map(({ weeks }) => text(at(weeks, x)?.allModules)) })),
    modules: shared.map((id) => ({
      title: moduleTitle(ctx, id),
      bars: told.map(({ pilot, last }) =>
        barOf(pilot.id, pilot.name, last?.total.modules.find((m) => m.id === id)?.done ?? null),
      ),
    })),
  };
}

/** Held against each other in the last week that all of them have figures of. */
function sentenceOf(told: readonly ToldPilot[]): string {
  const all = told.map(({ weeks }) => new Set(weeks.map(({ x }) => x)));
  const both = [...(all[0] ?? [])].filter((x) => all.every((weeks) => weeks.has(x))).sort((a, b) => a - b);
  const x = both.at(-1);
  if (x === undefined) return 'Er is nog geen week waarin al deze pilots cijfers hebben.';
  const parts = told.map(({ pilot, weeks }) => {
    const part = weeks.find((week) => week.x === x)?.total.allModules;
    return `${part ? toldPart(part) : '–'} bij ‘${pilot.name}’`;
  });
  return `In week ${x} hadden alle modules klaar: ${parts.join('; ')}.`;
}
