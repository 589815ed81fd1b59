import type { Catalogue } from '#src/catalogue/read.ts';
import type { Titles } from '#src/domain/xapi-statement.ts';

/** What things are called today, with where they stand. */
export function titlesOf(catalogue: Catalogue): Titles {
  const anyCourse = (moduleId: string) => [...catalogue.courses.values()].find(({ modules }) => modules.includes(moduleId))?.id;
  const path = (moduleId: string, courseId: string | null) => {
    const course = courseId && catalogue.courses.get(courseId)?.modules.includes(moduleId) ? courseId : anyCourse(moduleId);
    return course === undefined ? null : `/cursus/${course}/${moduleId}`;
  };
  return {
    course(id) {
      const course = catalogue.courses.get(id);
      return course ? { name: course.fullTitle, description: course.summary, href: `/cursus/${id}` } : { name: 'Cursus' };
    },
    module(id, courseId) {
      const module = catalogue.modules.get(id);
      return module ? { name: module.title, description: module.summary, href: path(id, courseId) } : { name: 'Module' };
    },
    lesson(moduleId, lessonId, courseId) {
      const lesson = catalogue.modules.get(moduleId)?.lessons.find(({ id }) => id === lessonId);
      const module = path(moduleId, courseId);
      return lesson
        ? { name: lesson.title, description: lesson.goal, href: module && `${module}/${lesson.slug}` }
        : { name: 'Les' };
    },
    meeting(courseId, templateId) {
      const planned = courseId && catalogue.courses.get(courseId)?.meetings.find(({ id }) => id === templateId);
      return planned ? { name: planned.title, description: planned.summary, href: null } : null;
    },
  };
}
