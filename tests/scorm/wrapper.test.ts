import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { activityTree } from '#src/scorm/browser/activity-tree.ts';
import { wrap, type RealApi } from '#src/scorm/browser/wrapper.ts';
import type { Item, Sequencing } from '#src/scorm/manifest/types.ts';

function fake() {
  const asked: unknown[][] = [];
  const answer =
    (name: string, value: string) =>
    (...given: unknown[]) => {
      asked.push([name, ...given]);
      return value;
    };
  const real: RealApi = {
    lmsInitialize: answer('initialize', 'true'),
    lmsFinish: answer('finish', 'true'),
    lmsGetValue: answer('get', 'x'),
    lmsSetValue: answer('set', 'true'),
    lmsCommit: answer('commit', 'true'),
    lmsGetLastError: answer('last', '0'),
    lmsGetErrorString: answer('string', ''),
    lmsGetDiagnostic: answer('diagnostic', ''),
  };
  let kept: string | null = null;
  const hooks = {
    initialized: vi.fn(),
    finished: vi.fn(),
    long: { limit: 10, element: 'cmi.suspend_data', get: () => kept, set: (value: string | null) => void (kept = value) },
  };
  return { asked, real, hooks, kept: () => kept };
}

test('a package sees eight functions and can change none', () => {
  const { real, hooks } = fake();
  const api = wrap('1.2', () => real, hooks);
  expect(Object.keys(api)).toHaveLength(8);
  expect(Object.isFrozen(api)).toBe(true);
  expect(Object.getPrototypeOf(api)).toBeNull();
  expect(() => ((api as Record<string, unknown>).LMSCommit = () => 'true')).toThrow(TypeError);
  expect(Object.keys(wrap('2004', () => real, hooks))).toContain('Terminate');
});

test('no name leads into the real API', () => {
  const { asked, real, hooks } = fake();
  const api = wrap('2004', () => real, hooks);
  const part = fc.constantFrom(
    'cmi',
    'settings',
    'lmsCommitUrl',
    'constructor',
    '__proto__',
    '0',
    'adl',
    'session',
    '_exit',
    'score',
  );
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
      const name = parts.join('.');
      asked.length = 0;
      api.GetValue?.(name);
      api.SetValue?.(name, 'x');
      for (const [, element] of asked) if (name !== 'cmi.score') expect(element).toMatch(/^cmi\.unknown_element$|^cmi\.score\./);
    }),
  );
  for (const odd of [undefined, null, 3, {}, ['cmi.location'], { toString: () => 'cmi.location' }]) {
    asked.length = 0;
    api.GetValue?.(odd);
    expect(asked[0]?.[1]).toBe('cmi.unknown_element');
  }
});

test('longer than the run-time takes is kept beside it, and shorter takes its place again', () => {
  const { real, hooks, kept, asked } = fake();
  const api = wrap('1.2', () => real, hooks);
  api.LMSSetValue?.('cmi.suspend_data', 'a'.repeat(30));
  expect(kept()).toHaveLength(30);
  expect(asked.at(-1)?.[2]).toBe('a'.repeat(10));
  expect(api.LMSGetValue?.('cmi.suspend_data')).toHaveLength(30);
  api.LMSSetValue?.('cmi.suspend_data', 'b');
  expect(kept()).toBeNull();
});

const item = (more: Partial<Item>): Item => ({
  id: 'i',
  title: 'I',
  visible: true,
  launch: null,
  children: [],
  launchData: '',
  masteryScore: '',
  maxTimeAllowed: '',
  timeLimitAction: '',
  prerequisites: '',
  completionThreshold: null,
  sequencing: null,
  hideLmsUi: [],
  data: [],
  ...more,
});
const sequencing = (more: Partial<Sequencing>): Sequencing => ({
  idRef: null,
  controlMode: {},
  rules: { pre: [], exit: [], post: [] },
  limits: { attempts: null, attemptDuration: null },
  rollup: null,
  objectives: [],
  randomization: null,
  delivery: {},
  constrain: {},
  considerations: null,
  ...more,
});

test('a tree for scorm-again: a percent of a hundred, no limit on time, and what a collection adds', () => {
  const rollup = {
    objectiveSatisfied: true,
    progressCompletion: true,
    measureWeight: 1,
    rules: [
      { childSet: 'atLeastPercent', minimumCount: 0, minimumPercent: 0.5, any: false, conditions: [], action: 'completed' },
    ],
  };
  const tree = activityTree({
    root: item({
      children: [
        item({
          id: 'a',
          sequencing: sequencing({
            idRef: 'c',
            controlMode: { flow: true },
            limits: { attempts: null, attemptDuration: 'PT1H' },
            objectives: [
              {
                id: 'o',
                primary: true,
                satisfiedByMeasure: true,
                minNormalizedMeasure: null,
                maps: [{ target: 'g', readSatisfiedStatus: true }],
              },
            ],
          }),
        }),
      ],
    }),
    collections: { c: sequencing({ controlMode: { choice: false }, rollup }) },
  });
  const [child] = tree.children as Record<string, unknown>[];
  expect(JSON.stringify(tree)).not.toContain('attemptAbsoluteDurationLimit');
  expect(child).toMatchObject({
    sequencingControls: { flow: true, objectiveMeasureWeight: 1 },
    rollupRules: { rules: [{ minimumPercent: 50, consideration: 'atLeastPercent' }] },
    primaryObjective: {
      minNormalizedMeasure: 1,
      mapInfo: [{ targetObjectiveID: 'g', readSatisfiedStatus: true, readNormalizedMeasure: false, readRawScore: false }],
    },
  });
  expect((child?.sequencingControls as object) ?? {}).not.toHaveProperty('choice');
});
