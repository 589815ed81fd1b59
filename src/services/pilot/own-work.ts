import { listContactsOf, listOpenAgreementsOf } from '#src/db/queries/pilot-talk.ts';
import { fullPeriod, longDay, wallClock } from '#src/domain/calendar-day.ts';
import { pilotState } from '#src/domain/pilot.ts';
import { can } from '#src/domain/roles.ts';
import { signedIn, type Context } from '../context.ts';
import { talkPath } from './talk.ts';

export interface OwnPilotWork {
  agreements: { id: string; body: string; due: string | null; late: boolean; with: string; href: string }[];
  contacts: { id: string; about: string; when: string; place: string; with: string; href: string }[];
}

/** What someone took on in pilots and did not do yet, and the talks that are coming; of nobody else. */
export async function ownPilotWork(ctx: Context): Promise<OwnPilotWork> {
  const actor = signedIn(ctx);
  if (!actor.employments.some((e) => e.role === 'adviser' || e.role === 'educationSpecialist'))
    return { agreements: [], contacts: [] };
  const today = wallClock(ctx.now).day;
  const personIds = [actor.personId];
  const [agreements, contacts] = await Promise.all([
    listOpenAgreementsOf(ctx.db, { personIds, today }),
    listContactsOf(ctx.db, { personIds, since: new Date(ctx.now.getTime() - longestTalk), now: ctx.now }),
  ]);
  const advises = (row: { poiId: string }) => can(actor, 'pilot:manage', { poiId: row.poiId });
  const other = (row: { poiId: string; poiName: string; libraryName: string }) => (advises(row) ? row.libraryName : row.poiName);
  const href = ({ pilotId, partId }: { pilotId: string; partId: string }) => talkPath({ pilotId, partId });
  const seen = new Set<string>();
  return {
    agreements: agreements
      // Who left the side they were on can't open the page any more.
      .filter((row) => advises(row) || can(actor, 'pilot:join', { libraryId: row.libraryId }))
      .map((row) => ({
        id: row.id,
        body: row.body,
        due: row.due && longDay(row.due),
        late: row.due !== null && row.due < today,
        with: `${other(row)}, ${row.pilotName}`,
        href: `${href(row)}#afspraak-${row.id}`,
      })),
    contacts: contacts
      .filter(({ contact, ...row }) => {
        const again = seen.has(contact.id);
        seen.add(contact.id);
        return !again && contact.endsAt > ctx.now && pilotState({ ...row, followUpOn: null, endedAt: null }, ctx.now) !== 'over';
      })
      .map(({ contact, ...row }) => ({
        id: contact.id,
        about: contact.about,
        when: fullPeriod(contact.startsAt, contact.endsAt),
        place: contact.place,
        with: `${other(row)}, ${row.pilotName}`,
        href: href(row),
      })),
  };
}

/** Longer than any talk: one that is going on is shown until its end. */
const longestTalk = 86_400_000;
