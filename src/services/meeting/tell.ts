import type { Transaction } from '#src/db/client.ts';
import { fullPeriod } from '#src/domain/calendar-day.ts';
import type { Context } from '../context.ts';
import type { ReachedGroup } from '../group/reach.ts';
import type { Member } from '../group/members.ts';
import { enqueueMail } from '../mail/enqueue.ts';

interface Told {
  group: ReachedGroup;
  meeting: { id: string; title: string };
  /** Who hears it; whoever has no address is left out. */
  people: readonly Member[];
}

/**
 * Mails when and where someone is expected: once per person for each version of the moment. `moved`: they were told another
 * moment in between, so they hear it again when they come back to one they knew.
 */
export async function tellWhen(
  tx: Transaction,
  ctx: Context,
  told: Told & { moment: { id: string; startsAt: Date; endsAt: Date; place: string; sequence: number }; moved?: boolean },
) {
  const { moment, moved = false } = told;
  if (moment.startsAt <= ctx.now) return;
  await tell(tx, ctx, told, 'meetingChanged', `moment ${moment.id} ${moment.sequence}${moved ? ` ${ctx.now.getTime()}` : ''}`, {
    when: fullPeriod(moment.startsAt, moment.endsAt),
    place: moment.place,
    link: `${ctx.publicBaseUrl}/bijeenkomsten`,
  });
}

/** Mails that a moment, or with it the whole meeting, is off. */
export async function tellCancelled(tx: Transaction, ctx: Context, told: Told & { what: string }) {
  await tell(tx, ctx, told, 'meetingCancelled', `cancelled ${told.what}`, { link: `${ctx.publicBaseUrl}/leerkaart` });
}

async function tell(
  tx: Transaction,
  ctx: Context,
  { group, meeting, people }: Told,
  kind: 'meetingChanged' | 'meetingCancelled',
  key: string,
  values: Record<string, string>,
) {
  // A practice group mails nobody.
  if (group.kind === 'practice') return;
  for (const person of people)
    if (person.email)
      await enqueueMail(tx, ctx, {
        kind,
        to: person.email,
        personId: person.personId,
        values: { name: person.name, meeting: meeting.title, group: group.name, ...values },
        idempotencyKey: `${key} ${person.personId}`,
      });
}
