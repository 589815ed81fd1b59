import type { Transaction } from '#src/db/client.ts';
import { insertExpected, listExpected, updateMoment } from '#src/db/queries/moment.ts';
import { insertMemberships, listMembershipsAmong, rejoinAll } from '#src/db/queries/people-list.ts';
import { findGroup, listActiveMemberIds, listMeetings, listMoments } from '#src/db/queries/rule.ts';
import { recordEvents } from '../audit.ts';
import { issueWhenEarned } from '../certificate/issue-when-earned.ts';
import type { Context } from '../context.ts';
import { giveWay } from '../give-way.ts';
import { loadMembers, type Member } from '../group/members.ts';
import { enqueueMails } from '../mail/enqueue.ts';
import { putBackOnAgenda } from '../meeting/follow-member.ts';
import { tellWhen } from '../meeting/tell.ts';
import { newId } from '../new-id.ts';
import { joinedMail, type OpenGroup } from './join.ts';

export interface Joining {
  personId: string;
  employmentId: string | null;
  /** Made in this transaction: has no certificates, and an invitation in place of the mail. */
  isNew: boolean;
  /** Has been in: hears that they are in the group. Who was invited and never came, has that invitation. */
  hasBeenIn: boolean;
}

const atOnce = 200;

/**
 * Puts many people in a group in the caller's transaction, as joinGroup does one. Who is in it stays in it.
 * @param input.mails false: nobody hears of it now
 */
export async function joinTogether(
  tx: Transaction,
  ctx: Context,
  input: { groupId: string; people: readonly Joining[]; mails: boolean },
): Promise<void> {
  const group = await findGroup(tx, input.groupId);
  if (!group || group.closedAt) return;
  const before = new Set(await listActiveMemberIds(tx, group.id));
  const people = input.people.filter((one) => !before.has(one.personId));
  const back: string[] = [];
  for (let at = 0; at < people.length; at += atOnce) {
    if (at > 0) await giveWay();
    back.push(...(await enter(tx, ctx, group, people.slice(at, at + atOnce))));
  }
  const mails = input.mails && group.kind !== 'practice';
  if (mails) for (const personId of back) await putBackOnAgenda(tx, ctx, { groupId: group.id, personId });
  const members = new Map(((await loadMembers(tx, [group.id])).get(group.id) ?? []).map((m) => [m.personId, m]));
  await giveWay();
  const known = people.filter((one) => !one.isNew);
  if (mails) await tellJoined(tx, ctx, group, known, members);
  await expectTogether(tx, ctx, group, { people, members, alone: before.size === 0, mails });
  const [only, more] = known;
  if (only) await issueWhenEarned(tx, ctx, more ? { groupId: group.id } : { groupId: group.id, personId: only.personId });
}

/** @returns who had left and is back */
async function enter(tx: Transaction, ctx: Context, group: OpenGroup, people: readonly Joining[]): Promise<string[]> {
  const personIds = people.filter((one) => !one.isNew).map((one) => one.personId);
  const left = new Map(
    (await listMembershipsAmong(tx, { groupIds: [group.id], personIds })).map((row) => [row.personId, row.id] as const),
  );
  await rejoinAll(tx, [...left.values()]);
  await insertMemberships(
    tx,
    people
      .filter((one) => !left.has(one.personId))
      .map(({ personId, employmentId }) => ({ id: newId(), groupId: group.id, personId, employmentId, joinedAt: ctx.now })),
  );
  await recordEvents(
    tx,
    ctx,
    people.map(({ personId }) => ({
      kind: 'groupChanged' as const,
      entity: 'group',
      entityId: group.id,
      subjectId: personId,
      organisationId: group.libraryId,
      detail: { change: left.has(personId) ? 'rejoined' : 'joined' },
    })),
  );
  return [...left.keys()];
}

async function tellJoined(
  tx: Transaction,
  ctx: Context,
  group: OpenGroup,
  people: readonly Joining[],
  members: ReadonlyMap<string, Member>,
): Promise<void> {
  const told = people.flatMap(({ personId, hasBeenIn }) => {
    const { name = null, email } = members.get(personId) ?? {};
    return hasBeenIn && email ? [joinedMail(ctx, group, { personId, name: name === email ? null : name, email })] : [];
  });
  await enqueueMails(tx, ctx, told);
}

/** As for one who joins: the coming meetings that are held once, where people are asked by name. */
async function expectTogether(
  tx: Transaction,
  ctx: Context,
  group: OpenGroup,
  who: { people: readonly Joining[]; members: ReadonlyMap<string, Member>; alone: boolean; mails: boolean },
): Promise<void> {
  const meetings = (await listMeetings(tx, group.id)).filter((meeting) => meeting.cancelledAt === null);
  const ids = meetings.map((meeting) => meeting.id);
  const live = (await listMoments(tx, ids)).filter((moment) => moment.cancelledAt === null);
  for (const meeting of meetings) {
    const [moment, more] = live.filter((one) => one.meetingId === meeting.id);
    if (!moment || more || moment.startsAt <= ctx.now) continue;
    const expected = new Set((await listExpected(tx, [moment.id])).map((one) => one.personId));
    if (!who.alone && expected.size === 0) continue;
    // Who comes back and still was expected, was told already; the others hear of a new version, for who left had the one before.
    const people = who.people.filter(({ personId }) => !expected.has(personId));
    if (people.length === 0) continue;
    const sequence = moment.sequence + (who.mails ? 1 : 0);
    if (who.mails) await updateMoment(tx, moment.id, { sequence });
    for (let at = 0; at < people.length; at += atOnce) {
      await giveWay();
      const part = people.slice(at, at + atOnce);
      await insertExpected(
        tx,
        part.map(({ personId }) => ({ id: newId(), momentId: moment.id, personId })),
      );
      const told = part.flatMap(({ personId }) => who.members.get(personId) ?? []);
      if (who.mails) await tellWhen(tx, ctx, { group, meeting, moment: { ...moment, sequence }, people: told });
    }
  }
}
