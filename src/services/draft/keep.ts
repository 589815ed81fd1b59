import { findAttemptOwner, saveDraft } from '#src/db/queries/draft.ts';
import type { Context } from '../context.ts';
import { newId } from '../new-id.ts';

/** Half-typed text is kept for a week. */
export const draftTerm = 7 * 86_400_000;

export interface TypedForm {
  /** The owner of the session that had ended, when its cookie was still there. */
  lapsedPersonId: string | null;
  action: string;
  path: string;
  fields: [string, string][];
}

/**
 * Keeps what was typed in a form that met an ended session, for the person it belongs to: the owner of the session,
 * or of the attempt the answer is for (its id is a secret of that person). Nobody else ever gets it back.
 */
export async function keepTyped(ctx: Context, form: TypedForm): Promise<boolean> {
  const attemptId = form.fields.find(([name]) => name === 'attempt')?.[1];
  const personId = form.lapsedPersonId ?? (attemptId ? await findAttemptOwner(ctx.db, attemptId) : null);
  if (!personId) return false;
  await saveDraft(ctx.db, {
    id: newId(),
    personId,
    formKey: `${form.action} ${form.path}`,
    body: { kind: 'sessionEnded', path: form.path, action: form.action, fields: form.fields },
    at: ctx.now,
    expiresAt: new Date(ctx.now.getTime() + draftTerm),
  });
  return true;
}
