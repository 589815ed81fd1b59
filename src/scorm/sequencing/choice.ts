/** Choosing an activity (SN: SB.2.9, SB.2.9.1, SB.2.9.2, SB.2.4). */
import {
  childrenOf,
  commonAncestor,
  downTo,
  isAfter,
  isLeaf,
  isWithin,
  upFrom,
  upUntil,
  type Activity,
  type Tree,
} from './activity.ts';
import { flow, type Direction } from './flow.ts';
import { isBarred, ruleFor } from './rules.ts';

export type Chosen =
  | { kind: 'open'; activity: Activity }
  /** It may be chosen, and nothing in it can be opened. */
  | { kind: 'empty'; common: Activity }
  | { kind: 'refused' };

const refused: Chosen = { kind: 'refused' };

export function choose(tree: Tree, target: Activity): Chosen {
  if (!isOffered(tree, target) || !isReachable(tree, target)) return refused;
  const common = tree.current ? commonAncestor(tree.current, target) : tree.root;
  if (isLeaf(target)) return { kind: 'open', activity: target };
  const { activity } = flow(tree, target, 'forward', true);
  return activity ? { kind: 'open', activity } : { kind: 'empty', common };
}

/** Is there nothing on the way to it that hides it, and does what is around it let one choose? */
export const isOffered = (tree: Tree, target: Activity): boolean =>
  downTo(target).every(
    (activity) =>
      (activity.parent === null || childrenOf(activity.parent).includes(activity)) &&
      ruleFor(tree, activity, 'pre', ['hiddenFromChoice']) === undefined,
  ) &&
  (target.parent === null || target.parent.control.choice);

/** Cases 6 to 10 of SB.2.9: may one go from here to there? */
function isReachable(tree: Tree, target: Activity): boolean {
  const { current } = tree;
  if (current === target) return true;
  const common = current ? commonAncestor(current, target) : tree.root;
  if (current?.parent && current.parent === target.parent)
    return passes(tree, between(current, target), isAfter(target, current));
  if (!current || current === common) return enters(tree, common, target, true);
  if (target === common) return [...upUntil(current, common)].every((activity) => activity.control.choiceExit);
  const path = upUntil(current, common);
  if (!path.every((activity) => activity.control.choiceExit)) return false;
  // What constrains is a group of activities, never the part itself that is open.
  const constrained = path.slice(1).find((activity) => activity.constrain.constrainChoice);
  if (constrained && !isNear(constrained, target)) return false;
  return enters(tree, common, target, isAfter(target, current));
}

/** From the current activity to one beside it, without that one. */
function between(current: Activity, target: Activity): Activity[] {
  const row = current.parent ? childrenOf(current.parent) : [];
  const [a, b] = [row.indexOf(current), row.indexOf(target)];
  return a < b ? row.slice(a, b) : row.slice(b + 1, a + 1).reverse();
}

/** From what both have above them down to it, without itself. */
function enters(tree: Tree, common: Activity, target: Activity, forward: boolean): boolean {
  const path = [...upUntil(target, common), common].slice(1).reverse();
  return (
    (!forward || passes(tree, path, true)) &&
    path.every((activity) => activity === common || activity.tracked.active || !activity.constrain.preventActivation)
  );
}

/** SB.2.4 for each of them. */
const passes = (tree: Tree, path: readonly Activity[], forward: boolean): boolean =>
  path.every((activity) =>
    forward
      ? ruleFor(tree, activity, 'pre', ['stopForwardTraversal']) === undefined
      : activity.parent !== null && !activity.parent.control.forwardOnly,
  );

/** Where choice is constrained: the activity itself, and the one after or before it. */
function isNear(constrained: Activity, target: Activity): boolean {
  if (isWithin(target, constrained)) return true;
  const beside = neighbour(constrained, isAfter(target, constrained) ? 'forward' : 'backward') ?? constrained;
  return isWithin(target, beside);
}

/** SB.2.9.2. */
function neighbour(activity: Activity, direction: Direction): Activity | undefined {
  for (const one of upFrom(activity)) {
    if (!one.parent) return undefined;
    const row = childrenOf(one.parent);
    const next = row[row.indexOf(one) + (direction === 'forward' ? 1 : -1)];
    if (next) return next;
  }
  return undefined;
}

/** May this be chosen now, and does something open then? */
export function canChoose(tree: Tree, target: Activity): boolean {
  const chosen = choose(tree, target);
  return chosen.kind === 'open' && downTo(chosen.activity).every((activity) => !isBarred(tree, activity));
}
