/** Where attempts begin and end (SN: UP.3, UP.4, DB.2, SR.1, SR.2). */
import { childrenOf, commonAncestor, downTo, isLeaf, upFrom, upUntil, type Activity, type Tree } from './activity.ts';
import { known, learn, learnProgress, primaryOf } from './objectives.ts';
import { rollUp } from './rollup.ts';

/** UP.4. */
export function endAttempt(tree: Tree, activity: Activity): void {
  const { tracked, delivery } = activity;
  if (isLeaf(activity)) {
    if (delivery.tracked && !tracked.suspended) {
      // What the package leaves unsaid of a part that was done, is done.
      const { completed, satisfied } = known(tree, activity, primaryOf(activity));
      if (!delivery.completionSetByContent && !tracked.saidCompletion && completed === undefined)
        learnProgress(tree, activity, { completed: true });
      if (!delivery.objectiveSetByContent && !tracked.saidSuccess && satisfied === undefined)
        learn(tree, activity, primaryOf(activity), { satisfied: true });
    }
  } else tracked.suspended = childrenOf(activity).some((child) => child.tracked.suspended);
  tracked.active = false;
  rollUp(tree, activity);
  if (!isLeaf(activity) && !tracked.suspended) arrange(activity, 'onEachNewAttempt');
}

/** UP.3: what is under way inside the activity, or beside it. */
export function endDescendants(tree: Tree, activity: Activity): void {
  if (!tree.current) return;
  const path = upUntil(tree.current, commonAncestor(tree.current, activity));
  for (const inside of path.slice(1)) endAttempt(tree, inside);
}

/** DB.2 and DB.2.1: the activity is what is open from now on. Answers whether it goes on with what it had. */
export function begin(tree: Tree, activity: Activity): boolean {
  if (tree.suspended && tree.suspended !== activity) unsuspend(tree.suspended, activity);
  endDescendants(tree, activity);
  let goesOn = false;
  for (const one of downTo(activity)) {
    const { tracked } = one;
    if (tracked.active) continue;
    goesOn = tracked.suspended;
    if (tracked.suspended) tracked.suspended = false;
    else startAttempt(one);
    tracked.active = true;
  }
  tree.current = activity;
  tree.suspended = null;
  return goesOn;
}

function startAttempt(activity: Activity): void {
  const { tracked } = activity;
  if (activity.delivery.tracked) tracked.attempts += 1;
  forget(activity, { objectives: true, progress: true });
  delete tracked.saidCompletion;
  delete tracked.saidSuccess;
  // What is below is known of earlier attempts; whether that still counts, is said above it.
  const { useCurrentAttemptObjectiveInfo: objectives, useCurrentAttemptProgressInfo: progress } = activity.control;
  for (const child of activity.all) forget(child, { objectives, progress });
}

function forget({ tracked }: Activity, what: { objectives: boolean; progress: boolean }): void {
  if (what.objectives) tracked.objectives = {};
  if (!what.progress) return;
  delete tracked.completed;
  delete tracked.amount;
}

function unsuspend(from: Activity, next: Activity): void {
  const common = commonAncestor(from, next);
  for (const activity of [...upUntil(from, common), common])
    if (isLeaf(activity) || !childrenOf(activity).some((child) => child.tracked.suspended)) activity.tracked.suspended = false;
}

/** Everything from the activity up is put aside, to go on with later. */
export function suspendFrom(activity: Activity): void {
  for (const one of upFrom(activity)) {
    one.tracked.active = false;
    one.tracked.suspended = true;
  }
}

/** SR.1 and SR.2: which children take part, and in which order. */
export function arrange(activity: Activity, when: 'once' | 'onEachNewAttempt'): void {
  const { randomization } = activity;
  if (!randomization || activity.all.length === 0) return;
  const { selectionTiming, selectCount, randomizationTiming, reorderChildren } = randomization;
  const selects = selectionTiming === when && selectCount !== null;
  const reorders = randomizationTiming === when && reorderChildren;
  if (!selects && !reorders) return;
  let order = (selects ? activity.all : childrenOf(activity)).map((child) => child.id);
  if (selects) {
    const chosen = new Set(shuffled(order).slice(0, selectCount));
    order = order.filter((id) => chosen.has(id));
  }
  activity.tracked.order = reorders ? shuffled(order) : order;
}

function shuffled<T>(list: readonly T[]): T[] {
  const drawn = list.map((value) => ({ value, at: Math.random() }));
  return drawn.sort((a, b) => a.at - b.at).map(({ value }) => value);
}
