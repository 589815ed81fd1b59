import { saveBranchChoice } from '#src/db/queries/local-place.ts';
import { findBranch } from '#src/db/queries/organisation.ts';
import { authorise, signedIn, type Context } from '../context.ts';
import { invalid } from '../service-error.ts';

/** Whose texts one reads from now on: those of this branch of a library one works at. */
export async function chooseBranch(ctx: Context, input: { branchId: string }): Promise<void> {
  signedIn(ctx);
  const branch = await findBranch(ctx.db, input.branchId);
  const actor = authorise(ctx, 'local:read', { libraryId: branch?.libraryId ?? '' });
  if (!branch || branch.endedAt) throw invalid('vestiging', 'Kies een vestiging uit de lijst.');
  await saveBranchChoice(ctx.db, { personId: actor.personId, libraryId: branch.libraryId, branchId: branch.id, at: ctx.now });
}
