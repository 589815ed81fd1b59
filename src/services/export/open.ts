import { listRunningBranches } from '#src/db/queries/local-place.ts';
import { staffLibraries } from '#src/domain/roles.ts';
import { authorise, type Context } from '../context.ts';
import { findExportable, listExportable } from './exportable.ts';

export interface ExportPage {
  /** Courses and modules to choose from. */
  things: { value: string; label: string }[];
  chosen: string;
  /** Own libraries, and their branches, whose texts may go along; empty for who keeps none. */
  local: { value: string; label: string }[];
}

/** The page on which a module or a course is taken along to another system. */
export async function openExport(ctx: Context, given: { wat: string }): Promise<ExportPage> {
  const actor = authorise(ctx, 'export:make');
  const libraries = staffLibraries(actor).filter((library) => library.manages);
  const branches = await listRunningBranches(
    ctx.db,
    libraries.map((library) => library.id),
  );
  return {
    things: listExportable(ctx.catalogue).flatMap(({ course, things }) =>
      things.map((thing) => ({
        value: thing.value,
        label:
          thing.kind === 'course'
            ? `Hele cursus: ${course.title} (${thing.modules.length} modules)`
            : `Module: ${thing.module.title}`,
      })),
    ),
    chosen: findExportable(ctx.catalogue, given.wat)?.value ?? '',
    local: libraries.flatMap((library) => [
      { value: library.id, label: library.name },
      ...branches
        .filter((branch) => branch.libraryId === library.id)
        .map((branch) => ({ value: `${library.id}.${branch.id}`, label: `${library.name}, ${branch.name}` })),
    ]),
  };
}
