import { insertSuggestion } from '#src/db/queries/meeting-agenda.ts';
import type { Context } from '../context.ts';
import { customerDataText } from '../local/care.ts';
import { invalid } from '../service-error.ts';
import { reachAdvised } from './reach.ts';

export const longestSuggestion = 1500;

/** Suggests something for a meeting to a library of one's own POI. Its leaders read it with the guide. */
export async function addSuggestion(
  ctx: Context,
  input: { libraryId: string; courseId: string; templateId: string; body: string; clientKey: string },
): Promise<void> {
  const { actor, library } = await reachAdvised(ctx, input.libraryId);
  const course = ctx.catalogue.courses.get(input.courseId);
  if (!course?.meetings.some((m) => m.id === input.templateId)) throw invalid('bijeenkomst', 'Kies een bijeenkomst.');
  const warning = customerDataText([input.body]);
  if (warning) throw invalid('suggestie', `${warning} Haal het weg.`);
  await insertSuggestion(ctx.db, {
    id: input.clientKey,
    libraryId: library.id,
    courseId: input.courseId,
    templateId: input.templateId,
    body: input.body,
    byId: actor.personId,
    at: ctx.now,
  });
}
