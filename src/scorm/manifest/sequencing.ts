/** Simple Sequencing of an item (IMS SS 1.0 with the extensions of ADL), read as far as it goes. */
import {
  controlModes,
  mapFlags,
  type Condition,
  type Considerations,
  type Objective,
  type ObjectiveMap,
  type Randomization,
  type Rollup,
  type RollupRule,
  type Rule,
  type Sequencing,
} from './types.ts';
import { between, objectiveId, oneOf, whole, yes } from './values.ts';
import { attribute, child, children, textOf, type XmlElement } from './xml.ts';

export function readSequencing(element: XmlElement | undefined): Sequencing | null {
  if (!element) return null;
  const rules = child(element, 'sequencingRules');
  const limits = child(element, 'limitConditions');
  const delivery = child(element, 'deliveryControls');
  const constrain = child(element, 'constrainedChoiceConsiderations');
  const mode = child(element, 'controlMode');
  return {
    idRef: attribute(element, 'IDRef') || null,
    given: [...new Set(element.children.map((inner) => inner.name))],
    controlMode: flags(mode, controlModes),
    rules: {
      pre: children(rules, 'preConditionRule').flatMap(readRule),
      exit: children(rules, 'exitConditionRule').flatMap(readRule),
      post: children(rules, 'postConditionRule').flatMap(readRule),
    },
    limits: {
      attempts: whole(attribute(limits, 'attemptLimit')) ?? null,
      attemptDuration: attribute(limits, 'attemptAbsoluteDurationLimit') || null,
    },
    rollup: readRollup(child(element, 'rollupRules')),
    objectives: readObjectives(element),
    randomization: readRandomization(child(element, 'randomizationControls')),
    delivery: flags(delivery, ['tracked', 'completionSetByContent', 'objectiveSetByContent'] as const),
    constrain: flags(constrain, ['preventActivation', 'constrainChoice'] as const),
    considerations: readConsiderations(child(element, 'rollupConsiderations')),
  };
}

function flags<T extends string>(element: XmlElement | undefined, names: readonly T[]): Partial<Record<T, boolean>> {
  const found: Partial<Record<T, boolean>> = {};
  for (const name of names) {
    const value = yes(element, name);
    if (value !== undefined) found[name] = value;
  }
  return found;
}

const ruleConditions = [
  'satisfied',
  'objectiveStatusKnown',
  'objectiveMeasureKnown',
  'objectiveMeasureGreaterThan',
  'objectiveMeasureLessThan',
  'completed',
  'activityProgressKnown',
  'attempted',
  'attemptLimitExceeded',
  'timeLimitExceeded',
  'outsideAvailableTimeRange',
  'always',
] as const;

const ruleActions = [
  'skip',
  'disabled',
  'hiddenFromChoice',
  'stopForwardTraversal',
  'exitParent',
  'exitAll',
  'retry',
  'retryAll',
  'continue',
  'previous',
  'exit',
] as const;

function readRule(element: XmlElement): Rule[] {
  const conditions = child(element, 'ruleConditions');
  const action = oneOf(ruleActions, attribute(child(element, 'ruleAction'), 'action'));
  if (!action) return [];
  return [
    {
      any: attribute(conditions, 'conditionCombination')?.toLowerCase() === 'any',
      conditions: children(conditions, 'ruleCondition').flatMap(readCondition),
      action,
    },
  ];
}

function readCondition(element: XmlElement): Condition[] {
  const condition = oneOf(ruleConditions, attribute(element, 'condition'));
  if (!condition) return [];
  return [
    {
      condition,
      not: attribute(element, 'operator')?.toLowerCase() === 'not',
      objective: objectiveId(attribute(element, 'referencedObjective')) || null,
      threshold: between(attribute(element, 'measureThreshold'), -1, 1) ?? null,
    },
  ];
}

const rollupActions = ['satisfied', 'notSatisfied', 'completed', 'incomplete'] as const;
const childSets = ['all', 'any', 'none', 'atLeastCount', 'atLeastPercent'] as const;

function readRollup(element: XmlElement | undefined): Rollup | null {
  if (!element) return null;
  return {
    objectiveSatisfied: yes(element, 'rollupObjectiveSatisfied') ?? true,
    progressCompletion: yes(element, 'rollupProgressCompletion') ?? true,
    measureWeight: between(attribute(element, 'objectiveMeasureWeight'), 0, 1) ?? 1,
    rules: children(element, 'rollupRule').flatMap(readRollupRule),
  };
}

function readRollupRule(element: XmlElement): RollupRule[] {
  const action = oneOf(rollupActions, attribute(child(element, 'rollupAction'), 'action'));
  if (!action) return [];
  const conditions = child(element, 'rollupConditions');
  return [
    {
      childSet: oneOf(childSets, attribute(element, 'childActivitySet')) ?? 'all',
      minimumCount: whole(attribute(element, 'minimumCount')) ?? 0,
      minimumPercent: between(attribute(element, 'minimumPercent'), 0, 1) ?? 0,
      // Here, unlike in a rule, any is what goes without saying.
      any: attribute(conditions, 'conditionCombination')?.toLowerCase() !== 'all',
      conditions: children(conditions, 'rollupCondition').flatMap((c) => {
        const condition = oneOf(ruleConditions, attribute(c, 'condition'));
        return condition ? [{ condition, not: attribute(c, 'operator')?.toLowerCase() === 'not' }] : [];
      }),
      action,
    },
  ];
}

/** Objectives of IMS, each with what ADL (4th Edition) adds to the one of the same id. */
function readObjectives(element: XmlElement): Objective[] {
  const lists = children(element, 'objectives');
  const own = lists.find((list) => children(list, 'primaryObjective').length > 0) ?? lists.find((list) => !isAdl(list));
  const added = lists.filter((list) => list !== own).flatMap((list) => children(list, 'objective'));
  const all = own?.children.filter((c) => c.name === 'primaryobjective' || c.name === 'objective') ?? [];
  return all.map((objective) => {
    const id = objectiveId(attribute(objective, 'objectiveID'));
    const maps = children(objective, 'mapInfo').flatMap((map) => readMap(map, imsReads));
    for (const more of added)
      if (objectiveId(attribute(more, 'objectiveID')) === id)
        for (const map of children(more, 'mapInfo').flatMap((m) => readMap(m, adlReads))) {
          const same = maps.find((m) => m.target === map.target);
          if (same) Object.assign(same, map);
          else maps.push(map);
        }
    return {
      id,
      primary: objective.name === 'primaryobjective',
      satisfiedByMeasure: yes(objective, 'satisfiedByMeasure') ?? false,
      minNormalizedMeasure: between(textOf(child(objective, 'minNormalizedMeasure')) || undefined, -1, 1) ?? null,
      maps,
    };
  });
}

const isAdl = (element: XmlElement) => element.space.includes('adlseq');

/** What a map reads when it doesn't say: each of the two standards of what it knows. Writing is always said. */
const imsReads = { readSatisfiedStatus: true, readNormalizedMeasure: true };
const adlReads = {
  readRawScore: true,
  readMinScore: true,
  readMaxScore: true,
  readCompletionStatus: true,
  readProgressMeasure: true,
};

function readMap(element: XmlElement, reads: Partial<Omit<ObjectiveMap, 'target'>>): ObjectiveMap[] {
  const target = objectiveId(attribute(element, 'targetObjectiveID'));
  return target ? [{ target, ...reads, ...flags(element, mapFlags) }] : [];
}

const timings = ['never', 'once', 'onEachNewAttempt'] as const;

function readRandomization(element: XmlElement | undefined): Randomization | null {
  if (!element) return null;
  return {
    randomizationTiming: oneOf(timings, attribute(element, 'randomizationTiming')) ?? 'never',
    selectCount: whole(attribute(element, 'selectCount')) ?? null,
    reorderChildren: yes(element, 'reorderChildren') ?? false,
    selectionTiming: oneOf(timings, attribute(element, 'selectionTiming')) ?? 'never',
  };
}

const requirements = ['always', 'ifAttempted', 'ifNotSkipped', 'ifNotSuspended'] as const;

function readConsiderations(element: XmlElement | undefined): Considerations | null {
  if (!element) return null;
  const when = (name: string) => oneOf(requirements, attribute(element, name)) ?? 'always';
  return {
    requiredForSatisfied: when('requiredForSatisfied'),
    requiredForNotSatisfied: when('requiredForNotSatisfied'),
    requiredForCompleted: when('requiredForCompleted'),
    requiredForIncomplete: when('requiredForIncomplete'),
    measureSatisfactionIfActive: yes(element, 'measureSatisfactionIfActive') ?? true,
  };
}
