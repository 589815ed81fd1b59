import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { completeLesson } from '#src/services/lesson/complete.ts';
import { openLesson } from '#src/services/lesson/open.ts';
import { saveLessonPosition } from '#src/services/lesson/save-position.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

const place = { course: 'frontoffice', module: 'nieuwe-klanten', lesson: 'de-vraag-achter-de-vraag' };
let house: House;
let noor: TestPerson;

beforeEach(async () => {
  house = await openTestHouse();
  noor = await house.learner(await house.library());
});
afterEach(() => house.close());

describe('the place in a lesson', () => {
  test('is found again on another device, as a link to the part with its title', async () => {
    await saveLessonPosition(await house.ctx(noor), { ...place, anchor: 'drie-lagen' });
    const elsewhere = await openLesson(await house.ctx(noor), place);
    expect(elsewhere.resume).toEqual({ anchor: 'drie-lagen', title: 'Eén brief, drie lagen' });
  });

  test('is one row, however often it moves, and somebody else has their own', async () => {
    const other = await house.learner(await house.library());
    for (const anchor of ['doe-eerst', 'drie-lagen', 'open-vragen', 'drie-lagen'])
      await saveLessonPosition(await house.ctx(noor), { ...place, anchor });
    expect(await house.db.select().from(table.lessonPosition)).toHaveLength(1);
    expect((await openLesson(await house.ctx(other), place)).resume).toBeNull();
  });

  test('a part that the lesson does not have is refused; an unknown lesson is not there', async () => {
    const ctx = await house.ctx(noor);
    await expect(saveLessonPosition(ctx, { ...place, anchor: 'nergens' })).rejects.toMatchObject({ code: 'invalid' });
    await expect(saveLessonPosition(ctx, { ...place, lesson: 'nergens', anchor: 'doe-eerst' })).rejects.toMatchObject({
      code: 'notFound',
    });
    expect(await house.db.select().from(table.lessonPosition)).toHaveLength(0);
  });

  test('opening a lesson writes nothing', async () => {
    await openLesson(await house.ctx(noor), place);
    expect(await house.db.select().from(table.lessonPosition)).toHaveLength(0);
    expect(await house.db.select().from(table.lessonCompletion)).toHaveLength(0);
  });
});

describe('a lesson that is done', () => {
  test('leads to the next one, and the last one to the quiz; pressing twice counts once', async () => {
    const ctx = await house.ctx(noor);
    const lessons = house.catalogue.modules.get(place.module)?.lessons ?? [];
    for (const [index, lesson] of lessons.entries()) {
      const press = () => completeLesson(ctx, { ...place, lesson: lesson.slug });
      const next = lessons[index + 1]?.slug ?? 'toets';
      expect(await press()).toEqual({ next: `/cursus/frontoffice/nieuwe-klanten/${next}` });
      await Promise.all([press(), press()]);
    }
    expect(await house.db.select().from(table.lessonCompletion)).toHaveLength(lessons.length);
    const view = await openLesson(ctx, place);
    expect(view).toMatchObject({
      done: [1, 2, 3, 4, 5],
      isDone: true,
      minutesLeft: lessons.find((l) => l.slug === place.lesson)?.minutes,
      resume: null,
    });
  });

  test('minutes left are those of the lessons not done, this one included', async () => {
    const ctx = await house.ctx(noor);
    const lessons = house.catalogue.modules.get(place.module)?.lessons ?? [];
    const all = lessons.reduce((sum, l) => sum + l.minutes, 0);
    expect((await openLesson(ctx, place)).minutesLeft).toBe(all);
    await completeLesson(ctx, { ...place, lesson: lessons[0]?.slug ?? '' });
    expect((await openLesson(ctx, place)).minutesLeft).toBe(all - (lessons[0]?.minutes ?? 0));
  });
});

test('without signing in no lesson opens, and any signed-in person may read any', async () => {
  await expect(openLesson(await house.ctx(), place)).rejects.toMatchObject({ code: 'notSignedIn' });
  const adviser = await house.person({ role: 'adviser' });
  expect((await openLesson(await house.ctx(adviser), place)).title).toBe('De vraag achter de vraag');
});
