/** Sequencing rules and limits (SN: UP.1, UP.2, UP.5). Where something isn't known, a condition is neither true nor false. */
import type { Condition, Rule } from '../manifest/types.ts';
import { primaryOf, known, objectiveOf } from './objectives.ts';
import type { Activity, Tree } from './activity.ts';

type Truth = boolean | undefined;

interface Asked {
  condition: string;
  not: boolean;
  objective?: string | null;
  threshold?: number | null;
}

/** One condition of a rule or of a rollup rule. */
export function isTrue(tree: Tree, activity: Activity, { condition, not, objective: id = null, threshold = null }: Asked): Truth {
  const answer = plain(tree, activity, condition, id, threshold);
  return answer === undefined || !not ? answer : !answer;
}

function plain(tree: Tree, activity: Activity, condition: string, id: string | null, threshold: number | null): Truth {
  const objective = objectiveOf(activity, id);
  const { tracked } = activity;
  if (condition === 'always') return true;
  if (condition === 'attempted') return tracked.attempts > 0;
  if (condition === 'attemptLimitExceeded') return activity.attemptLimit !== null && tracked.attempts >= activity.attemptLimit;
  if (condition === 'completed' || condition === 'activityProgressKnown') {
    // Since the 4th Edition an objective can hold the completion of another activity; any other stands for this activity.
    const borrowed = objective?.maps.some((map) => map.readCompletionStatus) ? objective : null;
    const { completed } = known(tree, activity, borrowed ?? primaryOf(activity));
    if (condition === 'completed') return completed;
    return (borrowed !== null || tracked.attempts > 0) && completed !== undefined;
  }
  // A limit of time ends nothing, and no activity has hours.
  if (condition === 'timeLimitExceeded' || condition === 'outsideAvailableTimeRange') return false;
  if (!objective) return undefined;
  const state = known(tree, activity, objective);
  switch (condition) {
    case 'satisfied':
      return state.satisfied;
    case 'objectiveStatusKnown':
      return state.satisfied !== undefined;
    case 'objectiveMeasureKnown':
      return state.measure !== undefined;
    case 'objectiveMeasureGreaterThan':
      return state.measure === undefined ? undefined : state.measure > (threshold ?? 0);
    case 'objectiveMeasureLessThan':
      return state.measure === undefined ? undefined : state.measure < (threshold ?? 0);
    default:
      return undefined;
  }
}

/** All together, or any of them. */
export function combined(any: boolean, answers: readonly Truth[]): Truth {
  if (any) return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
  return answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
}

const applies = (tree: Tree, activity: Activity, { any, conditions }: Rule): boolean =>
  conditions.length > 0 &&
  combined(
    any,
    conditions.map((condition: Condition) => isTrue(tree, activity, condition)),
  ) === true;

/** UP.2: the action of the first rule that applies, of those with these actions. */
export function ruleFor(
  tree: Tree,
  activity: Activity,
  kind: 'pre' | 'exit' | 'post',
  actions: readonly string[],
): string | undefined {
  return activity.rules[kind].find((rule) => actions.includes(rule.action) && applies(tree, activity, rule))?.action;
}

/** UP.5: may this not be begun? */
export const isBarred = (tree: Tree, activity: Activity): boolean =>
  ruleFor(tree, activity, 'pre', ['disabled']) !== undefined || isAtLimit(activity);

/** UP.1. */
const isAtLimit = ({ delivery, tracked, attemptLimit }: Activity): boolean =>
  delivery.tracked && !tracked.active && !tracked.suspended && attemptLimit !== null && tracked.attempts >= attemptLimit;
