import { deleteDraft, findDraft } from '#src/db/queries/draft.ts';
import type { Context } from '../context.ts';
import { formKeyOf, type TypedForm } from './keep.ts';

/** A form that was given back has been sent: what was kept of it has done its work. */
export async function dropDraft(ctx: Context, form: Pick<TypedForm, 'action' | 'path' | 'fields'>): Promise<void> {
  if (!ctx.actor) return;
  const kept = await findDraft(ctx.db, ctx.actor.personId, formKeyOf(form));
  // "Klant aan de balie" keeps its own spot, by an action of its own.
  if (kept?.body.kind === 'sessionEnded') await deleteDraft(ctx.db, kept.id);
}
