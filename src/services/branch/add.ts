import type { Transaction } from '#src/db/client.ts';
import { findBranch, findOrganisation, insertBranch, listBranches } from '#src/db/queries/organisation.ts';
import { recordEvent } from '../audit.ts';
import { authorise, type Context } from '../context.ts';
import { invalid, notFound } from '../service-error.ts';

/** Adds a branch to a library. @param input.id chosen by the form, so that a second click makes no second one */
export async function addBranch(ctx: Context, input: { id: string; libraryId: string; name: string }): Promise<void> {
  authorise(ctx, 'organisation:manage');
  await ctx.db.transaction(async (tx) => {
    const library = await findOrganisation(tx, input.libraryId);
    if (library?.kind !== 'library') throw notFound();
    if (await findBranch(tx, input.id)) return;
    await checkBranchName(tx, input);
    await insertBranch(tx, { id: input.id, libraryId: input.libraryId, name: input.name });
    await recordEvent(tx, ctx, {
      kind: 'organisationChanged',
      entity: 'branch',
      entityId: input.id,
      organisationId: input.libraryId,
      detail: { change: 'added' },
    });
  });
}

export async function checkBranchName(tx: Transaction, wanted: { id: string; libraryId: string; name: string }): Promise<void> {
  const same = (name: string) => name.toLowerCase() === wanted.name.toLowerCase();
  const branches = await listBranches(tx, wanted.libraryId);
  if (branches.some((b) => b.id !== wanted.id && b.endedAt === null && same(b.name)))
    throw invalid('naam', 'Er is hier al een vestiging met deze naam.');
}
