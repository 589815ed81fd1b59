/** The tree of activities and what is known of each (SCORM 2004 4th Edition, Sequencing and Navigation 3 and 4.2). */
import type { Item, Manifest, Objective, Rollup, Sequencing } from '../manifest/types.ts';
import { merged } from './merge.ts';

/** What is known of an objective. Undefined: not known. */
export interface ObjectiveState {
  satisfied?: boolean;
  measure?: number;
  completed?: boolean;
  progress?: number;
  raw?: number;
  min?: number;
  max?: number;
}

export interface Tracked {
  attempts: number;
  active: boolean;
  suspended: boolean;
  /** Of the attempt under way, or the last one. Undefined: not known. */
  completed?: boolean;
  /** How far, 0 to 1. */
  amount?: number;
  /** The package itself said in this attempt whether it was completed or passed, be it that it doesn't know. */
  saidCompletion?: boolean;
  saidSuccess?: boolean;
  objectives: Record<string, ObjectiveState>;
  /** Ids of the children that take part, in order; undefined: all of them, as in the package. */
  order?: string[];
}

export interface Activity {
  id: string;
  item: Item;
  parent: Activity | null;
  /** All of them, as in the package. */
  all: Activity[];
  index: number;
  rules: Sequencing['rules'];
  control: {
    choice: boolean;
    choiceExit: boolean;
    flow: boolean;
    forwardOnly: boolean;
    useCurrentAttemptObjectiveInfo: boolean;
    useCurrentAttemptProgressInfo: boolean;
  };
  constrain: { preventActivation: boolean; constrainChoice: boolean };
  attemptLimit: number | null;
  rollup: Rollup;
  considerations: NonNullable<Sequencing['considerations']>;
  randomization: Sequencing['randomization'];
  delivery: { tracked: boolean; completionSetByContent: boolean; objectiveSetByContent: boolean };
  threshold: { byMeasure: boolean; least: number; weight: number };
  /** The first counts for what is above; there always is one. */
  objectives: [Objective, ...Objective[]];
  tracked: Tracked;
}

/** Key of an objective without an id, which nothing can refer to. */
const unnamed = '';

export interface Tree {
  root: Activity;
  /** In the order of the package, parents first. */
  list: Activity[];
  byId: ReadonlyMap<string, Activity>;
  /** Objectives that activities have in common, by their ids. */
  globals: Map<string, ObjectiveState>;
  current: Activity | null;
  suspended: Activity | null;
}

export function growTree({ root, collections }: Pick<Manifest, 'root' | 'collections'>): Tree {
  const list: Activity[] = [];
  const grow = (item: Item, parent: Activity | null): Activity => {
    const activity = activityOf(item, parent, collections, list.length);
    list.push(activity);
    activity.all = item.children.map((child) => grow(child, activity));
    return activity;
  };
  const top = grow(root, null);
  return {
    root: top,
    list,
    byId: new Map(list.map((activity) => [activity.id, activity])),
    globals: new Map(),
    current: null,
    suspended: null,
  };
}

export const noTracking = (): Tracked => ({ attempts: 0, active: false, suspended: false, objectives: {} });

function activityOf(item: Item, parent: Activity | null, collections: Manifest['collections'], index: number): Activity {
  const own = item.sequencing;
  const found = merged(own, own?.idRef ? (collections[own.idRef] ?? null) : null);
  const mode = found?.controlMode ?? {};
  const primary = found?.objectives.find((objective) => objective.primary) ?? {
    id: unnamed,
    primary: true,
    satisfiedByMeasure: false,
    minNormalizedMeasure: null,
    maps: [],
  };
  return {
    id: item.id,
    item,
    parent,
    all: [],
    index,
    rules: found?.rules ?? { pre: [], exit: [], post: [] },
    control: {
      choice: mode.choice ?? true,
      choiceExit: mode.choiceExit ?? true,
      flow: mode.flow ?? false,
      forwardOnly: mode.forwardOnly ?? false,
      useCurrentAttemptObjectiveInfo: mode.useCurrentAttemptObjectiveInfo ?? true,
      useCurrentAttemptProgressInfo: mode.useCurrentAttemptProgressInfo ?? true,
    },
    constrain: {
      preventActivation: found?.constrain.preventActivation ?? false,
      constrainChoice: found?.constrain.constrainChoice ?? false,
    },
    attemptLimit: found?.limits.attempts ?? null,
    rollup: found?.rollup ?? { objectiveSatisfied: true, progressCompletion: true, measureWeight: 1, rules: [] },
    considerations: found?.considerations ?? {
      requiredForSatisfied: 'always',
      requiredForNotSatisfied: 'always',
      requiredForCompleted: 'always',
      requiredForIncomplete: 'always',
      measureSatisfactionIfActive: true,
    },
    randomization: found?.randomization ?? null,
    delivery: {
      tracked: found?.delivery.tracked ?? true,
      completionSetByContent: found?.delivery.completionSetByContent ?? false,
      objectiveSetByContent: found?.delivery.objectiveSetByContent ?? false,
    },
    threshold: {
      byMeasure: item.completionThreshold?.completedByMeasure ?? false,
      least: item.completionThreshold?.minProgressMeasure ?? 1,
      weight: item.completionThreshold?.progressWeight ?? 1,
    },
    objectives: [primary, ...(found?.objectives.filter((objective) => objective !== primary) ?? [])],
    tracked: noTracking(),
  };
}

export const isLeaf = (activity: Activity) => activity.all.length === 0;

/** The children that take part, in the order in which they come. */
export function childrenOf(activity: Activity): Activity[] {
  const { order } = activity.tracked;
  if (!order) return activity.all;
  return order.flatMap((id) => activity.all.find((child) => child.id === id) ?? []);
}

/** From the activity up to the root, both included. */
export function upFrom(activity: Activity): Activity[] {
  const path: Activity[] = [];
  for (let at: Activity | null = activity; at; at = at.parent) path.push(at);
  return path;
}

export const downTo = (activity: Activity): Activity[] => upFrom(activity).reverse();

export function commonAncestor(a: Activity, b: Activity): Activity {
  const above = new Set(upFrom(a));
  return upFrom(b).find((activity) => above.has(activity)) ?? a;
}

/** From the activity up to one above it; without that one. */
export const upUntil = (activity: Activity, above: Activity): Activity[] => {
  const path = upFrom(activity);
  return path.slice(0, path.indexOf(above));
};

export const isWithin = (activity: Activity, above: Activity): boolean => upFrom(activity).includes(above);

/** Does the one come after the other, with the order in which children come now? */
export function isAfter(one: Activity, other: Activity): boolean {
  const [a, b] = [downTo(one), downTo(other)];
  const at = a.findIndex((activity, n) => activity !== b[n]);
  if (at < 0) return false;
  const [mine, theirs] = [a[at], b[at]];
  if (!mine || !theirs) return theirs === undefined;
  const row = mine.parent ? childrenOf(mine.parent) : [];
  return row.indexOf(mine) > row.indexOf(theirs);
}
