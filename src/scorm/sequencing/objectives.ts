/** Objectives of an activity, and those that activities have in common: who reads which, who writes which (SN 3.10). */
import type { Objective, ObjectiveMap } from '../manifest/types.ts';
import type { Activity, ObjectiveState, Tree } from './activity.ts';

type Field = keyof ObjectiveState;

const flagOf: Record<Field, [read: keyof ObjectiveMap, write: keyof ObjectiveMap]> = {
  satisfied: ['readSatisfiedStatus', 'writeSatisfiedStatus'],
  measure: ['readNormalizedMeasure', 'writeNormalizedMeasure'],
  completed: ['readCompletionStatus', 'writeCompletionStatus'],
  progress: ['readProgressMeasure', 'writeProgressMeasure'],
  raw: ['readRawScore', 'writeRawScore'],
  min: ['readMinScore', 'writeMinScore'],
  max: ['readMaxScore', 'writeMaxScore'],
};
const fields = Object.keys(flagOf) as Field[];

export const primaryOf = (activity: Activity): Objective => activity.objectives[0];

export const objectiveOf = (activity: Activity, id: string | null): Objective | undefined =>
  id === null ? primaryOf(activity) : activity.objectives.find((objective) => objective.id === id);

/** What the activity itself knows. Of the primary objective, completion is that of the activity. */
function own(activity: Activity, objective: Objective): ObjectiveState {
  const state = activity.tracked.objectives[objective.id] ?? {};
  if (objective !== primaryOf(activity)) return state;
  const { completed, amount } = activity.tracked;
  return { ...state, ...(completed === undefined ? {} : { completed }), ...(amount === undefined ? {} : { progress: amount }) };
}

/** What holds for the activity: where it reads what it has in common with others, that alone, known or not. */
export function known(tree: Tree, activity: Activity, objective: Objective): ObjectiveState {
  if (!activity.delivery.tracked) return {};
  const state = { ...own(activity, objective) };
  for (const map of objective.maps) {
    const common = tree.globals.get(map.target) ?? {};
    for (const field of fields) if (map[flagOf[field][0]]) put(state, field, common[field]);
  }
  if (objective.satisfiedByMeasure && activity.all.length === 0) {
    // Of a part that is played, the measure alone says it.
    if (state.measure === undefined) delete state.satisfied;
    else state.satisfied = state.measure >= (objective.minNormalizedMeasure ?? 1);
  }
  return state;
}

function put<F extends Field>(state: ObjectiveState, field: F, value: ObjectiveState[F]): void {
  if (value === undefined) delete state[field];
  else state[field] = value;
}

/** Keeps what became known, and tells it to others where the package says so. Undefined: it is no longer known. */
export function learn(tree: Tree, activity: Activity, objective: Objective, news: Partial<ObjectiveState>): void {
  const state = (activity.tracked.objectives[objective.id] ??= {});
  for (const field of fields) if (field in news) put(state, field, news[field]);
  tell(tree, objective, news);
}

/** Completion of the activity, and with it of its primary objective. */
export function learnProgress(
  tree: Tree,
  activity: Activity,
  news: { completed?: boolean | undefined; progress?: number | undefined },
): void {
  if ('completed' in news) {
    if (news.completed === undefined) delete activity.tracked.completed;
    else activity.tracked.completed = news.completed;
  }
  if ('progress' in news) {
    if (news.progress === undefined) delete activity.tracked.amount;
    else activity.tracked.amount = news.progress;
  }
  tell(tree, primaryOf(activity), news as Partial<ObjectiveState>);
}

function tell(tree: Tree, objective: Objective, news: Partial<ObjectiveState>): void {
  for (const map of objective.maps)
    for (const field of fields) {
      if (!map[flagOf[field][1]] || !(field in news)) continue;
      const common = tree.globals.get(map.target) ?? {};
      put(common, field, news[field]);
      tree.globals.set(map.target, common);
    }
}
