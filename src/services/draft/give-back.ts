import { listDrafts } from '#src/db/queries/draft.ts';
import type { Context } from '../context.ts';

export interface GivenBack {
  action: string;
  errors: [];
  fields: [string, string][];
}

/** What the signed-in person had typed on this page before a customer came or the session ended; null when nothing. */
export async function giveBack(ctx: Context, path: string): Promise<GivenBack | null> {
  if (!ctx.actor) return null;
  const drafts = await listDrafts(ctx.db, ctx.actor.personId, ctx.now);
  const found = drafts.find((d) => d.body.path === path && d.body.action !== null);
  return found?.body.action ? { action: found.body.action, errors: [], fields: found.body.fields } : null;
}
