import { insertRelease, isPilotOnly } from '#src/db/queries/course-release.ts';
import { recordEvent } from '../audit.ts';
import { authorise, type Context } from '../context.ts';
import { notFound } from '../service-error.ts';

/** Sets for whom a course is. Groups that run go on; twice the same is once. */
export async function setRelease(ctx: Context, input: { courseId: string; pilotOnly: boolean }): Promise<void> {
  const actor = authorise(ctx, 'course:release');
  if (!ctx.catalogue.courses.has(input.courseId)) throw notFound();
  await ctx.db.transaction(async (tx) => {
    if ((await isPilotOnly(tx, input.courseId)) === input.pilotOnly) return;
    await insertRelease(tx, { ...input, byId: actor.personId, at: ctx.now });
    await recordEvent(tx, ctx, {
      kind: 'courseReleased',
      entity: 'course',
      entityId: input.courseId,
      detail: { pilotOnly: input.pilotOnly },
    });
  });
}
