import { findIntention } from '#src/db/queries/agreement.ts';
import { listLeaderNames } from '#src/db/queries/own-groups.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import { enumerate } from '#src/domain/dutch.ts';
import type { Context } from '../context.ts';
import { guideKey } from '../meeting/guide-key.ts';
import { reachOwnMeeting } from '../meeting/reach-own.ts';

export interface IntentionPage {
  meetingId: string;
  meetingTitle: string;
  nr: number;
  groupName: string;
  /** What the meeting asks: "Hoe pak ik mijn rol op?" */
  question: string;
  body: string;
  shared: boolean;
  /** "Bewaard op 3 februari 2027." */
  saved: string | null;
  /** Who reads it when it is shared: "Samira Haddad" or "je begeleider". */
  reader: string;
}

/** The question a meeting asks each participant to answer for themselves. */
const otherwise = 'Hoe pak ik mijn rol op?';

/** One's own intention for a meeting. */
export async function openIntention(ctx: Context, input: { meetingId: string }): Promise<IntentionPage> {
  const { actor, meeting } = await reachOwnMeeting(ctx, input.meetingId);
  const [own, leaders] = await Promise.all([
    findIntention(ctx.db, { meetingId: meeting.id, personId: actor.personId }),
    listLeaderNames(ctx.db, meeting.groupId, ctx.now),
  ]);
  return {
    meetingId: meeting.id,
    meetingTitle: meeting.title,
    nr: meeting.nr,
    groupName: meeting.groupName,
    question: intentionQuestion(ctx, meeting) ?? otherwise,
    body: own?.body ?? '',
    shared: own?.shared ?? false,
    saved: own ? `Bewaard op ${longDate(own.at)}.` : null,
    reader: enumerate(leaders) || 'je begeleider',
  };
}

/** Null for a meeting whose guide asks nobody for an intention. */
export function intentionQuestion(ctx: Context, meeting: { courseId: string; templateId: string | null }): string | null {
  const guide = ctx.catalogue.guides.get(guideKey(meeting.courseId, meeting.templateId));
  const item = guide?.agenda.find((part) => part.tool === 'intention');
  return item ? (item.question ?? otherwise) : null;
}

export const intentionPath = (meetingId: string) => `/bijeenkomsten/${meetingId}/voornemen`;
