/**
 * When a module is passed: its quiz was passed and the assignments that it asks for are done. Who passed it once stays passed,
 * whatever a later version asks.
 */
export interface PassingFacts {
  /** Goes at the quiz that were passed. */
  passed: readonly { attemptId: string; version: number }[];
  /** Versions of the module that this person has behind them. */
  completed: readonly number[];
  /** Ids of the assignments that the module asks for today. */
  required: readonly string[];
  /** Ids of the assignments that were filled in, in whatever version and whoever may read them. */
  done: ReadonlySet<string>;
}

export type Passing =
  /** Everything is there and was not written down yet. */
  | { kind: 'toRecord'; attemptId: string; version: number }
  | { kind: 'passed' }
  /** `quiz`: it still has to be passed. */
  | { kind: 'notYet'; quiz: boolean; assignments: string[] };

export function decidePassing(facts: PassingFacts): Passing {
  const best = facts.passed.reduce<PassingFacts['passed'][number] | null>(
    (top, a) => (top === null || a.version > top.version ? a : top),
    null,
  );
  const assignments = facts.required.filter((id) => !facts.done.has(id));
  const newest = Math.max(-1, ...facts.completed);
  if (best && assignments.length === 0 && best.version > newest) return { kind: 'toRecord', ...best };
  if (facts.completed.length > 0) return { kind: 'passed' };
  return { kind: 'notYet', quiz: best === null, assignments };
}
