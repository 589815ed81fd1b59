import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answer, attempt, draft } from '#src/db/schema/index.ts';
import { idealResponse } from '#src/domain/question/question.ts';
import { dropDraft } from '#src/services/draft/drop.ts';
import { giveBack } from '#src/services/draft/give-back.ts';
import { keepTyped } from '#src/services/draft/keep.ts';
import { resumeAnswers } from '#src/services/draft/resume.ts';
import { startQuiz } from '#src/services/quiz/start.ts';
import { signIn } from '#src/services/session/sign-in.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

let house: House;
let who: TestPerson;

beforeEach(async () => {
  house = await openTestHouse();
  who = await house.learner(await house.library());
});
afterEach(() => house.close());

const path = '/cursus/frontoffice/landelijke-context/toets';
const drafts = () => house.db.select().from(draft);
type Fields = [string, string][];

/** An attempt of this person, with the fields of a right answer to each of its questions. */
async function quizOf(person: TestPerson) {
  const { attemptId } = await startQuiz(await house.ctx(person), { course: 'frontoffice', module: 'landelijke-context' });
  const made = (await house.db.select().from(attempt)).find((row) => row.id === attemptId);
  const answers = (made?.questions ?? []).map((question): Fields => [
    ['attempt', attemptId],
    ['question', question.id],
    // As the browser sends them: groups of radio buttons have names of their own.
    ...idealResponse(question).map((value, i): [string, string] => [
      question.kind === 'trafficLight' ? `chosen:i${i}` : 'chosen',
      value,
    ]),
  ]);
  return { attemptId, answers };
}

/** Sends an answer with a session that has ended; `owner` is known when the old cookie came along. */
async function sendLate(fields: Fields, owner: TestPerson | null = null) {
  return keepTyped(await house.ctx(), { lapsedPersonId: owner?.personId ?? null, action: 'quiz.answer', path, fields });
}

describe('an answer that met an ended session', () => {
  test('counts after signing in again, and leads to its feedback', async () => {
    const { answers } = await quizOf(who);
    const [first = []] = answers;
    expect(await sendLate(first, who)).toBe(true);
    const made = await signIn(await house.ctx(), { email: who.email, password: 'zeer-geheim-1', kind: 'own' });
    const question = first[1]?.[1];
    expect(made.resumed).toEqual({ counted: 1, next: `${path}?antwoord=${question}` });
    expect(await house.db.select().from(answer)).toMatchObject([
      { questionId: question, response: first.slice(2).map(([, value]) => value) },
    ]);
    expect(await drafts()).toEqual([]);
    expect((await resumeAnswers({ ...(await house.ctx()), actor: made.actor })).counted).toBe(0);
  });

  test('is kept for the owner of the attempt when the cookie is gone, each question by itself', async () => {
    const { answers } = await quizOf(who);
    for (const fields of answers.slice(0, 3)) expect(await sendLate(fields)).toBe(true);
    expect(await resumeAnswers(await house.ctx(who))).toMatchObject({ counted: 3 });
    expect(await house.db.select().from(answer)).toHaveLength(3);
  });

  test('that was half filled in is given back on its page', async () => {
    const { answers } = await quizOf(who);
    const empty = (answers[0] ?? []).slice(0, 2);
    await sendLate(empty, who);
    expect(await resumeAnswers(await house.ctx(who))).toEqual({ counted: 0, next: null });
    expect(await giveBack(await house.ctx(who), path)).toMatchObject({ action: 'quiz.answer', fields: empty });
  });

  test('counts whatever the kind of question, and with how sure its owner was', async () => {
    const { answers } = await quizOf(who);
    for (const fields of answers) await sendLate([...fields, ['sure', 'yes']], who);
    expect(await resumeAnswers(await house.ctx(who))).toMatchObject({ counted: answers.length });
    const kept = await house.db.select().from(answer);
    expect(kept.every((row) => row.score === 1 && row.sure === true)).toBe(true);
  });

  test('never counts for whoever signs in instead', async () => {
    const other = await house.learner(await house.library());
    const { answers } = await quizOf(who);
    await sendLate(answers[0] ?? []);
    expect(await resumeAnswers(await house.ctx(other))).toEqual({ counted: 0, next: null });
    expect(await giveBack(await house.ctx(other), path)).toBeNull();
    expect(await house.db.select().from(answer)).toEqual([]);
  });

  test('of somebody else’s attempt is let go and does not bar the door', async () => {
    const other = await house.learner(await house.library());
    const { answers } = await quizOf(who);
    await sendLate(answers[0] ?? [], other);
    expect(await resumeAnswers(await house.ctx(other))).toEqual({ counted: 0, next: null });
    expect(await drafts()).toEqual([]);
  });

  test('waits for the next time when something breaks', async () => {
    const { answers } = await quizOf(who);
    await sendLate(answers[0] ?? [], who);
    const ctx = await house.ctx(who);
    const broken = new Proxy(house.db, {
      get: (db, name) =>
        name === 'transaction' ? () => Promise.reject(new Error('the disk is full')) : (Reflect.get(db, name) as unknown),
    });
    expect(await resumeAnswers({ ...ctx, db: broken })).toEqual({ counted: 0, next: null });
    expect(await resumeAnswers(ctx)).toMatchObject({ counted: 1 });
  });
});

describe('any other form', () => {
  const form = { action: 'admin.addLibrary', path: '/beheer', fields: [['naam', 'Duinrand']] as Fields };
  const keep = async (lapsedPersonId: string | null) => keepTyped(await house.ctx(), { lapsedPersonId, ...form });

  test('is given back on its page to its owner only, and let go once it is sent', async () => {
    await keep(who.personId);
    expect(await giveBack(await house.ctx(who), '/beheer')).toMatchObject({ action: form.action, fields: form.fields });
    expect(await giveBack(await house.ctx(who), '/groepen')).toBeNull();
    expect(await giveBack(await house.ctx(await house.person()), '/beheer')).toBeNull();
    await dropDraft(await house.ctx(who), form);
    expect(await giveBack(await house.ctx(who), '/beheer')).toBeNull();
  });

  test('of an unknown browser is not kept, and the answer says so', async () => {
    expect(await keep(null)).toBe(false);
    expect(await drafts()).toEqual([]);
  });

  test('is over after a week', async () => {
    await keep(who.personId);
    house.now = new Date(house.now.getTime() + 7 * 86_400_000);
    expect(await giveBack(await house.ctx(who), '/beheer')).toBeNull();
  });

  test('fills no disk: of one person only the newest forty are kept', async () => {
    const ctx = await house.ctx();
    for (let i = 0; i < 50; i++)
      await keepTyped(
        { ...ctx, now: new Date(house.now.getTime() + i) },
        { ...form, lapsedPersonId: who.personId, path: `/beheer/${i}` },
      );
    const paths = (await drafts()).map((row) => row.body.path);
    expect(paths).toHaveLength(40);
    expect(paths).toContain('/beheer/49');
    expect(paths).not.toContain('/beheer/9');
  });
});
