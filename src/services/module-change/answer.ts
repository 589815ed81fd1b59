import { insertModuleCompletion, listCompletions } from '#src/db/queries/attempt.ts';
import { validateResponse } from '#src/domain/question/question.ts';
import { wrongResponse } from '#src/domain/question/wrong-response.ts';
import { authorise, type Context } from '../context.ts';
import { changePath, findModule } from '../course/paths.ts';
import { newId } from '../new-id.ts';
import { invalid, notFound } from '../service-error.ts';
import { pendingChanges } from './pending.ts';

/**
 * Answers the question about what is different in the next version that was missed; that version then counts as passed, whatever
 * the answer was. Answering again changes nothing. No certificate can follow from it: the module was passed already.
 * @returns the path with the feedback
 */
export async function answerChange(
  ctx: Context,
  input: { course: string; module: string; version: number; chosen: readonly string[] },
): Promise<string> {
  const { personId } = authorise(ctx, 'course:follow');
  const { course, module } = findModule(ctx.catalogue, input.course, input.module);
  const change = ctx.catalogue.changes.get(module.id)?.find((c) => c.version === input.version);
  if (!change) throw notFound();
  const check = validateResponse(change.question, input.chosen);
  const own = { personId, moduleId: module.id };
  await ctx.db.transaction(async (tx) => {
    const passed = (await listCompletions(tx, own)).map((c) => c.version);
    if (passed.length === 0) throw notFound();
    // Answered before, in another tab or by a double click.
    if (Math.max(...passed) >= change.version) return;
    if (pendingChanges(ctx.catalogue, module.id, passed)[0]?.version !== change.version) throw notFound();
    if (!check.ok) throw invalid('chosen', wrongResponse(change.question, check.reason));
    await insertModuleCompletion(tx, {
      id: newId(),
      ...own,
      version: change.version,
      via: 'changes',
      sourceId: change.question.id,
      at: ctx.now,
    });
  });
  const query = new URLSearchParams({ versie: String(change.version) });
  for (const answer of check.ok ? check.response : []) query.append('antwoord', answer);
  return `${changePath(course.id, module.id)}?${query}`;
}
