import { listRunningBranches } from '#src/db/queries/local-place.ts';
import type { LocalSlot } from '#src/domain/local-slot.ts';
import { staffLibraries, type Actor, type Permission } from '#src/domain/roles.ts';
import { authorise, type Context } from '../context.ts';
import { notFound } from '../service-error.ts';

export interface Library {
  id: string;
  name: string;
  branches: { id: string; name: string }[];
}

/** A library of one's own, for whoever may. Another one is "not found", as one that isn't there. */
export async function reachLibrary(
  ctx: Context,
  libraryId: string,
  permission: Permission,
): Promise<{ actor: Actor; library: Library }> {
  const actor = authorise(ctx, permission, { libraryId });
  const name = staffLibraries(actor).find((library) => library.id === libraryId)?.name ?? '';
  return { actor, library: { id: libraryId, name, branches: await listRunningBranches(ctx.db, [libraryId]) } };
}

export interface SlotPlace {
  libraryId: string;
  slotId: string;
  /** Null: the text for the whole library. */
  branchId: string | null;
}

/** A slot of a library that one fills in, for the whole library or for one of its branches that is open. */
export async function reachSlot(ctx: Context, place: SlotPlace) {
  const { actor, library } = await reachLibrary(ctx, place.libraryId, 'local:manage');
  const slot: LocalSlot | undefined = ctx.catalogue.slots.get(place.slotId);
  const branch = library.branches.find((b) => b.id === place.branchId) ?? null;
  if (!slot || (place.branchId !== null && !branch)) throw notFound();
  return { actor, library, slot, branch };
}
