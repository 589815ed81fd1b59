import {
  findFeedOwner,
  listLiveMoments,
  listMomentsOfMember,
  listMomentsToLead,
  listVisitedMoments,
} from '#src/db/queries/calendar-feed.ts';
import { listExpected } from '#src/db/queries/moment.ts';
import { listContactsOf } from '#src/db/queries/pilot-talk.ts';
import { expectedAt } from '#src/domain/expectation.ts';
import type { CalendarMoment } from '#src/domain/invitation.ts';
import type { Context } from '../context.ts';
import { heldMoment } from '../group/load-work.ts';
import { inCalendar } from '../meeting/in-calendar.ts';
import { hashToken } from '../new-id.ts';
import { contactInCalendar } from '../pilot-contact/in-calendar.ts';
import { notFound, ServiceError } from '../service-error.ts';

/** A program looks every few hours; who tries addresses gets no further than this. */
const reads = { max: 60, window: 3_600_000 };
const misses = { max: 20, window: 10 * 60_000 };
/** How much of what is past stays in the calendar, in milliseconds. */
const past = 365 * 86_400_000;

/**
 * The moments at which the owner of this address is expected or that they lead, with the talks of their pilots, and nobody else's. Whoever has the address may read it: a
 * calendar program can't sign in. Changes nothing.
 * @throws ServiceError notFound for an address that isn't in use (any more), tooMany for one too many
 */
export async function readFeed(ctx: Context, token: string): Promise<CalendarMoment[]> {
  const tokenHash = hashToken(token);
  const personId = await findFeedOwner(ctx.db, tokenHash);
  const allowed = personId ? ctx.withinRate(`feed ${tokenHash}`, reads) : ctx.withinRate(`no feed ${ctx.clientAddress}`, misses);
  if (!allowed) throw new ServiceError('tooMany', 'Dit adres is te vaak gevraagd. Probeer het over een uur opnieuw.');
  if (!personId) throw notFound();
  const since = new Date(ctx.now.getTime() - past);
  const [own, visited, led, talks] = await Promise.all([
    listMomentsOfMember(ctx.db, { personId, since }),
    listVisitedMoments(ctx.db, { personId, since }),
    listMomentsToLead(ctx.db, { personId, since, now: ctx.now }),
    listContactsOf(ctx.db, { personIds: [personId], since, now: ctx.now }),
  ]);
  const moments = (await listLiveMoments(ctx.db, [...new Set(own.map((row) => row.moment.meetingId))])).map(heldMoment);
  const expected = await listExpected(
    ctx.db,
    moments.map((m) => m.id),
  );
  const expectedHere = own.filter(({ moment }) => {
    const all = moments.filter((m) => m.meetingId === moment.meetingId);
    return expectedAt(moment.id, all, expected, [personId]).length > 0;
  });
  // Of what someone both follows and leads, leading says more.
  const rows = new Map(
    [
      ...[...expectedHere, ...visited].map((row) => ({ ...row, groupId: '', leads: null })),
      ...led.map(({ nr, kind, ...row }) => ({ ...row, leads: { role: kind, nr } })),
    ].map((row) => [row.moment.id, row]),
  );
  const meetings = [...rows.values()].map(({ moment, meetingTitle, groupName, groupId, leads }) => ({
    startsAt: moment.startsAt,
    endsAt: moment.endsAt,
    ...inCalendar(ctx, {
      group: { id: groupId, name: groupName },
      meeting: { title: meetingTitle },
      moment,
      ...(leads ? { leads } : {}),
    }),
  }));
  const planned = [...new Map(talks.map((row) => [row.contact.id, row])).values()].map((row) => ({
    startsAt: row.contact.startsAt,
    endsAt: row.contact.endsAt,
    ...contactInCalendar(ctx, row),
  }));
  return [...meetings, ...planned].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
}
