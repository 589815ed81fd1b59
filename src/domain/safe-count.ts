/**
 * Numbers of people that may be told outside their own team. Nobody can be picked out of them, also not by taking one from
 * another, because of four rules together:
 *
 * 1. below five, nothing but "fewer than five" is told;
 * 2. from five on a number is rounded to a multiple of five (as CBS does), so that every sum and difference of told numbers
 *    is a multiple of five too: over filters, over time, between a part and its whole;
 * 3. a total is made of what was told of its parts, never of the people themselves (see `totalOf`); parts too small to tell
 *    stand together as one, and only when they are five or more;
 * 4. numbers are told once a week (`weekOf` in pilot.ts), so that the moment at which one jumps gives nothing away.
 *
 * What divides one crowd into parts is never told part by part, only as "c of n": a whole row of "fewer than five" beside
 * its total could be worked out.
 */
import { z } from 'zod';
import { fewestPeople } from './group-data.ts';

/** `few`: fewer than five. `about`: a multiple of five. */
export const safeCountSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('few') }),
  z.strictObject({ kind: z.literal('about'), value: z.int().min(fewestPeople).multipleOf(fewestPeople) }),
]);
export type SafeCount = z.infer<typeof safeCountSchema>;

/** A part of a crowd: "about 15 of about 20". */
export const safePartSchema = z.strictObject({ of: safeCountSchema, part: safeCountSchema });
export type SafePart = z.infer<typeof safePartSchema>;

const few: SafeCount = { kind: 'few' };
const toFive = (n: number) => Math.max(fewestPeople, Math.round(n / fewestPeople) * fewestPeople);

/** @param people a whole number of people, from 0 */
export const safeCount = (people: number): SafeCount => (people < fewestPeople ? few : { kind: 'about', value: toFive(people) });

/** Null of a crowd under five: then nothing is told of its parts either. */
export function safePart(part: number, of: number): SafePart | null {
  if (of < fewestPeople) return null;
  return { of: safeCount(of), part: safeCount(Math.min(part, of)) };
}

/** What is told, as one number: halfway what "fewer than five" can be. */
export const roughly = (count: SafeCount): number => (count.kind === 'few' ? (fewestPeople - 1) / 2 : count.value);

/** Of several crowds together. `more`: some of it were too few to tell, so that it may be more. */
export interface TotalPart extends SafePart {
  more: boolean;
}

/**
 * A total of told numbers; null of none. It says what there are at least: what was too few to tell counts as nothing in it, for
 * guessed, twenty times nobody would be many.
 */
export function totalOf(counts: readonly SafeCount[]): SafeCount | null {
  if (counts.length === 0) return null;
  const value = counts.reduce((all, count) => all + (count.kind === 'few' ? 0 : count.value), 0);
  return value === 0 ? few : { kind: 'about', value };
}

/** The same for parts. What can't be told at all stands outside it, with its whole. */
export function totalOfParts(parts: readonly (SafePart | TotalPart | null)[]): TotalPart | null {
  const told = parts.filter((part) => part !== null);
  const [of, part] = [totalOf(told.map((t) => t.of)), totalOf(told.map((t) => t.part))];
  if (!of || !part) return null;
  return { of, part, more: told.length > 1 && told.some((t) => t.part.kind === 'few') };
}

/** 0–1, for a bar; null where it can't be told. */
export const shareOfPart = ({ of, part }: SafePart): number | null =>
  of.kind === 'few' ? null : Math.min(1, (part.kind === 'few' ? 0 : part.value) / of.value);

/** "minder dan 5", "ongeveer 15" */
export const countText = (count: SafeCount): string => (count.kind === 'few' ? 'minder dan 5' : `ongeveer ${count.value}`);

/** "ongeveer 15", "minstens 15", "minder dan 5", "overal minder dan 5" */
export function toldCount(part: SafePart | TotalPart): string {
  if (!('more' in part) || !part.more) return countText(part.part);
  return part.part.kind === 'few' ? `overal ${countText(part.part)}` : `minstens ${part.part.value}`;
}

/** The same, of how many; that is left out where it would read as a sum: "overal minder dan 5". */
export function toldPart(part: SafePart | TotalPart): string {
  if (part.of.kind === 'few') return countText(part.of);
  return 'more' in part && part.more && part.part.kind === 'few' ? toldCount(part) : `${toldCount(part)} van de ${part.of.value}`;
}
