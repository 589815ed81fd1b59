import { expect, test } from 'vitest';
import { attentionOf, compareAttention, type LibraryFacts } from '#src/domain/pilot-attention.ts';
import { figuresOf } from '#src/domain/pilot-figures.ts';
import { faultOf } from '#src/domain/pilot-plan.ts';
import { firstWeek, isTold, nextWeek, weeksDue, weeksSince } from '#src/domain/pilot-week.ts';

const pilot = { startsOn: '2027-01-13', endsOn: '2027-04-13', followUpOn: '2027-07-14', endedAt: null };
const at = (day: string) => new Date(`${day}T10:00:00Z`);

test('figures come on every Monday of a pilot and the one after it, and around the later round', () => {
  expect(firstWeek(pilot)).toBe('2027-01-18');
  expect(firstWeek({ startsOn: '2027-01-18' })).toBe('2027-01-18');
  const told = (week: string) => isTold(pilot, week);
  expect(['2027-01-11', '2027-01-18', '2027-04-12', '2027-04-19', '2027-04-26'].map(told)).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
  expect(['2027-07-12', '2027-07-19', '2027-08-02', '2027-08-09'].map(told)).toEqual([false, true, true, false]);
  expect(isTold({ ...pilot, endedAt: at('2027-02-10') }, '2027-02-08')).toBe(true);
  expect(isTold({ ...pilot, endedAt: at('2027-02-10') }, '2027-02-15')).toBe(false);
});

test('what was missed is made up for, four weeks back, and nothing of a pilot that was stopped', () => {
  expect(weeksDue(pilot, at('2027-01-14'))).toEqual([]);
  expect(weeksDue(pilot, at('2027-01-18'))).toEqual(['2027-01-18']);
  expect(weeksDue(pilot, at('2027-03-03'))).toEqual(['2027-02-08', '2027-02-15', '2027-02-22', '2027-03-01']);
  expect(weeksDue({ ...pilot, endedAt: at('2027-03-02') }, at('2027-03-03'))).toEqual([]);
});

test('the next figures are announced', () => {
  expect(nextWeek(pilot, at('2027-01-01'))).toBe('2027-01-18');
  expect(nextWeek(pilot, at('2027-02-03'))).toBe('2027-02-08');
  expect(nextWeek(pilot, at('2027-05-05'))).toBe('2027-07-19');
  expect(nextWeek({ ...pilot, followUpOn: null }, at('2027-05-05'))).toBeNull();
  expect(weeksSince('2027-01-13', '2027-01-18')).toBe(0);
  expect(weeksSince('2027-01-13', '2027-02-01')).toBe(2);
});

test('a pilot has days that its rounds fit in', () => {
  const days = (startsOn: string, endsOn: string, followUpOn: string | null = null) => ({ startsOn, endsOn, followUpOn });
  const field = (...given: Parameters<typeof faultOf>) => faultOf(...given)?.field ?? null;
  expect(field(days('2027-01-13', '2027-04-13'), '2027-01-01')).toBeNull();
  expect(field(days('2027-02-30', '2027-04-13'), '2027-01-01')).toBe('begin');
  expect(field(days('2072-01-13', '2072-04-13'), '2027-01-01')).toBe('begin');
  expect(field(days('2027-01-13', '2027-03-01'), '2027-01-01')).toBe('einde');
  expect(field(days('2027-01-13', '2029-03-01'), '2027-01-01')).toBe('einde');
  expect(field(days('2027-01-13', '2027-04-13', '2027-04-01'), '2027-01-01')).toBe('later');
  expect(field(days('2027-01-13', '2027-04-13', '2027-07-01'), '2027-01-01')).toBeNull();
  const present = days('2027-01-13', '2027-04-13');
  expect(field(days('2027-01-20', '2027-05-01'), '2027-01-15', present)).toBe('begin');
  expect(field(days('2027-01-13', '2027-05-01'), '2027-01-15', present)).toBeNull();
});

const figures = (passed: number[], certificates = 0) =>
  figuresOf({
    people: 20,
    started: 20,
    modules: passed.map((done, nr) => ({ id: `m${nr + 1}`, of: 20, done })),
    meetings: [],
    allModules: 0,
    certificates,
    inactive: 0,
  });
const now = at('2027-03-01');
const calm: LibraryFacts = {
  phase: 'running',
  invitedAt: at('2026-12-01'),
  acceptedAt: at('2026-12-10'),
  week: 7,
  unplanned: false,
  next: at('2027-03-10'),
  figures: figures([20, 19]),
  before: figures([18, 12]),
  stale: 0,
  lastContact: at('2027-02-20'),
  nextContact: null,
};
const reasons = (facts: Partial<LibraryFacts>) =>
  attentionOf({ ...calm, ...facts }, now, (id) => `module ${id}`).map(({ kind }) => kind);

test('each reason to look at a library, in words', () => {
  expect(reasons({})).toEqual([]);
  expect(reasons({ phase: 'noKickOff', week: 3, figures: null })).toEqual(['kickOff']);
  expect(reasons({ phase: 'noKickOff', week: 2, figures: null })).toEqual([]);
  expect(reasons({ phase: 'invited', acceptedAt: null, invitedAt: at('2027-02-15'), figures: null })).toEqual(['answer']);
  expect(reasons({ phase: 'invited', acceptedAt: null, invitedAt: at('2027-02-20'), figures: null })).toEqual([]);
  expect(reasons({ unplanned: true, next: null })).toEqual(['meeting']);
  expect(reasons({ phase: 'meetingsHeld', next: null })).toEqual(['certificates']);
  expect(reasons({ phase: 'meetingsHeld', next: null, figures: figures([20, 20], 9) })).toEqual([]);
  expect(reasons({ figures: figures([20, 2]), before: figures([18, 1]) })).toEqual(['stuck']);
  expect(reasons({ figures: figures([20, 2]), before: figures([2, 0]) })).toEqual([]);
  expect(reasons({ lastContact: at('2027-01-20') })).toEqual(['contact']);
  expect(reasons({ lastContact: at('2027-01-20'), nextContact: at('2027-03-05') })).toEqual([]);
  expect(reasons({ stale: 2 })).toEqual(['stale']);
  expect(attentionOf({ ...calm, stale: 2 }, now, String)[0]?.text).toBe('Bij ons: twee teksten moeten opnieuw nagekeken worden.');
});

test('of a library under five nothing is said but its phase and the talks', () => {
  const small = { figures: null, before: null, unplanned: true, next: null, stale: 4 };
  expect(reasons(small)).toEqual([]);
  expect(reasons({ ...small, phase: 'meetingsHeld' })).toEqual([]);
  expect(reasons({ ...small, lastContact: null })).toEqual(['contact']);
});

test('who asks for most comes first', () => {
  const line = (name: string, ...kinds: ('kickOff' | 'stale' | 'contact')[]) => ({
    name,
    attention: kinds.map((kind) => ({ kind, text: '' })),
  });
  const sorted = [line('A'), line('B', 'stale'), line('C', 'contact', 'stale'), line('D', 'kickOff'), line('E', 'contact')];
  expect(sorted.sort(compareAttention).map(({ name }) => name)).toEqual(['D', 'C', 'E', 'B', 'A']);
});
