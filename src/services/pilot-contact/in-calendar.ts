import type { Invitation } from '#src/domain/invitation.ts';
import type { PilotContactRow } from '#src/db/queries/pilot-talk.ts';
import type { Context } from '../context.ts';
import { talkPath } from '../pilot/talk.ts';

export interface ToldContact {
  contact: Pick<PilotContactRow, 'id' | 'about' | 'startsAt' | 'endsAt' | 'place' | 'icalUid' | 'sequence'>;
  pilotId: string;
  pilotName: string;
  partId: string;
  libraryName: string;
  poiName: string;
}

/** How a talk reads in a calendar, in an invitation and in someone's own feed alike. */
export function contactInCalendar(ctx: Pick<Context, 'publicBaseUrl'>, told: ToldContact) {
  const { contact, libraryName, poiName, pilotName } = told;
  const link = `${ctx.publicBaseUrl}${talkPath(told)}`;
  return {
    uid: contact.icalUid,
    sequence: contact.sequence,
    place: contact.place,
    title: `Gesprek: ${contact.about}`,
    text: `Gesprek van ${libraryName} en ${poiName} over de pilot ‘${pilotName}’. Kun je niet? Zeg het tegen de ander. Kijk op ${link} hoe het nu staat.`,
    link,
  };
}

export const contactInvitation = (
  ctx: Pick<Context, 'publicBaseUrl'>,
  attendee: string,
  method: Invitation['method'],
  told: ToldContact,
): Invitation => ({
  method,
  startsAt: told.contact.startsAt.toISOString(),
  endsAt: told.contact.endsAt.toISOString(),
  attendee,
  ...contactInCalendar(ctx, told),
});
