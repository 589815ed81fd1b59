import { findIntention } from '#src/db/queries/agreement.ts';
import { findMomentOf } from '#src/db/queries/check-in.ts';
import { listLeaderNames } from '#src/db/queries/own-groups.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import { enumerate } from '#src/domain/dutch.ts';
import { loadAgenda } from '../agenda/load.ts';
import { participantPath } from '../check-in/open.ts';
import type { Context } from '../context.ts';
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
  /** The moment that is going on, where one came from there. */
  momentId: string | null;
  back: { href: string; label: string };
  /** Who reads it when it is shared: "Samira Haddad" or "je begeleider". */
  reader: string;
}

/** The question a meeting asks each participant to answer for themselves. */
const otherwise = 'Hoe pak ik mijn rol op?';

/** One's own intention for a meeting. */
export async function openIntention(ctx: Context, input: { meetingId: string; momentId?: string }): Promise<IntentionPage> {
  const { actor, meeting } = await reachOwnMeeting(ctx, input.meetingId);
  const [own, leaders, question, moment] = await Promise.all([
    findIntention(ctx.db, { meetingId: meeting.id, personId: actor.personId }),
    listLeaderNames(ctx.db, meeting.groupId, ctx.now),
    intentionQuestion(ctx, { ...meeting, meetingId: meeting.id }),
    input.momentId ? findMomentOf(ctx.db, input.momentId, actor.personId) : null,
  ]);
  const momentId = moment?.meetingId === meeting.id ? moment.momentId : null;
  return {
    meetingId: meeting.id,
    meetingTitle: meeting.title,
    nr: meeting.nr,
    groupName: meeting.groupName,
    question: question ?? otherwise,
    body: own?.body ?? '',
    shared: own?.shared ?? false,
    saved: own ? `Bewaard op ${longDate(own.at)}.` : null,
    momentId,
    back: momentId
      ? { href: participantPath(momentId), label: 'Terug naar de bijeenkomst' }
      : { href: '/bijeenkomsten', label: 'Bijeenkomsten' },
    reader: enumerate(leaders) || 'je begeleider',
  };
}

/** Null for a meeting whose agenda asks nobody for an intention. */
export async function intentionQuestion(
  ctx: Pick<Context, 'db' | 'catalogue'>,
  meeting: { courseId: string; meetingId: string; templateId: string | null },
): Promise<string | null> {
  const { agenda } = await loadAgenda(ctx.db, ctx.catalogue, meeting);
  const item = agenda.find((part) => part.tool === 'intention');
  return item ? (item.question ?? otherwise) : null;
}

/** @param momentId where one came from: the meeting that is going on */
export const intentionPath = (meetingId: string, momentId?: string) =>
  `/bijeenkomsten/${meetingId}/voornemen${momentId ? `?moment=${momentId}` : ''}`;
