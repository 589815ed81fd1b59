import type { MeetingGuide } from '#src/domain/course.ts';
import type { Context } from '../context.ts';
import { guideKey } from '../meeting/guide-key.ts';

export type MakeUpTask = NonNullable<MeetingGuide['makeUp']>;

/** The task that stands in for a meeting; null where its guide has none, or there is no guide: then one agrees how. */
export const taskOf = (
  ctx: Pick<Context, 'catalogue'>,
  meeting: { courseId: string; templateId: string | null },
): MakeUpTask | null => ctx.catalogue.guides.get(guideKey(meeting.courseId, meeting.templateId))?.makeUp ?? null;

export const makeUpPath = (meetingId: string) => `/bijeenkomsten/${meetingId}/inhalen`;
