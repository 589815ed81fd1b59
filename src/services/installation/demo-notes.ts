import { insertNote } from '#src/db/queries/note.ts';
import type { Transaction } from '#src/db/client.ts';
import { addDays } from '#src/domain/calendar-day.ts';
import type { Context } from '../context.ts';
import { newId } from '../new-id.ts';

/** What someone wrote down for herself: days ago, the lesson beside which it was, and the text. All invented. */
const notes: [days: number, lesson: string | null, text: string][] = [
  [
    20,
    'nk-les-2',
    'Niet vragen ‘waarom’, maar ‘wat’.\nWat werkte vandaag: “Wat heeft u al geprobeerd?” En dan echt even stil zijn.',
  ],
  [9, null, 'Samira zit op dinsdag en donderdag op Centrum. Op andere dagen: mailen, dan belt ze terug.'],
  [3, 'nk-les-3', 'Eerst uitleggen naar wie ik iemand breng, dan pas samen oplopen. Anders schrikken mensen.'],
];

/** Own notes for the learner who is half-way. */
export async function addDemoNotes(tx: Transaction, ctx: Context, personId: string): Promise<void> {
  const lessons = new Set([...ctx.catalogue.modules.values()].flatMap((module) => module.lessons.map((lesson) => lesson.id)));
  for (const [days, lesson, body] of notes) {
    const at = addDays(ctx.now, -days);
    const lessonId = lesson !== null && lessons.has(lesson) ? lesson : null;
    await insertNote(tx, { id: newId(), personId, body, lessonId, createdAt: at, changedAt: at });
  }
}
