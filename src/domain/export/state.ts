/**
 * What a package that went out keeps of a learner, in the suspend_data of the other system: at most 4,096 characters in
 * SCORM 1.2. So nothing that can be worked out again: a go at the quiz is the die it was drawn with and its scores.
 */
import { standingOf, type Standing } from '../conversation-standing.ts';
import { walk, type Conversation } from '../conversation.ts';
import { dieOf } from '../question/kind.ts';
import type { Question } from '../question/question.ts';
import { drawAttempt, resultOf, type AttemptResult } from '../quiz.ts';
import type { ExportedModule } from './module.ts';

export const suspendLimit12 = 4096;

export interface QuizGo {
  /** What the die falls by. */
  seed: string;
  /** Ids of the questions of the go before. */
  last: string[];
  /** Of the questions answered, in the order in which they are asked. */
  scores: number[];
}

export interface TalkState {
  /** Which go this is, from 1. */
  go: number;
  /** Ids of what was chosen in it. */
  choices: string[];
  /** Ids of the endings that were reached in any go. */
  endings: string[];
}

export interface LearnerState {
  /** Ids of lessons that are done. */
  lessons: string[];
  /** Ids of assignments that are done. */
  assignments: string[];
  /** Goes at the quiz that were finished. */
  goes: number;
  /** Best score of them, 0–1. */
  best: number | null;
  passed: boolean;
  /** The newest go, finished or not. */
  go: QuizGo | null;
  /** By conversation. */
  talks: Record<string, TalkState>;
}

export const nothingYet = (): LearnerState => ({
  lessons: [],
  assignments: [],
  goes: 0,
  best: null,
  passed: false,
  go: null,
  talks: {},
});

/** The questions of a go, as they were drawn. */
export const questionsOf = (module: ExportedModule, go: QuizGo): Question[] => drawAttempt(module.quiz, dieOf(go.seed), go.last);

export const scoresOf = (questions: readonly Question[], go: QuizGo): Map<string, number> =>
  new Map(go.scores.flatMap((score, at) => (questions[at] ? [[questions[at].id, score] as const] : [])));

/** @returns null as long as a question has no answer */
export function resultOfGo(module: ExportedModule, go: QuizGo): AttemptResult | null {
  const questions = questionsOf(module, go);
  return resultOf(questions, scoresOf(questions, go), module.passMark);
}

/** Another go; as long as one is open, that one goes on. */
export function beginGo(module: ExportedModule, state: LearnerState, seed: string): LearnerState {
  if (state.go && !resultOfGo(module, state.go)) return state;
  const last = state.go ? questionsOf(module, state.go).map((q) => q.id) : [];
  return { ...state, go: { seed, last, scores: [] } };
}

/** The next question has this score; with the last one in, the go counts. */
export function scoreNext(module: ExportedModule, state: LearnerState, score: number): LearnerState {
  if (!state.go) return state;
  const go = { ...state.go, scores: [...state.go.scores, score] };
  const result = resultOfGo(module, go);
  if (!result) return { ...state, go };
  return {
    ...state,
    go,
    goes: state.goes + 1,
    best: Math.max(state.best ?? 0, result.score),
    passed: state.passed || result.passed,
  };
}

/** Where someone is in a conversation. */
export function talkStanding(conversation: Conversation, talk: TalkState | undefined): Standing {
  const walked = talk && talk.choices.length > 0 ? walk(conversation, talk.choices) : null;
  if (!talk || !walked) return standingOf(conversation, (talk?.go ?? 1) - 1, null);
  return standingOf(conversation, talk.go, {
    ended: walked.place.kind === 'ending',
    endingId: walked.place.kind === 'ending' ? walked.place.ending.id : null,
    turns: walked.turns.map((t) => ({ nodeId: t.node.id, choiceId: t.choice.id })),
  });
}

export function chooseIn(conversation: Conversation, state: LearnerState, choiceId: string): LearnerState {
  const before = state.talks[conversation.id] ?? { go: 1, choices: [], endings: [] };
  const choices = [...before.choices, choiceId];
  const walked = walk(conversation, choices);
  if (!walked) return state;
  const endings = walked.place.kind === 'ending' ? [...new Set([...before.endings, walked.place.ending.id])] : before.endings;
  return { ...state, talks: { ...state.talks, [conversation.id]: { ...before, choices, endings } } };
}

export function beginAgain(conversation: Conversation, state: LearnerState): LearnerState {
  const before = state.talks[conversation.id];
  if (!before) return state;
  return { ...state, talks: { ...state.talks, [conversation.id]: { ...before, go: before.go + 1, choices: [] } } };
}

const add = (ids: readonly string[], id: string) => (ids.includes(id) ? [...ids] : [...ids, id]);

export const finishLesson = (state: LearnerState, id: string): LearnerState => ({ ...state, lessons: add(state.lessons, id) });

export const setAssignment = (state: LearnerState, id: string, done: boolean): LearnerState => ({
  ...state,
  assignments: done ? add(state.assignments, id) : state.assignments.filter((other) => other !== id),
});

/** The other system says that the module was passed, whatever is left of what was kept: passed stays passed. */
export const passedBefore = (module: ExportedModule, state: LearnerState, score: number | null): LearnerState => ({
  ...state,
  passed: true,
  best: score === null ? state.best : Math.max(state.best ?? 0, score),
  assignments: module.assignments.flatMap((a) => (a.required || state.assignments.includes(a.id) ? [a.id] : [])),
});

/** As it is written down. Places in lists stand in for ids where the mark says that the lists are the same. */
interface Written {
  m: string;
  l: string[];
  a: string[];
  n: number;
  b: number | null;
  p: 0 | 1;
  /** Seed, places of the questions before, scores. */
  q?: [string, number[], number[]];
  /** By place of the conversation: go, places of the choices, places of the endings. */
  t: Record<string, [number, string, string]>;
}

export function writeState(module: ExportedModule, state: LearnerState): string {
  const places = new Map(module.quiz.questions.map((q, at) => [q.id, at]));
  const written: Written = {
    m: module.mark,
    l: state.lessons,
    a: state.assignments,
    n: state.goes,
    b: state.best,
    p: state.passed ? 1 : 0,
    ...(state.go ? { q: [state.go.seed, state.go.last.map((id) => places.get(id) ?? 0), state.go.scores] } : {}),
    t: Object.fromEntries(
      module.conversations.flatMap((conversation, at) => {
        const talk = state.talks[conversation.id];
        return talk ? [[String(at), writeTalk(conversation, talk)]] : [];
      }),
    ),
  };
  return JSON.stringify(written);
}

const digit = (at: number) => Math.max(0, at).toString(36);
const placesIn = (text: string) => [...text].map((letter) => Number.parseInt(letter, 36));

function writeTalk(conversation: Conversation, talk: TalkState): [number, string, string] {
  const turns = walk(conversation, talk.choices)?.turns ?? [];
  return [
    talk.go,
    turns.map((t) => digit(t.node.choices.indexOf(t.choice))).join(''),
    conversation.endings.flatMap((e, at) => (talk.endings.includes(e.id) ? [digit(at)] : [])).join(''),
  ];
}

function readTalk(conversation: Conversation, [go, choices, endings]: [number, string, string]): TalkState {
  const ids: string[] = [];
  for (const at of placesIn(choices)) {
    const place = walk(conversation, ids)?.place;
    const choice = place?.kind === 'node' ? place.node.choices[at] : undefined;
    if (!choice) break;
    ids.push(choice.id);
  }
  return { go, choices: ids, endings: placesIn(endings).flatMap((at) => conversation.endings[at]?.id ?? []) };
}

/** Whatever comes back: what can't be read is nothing, and of another edition of the module only what was reached counts. */
export function readState(module: ExportedModule, text: string): LearnerState {
  const state = nothingYet();
  let written: Partial<Written>;
  try {
    const read = JSON.parse(text) as unknown;
    if (typeof read !== 'object' || read === null) return state;
    written = read;
  } catch {
    return state;
  }
  const among = (ids: unknown, known: readonly { id: string }[]) =>
    Array.isArray(ids) ? known.flatMap(({ id }) => (ids.includes(id) ? [id] : [])) : [];
  state.lessons = among(written.l, module.lessons);
  state.assignments = among(written.a, module.assignments);
  state.goes = Number(written.n) || 0;
  state.best = typeof written.b === 'number' ? written.b : null;
  state.passed = written.p === 1;
  if (written.m !== module.mark) return state;
  if (written.q) {
    const [seed, last, scores] = written.q;
    state.go = { seed, last: last.flatMap((at) => module.quiz.questions[at]?.id ?? []), scores };
  }
  for (const [at, talk] of Object.entries(written.t ?? {})) {
    const conversation = module.conversations[Number(at)];
    if (conversation) state.talks[conversation.id] = readTalk(conversation, talk);
  }
  return state;
}
