/** What a package that went out says of a learner to the other system. */
import { decidePassing, type Passing } from '../module-passing.ts';
import type { ExportedModule } from './module.ts';
import type { LearnerState } from './state.ts';

export interface Report {
  status: 'incomplete' | 'passed' | 'failed';
  /** Of the best go that was finished, 0–1. */
  score: number | null;
  /** 0–1: lessons and the quiz each weigh the same; what was passed is whole. */
  progress: number;
}

/** As on the platform: who passed once stays passed, and no lesson is compulsory. */
export const passingOf = (module: ExportedModule, state: LearnerState): Passing =>
  decidePassing({
    passed: state.passed ? [{ attemptId: '', version: module.version }] : [],
    completed: [],
    required: module.assignments.flatMap((a) => (a.required ? [a.id] : [])),
    done: new Set(state.assignments),
  });

export function reportOf(module: ExportedModule, state: LearnerState): Report {
  const passed = passingOf(module, state).kind !== 'notYet';
  const parts = module.lessons.length + 1;
  return {
    status: passed ? 'passed' : !state.passed && state.goes > 0 ? 'failed' : 'incomplete',
    score: state.best,
    progress: passed ? 1 : Math.round(((state.lessons.length + (state.passed ? 0.5 : 0)) / parts) * 1e4) / 1e4,
  };
}
