import type { Queryable } from '#src/db/client.ts';
import { findOrganisation, listRunningOrganisations } from '#src/db/queries/organisation.ts';
import { findPackage, findVersion, type VersionRow } from '#src/db/queries/package.ts';
import { can, staffLibraries, type Actor } from '#src/domain/roles.ts';
import { authorise, signedIn, type Context } from '../context.ts';
import { notFound } from '../service-error.ts';
import { ownerInWords } from './words.ts';

export type ReachedPackage = NonNullable<Awaited<ReturnType<typeof findPackage>>>;

/** A package for who keeps it: the specialist of its library, and the administrator. One that was taken away isn't there. */
export async function reachPackage(db: Queryable, ctx: Context, id: string): Promise<ReachedPackage> {
  authorise(ctx, 'package:list');
  const found = await findPackage(db, id);
  if (!found || found.deletedAt) throw notFound();
  authorise(ctx, 'package:manage', { libraryId: found.ownerId });
  return found;
}

/** One version of it. */
export async function reachVersion(
  db: Queryable,
  ctx: Context,
  ids: { packageId: string; versionId: string },
): Promise<{ owner: ReachedPackage; version: VersionRow }> {
  const owner = await reachPackage(db, ctx, ids.packageId);
  const version = await findVersion(db, ids.versionId);
  if (version?.packageId !== owner.id) throw notFound();
  return { owner, version };
}

/** Whom the signed-in person may bring a package in for: the own libraries, or (as administrator) everyone. */
export async function ownersFor(db: Queryable, actor: Actor): Promise<{ id: string; name: string }[]> {
  if (!can(actor, 'person:manage'))
    return staffLibraries(actor)
      .filter((library) => library.manages)
      .map(({ id, name }) => ({ id, name }));
  const all = await listRunningOrganisations(db, ['platform', 'library']);
  return all
    .map(({ id, name, kind }) => ({ id, name: ownerInWords({ name, kind }), first: kind === 'platform' }))
    .sort((a, b) => Number(b.first) - Number(a.first) || a.name.localeCompare(b.name, 'nl'))
    .map(({ id, name }) => ({ id, name }));
}

/** Whom a new package is for. */
export async function reachOwner(db: Queryable, ctx: Context, ownerId: string): Promise<string> {
  authorise(ctx, 'package:list');
  authorise(ctx, 'package:manage', { libraryId: ownerId });
  const owner = await findOrganisation(db, ownerId);
  if (!owner || owner.endedAt || (owner.kind !== 'library' && owner.kind !== 'platform')) throw notFound();
  if (owner.kind === 'platform' && !can(signedIn(ctx), 'person:manage')) throw notFound();
  return owner.id;
}
