import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planGroup, type Present, type PresentMeeting, type Wish } from '#src/domain/group-plan.ts';
import type { Course } from '#src/domain/course.ts';

const course = {
  id: 'frontoffice',
  modules: ['a', 'b', 'c'],
  meetings: ['t1', 't2', 't3'].map((id) => ({ id, title: id, afterPart: 0, minutes: 90, summary: 's', questions: [] })),
} as unknown as Course;
const ready = new Set(['a', 'b']);
const meeting = (id: string, nr: number, more: Partial<PresentMeeting> = {}): PresentMeeting => ({
  id,
  nr,
  title: id,
  templateId: null,
  cancelledAt: null,
  ...more,
});
const present: Present = {
  rule: { award: 'certificate', moduleIds: ['a'], meetingIds: ['m1', 'm2'] },
  meetings: [meeting('m1', 1, { templateId: 't1' }), meeting('m2', 2), meeting('m3', 3, { cancelledAt: new Date(0) })],
};
const has = (id: string, title = id) => ({ source: { kind: 'meeting', id } as const, title });
const own = (title: string) => ({ source: { kind: 'own' } as const, title });
const template = (id: string) => ({ source: { kind: 'template', id } as const, title: id });
const wish = (more: Partial<Wish> = {}): Wish => ({
  award: 'certificate',
  moduleIds: ['a'],
  meetings: [has('m1'), has('m2')],
  ...more,
});
const plan = (w: Wish, p = present) => {
  const planned = planGroup(course, ready, p, w);
  if (planned.kind !== 'plan') throw new Error(planned.message);
  return planned.plan;
};

test('the same wish changes nothing', () => {
  expect(plan(wish())).toMatchObject({ asksElse: false, changesAnything: false });
});

test('no module at all is refused, and so is a module without text or of another course', () => {
  expect(planGroup(course, ready, present, wish({ moduleIds: [] }))).toMatchObject({
    kind: 'refused',
    message: 'Kies minstens één module.',
  });
  expect(planGroup(course, ready, present, wish({ moduleIds: ['c'] }))).toMatchObject({ kind: 'refused', field: 'module' });
  expect(planGroup(course, ready, present, wish({ moduleIds: ['x'] }))).toMatchObject({ kind: 'refused', field: 'module' });
});

test('a module that the group asks already may stay, also when its text is gone', () => {
  const old: Present = { ...present, rule: { award: 'certificate', moduleIds: ['c'], meetingIds: ['m1', 'm2'] } };
  expect(plan(wish({ moduleIds: ['c', 'a'] }), old)).toMatchObject({ moduleIds: ['a', 'c'], modulesAdded: ['a'] });
});

test('a new meeting gets a number that was never used, also not by one that was cancelled', () => {
  expect(plan(wish({ meetings: [own('Nieuw'), has('m1'), template('t2')] })).meetings.map((m) => m.nr)).toEqual([4, 1, 5]);
});

test('a cancelled meeting that is asked again keeps its number', () => {
  expect(plan(wish({ meetings: [has('m1'), has('m2'), has('m3')] })).restored).toMatchObject([{ id: 'm3', nr: 3 }]);
});

test('without a meeting the award is a proof of participation', () => {
  expect(plan(wish({ meetings: [] }))).toMatchObject({
    award: 'participation',
    awardChanged: true,
    dropped: [{ id: 'm1' }, { id: 'm2' }],
  });
});

test('another title asks nothing else of anyone', () => {
  expect(plan(wish({ meetings: [has('m1', 'Start'), has('m2')] }))).toMatchObject({
    asksElse: false,
    changesAnything: true,
    renamed: [{ from: 'm1', meeting: { title: 'Start' } }],
  });
});

test('another order is a change', () => {
  expect(plan(wish({ meetings: [has('m2'), has('m1')] }))).toMatchObject({ orderChanged: true, asksElse: true });
});

test('a form that comes in twice finds what it made the first time', () => {
  const made: Present = {
    rule: { award: 'certificate', moduleIds: ['a'], meetingIds: ['m1', 'm9'] },
    meetings: [meeting('m1', 1, { templateId: 't1' }), meeting('m9', 2, { title: 'Eigen' })],
  };
  expect(
    plan(
      wish({ meetings: [template('t1'), own('Eigen')].map((m) => ({ ...m, title: m.title === 't1' ? 'm1' : m.title })) }),
      made,
    ),
  ).toMatchObject({
    changesAnything: false,
  });
});

test('a meeting of another group and a seventh meeting are refused', () => {
  expect(planGroup(course, ready, present, wish({ meetings: [has('vreemd')] }))).toMatchObject({ kind: 'refused' });
  expect(planGroup(course, ready, present, wish({ meetings: Array.from({ length: 7 }, (_, i) => own(`${i}`)) }))).toMatchObject({
    kind: 'refused',
  });
});

test('whatever is asked, numbers are unique and nothing that is kept is dropped', () => {
  const sources = fc.constantFrom(
    has('m1'),
    has('m2'),
    has('m3'),
    own('x'),
    own('y'),
    template('t1'),
    template('t2'),
    template('t3'),
  );
  fc.assert(
    fc.property(fc.array(sources, { maxLength: 6 }), (meetings) => {
      const planned = planGroup(course, ready, present, wish({ meetings }));
      if (planned.kind === 'refused') return;
      const numbers = planned.plan.meetings.map((m) => m.nr);
      expect(new Set(numbers).size).toBe(numbers.length);
      const kept = new Set(planned.plan.meetings.map((m) => m.id));
      expect(planned.plan.dropped.every((m) => !kept.has(m.id))).toBe(true);
    }),
  );
});
