import type { Catalogue } from '#src/catalogue/read.ts';
import type { ModuleMeta } from '#src/domain/course.ts';

/** Packages that a group of this library may ask for: its own, those of everyone, and what it asks already; by title. */
export const packagesFor = (catalogue: Pick<Catalogue, 'modules'>, libraryId: string, asked: readonly string[]): ModuleMeta[] =>
  [...catalogue.modules.values()]
    .filter(({ id, package: from }) =>
      from ? asked.includes(id) || (!from.gone && (from.libraryId === null || from.libraryId === libraryId)) : false,
    )
    .sort((a, b) => a.title.localeCompare(b.title, 'nl') || (a.id < b.id ? -1 : 1));
