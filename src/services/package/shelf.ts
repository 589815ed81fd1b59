import type { Catalogue } from '#src/catalogue/read.ts';
import type { Queryable } from '#src/db/client.ts';
import { listPublished } from '#src/db/queries/package.ts';
import type { ModuleMeta } from '#src/domain/course.ts';

/**
 * Packages as modules, to lay beside those of the catalogue: one look-up for everything that stands in a rule, on a leerkaart
 * or in a completion. Read when the house opens and after every change (`ctx.packagesChanged`). One that was taken away keeps
 * its title.
 */
export async function readShelf(db: Queryable): Promise<Map<string, ModuleMeta>> {
  const shelf = new Map<string, ModuleMeta>();
  for (const row of await listPublished(db))
    shelf.set(row.packageId, {
      id: row.packageId,
      number: 0,
      title: row.title,
      version: row.nr,
      part: '',
      summary: '',
      passMark: 1,
      objectives: [],
      lessons: [],
      assignments: [],
      minutes: row.minutes,
      package: { libraryId: row.ownerKind === 'platform' ? null : row.ownerId, gone: row.deletedAt !== null },
    });
  return shelf;
}

/** The catalogue with what is on the shelf. */
export const withShelf = (catalogue: Catalogue, shelf: ReadonlyMap<string, ModuleMeta>): Catalogue =>
  shelf.size === 0 ? catalogue : { ...catalogue, modules: new Map([...catalogue.modules, ...shelf]) };
