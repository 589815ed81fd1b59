import { percentOf, stuckIn, type PilotFigures } from '#src/domain/pilot-figures.ts';
import { countText, partText, roughly, shareOfPart, type SafePart } from '#src/domain/safe-count.ts';
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

export function barOf(id: string, label: string, part: SafePart | null): PartBar {
  if (part === null || part.of.kind === 'few') return { id, label, text: tooFew, bar: null };
  const few = part.part.kind === 'few';
  return { id, label, text: partText(part), bar: { part: roughly(part.part), of: part.of.value, few } };
}

/** Told figures in words and bars. Everything on it is made of what was told. */
export function figuresView(ctx: Context, courseId: string, figures: PilotFigures): FiguresView {
  const stuck = stuckIn(figures);
  const crowd = countText(figures.people);
  const meetings = figures.meetings.map(({ id, done }) => barOf(id, meetingTitle(ctx, courseId, id), done));
  const modules = figures.modules.map(({ id, done }) => barOf(id, moduleTitle(ctx, id), done));
  return {
    people: countText(figures.people),
    sentence: `Van de ${crowd} mensen zijn ${countText(figures.started.part)} begonnen, en hebben ${countText(figures.certificates.part)} een certificaat.`,
    states: [
      barOf('started', 'Begonnen', figures.started),
      barOf('allModules', 'Alle modules klaar', figures.allModules),
      barOf('certificates', 'Certificaat', figures.certificates),
      barOf('inactive', 'Drie weken niets gedaan', figures.inactive),
    ],
    modules,
    moduleSentence:
      stuck === null
        ? bestSentence(figures.modules, 'De modules worden ongeveer even vaak gehaald.')
        : `De meeste mensen blijven hangen bij ‘${moduleTitle(ctx, stuck)}’.`,
    meetings,
    meetingSentence: meetingText(ctx, courseId, figures),
  };
}

function bestSentence(modules: PilotFigures['modules'], otherwise: string): string {
  const shares = modules.flatMap(({ done }) => (done ? (shareOfPart(done) ?? []) : []));
  if (shares.length === 0) return 'Er is nog niets te zeggen over losse modules.';
  return Math.max(...shares) === 0 ? 'Bij elke module slaagden nog minder dan vijf mensen.' : otherwise;
}

function meetingText(ctx: Context, courseId: string, { meetings }: PilotFigures): string {
  const held = meetings.filter(({ done }) => done && done.part.kind === 'about').at(-1);
  if (!held?.done) return 'Bij elke bijeenkomst zijn nog minder dan vijf mensen geweest.';
  return `Bij ‘${meetingTitle(ctx, courseId, held.id)}’ waren ${partText(held.done)} mensen, of ze haalden het in.`;
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
