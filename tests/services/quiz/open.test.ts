import { afterEach, beforeEach, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { answerQuestion } from '#src/services/quiz/answer.ts';
import { openQuiz } from '#src/services/quiz/open.ts';
import { startQuiz } from '#src/services/quiz/start.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

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

test('the start says how many questions there are and how many to have right', async () => {
  const questions = house.catalogue.quizzes.get(module)?.questions.length ?? 0;
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
  for (const question of attempt.questions) {
    const view = await open();
    const text = JSON.stringify(view);
    expect(view).toMatchObject({ kind: 'question', question: { id: question.id } });
    expect(text).not.toContain('correct');
    for (const other of attempt.questions)
      for (const option of other.options) expect(text).not.toContain(JSON.stringify(option.feedback).slice(1, -1));
    // Asking for the feedback of a question without an answer shows the question.
    expect(await open(question.id)).toMatchObject({ kind: 'question' });
    await answerQuestion(await house.ctx(noor), {
      attempt: attempt.id,
      question: question.id,
      chosen: [question.options[0]?.id ?? ''],
    });
    const after = await open(question.id);
    expect(after).toMatchObject({ kind: 'feedback', review: { question: question.text } });
    for (const other of attempt.questions)
      if (other !== question) expect(JSON.stringify(after)).not.toContain(JSON.stringify(other.text).slice(1, -1));
  }
});

test('after answering every choice has its feedback, from the questions the attempt was made with', async () => {
  const attempt = await begin();
  const question = attempt.questions[0];
  if (!question) throw new Error('no question');
  const chosen = question.options.find((o) => !o.correct)?.id ?? '';
  await answerQuestion(await house.ctx(noor), { attempt: attempt.id, question: question.id, chosen: [chosen] });
  const view = await open(question.id);
  if (view.kind !== 'feedback') throw new Error('feedback expected');
  for (const [index, option] of question.options.entries())
    expect(view.review.options[index]).toEqual({
      text: option.text,
      chosen: option.id === chosen,
      correct: option.correct,
      feedback: option.feedback,
    });
});

test('a quiz goes on where it was, also tomorrow on another device', async () => {
  const attempt = await begin();
  for (const q of attempt.questions.slice(0, 3))
    await answerQuestion(await house.ctx(noor), { attempt: attempt.id, question: q.id, chosen: [q.options[0]?.id ?? ''] });
  house.now = new Date(house.now.getTime() + 86_400_000);
  expect(await open()).toMatchObject({ kind: 'question', number: 4, question: { id: attempt.questions[3]?.id } });
});

test('a go that was begun after the clock was put back is gone on with', async () => {
  const first = await begin();
  const right = (q: (typeof first.questions)[number]) => q.options.filter((o) => o.correct).map((o) => o.id);
  for (const q of first.questions)
    await answerQuestion(await house.ctx(noor), { attempt: first.id, question: q.id, chosen: right(q) });
  house.now = new Date(house.now.getTime() - 2 * 3_600_000);
  await begin();
  expect(await open()).toMatchObject({ kind: 'question', number: 1 });
});

test('the start tells the learner their best result of before', async () => {
  const attempt = await begin();
  for (const q of attempt.questions)
    await answerQuestion(await house.ctx(noor), {
      attempt: attempt.id,
      question: q.id,
      chosen: q.options.filter((o) => o.correct).map((o) => o.id),
    });
  expect(await open()).toMatchObject({
    kind: 'intro',
    again: true,
    passed: true,
    earlier: 'Je deed deze toets één keer. Je beste resultaat: 100 procent goed, op 10 februari 2027. Je hebt hem gehaald.',
  });
});
