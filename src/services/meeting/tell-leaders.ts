import type { Transaction } from '#src/db/client.ts';
import { fullPeriod } from '#src/domain/calendar-day.ts';
import type { Context } from '../context.ts';
import type { ReachedGroup } from '../group/reach.ts';
import { momentPath } from '../group/work-text.ts';
import { enqueueMail } from '../mail/enqueue.ts';
import { invitationFor, momentKey, type ToldMoment } from './in-calendar.ts';
import { loadMomentLeaders, roleSentences, type MomentLeader } from './leaders.ts';

interface Told {
  group: Pick<ReachedGroup, 'id' | 'name' | 'kind'>;
  meeting: { nr: number; title: string };
  moment: ToldMoment;
}

/** Puts a moment in the calendars of all who lead it or are a guest there. */
export async function tellLeadersWhen(tx: Transaction, ctx: Context, told: Told) {
  for (const person of await leadersOf(tx, ctx, told)) await tellLeader(tx, ctx, told, person, 'leadsMoment');
}

/** The moment turns out to have been held already: it goes out of their calendars. */
export async function tellLeadersHeld(tx: Transaction, ctx: Context, told: Told) {
  for (const person of await leadersOf(tx, ctx, told)) await tellLeader(tx, ctx, told, person, 'leadsNotMoment');
}

/** The moment is off. */
export async function tellLeadersCancelled(tx: Transaction, ctx: Context, told: Told) {
  for (const person of await leadersOf(tx, ctx, told)) await tellLeader(tx, ctx, told, person, 'leadsCancelled');
}

const leadersOf = async (tx: Transaction, ctx: Context, { group, moment }: Told) =>
  (await loadMomentLeaders(tx, { groupId: group.id, momentIds: [moment.id], now: ctx.now })).get(moment.id) ?? [];

/** One mail to one of them, for each version of the moment; a practice group mails nobody. */
export async function tellLeader(
  tx: Transaction,
  ctx: Context,
  { group, meeting, moment }: Told,
  person: MomentLeader,
  kind: 'leadsMoment' | 'leadsNotMoment' | 'leadsCancelled',
): Promise<void> {
  if (!person.email || group.kind === 'practice' || moment.startsAt <= ctx.now) return;
  const method = kind === 'leadsMoment' ? 'request' : 'cancel';
  await enqueueMail(tx, ctx, {
    kind,
    to: person.email,
    personId: person.personId,
    groupId: group.id,
    values: {
      name: person.name,
      role: roleSentences[person.role],
      meeting: meeting.title,
      group: group.name,
      when: fullPeriod(moment.startsAt, moment.endsAt),
      place: moment.place,
      link: `${ctx.publicBaseUrl}${momentPath(group.id, meeting.nr, moment.id)}`,
    },
    idempotencyKey: momentKey(method, moment, person.personId),
    invitation: invitationFor(ctx, person, { group, meeting, method, moment, leads: { role: person.role, nr: meeting.nr } }),
  });
}
