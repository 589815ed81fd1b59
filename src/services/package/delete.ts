import { listGroupsAsking, listMembersOf, listUsers, listVersions, markDeleted } from '#src/db/queries/package.ts';
import { recordEvent } from '../audit.ts';
import { signedIn, type Context } from '../context.ts';
import { reachPackage } from './reach.ts';

export interface DeletePreview {
  id: string;
  title: string;
  /** Groups that ask for it now, by name. */
  groups: string[];
  /** "3 mensen zijn ermee bezig geweest." */
  used: string;
  /** Names, of groups that the signed-in person leads only. */
  people: string[];
}

/** What is lost when a package goes: how many people did something in it, and which groups ask for it. */
export async function previewDelete(ctx: Context, id: string): Promise<DeletePreview> {
  await reachPackage(ctx.db, ctx, id);
  const [versions, groups, users] = await Promise.all([
    listVersions(ctx.db, id),
    listGroupsAsking(ctx.db, id),
    listUsers(ctx.db, id),
  ]);
  const { leads } = signedIn(ctx);
  const own = new Set(await listMembersOf(ctx.db, [...leads]));
  return {
    id,
    title: versions[0]?.title ?? id,
    groups: groups.map((g) => g.name),
    used:
      users.length === 0
        ? 'Nog niemand heeft er iets in gedaan.'
        : `${users.length} ${users.length === 1 ? 'mens is' : 'mensen zijn'} ermee bezig geweest.`,
    people: users.filter((u) => own.has(u.personId)).map((u) => u.name ?? ''),
  };
}

/** The files go and nobody can start it any more; who passed it, passed it. */
export async function deletePackage(ctx: Context, id: string): Promise<void> {
  const owner = await reachPackage(ctx.db, ctx, id);
  const versions = await listVersions(ctx.db, id);
  await ctx.db.transaction(async (tx) => {
    await markDeleted(tx, id, { at: ctx.now, byId: signedIn(ctx).personId });
    await recordEvent(tx, ctx, {
      kind: 'packageChanged',
      entity: 'package',
      entityId: id,
      organisationId: owner.ownerId,
      detail: { deleted: true },
    });
  });
  await ctx.packagesChanged();
  for (const version of versions) await ctx.packages.remove(version.id);
}
