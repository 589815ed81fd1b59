import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decide,
  lineStates,
  placeOf,
  sameVerdict,
  type KnownPerson,
  type PersonLine,
  type Steps,
} from '#src/domain/people-list.ts';
import type { Role } from '#src/domain/roles.ts';

const facts = {
  libraryName: 'Bibliotheek Duinrand',
  branches: [
    { id: 'c', name: 'Centrum' },
    { id: 'z', name: 'Zuid' },
  ],
  groups: [
    { id: 'g', name: 'Najaar' },
    { id: 'd1', name: 'Dubbel' },
    { id: 'd2', name: 'dubbel' },
  ],
};
const place = placeOf({ ...facts, mayGive: ['learner'], groupId: null });
const everything = placeOf({ ...facts, mayGive: ['learner', 'educationSpecialist'], groupId: null });
const line = (more: Partial<PersonLine> = {}): PersonLine => ({
  line: 2,
  name: 'Noor de Wit',
  email: 'noor@x.example',
  username: null,
  role: '',
  branch: '',
  group: '',
  fault: null,
  ...more,
});
const noor = (more: Partial<KnownPerson> = {}): KnownPerson => ({
  personId: 'noor',
  name: 'Noor de Wit',
  off: false,
  jobs: [{ id: 'e', role: 'learner', branchId: 'c' }],
  groupIds: [],
  ...more,
});

test('who is not there yet is new, with role, branch and group', () => {
  expect(decide(line({ role: 'Vrijwilliger', branch: 'ZUID', group: ' najaar' }), null, place)).toMatchObject({
    state: 'new',
    as: 'medewerker · Zuid · groep Najaar',
    steps: { make: true, employ: { role: 'learner', branchId: 'z' }, joinGroupId: 'g', rename: null },
  });
});

test('who has an account elsewhere looks the same, and keeps their name', () => {
  const elsewhere = noor({ name: 'N. de Wit', jobs: [] });
  expect(decide(line(), elsewhere, place)).toMatchObject({
    state: 'new',
    changes: [],
    steps: { make: false, employ: { role: 'learner' }, rename: null },
  });
  const { steps: _a, ...shownElsewhere } = decide(line(), elsewhere, place);
  const { steps: _b, ...shownNew } = decide(line(), null, place);
  expect(shownElsewhere).toEqual(shownNew);
});

test('who works here stays as they are, or changes as is shown', () => {
  expect(decide(line({ role: 'medewerker', branch: 'Centrum' }), noor(), place)).toMatchObject({ state: 'same', changes: [] });
  expect(decide(line({ name: null }), noor(), place).state).toBe('same');
  expect(decide(line({ name: 'Noor Wit', branch: 'Zuid', group: 'Najaar' }), noor(), place)).toMatchObject({
    state: 'changed',
    changes: [
      { what: 'naam', from: 'Noor de Wit', to: 'Noor Wit' },
      { what: 'vestiging', from: 'Centrum', to: 'Zuid' },
      { what: 'groep', from: '', to: 'Najaar' },
    ],
    steps: { employ: null, branch: { employmentId: 'e', branchId: 'z' }, rename: 'Noor Wit', joinGroupId: 'g' },
  });
  // An accent written in two signs is no other name.
  expect(decide(line({ name: 'José' }), noor({ name: 'Jose\u0301' }), place).state).toBe('same');
});

test('a specialist gives no other role than employee; who is specialist already stays it', () => {
  const specialist = noor({ jobs: [{ id: 's', role: 'educationSpecialist', branchId: null }] });
  expect(decide(line({ role: 'specialist' }), null, place).why).toContain('Alleen de beheerder');
  expect(decide(line({ role: 'specialist' }), noor(), place).why).toContain('Alleen de beheerder');
  expect(decide(line({ role: 'specialist' }), specialist, place).state).toBe('same');
  expect(decide(line({ role: 'medewerker' }), specialist, place).state).toBe('same');
  expect(decide(line({ role: 'specialist' }), noor(), everything)).toMatchObject({
    state: 'changed',
    changes: [{ what: 'rol', from: 'medewerker', to: 'medewerker en specialist' }],
    steps: { employ: { role: 'educationSpecialist', branchId: null } },
  });
});

test.each([
  [{ role: 'beheerder' }, null, 'is er niet bij een bibliotheek'],
  [{ role: 'adviseur POI' }, null, 'is er niet bij een bibliotheek'],
  [{ role: 'baas' }, null, 'kennen we niet'],
  [{ branch: 'Noord' }, null, 'Wel: Centrum, Zuid'],
  [{ group: 'Voorjaar' }, null, 'is er niet bij Bibliotheek Duinrand'],
  [{ group: 'Dubbel' }, null, 'meer dan één groep'],
  [{}, noor({ off: true }), 'uitgezet'],
  [{ email: null, username: 'noor' }, noor({ jobs: [] }), 'van iemand anders'],
  [{ fault: 'Kapot.' }, noor(), 'Kapot.'],
])('%j is refused', (more, known, why) => {
  expect(decide(line(more), known, place)).toMatchObject({ state: 'refused', why: expect.stringContaining(why) });
});

test('the group of the page is for who has none of their own in the file', () => {
  const intoGroup = placeOf({ ...facts, mayGive: ['learner'], groupId: 'g' });
  expect(decide(line(), noor(), intoGroup).steps.joinGroupId).toBe('g');
  expect(decide(line(), noor({ groupIds: ['g'] }), intoGroup).state).toBe('same');
});

/** As the service writes it. */
function apply(known: KnownPerson | null, { name }: PersonLine, steps: Steps): KnownPerson {
  const before = known ?? { personId: 'p', name, off: false, jobs: [], groupIds: [] };
  const jobs = before.jobs.map((job) =>
    job.id === steps.branch?.employmentId ? { ...job, branchId: steps.branch.branchId } : job,
  );
  return {
    ...before,
    name: steps.rename ?? before.name,
    jobs: steps.employ ? [...jobs, { id: 'added', ...steps.employ }] : jobs,
    groupIds: steps.joinGroupId ? [...before.groupIds, steps.joinGroupId] : before.groupIds,
  };
}

const anyLine = fc.record({
  name: fc.option(fc.constantFrom('Noor', 'Bram de Vries')),
  role: fc.constantFrom('', 'medewerker', 'Specialist', 'beheerder', 'x'),
  branch: fc.constantFrom('', 'centrum', 'Zuid', 'weg'),
  group: fc.constantFrom('', 'Najaar', 'Dubbel'),
});
const anyKnown = fc.option(
  fc.record({
    personId: fc.constant('p'),
    name: fc.option(fc.constantFrom('Noor', 'Anna')),
    off: fc.boolean(),
    jobs: fc
      .array(fc.tuple(fc.constantFrom<Role>('learner', 'educationSpecialist'), fc.option(fc.constantFrom('c', 'z'))), {
        maxLength: 3,
      })
      .map((jobs) => jobs.map(([role, branchId], i) => ({ id: `e${i}`, role, branchId }))),
    groupIds: fc.subarray(['g']),
  }),
);

test('letting it in a second time changes nothing, whoever is there', () => {
  fc.assert(
    fc.property(anyLine, anyKnown, fc.boolean(), (some, known, admin) => {
      const where = admin ? everything : place;
      const one = line(some);
      const first = decide(one, known, where);
      expect(lineStates).toContain(first.state);
      if (first.state === 'refused') {
        expect(first.why).not.toBeNull();
        expect(Object.values(first.steps).every((step) => step === null || step === false)).toBe(true);
        return;
      }
      // Nobody loses a job or a group, and no specialist makes another.
      const after = apply(known, one, first.steps);
      expect(after.jobs.length).toBeGreaterThanOrEqual(known?.jobs.length ?? 1);
      if (!admin) expect(first.steps.employ?.role ?? 'learner').toBe('learner');
      const again = decide(one, after, where);
      // Who came from elsewhere keeps their name, which is shown as a change from then on.
      expect(again.changes.filter((c) => c.what !== 'naam' || first.state === 'changed')).toEqual([]);
    }),
  );
});

test('what is shown the same is the same', () => {
  const a = decide(line({ name: 'Noor Wit' }), noor(), place);
  expect(sameVerdict(a, { ...a, changes: [...a.changes] })).toBe(true);
  expect(sameVerdict(a, decide(line({ name: 'Noor Witte' }), noor(), place))).toBe(false);
  expect(sameVerdict(a, decide(line(), noor(), place))).toBe(false);
});
