import { deleteDraft, listDrafts } from '#src/db/queries/draft.ts';
import type { Context } from '../context.ts';
import { chooseReply } from '../conversation/choose.ts';
import { listName } from '../form-fields.ts';
import { answerQuestion } from '../quiz/answer.ts';
import { isServiceError } from '../service-error.ts';

export interface Resumed {
  /** How many answers count now. */
  counted: number;
  /** The page of what came of the last of them; without an anchor, so that a message can be added. */
  next: string | null;
}

/**
 * Just after signing in: gives the quiz answers, and what was said in a conversation, that met an ended session, in the order
 * in which they were given. An answer that no longer fits its attempt is let go; whatever else goes wrong leaves it for the
 * next time, and never bars the door.
 */
export async function resumeAnswers(ctx: Context): Promise<Resumed> {
  const resumed: Resumed = { counted: 0, next: null };
  if (!ctx.actor) return resumed;
  const drafts = await listDrafts(ctx.db, ctx.actor.personId, ctx.now);
  for (const { id, body } of drafts.toReversed()) {
    const give = body.kind === 'sessionEnded' ? givers[body.action ?? ''] : undefined;
    if (!give) continue;
    try {
      resumed.next = (await give(ctx, body)).next.replace(/#.*/, '');
      resumed.counted++;
    } catch (error) {
      // Half filled in is no answer yet, and must not be lost: the page gives it back.
      if (!isServiceError(error) || error.code === 'busy' || error.code === 'invalid') continue;
    }
    await deleteDraft(ctx.db, id);
  }
  return resumed;
}

interface Form {
  path: string;
  fields: [string, string][];
}

const givers: Record<string, (ctx: Context, form: Form) => Promise<{ next: string }>> = {
  'quiz.answer': (ctx, form) => answerQuestion(ctx, answerIn(form)),
  'conversation.choose': (ctx, form) => chooseReply(ctx, replyIn(form)),
};

const valueIn =
  ({ fields }: Form) =>
  (name: string) =>
    fields.find(([field]) => field === name)?.[1] ?? '';

/** The answer as the form of a question has it; its course stands in the address of the page. */
function answerIn(form: Form) {
  const one = valueIn(form);
  const course = /^\/cursus\/([^/]+)\//.exec(form.path)?.[1];
  return {
    attempt: one('attempt'),
    question: one('question'),
    chosen: form.fields.filter(([field]) => listName(field) === 'chosen').map(([, value]) => value),
    ...(one('sure') ? { sure: one('sure') === 'yes' } : {}),
    ...(course ? { course } : {}),
  };
}

/** What was said, as the form of a conversation has it. */
function replyIn(form: Form) {
  const one = valueIn(form);
  return {
    course: one('course'),
    module: one('module'),
    conversation: one('conversation'),
    go: Number(one('go')),
    turn: Number(one('turn')),
    node: one('node'),
    choice: one('choice'),
  };
}
