/**
 * What of a library's facts may be told to others. Whoever gets statements sees each person under a pseudonym, so what only a few
 * people did would point at them. Three rules:
 *
 * 1. facts count in fixed cells: all that a statement says but who and on which day, per calendar month. A cell with fewer than
 *    five people is left out whole;
 * 2. a choice of period or course is a choice of whole cells, so that one file less another gives whole cells again, never a
 *    small one;
 * 3. a day is told when it is over, whatever the hour: when a statement arrives says nothing either.
 */
import { addMonths } from './calendar-day.ts';
import { fewestPeople } from './group-data.ts';
import type { DayFact } from './xapi-facts.ts';

/** YYYY-MM */
export const monthOf = (day: string) => day.slice(0, 7);

/** Everything that the statement of this fact says, save who and the day within the month. */
export function cellOf(fact: DayFact): string {
  return [fact.courseId ?? '', monthOf(fact.day), fact.kind, ...detail(fact)].join(' ');
}

function detail(fact: DayFact): string[] {
  switch (fact.kind) {
    case 'lesson':
      return [fact.moduleId, fact.lessonId];
    case 'module':
      return [fact.moduleId, fact.via === 'quiz' ? 'passed' : 'completed'];
    case 'attended':
    case 'madeUp':
      return [fact.templateId ?? 'eigen'];
    case 'award':
      return [fact.award];
  }
}

/** Counts people per cell: of all facts first, then asked of each. */
export function countCells() {
  const people = new Map<string, Set<string>>();
  return {
    add(fact: DayFact): void {
      const cell = cellOf(fact);
      const known = people.get(cell);
      if (known) known.add(fact.personId);
      else people.set(cell, new Set([fact.personId]));
    },
    /** May it be told? When at least five people have one of its cell. */
    tells: (fact: DayFact): boolean => (people.get(cellOf(fact))?.size ?? 0) >= fewestPeople,
  };
}

/** Months to choose from, the newest first: the one of this day and those before it. */
export const monthsUntil = (day: string, many: number): string[] =>
  Array.from({ length: many }, (_, back) => addMonths(`${monthOf(day)}-01`, -back).slice(0, 7));
