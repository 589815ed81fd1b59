import { changeRun } from '#src/db/queries/run.ts';
import { afterCommand, type RunCommand } from '#src/domain/run.ts';
import { loadAgenda } from '../agenda/load.ts';
import type { Context } from '../context.ts';
import { reachGroup } from '../group/reach.ts';
import { reachMoment } from '../meeting/reach.ts';
import type { MomentAt } from './load.ts';
import { prepareRun } from './prepare.ts';

export type LeadCommand = RunCommand | { kind: 'prepare' };

/** One button of the screen or the phone. Everything is kept, so that a server that starts again goes on where it was. */
export async function leadRun(ctx: Context, input: MomentAt & { command: LeadCommand }): Promise<void> {
  const group = await reachGroup(ctx, input.groupId, 'attendance:record');
  const { command } = input;
  const revision = await ctx.db.transaction(async (tx) => {
    const { meeting, moment } = await reachMoment(tx, input);
    const run = await prepareRun(tx, ctx, { meeting, moment });
    if (command.kind === 'prepare') return run.revision;
    const { agenda } = await loadAgenda(tx, ctx.catalogue, {
      courseId: group.courseId,
      meetingId: meeting.id,
      templateId: meeting.templateId,
    });
    const next = afterCommand(run, command, agenda.length, ctx.now);
    return next && changeRun(tx, moment.id, next, ctx.now);
  });
  if (revision !== null) ctx.live.tell(input.momentId, { revision, to: 'all' });
}
