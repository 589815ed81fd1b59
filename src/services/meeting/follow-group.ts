import type { Transaction } from '#src/db/client.ts';
import { listComingOf } from '#src/db/queries/leader.ts';
import { listExpected, updateMoment } from '#src/db/queries/moment.ts';
import type { Context } from '../context.ts';
import { loadMembers } from '../group/members.ts';
import type { ReachedGroup } from '../group/reach.ts';
import { visitorsOf } from '../visit/people.ts';
import { tellCancelled, tellWhen } from './tell.ts';
import { tellLeadersWhen } from './tell-leaders.ts';

type Group = Pick<ReachedGroup, 'id' | 'name' | 'kind'>;

/**
 * A group closes: what was still to come goes out of the calendars of who lead, follow or visit it, with one mail for each
 * moment. The moments stay, for when it opens again. In the transaction of the closing.
 */
export async function takeGroupOffAgendas(tx: Transaction, ctx: Context, group: Group): Promise<void> {
  for (const { people, ...told } of await comingAnew(tx, ctx, group))
    await tellCancelled(tx, ctx, {
      ...told,
      people,
      what: `closed ${told.moment.id} ${told.moment.sequence}`,
      moments: [told.moment],
    });
}

/** It opens again, and they are put back. */
export async function putGroupOnAgendas(tx: Transaction, ctx: Context, group: Group): Promise<void> {
  for (const told of await comingAnew(tx, ctx, group)) {
    await tellLeadersWhen(tx, ctx, told);
    await tellWhen(tx, ctx, told);
  }
}

/** What is to come, each in a new version, with whom it is for. */
async function comingAnew(tx: Transaction, ctx: Context, group: Group) {
  if (group.kind === 'practice') return [];
  const members = ((await loadMembers(tx, [group.id])).get(group.id) ?? []).filter((m) => !m.left);
  const coming = await listComingOf(tx, { groupId: group.id, now: ctx.now });
  const told = [];
  for (const { moment, meeting } of coming) {
    const sequence = moment.sequence + 1;
    await updateMoment(tx, moment.id, { sequence });
    const expected = new Set((await listExpected(tx, [moment.id])).map((e) => e.personId));
    const people = [...members.filter((m) => expected.has(m.personId)), ...(await visitorsOf(tx, [moment.id]))];
    told.push({ group, meeting: { ...meeting, id: moment.meetingId }, moment: { ...moment, sequence }, people });
  }
  return told;
}
