import { listOpenTasksOf, type ModuleTaskRow } from '#src/db/queries/module-task.ts';
import { longDay, wallClock } from '#src/domain/calendar-day.ts';
import { signedIn, type Context } from '../context.ts';

export interface TaskLine {
  id: string;
  body: string;
  module: string;
  /** Of the module when it was judged: a task is done in this version or a later one. */
  version: number;
  /** What the module has now, at least `version`. */
  newest: number;
  owner: string;
  /** "klaar op 12 januari 2027" */
  due: string | null;
  late: boolean;
  done: string | null;
  pilot: string;
}

export function taskLine(ctx: Context, task: ModuleTaskRow): TaskLine {
  const module = ctx.catalogue.modules.get(task.moduleId);
  return {
    id: task.id,
    body: task.body,
    module: module?.title ?? 'Een module die er niet meer is',
    version: task.version,
    newest: Math.max(task.version, module?.version ?? task.version),
    owner: task.ownerName ?? 'nog niemand',
    due: task.due ? longDay(task.due) : null,
    late: task.doneAt === null && task.due !== null && task.due < wallClock(ctx.now).day,
    done: task.doneAt ? `klaar in versie ${task.doneInVersion ?? task.version}` : null,
    pilot: task.pilotName,
  };
}

/** What the reader has to see to. */
export async function listOwnTasks(ctx: Context): Promise<TaskLine[]> {
  const { personId } = signedIn(ctx);
  return (await listOpenTasksOf(ctx.db, personId)).map((task) => taskLine(ctx, task));
}
