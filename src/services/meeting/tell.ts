import type { Transaction } from '#src/db/client.ts';
import { listExpected } from '#src/db/queries/moment.ts';
import { fullPeriod } from '#src/domain/calendar-day.ts';
import type { Invitation } from '#src/domain/invitation.ts';
import type { Context } from '../context.ts';
import type { ReachedGroup } from '../group/reach.ts';
import type { Member } from '../group/members.ts';
import { enqueueMail } from '../mail/enqueue.ts';

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
export type ToldPerson = Pick<Member, 'personId' | 'name' | 'email'>;

interface Told {
  group: Pick<ReachedGroup, 'id' | 'name' | 'kind'>;
  meeting: { id: string; title: string };
  /** Who hears it; whoever has no address is left out. */
  people: readonly ToldPerson[];
}

/**
 * Mails when and where someone is expected, with an invitation for their calendar: once per person for each version of the
 * moment. Who changes who is expected, makes a new version (`sequence`).
 */
export async function tellWhen(tx: Transaction, ctx: Context, told: Told & { moment: ToldMoment }) {
  const { moment } = told;
  if (moment.startsAt <= ctx.now) return;
  const key = `moment ${moment.id} ${moment.sequence}`;
  await tell(tx, ctx, told, { kind: 'meetingChanged', key, calendar: { method: 'request', moment } }, whenAndWhere(ctx, moment));
}

/** Mails that someone is not expected at a moment any more, and takes it out of their calendar. It does take place. */
export async function tellNotExpected(tx: Transaction, ctx: Context, told: Told & { moment: ToldMoment }) {
  const { moment } = told;
  if (moment.startsAt <= ctx.now) return;
  const key = `not expected ${moment.id} ${moment.sequence}`;
  await tell(
    tx,
    ctx,
    told,
    { kind: 'meetingNotExpected', key, calendar: { method: 'cancel', moment } },
    whenAndWhere(ctx, moment),
  );
}

/**
 * Mails that a moment, or with it the whole meeting, is off, and takes it out of the calendars that have it.
 * @param told.moments what is off now, with its new sequence
 */
export async function tellCancelled(
  tx: Transaction,
  ctx: Context,
  told: Told & { what: string; moments?: readonly ToldMoment[] },
) {
  const coming = (told.moments ?? []).filter((moment) => moment.startsAt > ctx.now);
  const expected = await listExpected(
    tx,
    coming.map((moment) => moment.id),
  );
  for (const person of told.people) {
    const moment = coming.find((m) => expected.some((e) => e.momentId === m.id && e.personId === person.personId));
    const calendar = moment ? { method: 'cancel' as const, moment } : null;
    const mail = { kind: 'meetingCancelled' as const, key: `cancelled ${told.what}`, calendar };
    await tell(tx, ctx, { ...told, people: [person] }, mail, { link: `${ctx.publicBaseUrl}/leerkaart` });
  }
}

const whenAndWhere = (ctx: Context, moment: ToldMoment) => ({
  when: fullPeriod(moment.startsAt, moment.endsAt),
  place: moment.place,
  link: `${ctx.publicBaseUrl}/bijeenkomsten`,
});

async function tell(
  tx: Transaction,
  ctx: Context,
  { group, meeting, people }: Told,
  mail: {
    kind: 'meetingChanged' | 'meetingNotExpected' | 'meetingCancelled';
    key: string;
    calendar: { method: Invitation['method']; moment: ToldMoment } | null;
  },
  values: Record<string, string>,
) {
  // A practice group mails nobody.
  if (group.kind === 'practice') return;
  for (const person of people)
    if (person.email)
      await enqueueMail(tx, ctx, {
        kind: mail.kind,
        to: person.email,
        personId: person.personId,
        groupId: group.id,
        values: { name: person.name, meeting: meeting.title, group: group.name, ...values },
        idempotencyKey: `${mail.key} ${person.personId}`,
        ...(mail.calendar
          ? {
              invitation: invitationFor(ctx, person, {
                group,
                meeting,
                method: mail.calendar.method,
                moment: mail.calendar.moment,
              }),
            }
          : {}),
      });
}

const invitationFor = (
  ctx: Context,
  person: ToldPerson,
  told: Pick<Told, 'group' | 'meeting'> & { method: Invitation['method']; moment: ToldMoment },
): Invitation => ({
  method: told.method,
  startsAt: told.moment.startsAt.toISOString(),
  endsAt: told.moment.endsAt.toISOString(),
  attendee: person.name,
  ...inCalendar(ctx, told),
});

/** How a moment reads in a calendar, in an invitation and in someone's own feed alike. */
export const inCalendar = (
  ctx: Context,
  { group, meeting, moment }: { group: { name: string }; meeting: { title: string }; moment: Omit<ToldMoment, 'id'> },
) => ({
  uid: moment.icalUid,
  sequence: moment.sequence,
  place: moment.place,
  title: `Teambijeenkomst: ${meeting.title}`,
  text: `Bijeenkomst van de groep ‘${group.name}’. Kun je niet? Zeg het tegen je begeleider. Kijk op ${ctx.publicBaseUrl}/bijeenkomsten hoe het nu staat.`,
  link: `${ctx.publicBaseUrl}/bijeenkomsten`,
});
