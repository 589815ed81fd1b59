import type { Transaction } from '#src/db/client.ts';
import { findMembership, insertMembership, rejoin } from '#src/db/queries/membership.ts';
import { findPerson } from '#src/db/queries/person.ts';
import { insertExpected, listExpected } from '#src/db/queries/moment.ts';
import { findGroup, listActiveMemberIds, listMeetings, listMoments } from '#src/db/queries/rule.ts';
import { greetingName, shownName } from '#src/domain/person.ts';
import { invite } from '../account/invite.ts';
import { recordEvent } from '../audit.ts';
import { issueWhenEarned } from '../certificate/issue-when-earned.ts';
import type { Context } from '../context.ts';
import { enqueueMail, type MailOrder } from '../mail/enqueue.ts';
import { putBackOnAgenda, tellAnew } from '../meeting/follow-member.ts';
import { tellWhen } from '../meeting/tell.ts';
import { newId } from '../new-id.ts';
import { invalid, notFound } from '../service-error.ts';

export type OpenGroup = NonNullable<Awaited<ReturnType<typeof findGroup>>>;

/** A group that takes people: it exists, is open, and belongs to this library where one is asked. */
export async function findOpenGroup(
  tx: Transaction,
  groupId: string,
  asked: { libraryId?: string; field: string },
): Promise<OpenGroup> {
  const group = await findGroup(tx, groupId);
  if (!group) throw notFound();
  if (asked.libraryId && group.libraryId !== asked.libraryId) throw invalid(asked.field, 'Kies een groep van deze bibliotheek.');
  if (group.closedAt) throw invalid(asked.field, 'Deze groep is gesloten. Open de groep eerst weer.');
  return group;
}

/**
 * Puts someone in a group (or back in it), in the caller's transaction: audit, mail, and the award for who has everything already.
 * Someone who is in it stays in it, without a second mail. Whoever never signed in gets a fresh invitation in place of the mail.
 * @param who.invited someone new, whose invitation goes out in this transaction anyway: they have nothing yet
 * @returns whether this is new
 */
export async function joinGroup(
  tx: Transaction,
  ctx: Context,
  group: OpenGroup,
  who: { personId: string; employmentId: string | null; invited: boolean },
): Promise<boolean> {
  if (!(await enterGroup(tx, ctx, group, who))) return false;
  if (!who.invited) await tell(tx, ctx, group, who.personId);
  await expectAtMoments(tx, ctx, group, who.personId);
  if (!who.invited) await issueWhenEarned(tx, ctx, { groupId: group.id, personId: who.personId });
  return true;
}

/** The membership and its audit event alone, for who comes in by their own doing. @returns whether this is new */
export async function enterGroup(
  tx: Transaction,
  ctx: Context,
  group: { id: string; libraryId: string },
  who: { personId: string; employmentId: string | null },
): Promise<boolean> {
  const present = await findMembership(tx, group.id, who.personId);
  if (present?.leftAt === null) return false;
  if (present) await rejoin(tx, present.id);
  else
    await insertMembership(tx, {
      id: newId(),
      groupId: group.id,
      personId: who.personId,
      employmentId: who.employmentId,
      joinedAt: ctx.now,
    });
  await recordEvent(tx, ctx, {
    kind: 'groupChanged',
    entity: 'group',
    entityId: group.id,
    subjectId: who.personId,
    organisationId: group.libraryId,
    detail: { change: present ? 'rejoined' : 'joined' },
  });
  if (present) await putBackOnAgenda(tx, ctx, { groupId: group.id, personId: who.personId });
  return true;
}

async function tell(tx: Transaction, ctx: Context, group: OpenGroup, personId: string): Promise<void> {
  const person = await findPerson(tx, personId);
  // A practice group mails nobody.
  if (!person?.email || person.deactivatedAt || group.kind === 'practice') return;
  if (!person.joined) {
    const { accountId, email } = person;
    await invite(tx, ctx, { personId, accountId, email, libraryName: group.libraryName, groupId: group.id });
    return;
  }
  await enqueueMail(tx, ctx, joinedMail(ctx, group, { personId, name: person.name, email: person.email }));
}

/** Tells someone with an account that they are in a group now. */
export const joinedMail = (
  ctx: Context,
  group: OpenGroup,
  person: { personId: string; name: string | null; email: string },
): MailOrder => ({
  kind: 'addedToGroup',
  to: person.email,
  personId: person.personId,
  values: {
    name: greetingName(person.name),
    group: group.name,
    course: ctx.catalogue.courses.get(group.courseId)?.title ?? group.courseId,
    library: group.libraryName,
    link: `${ctx.publicBaseUrl}/leerkaart/${group.id}`,
  },
  idempotencyKey: `addedToGroup ${group.id} ${person.personId} ${ctx.now.getTime()}`,
});

/**
 * Whoever joins is expected at the coming meetings that are held once, and hears when. Where there are several moments to
 * choose from, the leader (or they themselves) choose.
 */
async function expectAtMoments(tx: Transaction, ctx: Context, group: OpenGroup, personId: string): Promise<void> {
  const meetings = (await listMeetings(tx, group.id)).filter((m) => m.cancelledAt === null);
  const live = (
    await listMoments(
      tx,
      meetings.map((m) => m.id),
    )
  ).filter((m) => m.cancelledAt === null);
  const coming = meetings.flatMap((meeting) => {
    const [only, more] = live.filter((m) => m.meetingId === meeting.id);
    return only && !more && only.startsAt > ctx.now ? [{ meeting, moment: only }] : [];
  });
  if (coming.length === 0) return;
  const person = await findPerson(tx, personId);
  const people = [
    {
      personId,
      name: shownName(person ?? { name: null, email: null }),
      email: person?.deactivatedAt ? null : (person?.email ?? null),
    },
  ];
  const expected = await listExpected(
    tx,
    coming.map((c) => c.moment.id),
  );
  const alone = (await listActiveMemberIds(tx, group.id)).every((id) => id === personId);
  for (const { meeting, moment } of coming) {
    // Where nobody was asked by name everybody is expected, and nobody got an invitation: one name would take that back.
    const here = expected.filter((e) => e.momentId === moment.id);
    if (!alone && here.length === 0) continue;
    // Who comes back and still was expected, was told already.
    if (here.some((e) => e.personId === personId)) continue;
    await insertExpected(tx, [{ id: newId(), momentId: moment.id, personId }]);
    // In a new version: who left took the one before out of the calendar.
    await tellAnew(tx, ctx, { group, meeting, moment, people }, tellWhen);
  }
}
