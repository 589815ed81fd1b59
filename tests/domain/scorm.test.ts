import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDone, resultOfAll, resultOfSco, unknownResult, type ScoResult } from '#src/domain/package-result.ts';
import { startOf, stateAfter, type ScoState } from '#src/domain/sco-start.ts';
import { givenBack, isElement, isKept, keptOf, stateLimits, type Edition } from '#src/domain/scorm-elements.ts';
import { durationOf, secondsOf } from '#src/domain/scorm-time.ts';

const editions = ['1.2', '2004'] as const;

describe('elements', () => {
  test.each([
    ['1.2', 'cmi.core.lesson_status'],
    ['1.2', 'cmi.interactions.3.correct_responses.0.pattern'],
    ['1.2', 'cmi.objectives._count'],
    ['2004', 'cmi.objectives.10.score.scaled'],
    ['2004', 'adl.nav.request'],
    ['2004', 'adl.nav.request_valid.choice.{target=item 1}'],
    ['2004', 'adl.data.0.store'],
  ] as const)('%s knows %s', (edition, element) => expect(isElement(edition, element)).toBe(true));

  test.each([
    'settings.lmsCommitUrl',
    'cmi',
    'cmi.session._exit',
    'cmi._initialized',
    'cmi.core',
    'cmi.core.constructor',
    'cmi.objectives.01.id',
    'cmi.objectives.-1.id',
    'cmi.objectives.1.score',
    'cmi.interactions.0.__proto__',
    '__proto__',
    'adl.sequencing',
    'cmi.core.lesson_status\n',
    ' cmi.core.lesson_status',
  ])('nobody knows %j', (element) => {
    for (const edition of editions) expect(isElement(edition, element)).toBe(false);
  });

  test('what is kept comes back as it was, falsy or not', () => {
    const data = { 'cmi.core.lesson_location': '0', 'cmi.suspend_data': '', 'cmi.core.score.raw': 0, 'cmi.comments': 'false' };
    expect(keptOf('1.2', data)).toEqual({ ...data, 'cmi.core.score.raw': '0' });
    expect(
      keptOf('1.2', { 'cmi.core.student_name': 'x', 'cmi.launch_data': 'x', other: 'x', 'cmi.objectives._count': 1 }),
    ).toEqual({});
    expect(keptOf('1.2', { 'cmi.suspend_data': 'x'.repeat(stateLimits.valueChars + 1) })).toBeNull();
    expect(givenBack('2004', { 'cmi.exit': 'suspend', 'cmi.session_time': 'PT1S', 'cmi.location': '3' })).toEqual({
      'cmi.location': '3',
    });
  });

  test('no name that is kept leads to anything but a value of the standard', () => {
    const part = fc.constantFrom(
      'cmi',
      'core',
      'objectives',
      '0',
      'id',
      'exit',
      'score',
      'raw',
      '__proto__',
      'settings',
      '_count',
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), fc.constantFrom(...editions), (parts, edition) => {
        const name = parts.join('.');
        if (isKept(edition, name)) expect(name).toMatch(/^(?:cmi|adl)\.[a-z]/);
        if (isKept(edition, name)) expect(name).not.toMatch(/__proto__|settings/);
      }),
    );
  });
});

describe('time', () => {
  test.each([
    ['1.2', '0001:02:03.5', 3723.5],
    ['1.2', '00:00:59', 59],
    ['1.2', 'PT1S', 0],
    ['2004', 'PT1H2M3.5S', 3723.5],
    ['2004', 'P1DT1S', 86_401],
    ['2004', 'P', 0],
    ['2004', 'PT', 0],
    ['2004', '00:00:59', 0],
  ] as const)('%s reads %s', (edition, text, seconds) => expect(secondsOf(edition, text)).toBe(seconds));

  test('what is written is read again', () => {
    fc.assert(
      fc.property(fc.constantFrom<Edition>(...editions), fc.integer({ min: 0, max: 100_000_000 }), (edition, hundredths) => {
        expect(secondsOf(edition, durationOf(edition, hundredths / 100))).toBeCloseTo(hundredths / 100, 5);
      }),
    );
  });

  test('all sessions add up, however often each one reports', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
        (sessions) => {
          let state: ScoState | undefined;
          sessions.forEach((reports, at) => {
            for (const seconds of reports)
              state = stateAfter('1.2', state, {
                session: at + 1,
                final: false,
                anew: false,
                data: { 'cmi.core.session_time': durationOf('1.2', seconds), 'cmi.core.lesson_location': '1' },
              });
          });
          const expected = sessions.reduce((sum, reports) => sum + (reports.at(-1) ?? 0), 0);
          expect((state?.totalSeconds ?? 0) + (state?.sessionSeconds ?? 0)).toBe(expected);
        },
      ),
    );
  });
});

describe('the next start', () => {
  const state = (data: Record<string, string>, finished: boolean): ScoState => ({
    data,
    finished,
    session: 3,
    totalSeconds: 60,
    sessionSeconds: 30,
  });
  test.each([
    ['nothing yet', '1.2', undefined, 'ab-initio', 1, '0000:00:00.00'],
    [
      'suspended',
      '1.2',
      state({ 'cmi.core.exit': 'suspend', 'cmi.core.lesson_location': '2' }, true),
      'resume',
      4,
      '0000:01:30.00',
    ],
    ['broken off', '2004', state({ 'cmi.location': '2' }, false), 'resume', 4, 'PT0H1M30S'],
    ['ended, 1.2', '1.2', state({ 'cmi.core.lesson_location': '2' }, true), '', 4, '0000:01:30.00'],
    ['ended, 2004', '2004', state({ 'cmi.location': '2', 'cmi.exit': 'normal' }, true), 'ab-initio', 4, 'PT0H0M0S'],
  ] as const)('%s', (_, edition, before, entry, session, totalTime) => {
    const start = startOf(edition, before);
    expect(start).toMatchObject({ entry, session, totalTime });
    expect(start.data['cmi.core.exit'] ?? start.data['cmi.exit']).toBeUndefined();
    if (entry === 'resume' || entry === '') expect(Object.keys(start.data)).toHaveLength(1);
  });
});

describe('results', () => {
  test.each([
    [
      '1.2',
      { 'cmi.core.lesson_status': 'passed', 'cmi.core.score.raw': '8', 'cmi.core.score.max': '10' },
      ['completed', 'passed', 80],
    ],
    ['1.2', { 'cmi.core.lesson_status': 'failed', 'cmi.core.score.raw': '' }, ['incomplete', 'failed', null]],
    ['1.2', { 'cmi.core.lesson_status': 'browsed' }, ['incomplete', 'unknown', null]],
    ['2004', { 'cmi.completion_status': 'completed', 'cmi.score.scaled': '0.55' }, ['completed', 'unknown', 55]],
    ['2004', { 'cmi.success_status': 'passed', 'cmi.score.raw': '300', 'cmi.score.max': 'x' }, ['unknown', 'passed', 100]],
    ['2004', { 'cmi.score.scaled': '-1' }, ['unknown', 'unknown', 0]],
  ] as const)('%s %j', (edition, data, [completion, success, score]) => {
    expect(resultOfSco(edition, data as Record<string, string>)).toEqual({ completion, success, score });
  });

  test('together: done when all are, never passed while one was failed', () => {
    const result: fc.Arbitrary<ScoResult> = fc.record({
      completion: fc.constantFrom('unknown', 'incomplete', 'completed'),
      success: fc.constantFrom('unknown', 'passed', 'failed'),
      score: fc.option(fc.integer({ min: 0, max: 100 })),
    });
    fc.assert(
      fc.property(fc.array(result, { maxLength: 5 }), (parts) => {
        const whole = resultOfAll(parts);
        expect(whole.completion === 'completed').toBe(parts.length > 0 && parts.every((p) => p.completion === 'completed'));
        if (parts.some((p) => p.success === 'failed')) expect(isDone({ rule: 'passed', minScore: null }, whole)).toBe(false);
        if (parts.length === 1 && parts[0]) expect(whole.score).toBe(parts[0].score);
        expect(isDone({ rule: 'score', minScore: 0 }, unknownResult)).toBe(false);
      }),
    );
  });
});
