import { insertVerdict, listVerdicts } from '#src/db/queries/evaluation-report.ts';
import { listTasksOfPilot } from '#src/db/queries/module-task.ts';
import type { Verdict } from '#src/domain/evaluation-report.ts';
import type { Context } from '../context.ts';
import { confirmNoCustomerData } from '../customer-data/confirm.ts';
import { checkTask, writeTask } from '../module-task/write.ts';
import { reachPilot } from '../pilot/reach.ts';
import { invalid } from '../service-error.ts';

export const longestWhy = 600;

export interface Judged {
  pilotId: string;
  moduleId: string;
  verdict: Verdict;
  why: string;
  /** What has to change, who sees to it and by when; only with `adapt`. */
  task: { id: string; body: string | null; ownerId: string | null; due: string | null };
  confirmed: boolean;
}

/**
 * Keeps what is decided about a module, in the version it has now. "Adapt" becomes a task: the first time it needs an owner and
 * a day, later only where another task is wanted.
 */
export async function judgeModule(ctx: Context, input: Judged): Promise<void> {
  const { actor, pilot } = await reachPilot(ctx, input.pilotId);
  const course = ctx.catalogue.courses.get(pilot.courseId);
  const module = course?.modules.includes(input.moduleId) ? ctx.catalogue.modules.get(input.moduleId) : undefined;
  if (!module) throw invalid('module', 'Kies een module van deze cursus.');
  const body = input.task.body ?? input.why;
  confirmNoCustomerData({ texts: [input.why, body], confirmed: input.confirmed });
  await ctx.db.transaction(async (tx) => {
    const before = (await listVerdicts(tx, pilot.id)).get(module.id);
    const { verdict, why } = input;
    const facts = { pilotId: pilot.id, moduleId: module.id, version: module.version };
    if (verdict === 'adapt') {
      const open = (await listTasksOfPilot(tx, pilot.id)).some(
        (task) => task.moduleId === module.id && task.doneAt === null && task.id !== input.task.id,
      );
      const asked = input.task.ownerId ?? input.task.due ?? input.task.body;
      if (!open || asked !== null) {
        const care = await checkTask(ctx, tx, pilot, input.task);
        await writeTask(tx, ctx, { id: input.task.id, ...facts, body, ...care });
      }
    }
    if (before?.verdict === verdict && before.why === why && before.version === module.version) return;
    await insertVerdict(tx, { ...facts, verdict, why, byId: actor.personId, at: ctx.now });
  });
}
