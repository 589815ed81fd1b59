import type { Transaction } from '#src/db/client.ts';
import { listMomentsOfMember, listMomentsToLead, listVisitedMoments } from '#src/db/queries/calendar-feed.ts';
import { listExpected, updateMoment } from '#src/db/queries/moment.ts';
import { listContactsOf, updateContact } from '#src/db/queries/pilot-talk.ts';
import type { Context } from '../context.ts';
import { tellContact } from '../pilot-contact/tell.ts';
import { tellNotExpected, tellWhen } from './tell.ts';
import { tellLeader } from './tell-leaders.ts';

export interface Switched {
  personId: string;
  name: string;
  email: string | null;
}

/**
 * Takes all that is still to come out of the calendar of someone whose account is switched off. In that transaction and before
 * it: afterwards no mail goes to them.
 */
export const takeOffEveryAgenda = (tx: Transaction, ctx: Context, who: Switched) => tellAll(tx, ctx, who, 'cancel');

/** Puts it back for someone whose account is switched on again. */
export const putBackOnEveryAgenda = (tx: Transaction, ctx: Context, who: Switched) => tellAll(tx, ctx, who, 'request');

async function tellAll(tx: Transaction, ctx: Context, who: Switched, method: 'request' | 'cancel'): Promise<void> {
  if (!who.email) return;
  const { personId } = who;
  const since = ctx.now;
  const told = new Set<string>();
  for (const { moment, meetingTitle, groupId, groupName, nr, kind } of await listMomentsToLead(tx, {
    personId,
    since,
    now: since,
  })) {
    if (told.has(moment.id)) continue;
    told.add(moment.id);
    const sequence = await newVersion(tx, moment);
    await tellLeader(
      tx,
      ctx,
      {
        group: { id: groupId, name: groupName, kind: 'normal' },
        meeting: { nr, title: meetingTitle },
        moment: { ...moment, sequence },
      },
      { ...who, role: kind },
      method === 'cancel' ? 'leadsNotMoment' : 'leadsMoment',
    );
  }
  const own = await listMomentsOfMember(tx, { personId, since });
  const expected = (
    await listExpected(
      tx,
      own.map((row) => row.moment.id),
    )
  ).filter((at) => at.personId === personId);
  const here = own.filter(({ moment }) => expected.some((at) => at.momentId === moment.id));
  for (const { moment, meetingTitle, groupId, groupName } of [...here, ...(await listVisitedMoments(tx, { personId, since }))]) {
    if (told.has(moment.id)) continue;
    told.add(moment.id);
    const tell = method === 'cancel' ? tellNotExpected : tellWhen;
    await tell(tx, ctx, {
      group: { id: groupId, name: groupName, kind: 'normal' },
      meeting: { id: moment.meetingId, title: meetingTitle },
      people: [who],
      moment: { ...moment, sequence: await newVersion(tx, moment) },
    });
  }
  for (const { contact, ...names } of await listContactsOf(tx, { personIds: [personId], since, now: since })) {
    if (told.has(contact.id)) continue;
    told.add(contact.id);
    const sequence = contact.sequence + 1;
    await updateContact(tx, contact.id, { sequence });
    await tellContact(tx, ctx, {
      ...names,
      contact: { ...contact, sequence },
      people: [{ ...who, side: 'library' }],
      method,
    });
  }
}

/** What this person was told before has a lower number. */
async function newVersion(tx: Transaction, moment: { id: string; sequence: number }): Promise<number> {
  const sequence = moment.sequence + 1;
  await updateMoment(tx, moment.id, { sequence });
  return sequence;
}
