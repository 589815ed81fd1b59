import type { Queryable } from '#src/db/client.ts';
import { findPackage, isInGroupOf, listVersions, type VersionRow } from '#src/db/queries/package.ts';
import { can, staffLibraries } from '#src/domain/roles.ts';
import { authorise, type Context } from '../context.ts';
import { notFound } from '../service-error.ts';

export interface Playable {
  packageId: string;
  /** Whether the signed-in person keeps it, and so may try what isn't published. */
  manages: boolean;
  /** Newest first. */
  versions: VersionRow[];
  /** The newest that was published. */
  current: VersionRow | null;
}

/** A package for who may do it: everyone of its library or in a group of it; of the platform, everyone. */
export async function reachPlayable(db: Queryable, ctx: Context, packageId: string): Promise<Playable> {
  const actor = authorise(ctx, 'course:follow');
  const found = await findPackage(db, packageId);
  if (!found || found.deletedAt) throw notFound();
  const manages = can(actor, 'package:manage', { libraryId: found.ownerId });
  const mayDo =
    manages ||
    found.ownerKind === 'platform' ||
    staffLibraries(actor).some((library) => library.id === found.ownerId) ||
    (await isInGroupOf(db, { personId: actor.personId, libraryId: found.ownerId }));
  if (!mayDo) throw notFound();
  const versions = await listVersions(db, packageId);
  const current = versions.find((version) => version.publishedAt !== null) ?? null;
  if (!current && !manages) throw notFound();
  return { packageId, manages, versions, current };
}
