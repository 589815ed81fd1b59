/** When a package counts as done, as who publishes it chooses. */
import type { CompletionRule } from './package-result.ts';

export const completionRules = ['completed', 'passed', 'score'] as const;
export type CompletionChoice = CompletionRule;

export const completionLabels: Record<CompletionRule['rule'], string> = {
  completed: 'Als iemand alles heeft gedaan',
  passed: 'Als iemand het heeft gehaald volgens het pakket',
  score: 'Als de score hoog genoeg is',
};
