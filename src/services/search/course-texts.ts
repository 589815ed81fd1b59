import type { Catalogue } from '#src/catalogue/read.ts';
import type { CourseText } from '#src/db/queries/search.ts';

/** Everything that can be searched: what a reader meets in lessons. Questions of a quiz never. */
export function courseTexts(catalogue: Catalogue): CourseText[] {
  const inCourse = new Set([...catalogue.courses.values()].flatMap((course) => course.modules));
  const modules = [...catalogue.modules.values()].filter((m) => inCourse.has(m.id));
  return [
    ...modules.flatMap((module) =>
      module.lessons.flatMap((lesson): CourseText[] => [
        { kind: 'lesson', ref: lesson.id, title: lesson.title, body: `${lesson.goal} ${lesson.text}` },
        { kind: 'keep', ref: lesson.id, title: '', body: lesson.keep },
      ]),
    ),
    ...modules.flatMap((module) =>
      (catalogue.conversations.get(module.id) ?? []).map((c): CourseText => ({
        kind: 'conversation',
        ref: c.id,
        title: c.title,
        body: '',
      })),
    ),
    ...[...catalogue.terms.values()].map((term): CourseText => ({
      kind: 'term',
      ref: term.id,
      title: [term.term, ...term.forms].join(', '),
      body: term.explanation,
    })),
  ];
}
