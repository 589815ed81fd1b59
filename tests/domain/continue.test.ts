import fc from 'fast-check';
import { expect, test } from 'vitest';
import { continueFrom, type ContinueFacts, type ContinueModule } from '#src/domain/continue.ts';

const at = (n: number) => new Date(Date.UTC(2027, 1, 1, 9, n));
const module = fc.nat({ max: 5 }).chain((i) =>
  fc.record({
    id: fc.constant(`m${i}`),
    number: fc.constant(i + 1),
    title: fc.constant(`Module ${i}`),
    passed: fc.boolean(),
    lessons: fc.constant(
      Array.from({ length: 4 }, (_, l) => ({
        id: `m${i}-l${l}`,
        title: `Les ${l}`,
        minutes: 5,
        sections: [{ id: 's1' }, { id: 's2' }, { id: 's3' }],
        href: `/m${i}/l${l}`,
      })),
    ),
    done: fc.subarray([0, 1, 2, 3]).map((list) => new Set(list.map((l) => `m${i}-l${l}`))),
    quizHref: fc.constant(`/m${i}/toets`),
    questions: fc.constant(10),
    quizPassed: fc.boolean(),
    assignmentsLeft: fc.constantFrom([], [{ title: 'Kaart', href: `/m${i}/opdracht/kaart` }]),
    openAttemptAt: fc.option(fc.nat({ max: 50 }).map(at)),
  }),
) as fc.Arbitrary<ContinueModule>;
const facts: fc.Arbitrary<ContinueFacts> = fc.record({
  firstName: fc.constantFrom('Noor', ''),
  modules: fc.uniqueArray(module, { selector: (m) => m.id, maxLength: 5 }),
  position: fc.option(
    fc.record({
      moduleId: fc.nat({ max: 6 }).map((i) => `m${i}`),
      lessonId: fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 4 })).map(([m, l]) => `m${m}-l${l}`),
      anchor: fc.constantFrom('s1', 's2', 's3', 'gone', null),
      at: fc.nat({ max: 50 }).map(at),
    }),
  ),
  meetings: fc.array(
    fc.record({
      nr: fc.nat({ max: 4 }),
      title: fc.constant('Bijeenkomst'),
      next: fc.constantFrom(null, { startsAt: at(0), place: 'Centrum' }),
    }),
    { maxLength: 3 },
  ),
  award: fc.constant(null),
  courseHref: fc.constant('/cursus/c'),
});

test('the button never leads to a lesson that is done or a module that is passed, and never nowhere', () => {
  fc.assert(
    fc.property(facts, (f) => {
      const step = continueFrom(f);
      expect(step.href).toMatch(/^\//);
      expect(step.title).not.toBe('');
      const path = step.href.split('#')[0] ?? '';
      const own = f.modules.find((m) => path.startsWith(`/${m.id}/`));
      if (step.kind === 'lesson' || step.kind === 'quiz' || step.kind === 'assignment') expect(own?.passed).toBe(false);
      if (step.kind === 'lesson') expect(own?.done.has(own.lessons.find((l) => l.href === path)?.id ?? '')).toBe(false);
      if (f.modules.some((m) => !m.passed)) expect(['lesson', 'quiz', 'assignment']).toContain(step.kind);
      if (step.kind === 'assignment') expect(own).toMatchObject({ quizPassed: true, assignmentsLeft: [{ href: step.href }] });
    }),
  );
});

test('whoever passed a quiz and only lacks the assignment is sent there', () => {
  fc.assert(
    fc.property(module, (m) => {
      const open = { ...m, passed: false, quizPassed: true, openAttemptAt: null };
      const step = continueFrom({
        firstName: 'Noor',
        modules: [open],
        position: null,
        meetings: [],
        award: null,
        courseHref: '/c',
      });
      expect(step.kind === 'assignment').toBe(open.assignmentsLeft.length > 0);
    }),
  );
});

test('an anchor is only used where it exists and is past the top', () => {
  fc.assert(
    fc.property(facts, (f) => {
      const anchor = continueFrom(f).href.split('#')[1];
      if (anchor !== undefined) {
        expect(['s2', 's3']).toContain(anchor);
        expect(anchor).toBe(f.position?.anchor);
      }
    }),
  );
});

test('with the award that the rule gives there is nothing left to do', () => {
  fc.assert(
    fc.property(facts, fc.boolean(), (f, isNew) => {
      const step = continueFrom({ ...f, award: { award: 'certificate', href: '/certificaten/x', courseTitle: 'Cursus', isNew } });
      expect(step).toMatchObject({ kind: 'award', href: '/certificaten/x' });
      expect(step.lead.startsWith('Gefeliciteerd')).toBe(isNew);
    }),
  );
});

test('without an open quiz the learner goes on in the module where they were last', () => {
  fc.assert(
    fc.property(facts, (f) => {
      const modules = f.modules.map((m) => ({ ...m, openAttemptAt: null }));
      const here = modules.find((m) => m.id === f.position?.moduleId && !m.passed);
      if (here) expect(continueFrom({ ...f, modules }).href.startsWith(`/${here.id}/`)).toBe(true);
    }),
  );
});

test('someone whose certificate was revoked is shown where it says why, not that all is done', () => {
  fc.assert(
    fc.property(facts, (f) => {
      const revoked = { award: 'certificate' as const, href: '/certificaten/x' };
      const step = continueFrom({
        ...f,
        award: null,
        revoked,
        meetings: [],
        modules: f.modules.map((m) => ({ ...m, passed: true })),
      });
      expect(step).toMatchObject({ kind: 'award', title: 'Je certificaat is ingetrokken', href: '/certificaten/x' });
    }),
  );
});
