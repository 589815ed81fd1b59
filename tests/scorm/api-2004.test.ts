/** The API of SCORM 2004 as a part meets it: every error code, and what sequencing and shared data answer themselves. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { player2004 } from '#src/scorm/browser/player2004.ts';
import { item, launch, sequencing } from './items.ts';
import { launchData, next, playing, type Playing } from './playing.ts';

const maps = [
  { targetId: 'samen', read: true, write: true },
  { targetId: 'lezen', read: true, write: false },
  { targetId: 'schrijven', read: false, write: true },
];
const root = item({
  id: 'root',
  sequencing: sequencing({ controlMode: { flow: true } }),
  children: [
    item({ id: 'a', title: 'A', launch, data: maps, launchData: 'les=3' }),
    item({
      id: 'b',
      title: 'B',
      launch,
      data: maps,
      completionThreshold: { completedByMeasure: true, minProgressMeasure: 0.8, progressWeight: 1 },
      sequencing: sequencing({
        objectives: [
          { id: 'hoofd', primary: true, satisfiedByMeasure: true, minNormalizedMeasure: 0.7, maps: [] },
          { id: 'doel', primary: false, satisfiedByMeasure: false, minNormalizedMeasure: null, maps: [] },
        ],
      }),
    }),
  ],
});
const data = (more = {}) => launchData({ edition: '2004', standard: '2004-4', root, ...more });
const running = (more = {}) => {
  const here = playing(player2004, data(more));
  expect(call(here, 'Initialize', '')).toEqual(['true', '0']);
  return here;
};
const call = ({ api }: Playing, name: string, ...given: unknown[]) => [api[name]?.(...given), api.GetLastError?.()];
const get = (here: Playing, element: string) => call(here, 'GetValue', element);
const set = (here: Playing, element: string, value: string) => call(here, 'SetValue', element, value);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('errors', () => {
  test('of state: 122, 132, 142, 112 before; 103 while; 123, 133, 143, 113, 104 after', () => {
    const here = playing(player2004, data());
    expect(get(here, 'cmi.location')).toEqual(['', '122']);
    expect(get(here, 'adl.data._count')).toEqual(['', '122']);
    expect(set(here, 'cmi.location', '1')).toEqual(['false', '132']);
    expect(set(here, 'adl.nav.request', 'continue')).toEqual(['false', '132']);
    expect(call(here, 'Commit', '')).toEqual(['false', '142']);
    expect(call(here, 'Terminate', '')).toEqual(['false', '112']);
    expect(call(here, 'Initialize', 'x')).toEqual(['false', '201']);
    expect(call(here, 'Initialize', '')).toEqual(['true', '0']);
    expect(call(here, 'Initialize', '')).toEqual(['false', '103']);
    expect(call(here, 'Commit', 'x')).toEqual(['false', '201']);
    expect(call(here, 'Terminate', 'x')).toEqual(['false', '201']);
    expect(call(here, 'Terminate', '')).toEqual(['true', '0']);
    expect(get(here, 'cmi.location')).toEqual(['', '123']);
    expect(get(here, 'adl.nav.request_valid.continue')).toEqual(['', '123']);
    expect(set(here, 'cmi.location', '1')).toEqual(['false', '133']);
    expect(call(here, 'Commit', '')).toEqual(['false', '143']);
    expect(call(here, 'Terminate', '')).toEqual(['false', '113']);
    expect(call(here, 'Initialize', '')).toEqual(['false', '104']);
  });

  test('of elements: 301, 351, 401, 403, 404, 405, 406, 407, 408', () => {
    const here = running();
    expect(get(here, 'cmi.objectives.0.id')).toEqual(['', '301']);
    expect(set(here, 'cmi.objectives.3.id', 'x')).toEqual(['false', '351']);
    expect(get(here, 'cmi.nothing')).toEqual(['', '401']);
    expect(set(here, 'settings.x', 'x')).toEqual(['false', '401']);
    expect(get(here, 'cmi.location')).toEqual(['', '403']);
    expect(set(here, 'cmi.learner_id', 'x')).toEqual(['false', '404']);
    expect(set(here, 'cmi._version', 'x')).toEqual(['false', '404']);
    expect(get(here, 'cmi.exit')).toEqual(['', '405']);
    expect(set(here, 'cmi.completion_status', 'done')).toEqual(['false', '406']);
    expect(set(here, 'cmi.score.scaled', '1.5')).toEqual(['false', '407']);
    expect(set(here, 'cmi.interactions.0.type', 'choice')).toEqual(['false', '408']);
    for (const code of ['0', '101', '104', '113', '143', '201', '301', '351', '391', '401', '408'])
      expect(here.api.GetErrorString?.(code)?.length, code).toBeGreaterThan(4);
    expect(here.api.GetErrorString?.('999')).toBe('');
    expect(here.api.GetLastError?.()).toBe('408');
  });
});

describe('adl', () => {
  test('data that parts share: each as far as it may, and kept', async () => {
    const here = running({ shared: { lezen: 'van eerder' } });
    expect(get(here, 'adl.data._children')).toEqual(['id,store', '0']);
    expect(get(here, 'adl.data._count')).toEqual(['3', '0']);
    expect(get(here, 'adl.data.0.id')).toEqual(['samen', '0']);
    expect(get(here, 'adl.data.0.store')).toEqual(['', '403']);
    expect(set(here, 'adl.data.0.store', 'x'.repeat(64_000))).toEqual(['true', '0']);
    expect(get(here, 'adl.data.0.store')[0]).toHaveLength(64_000);
    expect(get(here, 'adl.data.1.store')).toEqual(['van eerder', '0']);
    expect(set(here, 'adl.data.1.store', 'x')).toEqual(['false', '404']);
    expect(set(here, 'adl.data.2.store', 'weg')).toEqual(['true', '0']);
    expect(get(here, 'adl.data.2.store')).toEqual(['', '405']);
    expect(get(here, 'adl.data.3.store')).toEqual(['', '301']);
    expect(set(here, 'adl.data.3.store', 'x')).toEqual(['false', '351']);
    expect(set(here, 'adl.data.0.id', 'x')).toEqual(['false', '404']);
    expect(set(here, 'adl.data._count', '1')).toEqual(['false', '404']);
    expect(set(here, 'adl.data.0.store', 'kort')).toEqual(['true', '0']);
    await here.player.go('continue');
    expect(here.reports.at(-1)?.shared).toEqual({ samen: 'kort', lezen: 'van eerder', schrijven: 'weg' });
    here.api.Initialize?.('');
    expect(get(here, 'adl.data.0.store')).toEqual(['kort', '0']);
  });

  test('where one may go, and wishes that are none', () => {
    const here = running();
    expect(get(here, 'adl.nav.request')).toEqual(['', '405']);
    expect(get(here, 'adl.nav.request_valid.continue')).toEqual(['true', '0']);
    expect(get(here, 'adl.nav.request_valid.previous')).toEqual(['false', '0']);
    expect(get(here, 'adl.nav.request_valid.choice.{target=b}')).toEqual(['true', '0']);
    expect(get(here, 'adl.nav.request_valid.jump.{target=b}')).toEqual(['true', '0']);
    expect(get(here, 'adl.nav.request_valid.choice.{target=weg}')).toEqual(['unknown', '0']);
    expect(set(here, 'adl.nav.request_valid.continue', 'true')).toEqual(['false', '404']);
    for (const wrong of ['next', 'start', 'resumeAll', 'choice', '{target=}choice', ''])
      expect(set(here, 'adl.nav.request', wrong), wrong).toEqual(['false', '406']);
    for (const good of ['continue', '_none_', 'exitAll', 'abandonAll', '{target=b}choice', '{target=b}jump'])
      expect(set(here, 'adl.nav.request', good), good).toEqual(['true', '0']);
  });
});

describe('from part to part', () => {
  const settle = () => vi.advanceTimersByTimeAsync(600);

  test('thresholds decide, and what is above hears of it', async () => {
    const here = running();
    await here.player.choose('b');
    here.api.Initialize?.('');
    expect(get(here, 'cmi.completion_threshold')).toEqual(['0.8', '0']);
    expect(get(here, 'cmi.scaled_passing_score')).toEqual(['0.7', '0']);
    expect(get(here, 'cmi.objectives._count')).toEqual(['2', '0']);
    set(here, 'cmi.progress_measure', '0.9');
    set(here, 'cmi.completion_status', 'incomplete');
    set(here, 'cmi.score.scaled', '0.6');
    set(here, 'cmi.success_status', 'passed');
    expect(get(here, 'cmi.completion_status')).toEqual(['completed', '0']);
    expect(get(here, 'cmi.success_status')).toEqual(['failed', '0']);
    here.api.Terminate?.('');
    await settle();
    // A was left without a word: it is done, and passed.
    expect(here.reports.at(-1)?.overall).toMatchObject({ completion: 'completed', score: 30 });
  });

  test('put aside by the part: goes on with its data; ended: begins anew', async () => {
    const here = running();
    set(here, 'cmi.location', '5');
    set(here, 'cmi.exit', 'suspend');
    set(here, 'adl.nav.request', 'suspendAll');
    here.api.Terminate?.('');
    await settle();
    expect(here.ended).toEqual(['']);
    const again = playing(player2004, next(data(), here.reports));
    again.api.Initialize?.('');
    expect(again.opened).toEqual(['a']);
    expect(get(again, 'cmi.entry')).toEqual(['resume', '0']);
    expect(get(again, 'cmi.location')).toEqual(['5', '0']);
    set(again, 'cmi.exit', 'normal');
    await again.player.go('continue');
    await again.player.go('previous');
    again.api.Initialize?.('');
    expect(get(again, 'cmi.entry')).toEqual(['ab-initio', '0']);
    expect(get(again, 'cmi.location')).toEqual(['', '403']);
  });

  test('a tab that was closed in the middle goes on there', () => {
    const here = running();
    set(here, 'cmi.location', '5');
    here.api.Commit?.('');
    const again = playing(player2004, next(data(), here.reports));
    again.api.Initialize?.('');
    expect(get(again, 'cmi.entry')).toEqual(['resume', '0']);
    expect(get(again, 'cmi.location')).toEqual(['5', '0']);
  });

  test('exit says that time is out: everything ends', async () => {
    const here = running();
    set(here, 'cmi.exit', 'time-out');
    here.api.Terminate?.('');
    await settle();
    expect(here.ended).toEqual(['']);
    expect(here.reports.at(-1)).toMatchObject({ ended: true });
  });

  test('a limit of attempts, chance, and a choice of children', () => {
    const parts = Array.from({ length: 8 }, (_, n) => item({ id: `p${n}`, title: `P${n}`, launch }));
    const some = item({
      id: 'root',
      children: parts,
      sequencing: sequencing({
        controlMode: { flow: true },
        randomization: {
          selectionTiming: 'once',
          selectCount: 3,
          randomizationTiming: 'once',
          reorderChildren: true,
        },
      }),
    });
    const here = playing(player2004, data({ root: some }));
    const { choices, hidden } = here.player.controls();
    expect([...choices].filter((id) => id.startsWith('p'))).toHaveLength(3);
    expect(hidden.size).toBe(5);
    here.api.Initialize?.('');
    here.api.Commit?.('');
    const again = playing(player2004, next(data({ root: some }), here.reports));
    expect(again.player.controls().hidden).toEqual(hidden);

    const once = item({
      id: 'root',
      children: [
        item({ id: 'a', launch, sequencing: sequencing({ limits: { attempts: 1, attemptDuration: null } }) }),
        item({ id: 'b', launch }),
      ],
    });
    const limited = playing(player2004, data({ root: once }));
    expect([...limited.player.controls().choices]).toEqual(['a', 'b']);
    void limited.player.choose('a');
  });
});
