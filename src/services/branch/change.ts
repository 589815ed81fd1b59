import { findBranch, findOrganisation, updateBranch, type BranchRow } from '#src/db/queries/organisation.ts';
import { recordEvent } from '../audit.ts';
import { authorise, type Context } from '../context.ts';
import { notFound } from '../service-error.ts';
import { checkBranchName } from './add.ts';

/** A branch with its library, for its own page. */
export async function openBranch(ctx: Context, libraryId: string, branchId: string) {
  authorise(ctx, 'organisation:manage');
  const [branch, library] = await Promise.all([findBranch(ctx.db, branchId), findOrganisation(ctx.db, libraryId)]);
  if (!branch || !library || branch.libraryId !== libraryId) throw notFound();
  return { ...branch, libraryName: library.name };
}

/** Gives a branch another name, ends it or opens it again. People who work there keep it until theirs is changed. */
export async function changeBranch(
  ctx: Context,
  input: { branchId: string; change: { kind: 'rename'; name: string } | { kind: 'end' } | { kind: 'reopen' } },
): Promise<{ libraryId: string }> {
  authorise(ctx, 'organisation:manage');
  return ctx.db.transaction(async (tx) => {
    const branch = await findBranch(tx, input.branchId);
    if (!branch) throw notFound();
    const { change } = input;
    const set: Partial<Pick<BranchRow, 'name' | 'endedAt'>> =
      change.kind === 'rename' ? { name: change.name } : { endedAt: change.kind === 'end' ? (branch.endedAt ?? ctx.now) : null };
    const wanted = { ...branch, ...set };
    if (wanted.endedAt === null) await checkBranchName(tx, wanted);
    if (wanted.name === branch.name && wanted.endedAt === branch.endedAt) return { libraryId: branch.libraryId };
    await updateBranch(tx, branch.id, set);
    await recordEvent(tx, ctx, {
      kind: 'organisationChanged',
      entity: 'branch',
      entityId: branch.id,
      organisationId: branch.libraryId,
      detail: { change: change.kind },
    });
    return { libraryId: branch.libraryId };
  });
}
