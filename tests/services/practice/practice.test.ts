import { afterEach, beforeEach, expect, test } from 'vitest';
import { idealResponse } from '#src/domain/question/question.ts';
import { checkPractice } from '#src/services/practice/check.ts';
import { practiceParts } from '#src/services/practice/parts.ts';
import { openTestHouse, type House } from '#tests/kit/house.ts';
import { wrongResponse } from '#tests/kit/responses.ts';

let house: House;
beforeEach(async () => {
  house = await openTestHouse();
});
afterEach(() => house.close());

const questions = () =>
  [...house.catalogue.practice].flatMap(([moduleId, quiz]) => quiz.questions.map((question) => ({ moduleId, question })));

test('before an answer nothing gives it away: no feedback, and no order as it stands in the file', async () => {
  const ctx = await house.ctx();
  for (const { moduleId, question } of questions()) {
    const view = practiceParts(ctx, moduleId, [question.id], null)[question.id];
    expect(view?.review, question.id).toBeNull();
    expect(JSON.stringify(view?.question), question.id).not.toMatch(
      /"(correct|mistake|strike|accepted|feedback|tolerance|near)"/,
    );
    if (question.kind !== 'order') continue;
    const shown = view && 'items' in view.question ? view.question.items.map((i) => i.id) : [];
    expect(shown, question.id).not.toEqual(question.items.map((i) => i.id));
    expect(shown.toSorted()).toEqual(question.items.map((i) => i.id).toSorted());
  }
});

test('is the same at every look: what someone chose still fits', async () => {
  const ctx = await house.ctx();
  for (const { moduleId, question } of questions())
    expect(practiceParts(ctx, moduleId, [question.id], null)).toEqual(practiceParts(ctx, moduleId, [question.id], null));
});

test('an answer comes back with its outcome, whatever the kind', async () => {
  const ctx = await house.ctx(await house.learner(await house.library()));
  for (const { moduleId, question } of questions()) {
    const lesson = house.catalogue.modules.get(moduleId)?.lessons.find((l) => l.parts.practice.includes(question.id));
    const course = [...house.catalogue.courses.values()].find((c) => c.modules.includes(moduleId));
    for (const [chosen, outcome] of [
      [idealResponse(question), 'goed'],
      [wrongResponse(question), 'niet'],
    ] as const) {
      const place = { course: course?.id ?? '', module: moduleId, lesson: lesson?.slug ?? '' };
      const query = new URL(checkPractice(ctx, { ...place, question: question.id, chosen }), 'http://x').searchParams;
      const practised = { question: query.get('oefening') ?? '', chosen: query.getAll('antwoord'), checked: true };
      expect(practiceParts(ctx, moduleId, [question.id], practised)[question.id]?.review, question.id).toMatchObject({ outcome });
    }
  }
});
