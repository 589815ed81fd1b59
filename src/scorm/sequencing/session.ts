/** What someone asks for, and what comes of it (SN: OP.1, NB.2.1, TB.2.1–3, SB.2.5–13, DB.1.1). */
import { childrenOf, commonAncestor, downTo, growTree, isLeaf, upUntil, type Activity, type Tree } from './activity.ts';
import { arrange, begin, endAttempt, endDescendants, suspendFrom } from './attempts.ts';
import { canChoose, choose } from './choice.ts';
import { flow } from './flow.ts';
import { rollUp } from './rollup.ts';
import { isBarred, ruleFor } from './rules.ts';
import type { Manifest } from '../manifest/types.ts';

export const requests = [
  'start',
  'resumeAll',
  'continue',
  'previous',
  'choice',
  'jump',
  'exit',
  'exitAll',
  'abandon',
  'abandonAll',
  'suspendAll',
] as const;
export type Request = (typeof requests)[number];

export type Outcome =
  /** This opens; `goesOn`: with what was kept of it. */
  | { kind: 'open'; activity: Activity; goesOn: boolean }
  /** The session is over: put aside to go on with later, or done. */
  | { kind: 'over'; suspended: boolean }
  /** What was open ended, and nothing comes in its place: someone has to choose. */
  | { kind: 'nothing' }
  /** It may not: everything is as it was. */
  | { kind: 'refused' };

type Ending = 'exit' | 'exitAll' | 'suspendAll' | 'abandon' | 'abandonAll';
type Sequencing = 'start' | 'resumeAll' | 'continue' | 'previous' | 'choice' | 'jump' | 'retry' | 'exit';

const refused: Outcome = { kind: 'refused' };
const over: Outcome = { kind: 'over', suspended: false };

export function newTree(manifest: Pick<Manifest, 'root' | 'collections'>): Tree {
  const tree = growTree(manifest);
  for (const activity of tree.list) {
    arrange(activity, 'once');
    arrange(activity, 'onEachNewAttempt');
  }
  return tree;
}

/** OP.1. */
export function ask(tree: Tree, request: Request, targetId?: string): Outcome {
  const target = targetId === undefined ? undefined : tree.byId.get(targetId);
  if (!isValid(tree, request, target)) return refused;
  const ending = endingOf(tree, request);
  let next: Sequencing | null = sequencingOf(request);
  if (ending !== null) {
    const instead = terminate(tree, ending);
    if (instead === 'refused') return refused;
    next = instead ?? next;
  }
  if (next === 'exit') return exit(tree, request === 'suspendAll');
  return next === null ? { kind: 'nothing' } : sequence(tree, next, target);
}

/** NB.2.1. */
function isValid(tree: Tree, request: Request, target: Activity | undefined): boolean {
  const { current } = tree;
  switch (request) {
    case 'start':
      return current === null;
    case 'resumeAll':
      return current === null && tree.suspended !== null;
    case 'continue':
      return current?.parent?.control.flow ?? false;
    case 'previous':
      return current?.parent ? current.parent.control.flow && !current.parent.control.forwardOnly : false;
    case 'choice':
      return target !== undefined && mayLeaveFor(tree, target);
    case 'jump':
      return current !== null && target !== undefined && (target.parent === null || childrenOf(target.parent).includes(target));
    case 'exit':
    case 'abandon':
      return current?.tracked.active ?? false;
    default:
      return current !== null;
  }
}

/** Does everything that ends when this is chosen let itself be left for a choice? */
function mayLeaveFor(tree: Tree, target: Activity): boolean {
  const { current } = tree;
  if (target.parent !== null && !target.parent.control.choice) return false;
  if (current === null) return true;
  const left = current === target ? [current] : upUntil(current, commonAncestor(current, target));
  return left.every((activity) => !activity.tracked.active || activity.control.choiceExit);
}

const endingOf = (tree: Tree, request: Request): Ending | null => {
  if (request === 'start' || request === 'resumeAll') return null;
  if (request === 'exitAll' || request === 'suspendAll' || request === 'abandon' || request === 'abandonAll') return request;
  return tree.current?.tracked.active ? 'exit' : null;
};

const sequencingOf = (request: Request): Sequencing | null =>
  ['start', 'resumeAll', 'continue', 'previous', 'choice', 'jump'].includes(request)
    ? (request as Sequencing)
    : ['exit', 'exitAll', 'suspendAll', 'abandon', 'abandonAll'].includes(request)
      ? 'exit'
      : null;

/** TB.2.3: ends what is open; answers what comes in place of what was asked, where rules say so. */
function terminate(tree: Tree, ending: Ending): Sequencing | null | 'refused' {
  const { current } = tree;
  if (!current) return 'refused';
  switch (ending) {
    case 'exit':
      endAttempt(tree, current);
      exitByRule(tree);
      return afterRules(tree);
    case 'exitAll':
      return exitAll(tree, null);
    case 'suspendAll': {
      if (current.tracked.active || current.tracked.suspended) {
        rollUp(tree, current);
        tree.suspended = current;
      } else if (current.parent) tree.suspended = current.parent;
      else return 'refused';
      suspendFrom(tree.suspended);
      tree.current = tree.root;
      return 'exit';
    }
    case 'abandon':
      current.tracked.active = false;
      return null;
    case 'abandonAll':
      for (const activity of downTo(current)) activity.tracked.active = false;
      tree.current = tree.root;
      return 'exit';
  }
}

/** TB.2.1: does an activity above end because of this? The highest one goes first. */
function exitByRule(tree: Tree): void {
  const { current } = tree;
  if (!current) return;
  const ends = downTo(current)
    .slice(0, -1)
    .find((activity) => ruleFor(tree, activity, 'exit', ['exit']));
  if (!ends) return;
  endDescendants(tree, ends);
  endAttempt(tree, ends);
  tree.current = ends;
}

const postActions = ['exitParent', 'exitAll', 'retry', 'retryAll', 'continue', 'previous'];

/** TB.2.2, as often as rules send it up. */
function afterRules(tree: Tree): Sequencing | null | 'refused' {
  for (;;) {
    const { current } = tree;
    if (!current) return 'refused';
    const action = current.tracked.suspended ? undefined : ruleFor(tree, current, 'post', postActions);
    if (action === 'exitAll') return exitAll(tree, null);
    if (action === 'retryAll') return exitAll(tree, 'retry');
    if (action === 'exitParent') {
      if (!current.parent) return 'refused';
      tree.current = current.parent;
      endAttempt(tree, current.parent);
      continue;
    }
    if (!current.parent && action !== 'retry') return 'exit';
    return (action as 'retry' | 'continue' | 'previous' | undefined) ?? null;
  }
}

function exitAll(tree: Tree, then: 'retry' | null): Sequencing {
  if (tree.current?.tracked.active) endAttempt(tree, tree.current);
  endDescendants(tree, tree.root);
  endAttempt(tree, tree.root);
  tree.current = tree.root;
  return then ?? 'exit';
}

/** SB.2.11: over, when it is the whole that ended. */
function exit(tree: Tree, suspended: boolean): Outcome {
  if (tree.current !== tree.root) return { kind: 'nothing' };
  tree.current = null;
  return suspended ? { kind: 'over', suspended } : over;
}

/** SB.2.12, with delivery. */
function sequence(tree: Tree, request: Exclude<Sequencing, 'exit'>, target: Activity | undefined): Outcome {
  const { current, root } = tree;
  switch (request) {
    case 'start':
      return isLeaf(root) ? deliver(tree, root) : follow(tree, root, 'forward', true);
    case 'resumeAll':
      return tree.suspended ? deliver(tree, tree.suspended) : refused;
    case 'continue':
    case 'previous':
      if (!current || (current.parent && !current.parent.control.flow)) return { kind: 'nothing' };
      return follow(tree, current, request === 'continue' ? 'forward' : 'backward', false);
    case 'retry':
      if (!current || current.tracked.active || current.tracked.suspended) return { kind: 'nothing' };
      return isLeaf(current) ? deliver(tree, current) : follow(tree, current, 'forward', true);
    case 'jump':
      return target ? deliver(tree, target) : { kind: 'nothing' };
    case 'choice': {
      const chosen = target ? choose(tree, target) : { kind: 'refused' as const };
      if (chosen.kind === 'open') return deliver(tree, chosen.activity);
      if (chosen.kind === 'empty' && target) {
        endDescendants(tree, chosen.common);
        endAttempt(tree, chosen.common);
        tree.current = target;
      }
      return { kind: 'nothing' };
    }
  }
}

function follow(tree: Tree, from: Activity, direction: 'forward' | 'backward', into: boolean): Outcome {
  const { activity, ends } = flow(tree, from, direction, into);
  if (activity) return deliver(tree, activity);
  if (!ends) return { kind: 'nothing' };
  exitAll(tree, null);
  return exit(tree, false);
}

/** DB.1.1: a part that can be opened, with nothing in the way. */
function deliver(tree: Tree, activity: Activity): Outcome {
  if (!isLeaf(activity) || downTo(activity).some((above) => isBarred(tree, above))) return { kind: 'nothing' };
  return { kind: 'open', goesOn: begin(tree, activity), activity };
}

/* What may be asked now */

/** Looks only: nothing that is open ends for it. What comes next may depend on how this part ends, so going on may always be tried. */
export function mayAsk(tree: Tree, request: 'continue' | 'previous'): boolean {
  if (!tree.current || !isValid(tree, request, undefined)) return false;
  if (request === 'continue') return true;
  const { activity } = flow(tree, tree.current, 'backward', false);
  return activity !== null && downTo(activity).every((above) => !isBarred(tree, above));
}

export function mayChoose(tree: Tree, targetId: string): boolean {
  const target = tree.byId.get(targetId);
  return target !== undefined && mayLeaveFor(tree, target) && canChoose(tree, target);
}

export function mayJump(tree: Tree, targetId: string): boolean {
  const target = tree.byId.get(targetId);
  return target !== undefined && isLeaf(target) && isValid(tree, 'jump', target);
}

/** Not to be seen among the contents: a rule hides it, or what it is in. */
export const isHidden = (tree: Tree, activity: Activity): boolean =>
  downTo(activity).some(
    (above) =>
      (above.parent !== null && !childrenOf(above.parent).includes(above)) ||
      ruleFor(tree, above, 'pre', ['hiddenFromChoice']) !== undefined,
  );
