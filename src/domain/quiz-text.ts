/** What is said about a go at a quiz, in Dutch. */
import { count, enumerate, numberWord } from './dutch.ts';
import type { Passing } from './module-passing.ts';
import type { Question } from './question/question.ts';
import { neededRight, outcomeOf, resultsByObjective, type Outcome } from './quiz-review.ts';

/**
 * "Je had 14 van de 17 vragen goed, en nog twee vragen deels."
 * @param needed how many right answers pass, said to whom it is of use
 */
export function scoreText(scores: readonly number[], needed: number | null): string {
  const of = (outcome: Outcome) => scores.filter((s) => outcomeOf(s) === outcome).length;
  const partly = of('deels');
  return `Je had ${of('goed')} van de ${scores.length} vragen goed${partly > 0 ? `, en nog ${count(partly, 'vraag', 'vragen')} deels` : ''}.${needed === null ? '' : ` Je haalt de toets met ${needed} goede antwoorden.`}`;
}

/** The same, of a go that was passed or not. */
export const goText = (scores: readonly number[], go: { passed: boolean; passMark: number }): string =>
  scoreText(scores, go.passed ? null : neededRight(scores.length, go.passMark));

export interface ObjectiveLine<Lesson> {
  text: string;
  went: Outcome;
  /** "twee van de drie vragen goed" */
  detail: string;
  /** To read again; none where everything went well. */
  lessons: Lesson[];
}

/** How it went per objective of the module. */
export function objectiveLines<Lesson extends { objectives: readonly string[] }>(
  module: { objectives: readonly { id: string; text: string }[]; lessons: readonly Lesson[] },
  questions: readonly Question[],
  scores: ReadonlyMap<string, number>,
): ObjectiveLine<Lesson>[] {
  const texts = new Map(module.objectives.map((o) => [o.id, o.text]));
  return resultsByObjective([...texts.keys()], questions, scores).map(({ objectiveId, questions: asked, right }) => ({
    text: texts.get(objectiveId) ?? 'Een leerdoel uit een eerdere versie van deze module.',
    went: right === asked ? 'goed' : right > 0 ? 'deels' : 'niet',
    detail: `${right === 0 ? 'geen' : numberWord(right)} van de ${count(asked, 'vraag', 'vragen')} goed`,
    lessons: right === asked ? [] : module.lessons.filter((l) => l.objectives.includes(objectiveId)),
  }));
}

const named = (titles: readonly string[]) =>
  `de ${titles.length === 1 ? 'opdracht' : 'opdrachten'} ${enumerate(titles.map((title) => `‘${title}’`))}`;

/** What a module still asks for. @param titles of the assignments that are not done */
export function leftText(passing: Extract<Passing, { kind: 'notYet' }>, titles: readonly string[]): string {
  if (!passing.quiz) return `Je hebt de toets gehaald. Nog te doen: ${named(titles)}.`;
  return titles.length > 0
    ? `Voor deze module doe je de toets en ${named(titles)}.`
    : 'De opdracht is klaar. Nog te doen: de toets.';
}
