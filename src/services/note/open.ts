import { findNote } from '#src/db/queries/note.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import { authorise, type Context } from '../context.ts';
import { lessonHref, lessonPlace, ownCourses } from '../course/reading.ts';
import { newId } from '../new-id.ts';
import { notFound } from '../service-error.ts';

export interface NoteLesson {
  id: string;
  title: string;
  href: string | null;
}

export interface NoteView {
  id: string;
  body: string;
  lesson: NoteLesson | null;
  /** "3 februari 2027" */
  changed: string;
}

/** What a new note begins with: a number for its form, and the lesson beside which it is written. */
export async function openNewNote(ctx: Context, input: { lessonId: string | null }) {
  const { personId } = authorise(ctx, 'desk:own');
  return { id: newId(), lesson: await noteLesson(ctx, personId, input.lessonId) };
}

export async function openNote(ctx: Context, id: string): Promise<NoteView> {
  const { personId } = authorise(ctx, 'desk:own');
  const note = await findNote(ctx.db, { personId, id });
  if (!note) throw notFound();
  return {
    id: note.id,
    body: note.body,
    lesson: await noteLesson(ctx, personId, note.lessonId),
    changed: longDate(note.changedAt),
  };
}

/** Of a lesson that is gone nothing is said. */
async function noteLesson(ctx: Context, personId: string, lessonId: string | null): Promise<NoteLesson | null> {
  const place = lessonId === null ? undefined : lessonPlace(ctx.catalogue, lessonId);
  if (!place) return null;
  const href = lessonHref(ctx.catalogue, place, await ownCourses(ctx, personId));
  return { id: place.lesson.id, title: place.lesson.title, href };
}
