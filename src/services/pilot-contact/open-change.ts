import { findContact } from '#src/db/queries/pilot-talk.ts';
import { fullPeriod, wallClock } from '#src/domain/calendar-day.ts';
import type { Context } from '../context.ts';
import type { MomentFields } from '../meeting/plan-moment.ts';
import { reachTalk, talkPath, whyClosed, type PartPlace } from '../pilot/talk.ts';
import { notFound } from '../service-error.ts';
import { alreadyHeld, contactSeen } from './change.ts';

export interface ContactChange {
  contactId: string;
  lead: string;
  /** Why it can't be changed (any more). */
  closed: string | null;
  now: { about: string; when: string; place: string };
  start: MomentFields & { about: string };
  seen: string;
  back: string;
}

/** A talk as it stands, to change it or call it off. */
export async function openContact(ctx: Context, at: PartPlace & { contactId: string }): Promise<ContactChange> {
  const { pilot, part } = await reachTalk(ctx, at, 'adviser');
  const row = await findContact(ctx.db, at.contactId);
  if (row?.pilotLibraryId !== part.id) throw notFound();
  const { about, place, startsAt, endsAt } = row;
  const [begin, end] = [wallClock(startsAt), wallClock(endsAt)];
  return {
    contactId: row.id,
    lead: `${part.libraryName}, ${pilot.name}`,
    closed:
      whyClosed(part, pilot, ctx.now) ??
      (row.cancelledAt ? 'Dit gesprek gaat niet door. Plan een nieuw gesprek.' : startsAt <= ctx.now ? alreadyHeld : null),
    now: { about, when: fullPeriod(startsAt, endsAt), place },
    start: { about, day: begin.day, start: begin.time, end: end.time, place },
    seen: contactSeen(row),
    back: talkPath(at),
  };
}
