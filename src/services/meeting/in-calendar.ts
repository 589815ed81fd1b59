import type { Invitation } from '#src/domain/invitation.ts';
import type { Context } from '../context.ts';
import { momentPath } from '../group/work-text.ts';
import { roleSentences, type LeaderRole } from './leaders.ts';

/** A moment as the calendars of people have it, or should. */
export interface ToldMoment {
  id: string;
  startsAt: Date;
  endsAt: Date;
  place: string;
  icalUid: string;
  /** Higher than whatever these people were told of this moment before. */
  sequence: number;
}

/** Of one version of a moment nobody hears twice, also who follows it and leads it. */
export const momentKey = (method: Invitation['method'], moment: ToldMoment, personId?: string) =>
  [method === 'request' ? 'moment' : 'not expected', moment.id, moment.sequence, ...(personId ? [personId] : [])].join(' ');

export const invitationFor = (
  ctx: Context,
  person: { name: string },
  told: InCalendar & { method: Invitation['method']; moment: ToldMoment },
): Invitation => ({
  method: told.method,
  startsAt: told.moment.startsAt.toISOString(),
  endsAt: told.moment.endsAt.toISOString(),
  attendee: person.name,
  ...inCalendar(ctx, told),
});

interface InCalendar {
  group: { id: string; name: string };
  meeting: { title: string };
  moment: ToldMoment;
  /** For the calendar of someone who leads it. */
  leads?: { role: LeaderRole; nr: number };
}

/** How a moment reads in a calendar, in an invitation and in someone's own feed alike. */
export function inCalendar(ctx: Context, { group, meeting, moment, leads }: InCalendar) {
  const link = `${ctx.publicBaseUrl}${leads ? momentPath(group.id, leads.nr, moment.id) : '/bijeenkomsten'}`;
  const todo = leads ? roleSentences[leads.role] : 'Kun je niet? Zeg het tegen je begeleider.';
  return {
    uid: moment.icalUid,
    sequence: moment.sequence,
    place: moment.place,
    title: `Teambijeenkomst: ${meeting.title}`,
    text: `Bijeenkomst van de groep ‘${group.name}’. ${todo} Kijk op ${link} hoe het nu staat.`,
    link,
  };
}
