import type { Transaction } from '#src/db/client.ts';
import { listComingOf } from '#src/db/queries/leader.ts';
import { findMembership } from '#src/db/queries/membership.ts';
import { listExpected, updateMoment } from '#src/db/queries/moment.ts';
import { findPerson } from '#src/db/queries/person.ts';
import { findGroup } from '#src/db/queries/rule.ts';
import { listVisitors } from '#src/db/queries/visit.ts';
import { shownName } from '#src/domain/person.ts';
import type { Context } from '../context.ts';
import { mailAddress } from '../group/members.ts';
import type { ToldMoment } from './in-calendar.ts';
import { loadMomentLeaders, type MomentLeader } from './leaders.ts';
import { tellLeader } from './tell-leaders.ts';

interface Leading {
  groupId: string;
  personId: string;
  /** Only this moment; all coming ones of the group when left out. */
  momentId?: string;
}

/** Puts the coming moments of a group in the calendar of someone who leads it from now on. In the transaction of that. */
export async function putOnLeaderAgenda(tx: Transaction, ctx: Context, who: Leading): Promise<void> {
  const { group, coming } = await comingFor(tx, ctx, who);
  if (!group) return;
  for (const { moment, meeting } of coming) {
    const person = await leaderAt(tx, ctx, who, moment);
    if (person) await tellLeader(tx, ctx, { group, meeting, moment: await newVersion(tx, moment) }, person, 'leadsMoment');
  }
}

/**
 * Takes them out again when someone stops leading; what they lead otherwise, or come to as a participant, stays. In the
 * transaction of the stopping, after it.
 */
export async function takeOffLeaderAgenda(tx: Transaction, ctx: Context, who: Leading): Promise<void> {
  const { group, coming } = await comingFor(tx, ctx, who);
  const person = await findPerson(tx, who.personId);
  if (!group || !person || coming.length === 0) return;
  const comes = await momentsOfParticipant(
    tx,
    who,
    coming.map((c) => c.moment.id),
  );
  const told: MomentLeader = {
    personId: person.id,
    name: shownName(person),
    email: mailAddress(person),
    role: 'leader',
  };
  for (const { moment, meeting } of coming) {
    if (comes.has(moment.id) || (await leaderAt(tx, ctx, who, moment))) continue;
    await tellLeader(tx, ctx, { group, meeting, moment: await newVersion(tx, moment) }, told, 'leadsNotMoment');
  }
}

async function comingFor(tx: Transaction, ctx: Context, { groupId, momentId }: Leading) {
  const group = await findGroup(tx, groupId);
  if (!group || group.closedAt || group.kind === 'practice') return { group: null, coming: [] };
  const coming = await listComingOf(tx, { groupId, now: ctx.now, ...(momentId === undefined ? {} : { momentId }) });
  return { group, coming };
}

async function leaderAt(tx: Transaction, ctx: Context, who: Leading, moment: ToldMoment): Promise<MomentLeader | null> {
  const leaders = await loadMomentLeaders(tx, { groupId: who.groupId, momentIds: [moment.id], now: ctx.now });
  return leaders.get(moment.id)?.find((l) => l.personId === who.personId) ?? null;
}

/** What this person was told before has a lower number. */
async function newVersion(tx: Transaction, moment: ToldMoment): Promise<ToldMoment> {
  const sequence = moment.sequence + 1;
  await updateMoment(tx, moment.id, { sequence });
  return { ...moment, sequence };
}

/** At which of these moments someone is expected by name as a member, or comes from another group. */
async function momentsOfParticipant(
  tx: Transaction,
  { groupId, personId }: Leading,
  momentIds: readonly string[],
): Promise<Set<string>> {
  const [own, expected, visitors] = await Promise.all([
    findMembership(tx, groupId, personId),
    listExpected(tx, momentIds),
    listVisitors(tx, momentIds),
  ]);
  const here = [...(own?.leftAt === null ? expected : []), ...visitors].filter((at) => at.personId === personId);
  return new Set(here.map((at) => at.momentId));
}
