/** Our manifest as the activity tree of scorm-again. */
import type { Item, Manifest, Objective, Rollup, Rule, Sequencing } from '../manifest/types.ts';
import { mapFlags } from '../manifest/types.ts';

type Settings = Record<string, unknown>;

export function activityTree({ root, collections }: Pick<Manifest, 'root' | 'collections'>): Settings {
  return activity(root, collections);
}

function activity(item: Item, collections: Manifest['collections']): Settings {
  const own = item.sequencing;
  const shared = own?.idRef ? (collections[own.idRef] ?? null) : null;
  const sequencing = merged(own, shared);
  const primary = sequencing?.objectives.find((objective) => objective.primary);
  return {
    id: item.id,
    title: item.title,
    isVisible: item.visible,
    children: item.children.map((child) => activity(child, collections)),
    hideLmsUi: item.hideLmsUi,
    ...(item.completionThreshold ? { completionThreshold: item.completionThreshold } : {}),
    sharedDataMaps: item.data.map(({ targetId, read, write }) => ({
      targetID: targetId,
      readSharedData: read,
      writeSharedData: write,
    })),
    ...(sequencing
      ? {
          // A limit on how long one attempt lasts is told to the SCO and never ends it: see cmi.max_time_allowed.
          ...(sequencing.limits.attempts === null ? {} : { attemptLimit: sequencing.limits.attempts }),
          ...(primary ? { primaryObjective: objective(primary, item.id) } : {}),
          objectives: sequencing.objectives.filter((o) => !o.primary).map((o) => objective(o, item.id)),
          sequencingControls: controls(sequencing),
          deliveryControls: sequencing.delivery,
          sequencingRules: {
            preConditionRules: sequencing.rules.pre.map(rule),
            exitConditionRules: sequencing.rules.exit.map(rule),
            postConditionRules: sequencing.rules.post.map(rule),
          },
          ...(sequencing.rollup ? { rollupRules: { rules: rollupRules(sequencing.rollup) } } : {}),
          ...(sequencing.considerations ? { rollupConsiderations: sequencing.considerations } : {}),
        }
      : {}),
  };
}

/** What an item says itself goes before the collection that it refers to, element by element (IMS SS 4.1). */
export function merged(own: Sequencing | null, shared: Sequencing | null): Sequencing | null {
  if (!own || !shared) return own ?? shared;
  const rules = own.rules.pre.length + own.rules.exit.length + own.rules.post.length > 0 ? own.rules : shared.rules;
  const said = (part: object) => Object.keys(part).length > 0;
  return {
    idRef: own.idRef,
    controlMode: said(own.controlMode) ? own.controlMode : shared.controlMode,
    rules,
    limits: own.limits.attempts !== null || own.limits.attemptDuration !== null ? own.limits : shared.limits,
    rollup: own.rollup ?? shared.rollup,
    objectives: own.objectives.length > 0 ? own.objectives : shared.objectives,
    randomization: own.randomization ?? shared.randomization,
    delivery: said(own.delivery) ? own.delivery : shared.delivery,
    constrain: said(own.constrain) ? own.constrain : shared.constrain,
    considerations: own.considerations ?? shared.considerations,
  };
}

function controls(sequencing: Sequencing): Settings {
  const { randomization, rollup } = sequencing;
  return {
    ...sequencing.controlMode,
    ...sequencing.constrain,
    ...(rollup
      ? {
          rollupObjectiveSatisfied: rollup.objectiveSatisfied,
          rollupProgressCompletion: rollup.progressCompletion,
          objectiveMeasureWeight: rollup.measureWeight,
        }
      : {}),
    ...(randomization
      ? {
          randomizationTiming: randomization.randomizationTiming,
          selectionTiming: randomization.selectionTiming,
          selectCount: randomization.selectCount,
          randomizeChildren: randomization.reorderChildren,
          reorderChildren: randomization.reorderChildren,
        }
      : {}),
  };
}

/** An objective without an id can't be looked up: it gets one that no package uses. */
const objective = (o: Objective, itemId: string): Settings => ({
  objectiveID: o.id || `${itemId}~primary`,
  isPrimary: o.primary,
  satisfiedByMeasure: o.satisfiedByMeasure,
  // Without a number of its own, satisfied by measure means all of it.
  minNormalizedMeasure: o.minNormalizedMeasure ?? (o.satisfiedByMeasure ? 1 : null),
  mapInfo: o.maps.map((map) => ({
    targetObjectiveID: map.target,
    ...Object.fromEntries(mapFlags.map((flag) => [flag, map[flag] ?? false])),
  })),
});

const rule = (r: Rule): Settings => ({
  action: r.action,
  conditionCombination: r.any ? 'any' : 'all',
  conditions: r.conditions.map((c) => ({
    condition: c.condition,
    ...(c.not ? { operator: 'not' } : {}),
    ...(c.objective ? { referencedObjective: c.objective } : {}),
    ...(c.threshold === null ? {} : { parameters: { threshold: c.threshold } }),
  })),
});

const rollupRules = (rollup: Rollup): Settings[] =>
  rollup.rules.map((r) => ({
    action: r.action,
    conditionCombination: r.any ? 'any' : 'all',
    consideration: r.childSet,
    minimumCount: r.minimumCount,
    // A part of one in the manifest, of a hundred there.
    minimumPercent: r.minimumPercent * 100,
    conditions: r.conditions.map((c) => ({
      condition: c.condition === 'activityProgressKnown' ? 'progressKnown' : c.condition,
      ...(c.not ? { operator: 'not' } : {}),
    })),
  }));
