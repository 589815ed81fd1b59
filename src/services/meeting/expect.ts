import { deleteExpected, insertExpected, listExpected, updateMoment } from '#src/db/queries/moment.ts';
import { placeOf } from '#src/domain/expectation.ts';
import type { Context } from '../context.ts';
import { assertOpen, reachGroup } from '../group/reach.ts';
import { heldMoment } from '../group/load-work.ts';
import { loadMembers, type Member } from '../group/members.ts';
import { newId } from '../new-id.ts';
import { refused } from '../service-error.ts';
import { assertNotCancelled, reachMeeting } from './reach.ts';
import { tellNotExpected, tellWhen } from './tell.ts';

/** What was chosen for one person, and what the form showed before: another leader's choice of a minute ago is kept. */
export interface Choice {
  personId: string;
  momentId: string | null;
  before: string | null;
}

/**
 * Says who is expected at which moment. `rest`: the moment for everybody who stands nowhere after these choices.
 * Who is newly expected at a coming moment gets a mail, and so does who is no longer expected at one.
 * @throws ServiceError invalid for a moment that isn't one of this meeting (any more)
 */
export async function expectPeople(
  ctx: Context,
  input: { groupId: string; nr: number; choices: readonly Choice[]; rest: string | null },
): Promise<{ moved: number }> {
  const group = await reachGroup(ctx, input.groupId, 'meeting:plan');
  assertOpen(group);
  const moved = await ctx.db.transaction(async (tx) => {
    const { meeting, moments } = await reachMeeting(tx, input);
    assertNotCancelled(meeting);
    const live = moments.filter((m) => m.cancelledAt === null);
    const momentIds = live.map((m) => m.id);
    for (const wanted of [...input.choices.map((c) => c.momentId), input.rest])
      if (wanted !== null && !momentIds.includes(wanted))
        throw refused('Eén van de momenten is er niet meer. Kijk hoe het nu staat en kies opnieuw.');
    const members = ((await loadMembers(tx, [group.id])).get(group.id) ?? []).filter((m) => !m.left);
    const expected = await listExpected(tx, momentIds);
    const held = live.map(heldMoment);
    const chosen = new Map(input.choices.filter((c) => c.momentId !== c.before).map((c) => [c.personId, c]));
    const changes: { member: Member; from: string | null; to: string | null }[] = [];
    for (const member of members) {
      const now = placeOf(member.personId, held, expected);
      const choice = chosen.get(member.personId);
      const wish = choice && choice.before === now ? choice.momentId : now;
      const to = wish ?? input.rest;
      if (to !== now) changes.push({ member, from: now, to });
    }
    await deleteExpected(
      tx,
      momentIds,
      changes.map((c) => c.member.personId),
    );
    await insertExpected(
      tx,
      changes.flatMap(({ member, to }) => (to ? [{ id: newId(), momentId: to, personId: member.personId }] : [])),
    );
    for (const moment of live) {
      const arrive = changes.filter((c) => c.to === moment.id);
      const leave = changes.filter((c) => c.from === moment.id);
      if (arrive.length + leave.length === 0) continue;
      // A new version: whoever comes back here later must not find what their calendar has already.
      const told = { group, meeting, moment: { ...moment, sequence: moment.sequence + 1 } };
      await updateMoment(tx, moment.id, { sequence: told.moment.sequence });
      await tellNotExpected(tx, ctx, { ...told, people: leave.map((c) => c.member) });
      await tellWhen(tx, ctx, { ...told, people: arrive.map((c) => c.member) });
    }
    return changes.length;
  });
  if (moved > 0) ctx.mailWaits();
  return { moved };
}
