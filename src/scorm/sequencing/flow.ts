/** Going forward and back through the tree (SN: SB.2.1, SB.2.2, SB.2.3). */
import { childrenOf, isLeaf, type Activity, type Tree } from './activity.ts';
import { isBarred, ruleFor } from './rules.ts';

export type Direction = 'forward' | 'backward';

export interface Flowed {
  /** What may be opened; null when there is nothing. */
  activity: Activity | null;
  /** The end of everything was passed. */
  ends: boolean;
}

interface Step {
  next: Activity | null;
  direction: Direction;
  ends: boolean;
}

const nowhere = (direction: Direction): Step => ({ next: null, direction, ends: false });

/** Nothing comes after it, whatever is in it. */
const isLast = (tree: Tree, activity: Activity): boolean => {
  for (let at = activity; at.parent; at = at.parent) if (childrenOf(at.parent).at(-1) !== at) return false;
  return tree.root === activity || isLeaf(activity);
};

/** SB.2.1. */
function step(tree: Tree, from: Activity, asked: Direction, into: boolean, before: Direction | null): Step {
  let activity = from;
  let direction = asked;
  let turned = false;
  const row = activity.parent ? childrenOf(activity.parent) : [];
  if (before === 'backward' && row.at(-1) === activity) {
    direction = 'backward';
    activity = row[0] ?? activity;
    turned = true;
  }
  const enters = into && !isLeaf(activity);
  if (direction === 'forward') {
    if ((isLast(tree, activity) && !enters) || (activity === tree.root && !into)) return { ...nowhere(direction), ends: true };
    if (enters) return { ...nowhere(direction), next: childrenOf(activity)[0] ?? null };
    const { parent } = activity;
    if (!parent) return nowhere(direction);
    const next = row[row.indexOf(activity) + 1];
    return next ? { ...nowhere(direction), next } : step(tree, parent, direction, false, null);
  }
  const { parent } = activity;
  if (!parent) return nowhere(direction);
  if (enters) {
    const inside = childrenOf(activity);
    return activity.control.forwardOnly
      ? { ...nowhere('forward'), next: inside[0] ?? null }
      : { ...nowhere(direction), next: inside.at(-1) ?? null };
  }
  if (!turned && parent.control.forwardOnly) return nowhere(direction);
  const next = row[row.indexOf(activity) - 1];
  return next ? { ...nowhere(direction), next } : step(tree, parent, direction, false, null);
}

/** SB.2.2: past what is skipped, into what has parts. */
function traverse(tree: Tree, activity: Activity, direction: Direction, before: Direction | null): Flowed {
  if (activity.parent && !activity.parent.control.flow) return { activity: null, ends: false };
  if (ruleFor(tree, activity, 'pre', ['skip'])) {
    const { next, direction: towards, ends } = step(tree, activity, direction, false, before);
    if (!next) return { activity: null, ends };
    return traverse(tree, next, towards, before === 'backward' && towards === 'backward' ? null : before);
  }
  if (isBarred(tree, activity)) return { activity: null, ends: false };
  if (isLeaf(activity)) return { activity, ends: false };
  const { next, direction: towards, ends } = step(tree, activity, direction, true, null);
  if (!next) return { activity: null, ends };
  return traverse(tree, next, towards, direction === 'backward' && towards === 'forward' ? 'backward' : null);
}

/** SB.2.3. */
export function flow(tree: Tree, from: Activity, direction: Direction, into: boolean): Flowed {
  const { next, direction: towards, ends } = step(tree, from, direction, into, null);
  return next ? traverse(tree, next, towards, null) : { activity: null, ends };
}
