/** The API and the data model of SCORM 1.2 (RTE 3.3 and 3.4) as a part meets them: through the wrapper, on the run-time. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { player12 } from '#src/scorm/browser/player12.ts';
import { item, launch } from './items.ts';
import { launchData, playing, type Playing } from './playing.ts';

const part = item({
  id: 'a',
  title: 'Deel a',
  launch,
  launchData: 'les=3',
  masteryScore: '80',
  maxTimeAllowed: '01:00:00',
  timeLimitAction: 'exit,message',
});
const start = (more: Parameters<typeof launchData>[0] = {}): Playing =>
  playing(player12, launchData({ root: item({ id: 'root', children: [part] }), ...more }));
const running = (more = {}) => {
  const here = start(more);
  expect(here.api.LMSInitialize?.('')).toBe('true');
  return here;
};

/** What a call answers, and the error after it. */
const get = ({ api }: Playing, element: string) => [api.LMSGetValue?.(element), api.LMSGetLastError?.()];
const set = ({ api }: Playing, element: string, value: unknown) => [api.LMSSetValue?.(element, value), api.LMSGetLastError?.()];
const call = ({ api }: Playing, name: string, ...given: unknown[]) => [api[name]?.(...given), api.LMSGetLastError?.()];

afterEach(() => vi.unstubAllGlobals());

describe('eight functions in three states', () => {
  test('before LMSInitialize', () => {
    const here = start();
    expect(call(here, 'LMSGetValue', 'cmi.core.student_id')).toEqual(['', '301']);
    expect(call(here, 'LMSSetValue', 'cmi.core.lesson_location', '1')).toEqual(['false', '301']);
    expect(call(here, 'LMSCommit', '')).toEqual(['false', '301']);
    expect(call(here, 'LMSFinish', '')).toEqual(['false', '301']);
    expect(here.api.LMSGetErrorString?.('301')).toBe('Not initialized');
    expect(here.api.LMSGetDiagnostic?.('301')).not.toBe('');
    expect(here.api.LMSGetLastError?.()).toBe('301');
    expect(call(here, 'LMSInitialize', 'x')).toEqual(['false', '201']);
    expect(call(here, 'LMSInitialize', '')).toEqual(['true', '0']);
  });

  test('while it runs', () => {
    const here = running();
    expect(call(here, 'LMSInitialize', '')).toEqual(['false', '101']);
    expect(call(here, 'LMSGetValue', 'cmi.core.student_id')).toEqual(['a1b2', '0']);
    expect(call(here, 'LMSSetValue', 'cmi.core.lesson_location', '1')).toEqual(['true', '0']);
    expect(call(here, 'LMSCommit', 'x')).toEqual(['false', '201']);
    expect(call(here, 'LMSCommit', '')).toEqual(['true', '0']);
    expect(here.reports.at(-1)).toMatchObject({ item: 'a', final: false, data: { 'cmi.core.lesson_location': '1' } });
    expect(call(here, 'LMSFinish', 'x')).toEqual(['false', '201']);
    expect(call(here, 'LMSFinish', '')).toEqual(['true', '0']);
    expect(here.reports.at(-1)).toMatchObject({ final: true });
  });

  test('after LMSFinish', () => {
    const here = running();
    here.api.LMSFinish?.('');
    const told = here.reports.length;
    expect(call(here, 'LMSGetValue', 'cmi.core.student_id')).toEqual(['', '301']);
    expect(call(here, 'LMSSetValue', 'cmi.core.lesson_location', '2')).toEqual(['false', '301']);
    expect(call(here, 'LMSCommit', '')).toEqual(['false', '301']);
    expect(call(here, 'LMSFinish', '')).toEqual(['false', '301']);
    expect(call(here, 'LMSInitialize', '')).toEqual(['false', '101']);
    expect(here.reports).toHaveLength(told);
    expect(here.api.LMSGetErrorString?.('101')).toBe('General Exception');
  });

  test.each(['0', '101', '201', '202', '203', '301', '401', '402', '403', '404', '405'])('%s has words', (code) => {
    const here = start();
    expect(here.api.LMSGetErrorString?.(code)?.length).toBeGreaterThan(5);
    expect(here.api.LMSGetDiagnostic?.(code)?.length).toBeGreaterThan(5);
  });

  test('what is no number of an error has none, and asking changes nothing', () => {
    const here = running();
    set(here, 'cmi.core.student_id', 'x');
    for (const code of ['', '1', '999', 'x', '0 ']) expect(here.api.LMSGetErrorString?.(code)).toBe('');
    expect(here.api.LMSGetDiagnostic?.('999')).toBe('');
    expect(here.api.LMSGetLastError?.()).toBe('403');
  });
});

const long = (chars: number) => 'a'.repeat(chars);
const status = ['passed', 'completed', 'failed', 'incomplete', 'browsed'];
const decimals = { good: ['0', '80', '80.5', '100', ''], wrong: ['101', '-1', 'abc', '1,5'] };
const spans = { good: ['00:00:00', '0001:02:03', '9999:59:59.99'], wrong: ['1:2:3', 'PT1S', 'x', ''] };
const bits = (least: number, most: number) => ({
  good: [String(least), '0', String(most)],
  wrong: [String(most + 1), String(least - 1), '0.5', 'x'],
});

interface Element {
  name: string;
  /** What it says at the start; undefined: it can't be read. */
  first?: string;
  good?: string[];
  wrong?: string[];
  /** What setting it answers when it can't be written. */
  fixed?: '402' | '403';
}

const keyword = (name: string, first: string): Element => ({ name, first, fixed: '402' });
const readOnly = (name: string, first: string): Element => ({ name, first, fixed: '403' });

const model: Element[] = [
  keyword(
    'cmi.core._children',
    'student_id,student_name,lesson_location,credit,lesson_status,entry,score,total_time,lesson_mode,exit,session_time',
  ),
  readOnly('cmi.core.student_id', 'a1b2'),
  readOnly('cmi.core.student_name', 'Haddad, Samira'),
  { name: 'cmi.core.lesson_location', first: '', good: ['', '3', long(255)], wrong: [long(256)] },
  readOnly('cmi.core.credit', 'credit'),
  { name: 'cmi.core.lesson_status', first: 'not attempted', good: status, wrong: ['done', '', 'Passed', 'p', 'not attempted'] },
  readOnly('cmi.core.entry', 'ab-initio'),
  keyword('cmi.core.score._children', 'raw,min,max'),
  { name: 'cmi.core.score.raw', first: '', ...decimals },
  { name: 'cmi.core.score.min', first: '', ...decimals },
  { name: 'cmi.core.score.max', first: '', ...decimals },
  readOnly('cmi.core.total_time', '00:00:00'),
  readOnly('cmi.core.lesson_mode', 'normal'),
  { name: 'cmi.core.exit', good: ['time-out', 'suspend', 'logout', ''], wrong: ['stop', 'SUSPEND'] },
  { name: 'cmi.core.session_time', ...spans },
  {
    name: 'cmi.suspend_data',
    first: '',
    good: ['', 'a=1&b="2"', long(4096), long(64_000), long(150_000)],
    wrong: [long(200_001)],
  },
  readOnly('cmi.launch_data', 'les=3'),
  { name: 'cmi.comments', first: '', good: ['', 'Mooi', long(4096)], wrong: [long(4097)] },
  readOnly('cmi.comments_from_lms', ''),
  keyword('cmi.objectives._children', 'id,score,status'),
  keyword('cmi.objectives._count', '1'),
  { name: 'cmi.objectives.0.id', first: 'doel_1', good: ['doel-2', long(255)], wrong: [long(256), ''] },
  keyword('cmi.objectives.0.score._children', 'raw,min,max'),
  { name: 'cmi.objectives.0.score.raw', first: '', ...decimals },
  { name: 'cmi.objectives.0.score.min', first: '', ...decimals },
  { name: 'cmi.objectives.0.score.max', first: '', ...decimals },
  { name: 'cmi.objectives.0.status', first: '', good: [...status, 'not attempted'], wrong: ['done', 'Passed'] },
  keyword('cmi.student_data._children', 'mastery_score,max_time_allowed,time_limit_action'),
  readOnly('cmi.student_data.mastery_score', '80'),
  readOnly('cmi.student_data.max_time_allowed', '01:00:00'),
  readOnly('cmi.student_data.time_limit_action', 'exit,message'),
  keyword('cmi.student_preference._children', 'audio,language,speed,text'),
  { name: 'cmi.student_preference.audio', first: '0', ...bits(-1, 100) },
  { name: 'cmi.student_preference.language', first: '', good: ['nl', long(255)], wrong: [long(256)] },
  { name: 'cmi.student_preference.speed', first: '0', ...bits(-100, 100) },
  { name: 'cmi.student_preference.text', first: '0', ...bits(-1, 1) },
  keyword('cmi.interactions._children', 'id,objectives,time,type,correct_responses,weighting,student_response,result,latency'),
  keyword('cmi.interactions._count', '1'),
  { name: 'cmi.interactions.0.id', good: ['vraag_1', long(255)], wrong: [long(256)] },
  keyword('cmi.interactions.0.objectives._count', '1'),
  { name: 'cmi.interactions.0.objectives.0.id', good: ['doel_1', long(255)], wrong: [long(256)] },
  { name: 'cmi.interactions.0.time', good: ['00:00:00', '23:59:59', '10:11:12.5'], wrong: ['25:00:00', '10', 'x', ''] },
  {
    name: 'cmi.interactions.0.type',
    good: ['true-false', 'choice', 'fill-in', 'matching', 'performance', 'sequencing', 'likert', 'numeric'],
    wrong: ['essay', '', 'Choice'],
  },
  keyword('cmi.interactions.0.correct_responses._count', '1'),
  { name: 'cmi.interactions.0.correct_responses.0.pattern', good: ['a', '{a,b}', long(255), long(1000)] },
  { name: 'cmi.interactions.0.weighting', good: ['1', '0.5', '2'], wrong: ['x'] },
  // Longer than the 255 of the standard is kept: many packages write what someone typed.
  { name: 'cmi.interactions.0.student_response', good: ['a', 't', long(255), long(1000)] },
  {
    name: 'cmi.interactions.0.result',
    good: ['correct', 'wrong', 'unanticipated', 'neutral', '0.75'],
    wrong: ['right', '', 'incorrect?'],
  },
  { name: 'cmi.interactions.0.latency', ...spans },
];

/** With one objective and one interaction in it. */
function filled(): Playing {
  const here = running();
  expect(set(here, 'cmi.objectives.0.id', 'doel_1')).toEqual(['true', '0']);
  expect(set(here, 'cmi.interactions.0.id', 'vraag_0')).toEqual(['true', '0']);
  expect(set(here, 'cmi.interactions.0.type', 'choice')).toEqual(['true', '0']);
  expect(set(here, 'cmi.interactions.0.objectives.0.id', 'doel_1')).toEqual(['true', '0']);
  expect(set(here, 'cmi.interactions.0.correct_responses.0.pattern', 'a')).toEqual(['true', '0']);
  return here;
}

describe('every element', () => {
  test.each(model)('$name', ({ name, first, good = [], wrong = [], fixed }) => {
    const here = filled();
    expect(get(here, name)).toEqual(first === undefined ? ['', '404'] : [first, '0']);
    for (const value of good) {
      expect(set(here, name, value), value.slice(0, 20)).toEqual(['true', '0']);
      expect(get(here, name)).toEqual(first === undefined ? ['', '404'] : [value, '0']);
    }
    for (const value of wrong) expect(set(here, name, value), value.slice(0, 20)).toEqual(['false', '405']);
    if (good.length > 0 && first !== undefined) expect(get(here, name)).toEqual([good.at(-1), '0']);
    if (fixed) {
      expect(set(here, name, 'x')).toEqual(['false', fixed]);
      expect(get(here, name)).toEqual([first, '0']);
    }
  });

  test('202 and 203: parts and counts that an element does not have', () => {
    const here = filled();
    for (const name of ['cmi.core.lesson_status', 'cmi.suspend_data', 'cmi.objectives.0.id', 'cmi.student_data.mastery_score'])
      expect(get(here, `${name}._children`), name).toEqual(['', '202']);
    for (const name of ['cmi.core', 'cmi.core.score', 'cmi.core.lesson_status', 'cmi.student_preference', 'cmi.objectives.0'])
      expect(get(here, `${name}._count`), name).toEqual(['', '203']);
    expect(set(here, 'cmi.core.lesson_status._children', 'x')).toEqual(['false', '402']);
    expect(set(here, 'cmi.core._count', '1')).toEqual(['false', '402']);
  });

  test('201 and 401: rows that are not there, and names of nothing', () => {
    const here = filled();
    expect(get(here, 'cmi.objectives.1.id')).toEqual(['', '201']);
    expect(set(here, 'cmi.objectives.2.id', 'x')).toEqual(['false', '201']);
    expect(set(here, 'cmi.interactions.2.id', 'x')).toEqual(['false', '201']);
    expect(get(here, '')).toEqual(['', '201']);
    expect(set(here, '', 'x')).toEqual(['false', '201']);
    for (const name of ['cmi.nothing', 'cmi.core.nothing', 'cmi', 'cmi.core', 'adl.nav.request', 'settings.lmsCommitUrl']) {
      expect(get(here, name), name).toEqual(['', '401']);
      expect(set(here, name, 'x'), name).toEqual(['false', '401']);
    }
    expect(get(here, 'cmi._version')).toEqual(['3.4', '0']);
  });

  test('rows one after another, and an index that is none', () => {
    const here = running();
    for (let n = 0; n < 3; n++) expect(set(here, `cmi.objectives.${n}.id`, `doel_${n}`)).toEqual(['true', '0']);
    expect(get(here, 'cmi.objectives._count')).toEqual(['3', '0']);
    for (const row of ['-1', '01', '1.5', 'x']) expect(set(here, `cmi.objectives.${row}.id`, 'x')[1]).not.toBe('0');
    expect(get(here, 'cmi.objectives._count')).toEqual(['3', '0']);
  });
});

describe('what becomes of it', () => {
  const ends = (said: Record<string, string>, more = {}) => {
    const here = running(more);
    for (const [element, value] of Object.entries(said)) expect(set(here, element, value)).toEqual(['true', '0']);
    here.api.LMSFinish?.('');
    return here.reports.at(-1)?.data;
  };
  const without = item({ id: 'root', children: [item({ ...part, masteryScore: '' })] });

  test.each([
    ['says nothing at all', {}, without, 'completed'],
    ['mastery reached', { 'cmi.core.score.raw': '80' }, undefined, 'passed'],
    ['mastery missed', { 'cmi.core.score.raw': '79', 'cmi.core.lesson_status': 'passed' }, undefined, 'failed'],
    ['no score: as it says itself', { 'cmi.core.lesson_status': 'incomplete' }, undefined, 'incomplete'],
    [
      'without mastery score as it says itself',
      { 'cmi.core.score.raw': '10', 'cmi.core.lesson_status': 'passed' },
      without,
      'passed',
    ],
  ] as const)('%s', (_, said, root, expected) => {
    expect(ends(said, root ? { root } : {})?.['cmi.core.lesson_status']).toBe(expected);
  });

  test('suspended, it begins again with what it kept, and with the time of both', () => {
    const data = {
      'cmi.core.lesson_status': 'incomplete',
      'cmi.core.lesson_location': '7',
      'cmi.suspend_data': long(100_000),
      'cmi.core.exit': 'suspend',
      'cmi.core.session_time': '00:00:30',
      'cmi.objectives.0.id': 'doel_1',
      'cmi.objectives.0.status': 'passed',
    };
    const states = { a: { data, session: 2, finished: true, totalSeconds: 60, sessionSeconds: 30 } };
    const here = running({ states });
    expect(get(here, 'cmi.core.entry')).toEqual(['resume', '0']);
    expect(get(here, 'cmi.core.total_time')).toEqual(['00:01:30', '0']);
    expect(get(here, 'cmi.core.lesson_location')).toEqual(['7', '0']);
    expect(get(here, 'cmi.core.lesson_status')).toEqual(['incomplete', '0']);
    expect(get(here, 'cmi.objectives.0.status')).toEqual(['passed', '0']);
    expect(get(here, 'cmi.suspend_data')[0]).toHaveLength(100_000);
    here.api.LMSCommit?.('');
    expect(here.reports.at(-1)).toMatchObject({ session: 3, anew: false });
    expect(here.reports.at(-1)?.data['cmi.suspend_data']).toHaveLength(100_000);
  });

  test('parts wait for what must come first', async () => {
    const root = item({
      id: 'root',
      children: [item({ id: 'a', title: 'A', launch }), item({ id: 'b', launch, prerequisites: 'a' }), item({ id: 'c', launch })],
    });
    const here = running({ root });
    expect([...here.player.controls().choices]).toEqual(['a', 'c']);
    await here.player.choose('b');
    expect(here.opened).toEqual(['a']);
    set(here, 'cmi.core.lesson_status', 'completed');
    await here.player.go('continue');
    expect(here.opened).toEqual(['a', 'b']);
  });
});
