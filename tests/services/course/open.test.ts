import { afterEach, beforeEach, expect, test } from 'vitest';
import { listReadable, openCourseList } from '#src/services/course/list.ts';
import { openCourse } from '#src/services/course/open.ts';
import { openModule } from '#src/services/module/open.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

let house: House;
let learner: TestPerson;
let adviser: TestPerson;

beforeEach(async () => {
  house = await openTestHouse();
  learner = await house.learner(await house.library());
  adviser = await house.person({ role: 'adviser' });
});
afterEach(() => house.close());

test('a learner sees only what has lessons; an adviser sees the whole catalogue', async () => {
  house.unwrite('boekstart');
  house.unwrite('privacy-basis');
  const written = [...house.catalogue.modules.values()].filter(
    (m) => m.lessons.length > 0 && house.catalogue.courses.get('frontoffice')?.modules.includes(m.id),
  ).length;
  const modules = async (who: TestPerson) =>
    (await openCourse(await house.ctx(who), { course: 'frontoffice' })).parts.flatMap((p) => p.modules);
  expect(written).toBe(5);
  expect(await modules(learner)).toHaveLength(written);
  expect(await modules(adviser)).toHaveLength(6);
  expect(listReadable(await house.ctx(learner)).every((c) => c.modules > 0)).toBe(true);
  expect(listReadable(await house.ctx(adviser))).toHaveLength(3);
});

test('an adviser reads why no library is to be seen yet; nobody else has to', async () => {
  expect(openCourseList(await house.ctx(adviser)).note).toMatchObject({ href: '/wie-ziet-wat' });
  expect(openCourseList(await house.ctx(learner)).note).toBeNull();
});

test('a module without lessons is not there for a learner, and says so to an adviser', async () => {
  house.unwrite('boekstart');
  const empty = { course: 'frontoffice', module: 'boekstart' };
  await expect(openModule(await house.ctx(learner), empty)).rejects.toMatchObject({ code: 'notFound' });
  expect(await openModule(await house.ctx(adviser), empty)).toMatchObject({ lessons: [], quiz: null, next: null });
});

test('a module shows its lessons with what is done, and when its quiz was passed', async () => {
  await house.pass(learner, 'nieuwe-klanten');
  const view = await openModule(await house.ctx(learner), { course: 'frontoffice', module: 'nieuwe-klanten' });
  expect(view.lessons.map((l) => l.done)).toEqual([false, false, false, false, false]);
  expect(view).toMatchObject({ next: { first: true }, quiz: { passedOn: '10 februari 2027' } });
});

test('an unknown course is not there', async () => {
  await expect(openCourse(await house.ctx(adviser), { course: 'nergens' })).rejects.toMatchObject({ code: 'notFound' });
});
