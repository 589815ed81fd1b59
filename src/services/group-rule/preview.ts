import { changesInWords, effectInWords } from '#src/domain/plan-text.ts';
import { awards } from '#src/domain/certificate.ts';
import type { Context } from '../context.ts';
import { reachGroup } from '../group/reach.ts';
import { isServiceError, refused } from '../service-error.ts';
import { loadDropped, loadEffect, loadPlan } from './plan.ts';
import { readWish, type WrittenWish } from './wish.ts';

/** What a changed rule would do, in words, before anything is saved: what changes, and for whom. */
export async function previewRule(ctx: Context, input: { groupId: string } & WrittenWish) {
  await reachGroup(ctx, input.groupId, 'group:arrange');
  const loaded = await loadPlan(ctx.db, ctx, input.groupId, readWish(input));
  const { group, plan, ruleId } = loaded;
  if (!plan.changesAnything) throw refused('Je hebt niets veranderd. De groep vraagt dit al.');
  const [{ effect, members }, dropped] = await Promise.all([loadEffect(ctx.db, ctx, loaded), loadDropped(ctx.db, plan)]);
  const titleOf = (id: string) => ctx.catalogue.modules.get(id)?.title ?? id;
  return {
    groupId: group.id,
    groupName: group.name,
    /** Goes back with the form: who confirms has seen what changes in this rule. */
    ruleId: ruleId ?? 'geen',
    first: ruleId === null,
    changes: changesInWords(plan, dropped.told, titleOf),
    effects: effectInWords(effect, plan, members),
  };
}

/** The same for an address that anyone can type: what can't be comes back as a message. */
export async function tryPreview(
  ctx: Context,
  input: { groupId: string; award: string; moduleIds: string[]; meetings: string[] },
) {
  const group = await reachGroup(ctx, input.groupId, 'group:arrange');
  const found = { groupId: group.id, groupName: group.name };
  const award = awards.find((a) => a === input.award) ?? 'certificate';
  try {
    return { ...found, preview: await previewRule(ctx, { ...input, award }), message: '' };
  } catch (error) {
    if (!isServiceError(error) || error.code !== 'invalid') throw error;
    return { ...found, preview: null, message: error.errors[0]?.message ?? '' };
  }
}
