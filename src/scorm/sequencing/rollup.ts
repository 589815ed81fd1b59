/** What activities say of the one above them (SN: RB.1). */
import type { RollupRule } from '../manifest/types.ts';
import { childrenOf, isLeaf, upFrom, type Activity, type Tree } from './activity.ts';
import { known, learn, learnProgress, primaryOf } from './objectives.ts';
import { combined, isTrue, ruleFor } from './rules.ts';

type Action = 'satisfied' | 'notSatisfied' | 'completed' | 'incomplete';

/** RB.1.5: from here up to the root. */
export function rollUp(tree: Tree, from: Activity): void {
  for (const activity of upFrom(from)) {
    if (!activity.delivery.tracked || isLeaf(activity)) continue;
    measures(tree, activity);
    satisfaction(tree, activity);
    progress(tree, activity);
  }
}

/** RB.1.1: with their weights; who is counted but not known, counts as nothing. */
function measures(tree: Tree, activity: Activity): void {
  const counted = childrenOf(activity).filter((child) => child.delivery.tracked);
  const mean = (weight: (child: Activity) => number, value: (child: Activity) => number | undefined) => {
    let total = 0;
    let weights = 0;
    let any = false;
    for (const child of counted) {
      weights += weight(child);
      const found = value(child);
      if (found === undefined) continue;
      any = true;
      total += found * weight(child);
    }
    return any && weights > 0 ? total / weights : undefined;
  };
  const ofPrimary = (child: Activity) => known(tree, child, primaryOf(child));
  const measure = mean(
    (child) => child.rollup.measureWeight,
    (child) => ofPrimary(child).measure,
  );
  learn(tree, activity, primaryOf(activity), { measure });
  learnProgress(tree, activity, {
    progress: mean(
      (child) => child.threshold.weight,
      (child) => ofPrimary(child).progress,
    ),
  });
}

/** RB.1.2. */
function satisfaction(tree: Tree, activity: Activity): void {
  const objective = primaryOf(activity);
  if (objective.satisfiedByMeasure) {
    const { measure } = known(tree, activity, objective);
    const waits = activity.tracked.active && !activity.considerations.measureSatisfactionIfActive;
    learn(tree, activity, objective, {
      satisfied: measure === undefined || waits ? undefined : measure >= (objective.minNormalizedMeasure ?? 1),
    });
    return;
  }
  const found = verdict(tree, activity, [
    ['notSatisfied', { ...whole, conditions: [{ condition: 'objectiveStatusKnown', not: false }] }],
    ['satisfied', { ...whole, conditions: [{ condition: 'satisfied', not: false }] }],
  ]);
  if (found !== undefined) learn(tree, activity, objective, { satisfied: found === 'satisfied' });
}

/** RB.1.3. */
function progress(tree: Tree, activity: Activity): void {
  if (activity.threshold.byMeasure) {
    const { amount } = activity.tracked;
    learnProgress(tree, activity, { completed: amount === undefined ? undefined : amount >= activity.threshold.least });
    return;
  }
  const found = verdict(tree, activity, [
    ['incomplete', { ...whole, conditions: [{ condition: 'activityProgressKnown', not: false }] }],
    ['completed', { ...whole, conditions: [{ condition: 'completed', not: false }] }],
  ]);
  if (found !== undefined) learnProgress(tree, activity, { completed: found === 'completed' });
}

const whole = { childSet: 'all', minimumCount: 0, minimumPercent: 0, any: true };

/** What the rules make of it, the later of the two going before the earlier; without rules of its own, what goes without saying. */
function verdict(tree: Tree, activity: Activity, usual: [Action, Omit<RollupRule, 'action'>][]): Action | undefined {
  const actions = usual.map(([action]) => action);
  const own = activity.rollup.rules.filter((rule) => (actions as string[]).includes(rule.action));
  const rules = own.length > 0 ? own : usual.map(([action, rule]) => ({ ...rule, action }));
  return actions.findLast((action) => rules.some((rule) => rule.action === action && holds(tree, activity, rule, action)));
}

/** RB.1.4. */
function holds(tree: Tree, activity: Activity, rule: RollupRule, action: Action): boolean {
  const answers = childrenOf(activity)
    .filter((child) => child.delivery.tracked && takesPart(tree, child, action))
    .map((child) =>
      combined(
        rule.any,
        rule.conditions.map((condition) => isTrue(tree, child, condition)),
      ),
    );
  const yes = answers.filter((answer) => answer === true).length;
  switch (rule.childSet) {
    case 'all':
      return answers.length > 0 && yes === answers.length;
    case 'any':
      return yes > 0;
    case 'none':
      return answers.length > 0 && answers.every((answer) => answer === false);
    case 'atLeastCount':
      return yes >= rule.minimumCount;
    default:
      return answers.length > 0 && yes / answers.length >= rule.minimumPercent;
  }
}

/** RB.1.4.2. */
function takesPart(tree: Tree, child: Activity, action: Action): boolean {
  const { rollup, considerations, tracked } = child;
  const ofSatisfaction = action === 'satisfied' || action === 'notSatisfied';
  if (!(ofSatisfaction ? rollup.objectiveSatisfied : rollup.progressCompletion)) return false;
  const when = {
    satisfied: considerations.requiredForSatisfied,
    notSatisfied: considerations.requiredForNotSatisfied,
    completed: considerations.requiredForCompleted,
    incomplete: considerations.requiredForIncomplete,
  }[action];
  if (when === 'ifNotSuspended') return tracked.attempts > 0 && !tracked.suspended;
  if (when === 'ifAttempted') return tracked.attempts > 0;
  if (when === 'ifNotSkipped') return ruleFor(tree, child, 'pre', ['skip']) === undefined;
  return true;
}
