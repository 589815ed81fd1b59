/** Goes at a quiz, with their answers. Most are told by their completion only: that is what the rule reads. */
import type { ModuleMeta } from '#src/domain/course.ts';
import { idealResponse, scoreResponse } from '#src/domain/question/question.ts';
import { drawAttempt, resultOf, type AttemptQuestion } from '#src/domain/quiz.ts';
import type { World } from './world.ts';

/** So many of the completions keep their go. */
const share = 0.12;
/** A quiz is drawn so often, and those goes are given to many: drawing one for each takes long. */
const drawn = 6;

const goes = new WeakMap<World, Map<string, AttemptQuestion[][]>>();

/** Answers the id of the go that passed; null where none is kept. */
export function addAttempt(
  world: World,
  { personId, module, version, at }: { personId: string; module: ModuleMeta; version: number; at: number },
): string | null {
  const { chance } = world;
  if (!chance.happens(share)) return null;
  const own = { personId, module, version };
  if (chance.happens(0.15)) add(world, { ...own, at: at - 1_800_000, wrong: 5 });
  return add(world, { ...own, at, wrong: chance.between(0, 1) });
}

function add(
  world: World,
  go: { personId: string; module: ModuleMeta; version: number; at: number; wrong: number },
): string | null {
  const { chance, pieces } = world;
  const { module, personId, version } = go;
  const questions = chance.pick(drawsOf(world, module.id));
  const id = chance.id();
  const scores = new Map<string, number>();
  const at = new Date(go.at);
  questions.forEach((question, index) => {
    const response = index < go.wrong ? slip(question) : idealResponse(question);
    const score = scoreResponse(question, response);
    scores.set(question.id, score);
    pieces.add('answer', {
      id: chance.id(),
      attemptId: id,
      questionId: question.id,
      objectiveId: question.objective,
      response,
      score,
      sure: chance.happens(0.6),
      at,
    });
  });
  const result = resultOf(questions, scores, module.passMark);
  pieces.add('attempt', {
    id,
    personId,
    moduleId: module.id,
    version,
    passMark: module.passMark,
    questions,
    startedAt: new Date(go.at - 600_000),
    submittedAt: at,
    score: result?.score ?? 0,
    passed: result?.passed ?? false,
  });
  return id;
}

function drawsOf(world: World, moduleId: string): AttemptQuestion[][] {
  const known = goes.get(world) ?? new Map<string, AttemptQuestion[][]>();
  goes.set(world, known);
  const quiz = world.ctx.catalogue.quizzes.get(moduleId);
  if (!quiz) throw new Error(`there is no quiz of ${moduleId}`);
  const there = known.get(moduleId) ?? Array.from({ length: drawn }, () => drawAttempt(quiz, world.chance.next, []));
  known.set(moduleId, there);
  return there;
}

/** A wrong choice, where a question has choices. */
const slip = (question: AttemptQuestion) =>
  'options' in question
    ? question.options
        .filter((o) => !o.correct)
        .slice(0, 1)
        .map((o) => o.id)
    : idealResponse(question);
