/**
 * What is told of a library that takes part in a pilot, once a week: only counts that may be read (safe-count.ts). Everything
 * else that a page says in numbers is made of these, never of people.
 */
import { z } from 'zod';
import { fewestPeople } from './group-data.ts';
import {
  roughly,
  safeCount,
  safeCountSchema,
  safePart,
  safePartSchema,
  shareOfPart,
  totalOf,
  totalOfParts,
  type SafeCount,
  type SafePart,
  type TotalPart,
} from './safe-count.ts';

/** Null: too few people are asked for it. */
const doneSchema = z.strictObject({ id: z.string().min(1).max(80), done: safePartSchema.nullable() });

/** The first shape. What was told once is read again in the shape that it was told in. */
export const pilotFiguresSchema = z.strictObject({
  version: z.literal(1),
  people: safeCountSchema,
  /** Did a lesson or a module of the group's. */
  started: safePartSchema,
  /** Passed, per module that the groups ask, in the order of the course. */
  modules: z.array(doneSchema).max(60),
  /** Attended or made up, per meeting that the groups ask. */
  meetings: z.array(doneSchema).max(60),
  allModules: safePartSchema,
  certificates: safePartSchema,
  /** Did nothing for three weeks, and has modules left. */
  inactive: safePartSchema,
});
export type PilotFigures = z.infer<typeof pilotFiguresSchema>;

/** Those libraries that are too small to tell of, together. */
export const restRow = 'rest';

/** Days without doing anything that count as standing still. */
export const stillDays = 21;

export interface CountedPart {
  id: string;
  of: number;
  done: number;
}

/** Numbers of people, which never leave the services. */
export interface Counted {
  people: number;
  started: number;
  modules: readonly CountedPart[];
  meetings: readonly CountedPart[];
  allModules: number;
  certificates: number;
  inactive: number;
}

const told = ({ id, of, done }: CountedPart) => ({ id, done: safePart(done, of) });

/** What may be told of these people; null of fewer than five. */
export function figuresOf(counted: Counted): PilotFigures | null {
  const { people } = counted;
  const part = (n: number) => safePart(n, people);
  const [started, allModules, certificates, inactive] = [
    part(counted.started),
    part(counted.allModules),
    part(counted.certificates),
    part(counted.inactive),
  ];
  if (!started || !allModules || !certificates || !inactive) return null;
  return {
    version: 1,
    people: safeCount(people),
    started,
    modules: counted.modules.map(told),
    meetings: counted.meetings.map(told),
    allModules,
    certificates,
    inactive,
  };
}

/** Which libraries go under a row of their own, and which together as `rest`: those under five, when they are five or more. */
export function rowsOf(sizes: ReadonlyMap<string, number>): Map<string, string> {
  const small = [...sizes].filter(([, people]) => people > 0 && people < fewestPeople);
  const together = small.reduce((sum, [, people]) => sum + people, 0);
  const rows = new Map([...sizes].filter(([, people]) => people >= fewestPeople).map(([id]) => [id, id]));
  if (small.length >= 2 && together >= fewestPeople) for (const [id] of small) rows.set(id, restRow);
  return rows;
}

export interface TotalFigures {
  people: SafeCount;
  started: TotalPart;
  modules: { id: string; done: TotalPart | null }[];
  meetings: { id: string; done: TotalPart | null }[];
  allModules: TotalPart;
  certificates: TotalPart;
  inactive: TotalPart;
}

/** What was told of several rows, as one: a sum of told numbers, which says nothing that they didn't. Null of none. */
export function totalFigures(rows: readonly PilotFigures[]): TotalFigures | null {
  const total = (pick: (row: PilotFigures) => SafePart) => totalOfParts(rows.map(pick));
  const [started, allModules, certificates, inactive] = [
    total((row) => row.started),
    total((row) => row.allModules),
    total((row) => row.certificates),
    total((row) => row.inactive),
  ];
  const people = totalOf(rows.map((row) => row.people));
  if (!people || !started || !allModules || !certificates || !inactive) return null;
  const each = (list: 'modules' | 'meetings') =>
    [...new Set(rows.flatMap((row) => row[list].map(({ id }) => id)))].map((id) => ({
      id,
      done: totalOfParts(rows.map((row) => row[list].find((item) => item.id === id)?.done ?? null)),
    }));
  return {
    people,
    started,
    modules: each('modules'),
    meetings: each('meetings'),
    allModules,
    certificates,
    inactive,
  };
}

/** How a line is drawn: what is too few to tell is at the bottom. */
export const drawn = (count: SafeCount): number => (count.kind === 'few' ? 0 : count.value);

/**
 * Where most people get stuck: the module that fewest passed, held against the one before it (the first against who began).
 * Told numbers are up to two people off, so only a fall that is one for certain counts: of four people or more.
 */
export function stuckAt({ started, modules }: Pick<PilotFigures, 'started' | 'modules'>): string | null {
  let before: SafeCount = started.part;
  let worst: { id: string; share: number } | null = null;
  for (const { id, done } of modules) {
    if (!done) continue;
    const [had, has] = [roughly(before), roughly(done.part)];
    if (had - has > fewestPeople && has / had <= 0.6 && (!worst || has / had < worst.share)) worst = { id, share: has / had };
    before = done.part;
  }
  return worst?.id ?? null;
}

export const stuckIn = (figures: PilotFigures | null): string | null => (figures ? stuckAt(figures) : null);

/** "40 %", of what was told; null where that says nothing. */
export function percentOf(part: SafePart | null): number | null {
  const share = part && shareOfPart(part);
  return share === null ? null : Math.round(share * 100);
}
