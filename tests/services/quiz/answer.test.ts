import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import * as table from '#src/db/schema/index.ts';
import { idealResponse as right } from '#src/domain/question/question.ts';
import type { AttemptQuestion } from '#src/domain/quiz.ts';
import { answerQuestion } from '#src/services/quiz/answer.ts';
import { openQuiz } from '#src/services/quiz/open.ts';
import { showResult } from '#src/services/quiz/show-result.ts';
import { startQuiz } from '#src/services/quiz/start.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';
import { wrongResponse as wrong } from '#tests/kit/responses.ts';

const course = 'frontoffice';
const module = 'nieuwe-klanten';
let house: House;
let noor: TestPerson;
let library: string;

beforeEach(async () => {
  house = await openTestHouse();
  library = await house.library();
  noor = await house.learner(library, 'Noor de Wit');
});
afterEach(() => house.close());

const attempts = () => house.db.select().from(table.attempt);
const answers = () => house.db.select().from(table.answer);
const completions = () => house.db.select().from(table.moduleCompletion);

async function begin(who = noor) {
  const { attemptId } = await startQuiz(await house.ctx(who), { course, module });
  const [row] = await house.db.select().from(table.attempt).where(eq(table.attempt.id, attemptId));
  if (!row) throw new Error('no attempt');
  return row;
}

/** Answers every question, the last one only when told to. */
async function fill(choose: (question: AttemptQuestion) => string[], options: { last?: boolean } = {}) {
  const attempt = await begin();
  const questions = options.last === false ? attempt.questions.slice(0, -1) : attempt.questions;
  for (const q of questions)
    await answerQuestion(await house.ctx(noor), { attempt: attempt.id, question: q.id, chosen: choose(q) });
  return attempt;
}

describe('starting', () => {
  test('twenty clicks at once make one attempt', async () => {
    const ctx = await house.ctx(noor);
    const started = await Promise.all(Array.from({ length: 20 }, () => startQuiz(ctx, { course, module })));
    expect(new Set(started.map((s) => s.attemptId)).size).toBe(1);
    expect(await attempts()).toHaveLength(1);
  });

  test('a new go after a submitted one is another attempt, with another first question', async () => {
    const first = await fill(wrong);
    const second = await begin();
    expect(second.id).not.toBe(first.id);
    expect(second.questions[0]?.id).not.toBe(first.questions[0]?.id);
  });

  test('somebody who is not signed in is asked to sign in', async () => {
    await expect(startQuiz(await house.ctx(), { course, module })).rejects.toMatchObject({ code: 'notSignedIn' });
  });

  test('a module without questions, or of another course, is not there', async () => {
    const ctx = await house.ctx(noor);
    const quizzes = new Map([...house.catalogue.quizzes].filter(([id]) => id !== 'boekstart'));
    const bare = { ...ctx, catalogue: { ...house.catalogue, quizzes } };
    await expect(startQuiz(bare, { course, module: 'boekstart' })).rejects.toMatchObject({ code: 'notFound' });
    await expect(startQuiz(ctx, { course: 'privacy-basis', module })).rejects.toMatchObject({ code: 'notFound' });
  });
});

describe('answering', () => {
  test('an answer is saved at once, with its score and objective', async () => {
    const attempt = await begin();
    const question = attempt.questions[0] as AttemptQuestion;
    const given = await answerQuestion(await house.ctx(noor), {
      attempt: attempt.id,
      question: question.id,
      chosen: right(question),
      course,
    });
    expect(given.next).toBe(`/cursus/frontoffice/nieuwe-klanten/toets?antwoord=${question.id}`);
    expect(await answers()).toMatchObject([
      { attemptId: attempt.id, questionId: question.id, objectiveId: question.objective, score: 1 },
    ]);
  });

  test('a second answer to the same question changes nothing and just goes on, whatever it says', async () => {
    const attempt = await begin();
    const question = attempt.questions[0] as AttemptQuestion;
    const ctx = await house.ctx(noor);
    const give = (chosen: string[]) => answerQuestion(ctx, { attempt: attempt.id, question: question.id, chosen });
    const first = await give(wrong(question));
    expect(await give(right(question))).toEqual(first);
    expect(await give([])).toEqual(first);
    await Promise.all(Array.from({ length: 8 }, () => give(right(question))));
    const kept = await answers();
    expect(kept).toHaveLength(1);
    expect(kept[0]?.response).toEqual(wrong(question));
  });

  test('nothing chosen is refused in plain words, at the field', async () => {
    const attempt = await begin();
    const question = attempt.questions[0] as AttemptQuestion;
    const given = answerQuestion(await house.ctx(noor), { attempt: attempt.id, question: question.id, chosen: [] });
    await expect(given).rejects.toMatchObject({ code: 'invalid', errors: [{ field: 'chosen' }] });
    expect(await answers()).toHaveLength(0);
  });

  test("somebody else's attempt is not there", async () => {
    const attempt = await begin();
    const other = await house.learner(library);
    const question = attempt.questions[0] as AttemptQuestion;
    const given = answerQuestion(await house.ctx(other), { attempt: attempt.id, question: question.id, chosen: right(question) });
    await expect(given).rejects.toMatchObject({ code: 'notFound' });
    const peek = showResult(await house.ctx(other), { course, module, attempt: attempt.id });
    await expect(peek).rejects.toMatchObject({ code: 'notFound' });
  });
});

describe('the last answer', () => {
  test('submits the attempt, passes the module and issues the certificate, once under parallel clicks', async () => {
    const group = await house.group({ libraryId: library, members: [noor] });
    await house.pass(noor, 'landelijke-context');
    for (const meeting of group.meetings) await house.mark(meeting.moments[0]?.id ?? '', noor);
    const attempt = await fill(right, { last: false });
    const last = attempt.questions.at(-1) as AttemptQuestion;
    const ctx = await house.ctx(noor);
    const given = await Promise.all(
      Array.from({ length: 10 }, () => answerQuestion(ctx, { attempt: attempt.id, question: last.id, chosen: right(last) })),
    );
    expect(given.flatMap((g) => g.issued)).toHaveLength(1);
    expect(await house.db.select().from(table.certificate)).toHaveLength(1);
    expect(await house.db.select().from(table.outbox)).toHaveLength(1);
    expect(house.mailCalls).toBe(1);
    expect(await attempts()).toMatchObject([{ submittedAt: house.now, score: 1, passed: true }]);
    const result = await showResult(ctx, { course, module, attempt: attempt.id });
    expect(result).toMatchObject({ passed: true, certificates: [{ label: 'certificaat' }] });
    expect(result.objectives.every((o) => o.went === 'goed' && o.lessons.length === 0)).toBe(true);
  });

  test('below the pass mark no module is passed, and the result says what to read again', async () => {
    const attempt = await fill(wrong);
    expect(await attempts()).toMatchObject([{ submittedAt: house.now, passed: false }]);
    expect(await completions()).toHaveLength(0);
    const result = await showResult(await house.ctx(noor), { course, module, attempt: attempt.id });
    expect(result.passed).toBe(false);
    expect(result.objectives.map((o) => o.lessons.length > 0)).toEqual([true, true, true, true]);
  });

  test('passing again adds no second completion of the same version', async () => {
    const first = await fill(right);
    house.now = new Date(house.now.getTime() + 86_400_000);
    await fill(right);
    const version = house.catalogue.modules.get(module)?.version;
    expect(await completions()).toMatchObject([{ moduleId: module, version, sourceId: first.id }]);
    expect(await attempts()).toHaveLength(2);
  });

  test('a module that was passed stays passed when a later go fails', async () => {
    await fill(right);
    house.now = new Date(house.now.getTime() + 86_400_000);
    const again = await fill(wrong);
    const result = await showResult(await house.ctx(noor), { course, module, attempt: again.id });
    expect(result).toMatchObject({ passed: false, passedBefore: true, certificates: [] });
    expect(await completions()).toHaveLength(1);
  });

  test('an attempt made with an older quiz keeps its questions, its pass mark and its version', async () => {
    const attempt = await begin();
    const old = attempt.questions.slice(0, 2).map((q) => ({ ...q, id: `old-${q.id}`, objective: 'no-longer-there' }));
    await house.db.update(table.attempt).set({ questions: old, version: 0, passMark: 0.5 });
    const ctx = await house.ctx(noor);
    const [one, two] = old as [AttemptQuestion, AttemptQuestion];
    await answerQuestion(ctx, { attempt: attempt.id, question: one.id, chosen: right(one) });
    const shown = await openQuiz(ctx, { course, module, answered: null });
    expect(shown).toMatchObject({ kind: 'question', number: 2, total: 2, question: { id: two.id } });
    await answerQuestion(ctx, { attempt: attempt.id, question: two.id, chosen: wrong(two) });
    expect(await completions()).toMatchObject([{ version: 0 }]);
    const result = await showResult(ctx, { course, module, attempt: attempt.id });
    expect(result).toMatchObject({ passed: true, score: 'Je had 1 van de 2 vragen goed.' });
  });
});
