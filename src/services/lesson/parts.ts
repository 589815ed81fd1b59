import type { LessonMeta, ModuleMeta } from '#src/domain/course.ts';
import type { LessonPartsView } from '#src/domain/lesson-parts.ts';
import { assignmentParts } from '../assignment/parts.ts';
import type { Context } from '../context.ts';
import { conversationParts } from '../conversation/parts.ts';
import { slotParts } from '../local/parts.ts';
import { practiceParts, type Practised } from '../practice/parts.ts';

export interface LessonPlace {
  courseId: string;
  module: ModuleMeta;
  lesson: LessonMeta;
}

/** What stands in a lesson for this reader only. A lesson that has none of a kind asks nothing for it. */
export async function lessonParts(ctx: Context, at: LessonPlace & { practised: Practised | null }): Promise<LessonPartsView> {
  const { parts } = at.lesson;
  const [slots, conversations, assignments] = await Promise.all([
    slotParts(ctx, parts.slots),
    conversationParts(ctx, at),
    assignmentParts(ctx, at),
  ]);
  return { slots, conversations, assignments, practice: practiceParts(ctx, at.module.id, parts.practice, at.practised) };
}
