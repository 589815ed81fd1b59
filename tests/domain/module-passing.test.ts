import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decidePassing, type PassingFacts } from '#src/domain/module-passing.ts';

const ids = ['kaart', 'terugblik', 'gesprek'];
const facts: fc.Arbitrary<PassingFacts> = fc.record({
  passed: fc.array(fc.record({ attemptId: fc.uuid(), version: fc.integer({ min: 1, max: 4 }) }), { maxLength: 4 }),
  completed: fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { maxLength: 3 }),
  required: fc.subarray(ids),
  done: fc.subarray(ids).map((list) => new Set(list)),
});

test('a module is written down as passed only with a passed quiz and every required assignment', () => {
  fc.assert(
    fc.property(facts, (f) => {
      const passing = decidePassing(f);
      if (passing.kind !== 'toRecord') return;
      expect(f.required.every((id) => f.done.has(id))).toBe(true);
      expect(f.passed).toContainEqual({ attemptId: passing.attemptId, version: passing.version });
      expect(passing.version).toBe(Math.max(...f.passed.map((a) => a.version)));
      expect(Math.max(0, ...f.completed)).toBeLessThan(passing.version);
    }),
  );
});

test('who passed it once stays passed, whatever is asked later', () => {
  fc.assert(
    fc.property(facts, (f) => {
      if (f.completed.length > 0) expect(decidePassing({ ...f, required: ids }).kind).not.toBe('notYet');
    }),
  );
});

test('what is not there yet is named, and with exactly that done it is passed', () => {
  fc.assert(
    fc.property(facts, (f) => {
      const passing = decidePassing(f);
      if (passing.kind !== 'notYet') return;
      expect(passing.quiz || passing.assignments.length > 0).toBe(true);
      const after = decidePassing({
        ...f,
        passed: passing.quiz ? [{ attemptId: 'a', version: 1 }] : f.passed,
        done: new Set([...f.done, ...passing.assignments]),
      });
      expect(after.kind).toBe('toRecord');
    }),
  );
});

test('doing more never takes a module away', () => {
  fc.assert(
    fc.property(facts, fc.constantFrom(...ids), (f, id) => {
      if (decidePassing(f).kind === 'notYet') return;
      expect(decidePassing({ ...f, done: new Set([...f.done, id]) }).kind).not.toBe('notYet');
      expect(decidePassing({ ...f, passed: [...f.passed, { attemptId: 'b', version: 1 }] }).kind).not.toBe('notYet');
    }),
  );
});

test('what was written down is not written down again', () => {
  fc.assert(
    fc.property(facts, (f) => {
      const passing = decidePassing(f);
      if (passing.kind === 'toRecord')
        expect(decidePassing({ ...f, completed: [...f.completed, passing.version] })).toEqual({ kind: 'passed' });
    }),
  );
});
