/** Between a part that is played and what is known of its activity (RTE 4.2, SN 4.2.1.6). */
import type { Activity, ObjectiveState, Tree } from './activity.ts';
import { known, learn, learnProgress, objectiveOf, primaryOf } from './objectives.ts';
import { rollUp } from './rollup.ts';

const passedOf = (satisfied: boolean | undefined) => (satisfied === undefined ? undefined : satisfied ? 'passed' : 'failed');
const completedOf = (completed: boolean | undefined) =>
  completed === undefined ? undefined : completed ? 'completed' : 'incomplete';

/** The elements with which a new attempt at a part begins. */
export function elementsFor(tree: Tree, activity: Activity): Record<string, string> {
  const found: Record<string, string> = {};
  const say = (element: string, value: string | number | undefined) => {
    if (value !== undefined) found[element] = String(value);
  };
  const primary = known(tree, activity, primaryOf(activity));
  say('cmi.success_status', passedOf(primary.satisfied));
  say('cmi.completion_status', completedOf(primary.completed));
  say('cmi.score.scaled', primary.measure);
  say('cmi.progress_measure', primary.progress);
  activity.objectives
    .filter(({ id }) => id !== '')
    .forEach((objective, n) => {
      const state = known(tree, activity, objective);
      const row = `cmi.objectives.${n}`;
      say(`${row}.id`, objective.id);
      say(`${row}.success_status`, passedOf(state.satisfied));
      say(`${row}.completion_status`, completedOf(state.completed));
      say(`${row}.score.scaled`, state.measure);
      say(`${row}.progress_measure`, state.progress);
      say(`${row}.score.raw`, state.raw);
      say(`${row}.score.min`, state.min);
      say(`${row}.score.max`, state.max);
    });
  return found;
}

/** What a part says of itself, and which elements it wrote in this session. */
export function hear(
  tree: Tree,
  activity: Activity,
  elements: Readonly<Record<string, unknown>>,
  written: ReadonlySet<string>,
): void {
  if (!activity.delivery.tracked) return;
  for (let n = 0; typeof elements[`cmi.objectives.${n}.id`] === 'string'; n++) hearObjective(tree, activity, elements, n);
  hearOwn(tree, activity, elements, written);
  rollUp(tree, activity);
}

function hearObjective(tree: Tree, activity: Activity, elements: Readonly<Record<string, unknown>>, n: number): void {
  const row = `cmi.objectives.${n}`;
  const id = String(elements[`${row}.id`]);
  const objective = id === '' ? undefined : objectiveOf(activity, id);
  if (!objective) return;
  const { completed, progress, ...news } = stateIn(elements, row);
  const { satisfied, ...numbers } = news;
  learn(tree, activity, objective, { ...numbers, ...(satisfied === undefined ? {} : { satisfied }) });
  if (objective !== primaryOf(activity))
    learn(tree, activity, objective, {
      ...(completed === undefined ? {} : { completed }),
      ...(progress === undefined ? {} : { progress }),
    });
  else if (completed !== undefined || progress !== undefined)
    learnProgress(tree, activity, {
      ...(completed === undefined ? {} : { completed }),
      ...(progress === undefined ? {} : { progress }),
    });
}

function hearOwn(
  tree: Tree,
  activity: Activity,
  elements: Readonly<Record<string, unknown>>,
  written: ReadonlySet<string>,
): void {
  const { completed, progress, satisfied, ...numbers } = stateIn(elements, 'cmi');
  const { tracked, threshold } = activity;
  tracked.saidCompletion ||= written.has('cmi.completion_status');
  tracked.saidSuccess ||= written.has('cmi.success_status');
  learn(tree, activity, primaryOf(activity), {
    ...numbers,
    ...(satisfied !== undefined || written.has('cmi.success_status') ? { satisfied } : {}),
  });
  // What the package says of itself gives way to how far it says to be, where a threshold was set.
  const byMeasure = progress === undefined ? undefined : progress >= threshold.least;
  const done = threshold.byMeasure ? byMeasure : completed;
  learnProgress(tree, activity, {
    ...(progress === undefined ? {} : { progress }),
    ...(done !== undefined || written.has('cmi.completion_status') ? { completed: done } : {}),
  });
  const judged = primaryOf(activity);
  if (judged.satisfiedByMeasure && numbers.measure !== undefined)
    learn(tree, activity, judged, { satisfied: numbers.measure >= (judged.minNormalizedMeasure ?? 1) });
}

/** Only what is there. */
function stateIn(elements: Readonly<Record<string, unknown>>, row: string): ObjectiveState {
  const state: ObjectiveState = {};
  const success = elements[`${row}.success_status`];
  if (success === 'passed' || success === 'failed') state.satisfied = success === 'passed';
  const completion = elements[`${row}.completion_status`];
  if (completion === 'completed') state.completed = true;
  else if (completion === 'incomplete' || completion === 'not attempted') state.completed = false;
  const number = (field: 'measure' | 'progress' | 'raw' | 'min' | 'max', element: string) => {
    const value = elements[`${row}.${element}`];
    if (value !== undefined && value !== null && value !== '' && Number.isFinite(Number(value))) state[field] = Number(value);
  };
  number('measure', 'score.scaled');
  number('progress', 'progress_measure');
  number('raw', 'score.raw');
  number('min', 'score.min');
  number('max', 'score.max');
  return state;
}

/** Of an activity as a whole, for whoever wants to know how it went. */
export function resultOf(tree: Tree, activity: Activity) {
  const { satisfied, completed, measure } = known(tree, activity, primaryOf(activity));
  return {
    completion: completedOf(completed) ?? 'unknown',
    success: passedOf(satisfied) ?? 'unknown',
    score: measure === undefined ? null : Math.min(100, Math.max(0, Math.round(measure * 10_000) / 100)),
  } as const;
}
