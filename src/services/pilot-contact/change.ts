import { findContact, updateContact } from '#src/db/queries/pilot-talk.ts';
import { sameMoment } from '#src/domain/moment.ts';
import type { Context } from '../context.ts';
import { confirmNoCustomerData } from '../customer-data/confirm.ts';
import { assertTalking, peopleOf, reachTalk, type PartPlace } from '../pilot/talk.ts';
import { changedBetween, seenOf } from '../seen.ts';
import { notFound, refused } from '../service-error.ts';
import type { ContactFields } from './plan.ts';
import { attendeesOf, tellContact } from './tell.ts';
import { contactTimes } from './times.ts';
import { toldOf } from './told.ts';

export const contactSeen = (row: { sequence: number }) => seenOf(row.sequence);

/**
 * Gives a talk another subject, day, hour or place; calendars follow. Whoever planned it stays in it; once they advise no more,
 * who changes it takes over.
 * @param input.seen the version that the form was made from: who comes second with something else is told so
 * @throws ServiceError conflict when it was changed or called off in the meantime
 */
export async function changeContact(
  ctx: Context,
  input: PartPlace & ContactFields & { contactId: string; seen: string },
): Promise<void> {
  const { actor, pilot, part } = await reachTalk(ctx, input, 'adviser');
  await ctx.db.transaction(async (tx) => {
    const row = await findContact(tx, input.contactId);
    if (row?.pilotLibraryId !== part.id) throw notFound();
    await assertTalking(tx, ctx, part.id);
    if (row.cancelledAt) throw changedBetween('dit gesprek: het gaat niet door');
    if (row.startsAt <= ctx.now) throw refused(alreadyHeld);
    const times = contactTimes(ctx, pilot, input);
    if (sameMoment(row, times) && row.about === input.about) return;
    if (contactSeen(row) !== input.seen) throw changedBetween('dit gesprek');
    confirmNoCustomerData({
      texts: [input.about, input.place],
      confirmed: input.confirmed,
      known: [row.about, row.place],
    });
    const people = await peopleOf(tx, { pilot, part, now: ctx.now });
    const byId = people.some((p) => p.side === 'adviser' && p.personId === row.byId) ? row.byId : actor.personId;
    const contact = { ...row, ...times, about: input.about, byId, sequence: row.sequence + 1 };
    await updateContact(tx, row.id, { ...times, about: input.about, byId, sequence: contact.sequence });
    await tellContact(tx, ctx, {
      ...(await toldOf(tx, { pilot, part, contact })),
      people: attendeesOf(people, byId),
      method: 'request',
    });
  });
  ctx.mailWaits();
}

export const alreadyHeld = 'Dit gesprek is al geweest, of het is nu bezig. Schrijf op wat eruit kwam als afspraak of advies.';
