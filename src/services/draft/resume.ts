import { deleteDraft, listDrafts } from '#src/db/queries/draft.ts';
import type { Context } from '../context.ts';
import { listName } from '../form-fields.ts';
import { answerQuestion } from '../quiz/answer.ts';
import { isServiceError } from '../service-error.ts';

export interface Resumed {
  /** How many answers count now. */
  counted: number;
  /** The page of the feedback on the last of them. */
  next: string | null;
}

/**
 * Just after signing in: gives the quiz answers that met an ended session, in the order in which they were given. An answer
 * that no longer fits its attempt is let go; whatever else goes wrong leaves it for the next time, and never bars the door.
 */
export async function resumeAnswers(ctx: Context): Promise<Resumed> {
  const resumed: Resumed = { counted: 0, next: null };
  if (!ctx.actor) return resumed;
  const drafts = await listDrafts(ctx.db, ctx.actor.personId, ctx.now);
  for (const { id, body } of drafts.toReversed()) {
    if (body.kind !== 'sessionEnded' || body.action !== 'quiz.answer') continue;
    try {
      resumed.next = (await answerQuestion(ctx, answerIn(body))).next;
      resumed.counted++;
    } catch (error) {
      // Half filled in is no answer yet, and must not be lost: the page gives it back.
      if (!isServiceError(error) || error.code === 'busy' || error.code === 'invalid') continue;
    }
    await deleteDraft(ctx.db, id);
  }
  return resumed;
}

/** The answer as the form of a question has it; its course stands in the address of the page. */
function answerIn({ path, fields }: { path: string; fields: [string, string][] }) {
  const one = (name: string) => fields.find(([field]) => field === name)?.[1] ?? '';
  const course = /^\/cursus\/([^/]+)\//.exec(path)?.[1];
  return {
    attempt: one('attempt'),
    question: one('question'),
    chosen: fields.filter(([field]) => listName(field) === 'chosen').map(([, value]) => value),
    ...(one('sure') ? { sure: one('sure') === 'yes' } : {}),
    ...(course ? { course } : {}),
  };
}
