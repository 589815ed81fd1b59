import { drawn, percentOf, stuckIn, type PilotFigures, type TotalFigures } from '#src/domain/pilot-figures.ts';
import { countText, toldCount, toldPart, type SafePart, type TotalPart } from '#src/domain/safe-count.ts';
import type { Context } from '../context.ts';
import { meetingTitle, moduleTitle } from './words.ts';

/** A told part of a crowd, to draw and to read. */
export interface PartBar {
  id: string;
  label: string;
  /** "ongeveer 15 van de 20"; or why nothing is told. */
  text: string;
  /** How many they are, and of how many: what is drawn. Null where nothing is told. */
  bar: { part: number; of: number; few: boolean } | null;
}

export interface FiguresView {
  people: string;
  /** "Ongeveer 15 van de 20 mensen hebben een certificaat." */
  sentence: string;
  states: PartBar[];
  modules: PartBar[];
  moduleSentence: string;
  meetings: PartBar[];
  meetingSentence: string;
}

export const tooFew = 'wordt aan minder dan vijf mensen gevraagd';

export function barOf(id: string, label: string, part: SafePart | TotalPart | null): PartBar {
  if (part === null || part.of.kind === 'few') return { id, label, text: tooFew, bar: null };
  return { id, label, text: toldPart(part), bar: { part: drawn(part.part), of: part.of.value, few: part.part.kind === 'few' } };
}

/** Told figures in words and bars. Everything on it is made of what was told. */
export function figuresView(ctx: Context, courseId: string, figures: PilotFigures | TotalFigures): FiguresView {
  const crowd = countText(figures.people);
  // Of a total it would be guessing: what is too few to tell in each of its parts may be many together.
  const stuck = 'version' in figures ? stuckIn(figures) : null;
  const titled = (items: PilotFigures['modules'], title: (id: string) => string) =>
    items.map(({ id, done }) => barOf(id, title(id), done));
  const modules = titled(figures.modules, (id) => moduleTitle(ctx, id));
  const meetings = titled(figures.meetings, (id) => meetingTitle(ctx, courseId, id));
  return {
    people: crowd,
    sentence: `Van de ${crowd} mensen begonnen er ${toldCount(figures.started)}. Een certificaat hebben ${toldCount(figures.certificates)} mensen.`,
    states: [
      barOf('started', 'Begonnen', figures.started),
      barOf('allModules', 'Alle modules klaar', figures.allModules),
      barOf('certificates', 'Certificaat', figures.certificates),
      barOf('inactive', 'Drie weken niets gedaan', figures.inactive),
    ],
    modules,
    moduleSentence: stuck === null ? mostText(modules) : `De meeste mensen blijven hangen bij ‘${moduleTitle(ctx, stuck)}’.`,
    meetings,
    meetingSentence: meetingText(meetings),
  };
}

function mostText(bars: readonly PartBar[]): string {
  const told = bars.filter(({ bar }) => bar !== null).sort((a, b) => share(b) - share(a));
  const [most, least] = [told[0], told.at(-1)];
  if (!most || !least) return 'Er is nog niets te zeggen over losse modules.';
  if (share(most) === 0) return 'Elke module is nog door minder dan vijf mensen gehaald.';
  if (share(most) === share(least)) return 'Elke module is door ongeveer evenveel mensen gehaald.';
  return `Het vaakst is ‘${most.label}’ gehaald (${most.text}), het minst vaak ‘${least.label}’ (${least.text}).`;
}

const share = ({ bar }: PartBar) => (bar ? bar.part / bar.of : 0);

function meetingText(bars: readonly PartBar[]): string {
  const last = bars.findLast(({ bar }) => bar !== null && !bar.few);
  if (!last) return 'Bij elke bijeenkomst zijn nog minder dan vijf mensen geweest.';
  return `Bij ‘${last.label}’ waren ${last.text} mensen, of ze haalden het in.`;
}

/** "50 %", for a list; a dash where nothing is told. */
export const percentText = (part: SafePart | null): string => {
  if (part?.part.kind === 'few') return 'minder dan 5';
  const percent = percentOf(part);
  return percent === null ? '–' : `${percent} %`;
};

export interface Series {
  label: string;
  /** One point a week; null where nothing was told. */
  points: { x: number; y: number | null; text: string }[];
}
