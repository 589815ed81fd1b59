import type { Transaction } from '#src/db/client.ts';
import { listExpected } from '#src/db/queries/moment.ts';
import { listVisitors } from '#src/db/queries/visit.ts';
import { fullPeriod } from '#src/domain/calendar-day.ts';
import type { Invitation } from '#src/domain/invitation.ts';
import type { Context } from '../context.ts';
import type { ReachedGroup } from '../group/reach.ts';
import type { Member } from '../group/members.ts';
import { enqueueMails } from '../mail/enqueue.ts';
import { invitationFor, momentKey, type ToldMoment } from './in-calendar.ts';
import { loadMomentLeaders } from './leaders.ts';
import { tellLeadersCancelled } from './tell-leaders.ts';

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
  const key = momentKey('request', moment);
  await tell(tx, ctx, told, { kind: 'meetingChanged', key, calendar: { method: 'request', moment } }, whenAndWhere(ctx, moment));
}

/**
 * Mails that someone is not expected at a moment any more, and takes it out of their calendar. It does take place: who leads
 * it keeps it.
 */
export async function tellNotExpected(tx: Transaction, ctx: Context, told: Told & { moment: ToldMoment }) {
  const { moment } = told;
  if (moment.startsAt <= ctx.now) return;
  const key = momentKey('cancel', moment);
  const leading = await loadMomentLeaders(tx, { groupId: told.group.id, momentIds: [moment.id], now: ctx.now });
  const leads = (personId: string) => leading.get(moment.id)?.some((l) => l.personId === personId);
  await tell(
    tx,
    ctx,
    { ...told, people: told.people.filter((p) => !leads(p.personId)) },
    { kind: 'meetingNotExpected', key, calendar: { method: 'cancel', moment } },
    whenAndWhere(ctx, moment),
  );
}

/**
 * Mails that a moment, or with it the whole meeting, is off, and takes it out of the calendars that have it: of those who
 * lead it first, who hear it once.
 * @param told.moments what is off now, with its new sequence
 */
export async function tellCancelled(
  tx: Transaction,
  ctx: Context,
  told: Told & { meeting: { nr: number }; what: string; moments?: readonly ToldMoment[] },
) {
  const coming = (told.moments ?? []).filter((moment) => moment.startsAt > ctx.now);
  for (const moment of coming) await tellLeadersCancelled(tx, ctx, { group: told.group, meeting: told.meeting, moment });
  const leading = await loadMomentLeaders(tx, {
    groupId: told.group.id,
    momentIds: coming.map((moment) => moment.id),
    now: ctx.now,
  });
  const ids = coming.map((moment) => moment.id);
  // Whoever comes from another group has it in the calendar too.
  const expected = [...(await listExpected(tx, ids)), ...(await listVisitors(tx, ids))];
  for (const person of told.people) {
    const moment = coming.find((m) => expected.some((e) => e.momentId === m.id && e.personId === person.personId));
    const leads = (m: ToldMoment) => leading.get(m.id)?.some((l) => l.personId === person.personId) ?? false;
    if (moment ? leads(moment) : coming.some(leads)) continue;
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
  const { calendar } = mail;
  const orders = people.flatMap((person) =>
    person.email
      ? [
          {
            kind: mail.kind,
            to: person.email,
            personId: person.personId,
            groupId: group.id,
            values: { name: person.name, meeting: meeting.title, group: group.name, ...values },
            idempotencyKey: `${mail.key} ${person.personId}`,
            ...(calendar
              ? { invitation: invitationFor(ctx, person, { group, meeting, method: calendar.method, moment: calendar.moment }) }
              : {}),
          },
        ]
      : [],
  );
  await enqueueMails(tx, ctx, orders);
}
