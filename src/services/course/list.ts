import type { Catalogue } from '#src/catalogue/read.ts';
import { can, staffLibraries } from '#src/domain/roles.ts';
import type { Course, ModuleMeta } from '#src/domain/course.ts';
import { authorise, type Context } from '../context.ts';
import { startPath } from '../package/words.ts';
import { coursePath } from './paths.ts';

export interface ReadableCourse {
  title: string;
  summary: string;
  audience: string;
  /** Minutes of the modules that have lessons. */
  minutes: number;
  modules: number;
  /** Null when there is no text to read yet. */
  href: string | null;
}

export interface CourseListView {
  courses: ReadableCourse[];
  /** Packages of the reader's libraries, and of everyone. */
  packages: { title: string; minutes: number; href: string }[];
  /** What an adviser wonders about here: why no library is to be seen. Null for anyone else. */
  note: { text: string; href: string; label: string } | null;
}

/** The page with all courses; for an adviser it is home. */
export function openCourseList(ctx: Context): CourseListView {
  const { employments } = authorise(ctx, 'course:follow');
  const advises = employments.some((e) => e.role === 'adviser');
  return { courses: listReadable(ctx), packages: listShelf(ctx), note: advises ? noLibraryYet : null };
}

const noLibraryYet = {
  text: 'Je ziet hier nog geen bibliotheek, want die moet dat eerst goedvinden.',
  href: '/wie-ziet-wat',
  label: 'Lees wie wat ziet',
};

/** Courses to read through. One without any lesson is shown only to who may look around. */
export function listReadable(ctx: Context): ReadableCourse[] {
  const actor = authorise(ctx, 'course:follow');
  const browses = can(actor, 'course:browse');
  return [...ctx.catalogue.courses.values()]
    .map((course) => {
      const written = writtenModules(ctx.catalogue, course);
      return {
        title: course.title,
        summary: course.summary,
        audience: course.audience,
        minutes: written.reduce((sum, m) => sum + m.minutes, 0),
        modules: written.length,
        href: written.length > 0 || browses ? coursePath(course.id) : null,
      };
    })
    .filter((course) => course.href !== null)
    .sort((a, b) => b.modules - a.modules);
}

/** What stands open on the shelf for the reader; a group may ask for it, and one may begin without. */
function listShelf(ctx: Context): CourseListView['packages'] {
  const libraries = new Set(staffLibraries(authorise(ctx, 'course:follow')).map((library) => library.id));
  return [...ctx.catalogue.modules.values()]
    .filter((m) => m.package && !m.package.gone && (m.package.libraryId === null || libraries.has(m.package.libraryId)))
    .map(({ id, title, minutes }) => ({ title, minutes, href: startPath(id) }))
    .sort((a, b) => a.title.localeCompare(b.title, 'nl'));
}

/** Modules that can be read: a module without lessons stands in the catalogue only. */
export const writtenModules = (catalogue: Catalogue, course: Course): ModuleMeta[] =>
  course.modules.flatMap((id) => catalogue.modules.get(id) ?? []).filter((m) => m.lessons.length > 0);
