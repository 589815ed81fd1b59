import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { wrap, type RealApi } from '#src/scorm/browser/wrapper.ts';

function fake() {
  const asked: unknown[][] = [];
  const answer =
    (name: string, value: string) =>
    (...given: unknown[]) => {
      asked.push([name, ...given]);
      return value;
    };
  const real: RealApi = {
    isInitialized: () => true,
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
