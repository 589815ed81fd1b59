import { reportDeskPath } from '#src/services/evaluation-report/paths.ts';
import { finishTask, reopenTask, withdrawTask } from '#src/services/module-task/finish.ts';
import { id, path, whole, z } from './fields.ts';
import { formAction } from './form-action.ts';

const task = id('een taak');

export const moduleTask = {
  done: formAction(z.strictObject({ taak: task, versie: whole('de versie', 1, 9999), verder: path }), async (ctx, input) => {
    await finishTask(ctx, { taskId: input.taak, version: input.versie });
    return `${input.verder}?gelukt=afgevinkt`;
  }),

  reopen: formAction(z.strictObject({ taak: task, verder: path }), async (ctx, input) => {
    await reopenTask(ctx, { taskId: input.taak });
    return `${input.verder}?gelukt=taak-open`;
  }),

  withdraw: formAction(z.strictObject({ taak: task }), async (ctx, input) => {
    const { pilotId } = await withdrawTask(ctx, { taskId: input.taak });
    return `${reportDeskPath(pilotId)}?gelukt=verwijderd`;
  }),
};
