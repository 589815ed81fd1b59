import type { Catalogue } from '#src/catalogue/read.ts';
import type { Course, ModuleMeta } from '#src/domain/course.ts';
import { isPackageId } from '#src/domain/package-id.ts';
import { writtenModules } from '../course/list.ts';

export type Exportable =
  | { kind: 'module'; value: string; module: ModuleMeta }
  | { kind: 'course'; value: string; course: Course; modules: ModuleMeta[] };

/** Modules of our own with lessons and a quiz: of a package that was brought in, its keeper has the file. */
const ownModules = (catalogue: Catalogue, course: Course): ModuleMeta[] =>
  writtenModules(catalogue, course).filter((m) => !isPackageId(m.id) && catalogue.quizzes.has(m.id));

/** Everything that can go out, by course: the course as a whole, where that is more than one module, and its modules. */
export function listExportable(catalogue: Catalogue): { course: Course; things: Exportable[] }[] {
  const seen = new Set<string>();
  return [...catalogue.courses.values()].flatMap((course) => {
    const modules = ownModules(catalogue, course);
    const fresh = modules.filter((m) => !seen.has(m.id));
    for (const { id } of fresh) seen.add(id);
    const things: Exportable[] = [
      ...(modules.length > 1 ? [{ kind: 'course' as const, value: `cursus:${course.id}`, course, modules }] : []),
      ...fresh.map((module) => ({ kind: 'module' as const, value: `module:${module.id}`, module })),
    ];
    return things.length > 0 ? [{ course, things }] : [];
  });
}

export const findExportable = (catalogue: Catalogue, value: string): Exportable | null =>
  listExportable(catalogue)
    .flatMap(({ things }) => things)
    .find((thing) => thing.value === value) ?? null;
