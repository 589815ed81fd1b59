import { findAttemptOwner, saveDraft, trimDrafts } from '#src/db/queries/draft.ts';
import type { Context } from '../context.ts';
import { newId } from '../new-id.ts';

/** Half-typed text is kept for a week. */
export const draftTerm = 7 * 86_400_000;

/** So many drafts of one person at most: an ended session may still write some, but not fill the disk. */
const mostDrafts = 40;

export interface TypedForm {
  /** The owner of the session that had ended, when its cookie was still there. */
  lapsedPersonId: string | null;
  action: string;
  path: string;
  fields: [string, string][];
}

/** One draft per form and page; the questions of a quiz share a page, so each has its own. */
export function formKeyOf(form: Pick<TypedForm, 'action' | 'path' | 'fields'>): string {
  const part = (name: string) => form.fields.find(([field]) => field === name)?.[1].slice(0, 64);
  return [form.action, form.path, part('attempt'), part('question')].filter((text) => text !== undefined).join(' ');
}

/** Forms without names: kept with a name, even for a moment, they would not be that. Their page says that nothing is kept. */
const neverKept = new Set(['questionnaire.fill']);

/**
 * Keeps what was typed in a form that met an ended session, for the person it belongs to: the owner of the session,
 * or of the attempt the answer is for (its id is a secret of that person). Nobody else ever gets it back.
 * @returns whether it was kept
 */
export async function keepTyped(ctx: Context, form: TypedForm): Promise<boolean> {
  if (neverKept.has(form.action)) return false;
  const attemptId = form.fields.find(([name]) => name === 'attempt')?.[1];
  const personId = form.lapsedPersonId ?? (attemptId ? await findAttemptOwner(ctx.db, attemptId) : null);
  if (!personId) return false;
  await ctx.db.transaction(async (tx) => {
    await saveDraft(tx, {
      id: newId(),
      personId,
      formKey: formKeyOf(form),
      body: { kind: 'sessionEnded', path: form.path, action: form.action, fields: form.fields },
      at: ctx.now,
      expiresAt: new Date(ctx.now.getTime() + draftTerm),
    });
    await trimDrafts(tx, personId, mostDrafts);
  });
  return true;
}
