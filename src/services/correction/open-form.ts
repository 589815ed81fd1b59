import { handlerOf } from '#src/domain/correction.ts';
import { enumerate } from '#src/domain/dutch.ts';
import { shownName } from '#src/domain/person.ts';
import { staffLibraries } from '#src/domain/roles.ts';
import { authorise, type Context } from '../context.ts';
import { findLesson, lessonPath } from '../course/paths.ts';
import { newId } from '../new-id.ts';
import { libraryForNational, peopleOf } from './handlers.ts';

export interface CorrectionForm {
  courseId: string;
  moduleId: string;
  lesson: { slug: string; title: string; href: string };
  /** What it can be about, each with who will read it. */
  choices: { value: string; label: string; hint: string }[];
  clientKey: string;
}

/** The form under a lesson, which says who reads what before anyone writes it. */
export async function openCorrectionForm(
  ctx: Context,
  input: { course: string; module: string; lesson: string },
): Promise<CorrectionForm> {
  const actor = authorise(ctx, 'course:follow');
  const { course, module, lesson } = findLesson(ctx.catalogue, input.course, input.module, input.lesson);
  const libraries = lesson.parts.slots.length > 0 ? staffLibraries(actor) : [];
  const local = await Promise.all(
    libraries.map(async ({ id, name }) => {
      const people = await peopleOf(ctx.db, { kind: 'specialist', libraryId: id }, ctx.now);
      const others = people.filter((p) => p.personId !== actor.personId);
      return {
        value: `local:${id}`,
        label: libraries.length > 1 ? `‘Bij ons’: wat ${name} zelf schreef` : '‘Bij ons’: wat je bibliotheek zelf schreef',
        hint: localHint(others.map(shownName), people.length > others.length, name),
      };
    }),
  );
  const { poiId, libraryId, hasAdviser } = await libraryForNational(ctx.db, staffLibraries(actor), ctx.now);
  const reader = handlerOf({ about: 'national', libraryId, poiId, hasAdviser });
  return {
    courseId: course.id,
    moduleId: module.id,
    lesson: { slug: lesson.slug, title: lesson.title, href: lessonPath(course.id, module.id, lesson.slug) },
    choices: [
      ...local,
      {
        value: 'national',
        label: 'De les zelf: die lezen alle bibliotheken',
        hint: `${reader.kind === 'adviser' ? 'De adviseur van je POI' : 'De beheerder van Baliewijs'} leest het, zonder je naam en zonder je bibliotheek.`,
      },
    ],
    clientKey: newId(),
  };
}

function localHint(others: readonly string[], own: boolean, library: string): string {
  if (others.length > 0) return `${enumerate(others)} van ${library} leest het, met je naam erbij.`;
  return own
    ? `Jij bent zelf de specialist van ${library}. Je vindt dit terug bij Meldingen.`
    : `${library} heeft nu geen specialist in Baliewijs. Je melding wacht tot die er is, en die ziet dan je naam.`;
}
