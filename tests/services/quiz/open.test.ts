import { afterEach, beforeEach, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { idealResponse, type Question } from '#src/domain/question/question.ts';
import { askedCount } from '#src/domain/quiz.ts';
import { reviewOf } from '#src/domain/quiz-review.ts';
import { answerQuestion } from '#src/services/quiz/answer.ts';
import { openQuiz } from '#src/services/quiz/open.ts';
import { startQuiz } from '#src/services/quiz/start.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';
import { wrongResponse } from '#tests/kit/responses.ts';

const course = 'frontoffice';
const module = 'landelijke-context';
let house: House;
let noor: TestPerson;

beforeEach(async () => {
  house = await openTestHouse();
  noor = await house.learner(await house.library());
});
afterEach(() => house.close());

const open = async (answered: string | null = null) => openQuiz(await house.ctx(noor), { course, module, answered });
const begin = async () => {
  await startQuiz(await house.ctx(noor), { course, module });
  const [attempt] = await house.db.select().from(table.attempt);
  if (!attempt) throw new Error('no attempt');
  return attempt;
};

const answer = async (attempt: { id: string }, question: Question, chosen: string[]) =>
  answerQuestion(await house.ctx(noor), { attempt: attempt.id, question: question.id, chosen });

/** Whatever is said of an answer, in whatever part of the question it stands. */
const feedbackOf = (question: Question): string[] => {
  const parts: object[] =
    'options' in question ? question.options : 'spots' in question ? question.spots : 'items' in question ? question.items : [];
  return [...parts, question].flatMap((part) => ('feedback' in part ? [String(part.feedback)] : []));
};

test('the start says how many questions there are and how many to have right', async () => {
  const quiz = house.catalogue.quizzes.get(module);
  const questions = quiz ? askedCount(quiz) : 0;
  expect(await open()).toMatchObject({
    kind: 'intro',
    questions,
    needed: Math.ceil(questions * 0.7),
    earlier: null,
    again: false,
  });
});

test('before a question is answered, nothing of its answer or feedback is in the view', async () => {
  const attempt = await begin();
  const quoted = (text: string) => JSON.stringify(text).slice(1, -1);
  for (const question of attempt.questions) {
    const view = await open();
    const text = JSON.stringify(view);
    expect(view).toMatchObject({ kind: 'question', question: { id: question.id } });
    expect(text).not.toMatch(/"(correct|mistake|strike|accepted|feedback|tolerance|near|shown)"/);
    for (const feedback of attempt.questions.flatMap(feedbackOf)) expect(text).not.toContain(quoted(feedback));
    // Asking for the feedback of a question without an answer shows the question.
    expect(await open(question.id)).toMatchObject({ kind: 'question' });
    await answer(attempt, question, wrongResponse(question));
    const after = await open(question.id);
    expect(after).toMatchObject({ kind: 'feedback', review: { question: question.text, outcome: 'niet' } });
    for (const other of attempt.questions)
      if (other !== question) expect(JSON.stringify(after)).not.toContain(quoted(other.text));
  }
});

test('after answering every part has its feedback, from the questions the attempt was made with', async () => {
  const attempt = await begin();
  for (const question of attempt.questions) {
    const response = wrongResponse(question);
    await answer(attempt, question, response);
    const view = await open(question.id);
    if (view.kind !== 'feedback') throw new Error('feedback expected');
    expect(view.review).toEqual(reviewOf(question, response));
    const said = JSON.stringify(view.review);
    for (const feedback of feedbackOf(question)) expect(said).toContain(JSON.stringify(feedback).slice(1, -1));
  }
});

test('a quiz goes on where it was, also tomorrow on another device', async () => {
  const attempt = await begin();
  for (const q of attempt.questions.slice(0, 3)) await answer(attempt, q, idealResponse(q));
  house.now = new Date(house.now.getTime() + 86_400_000);
  expect(await open()).toMatchObject({ kind: 'question', number: 4, question: { id: attempt.questions[3]?.id } });
});

test('a go that was begun after the clock was put back is gone on with', async () => {
  const first = await begin();
  for (const q of first.questions) await answer(first, q, idealResponse(q));
  house.now = new Date(house.now.getTime() - 2 * 3_600_000);
  await begin();
  expect(await open()).toMatchObject({ kind: 'question', number: 1 });
});

test('the start tells the learner their best result of before', async () => {
  const attempt = await begin();
  for (const q of attempt.questions) await answer(attempt, q, idealResponse(q));
  expect(await open()).toMatchObject({
    kind: 'intro',
    again: true,
    passed: true,
    earlier: 'Je deed deze toets één keer. Je beste resultaat: 100 procent goed, op 10 februari 2027. Je hebt hem gehaald.',
  });
});
