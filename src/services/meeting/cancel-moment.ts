import { listMarks } from '#src/db/queries/attendance.ts';
import { listExpected, updateMoment } from '#src/db/queries/moment.ts';
import { recordEvent } from '../audit.ts';
import type { Context } from '../context.ts';
import { assertOpen, reachGroup } from '../group/reach.ts';
import { loadMembers } from '../group/members.ts';
import { refused } from '../service-error.ts';
import { visitorsOf } from '../visit/people.ts';
import { hasAttendance } from './change-moment.ts';
import { reachMoment } from './reach.ts';
import { tellCancelled } from './tell.ts';

/**
 * Takes a moment off. Cancelling one that is off already changes nothing.
 * @throws ServiceError invalid when attendance was recorded there: it was held, then
 */
export async function cancelMoment(ctx: Context, input: { groupId: string; nr: number; momentId: string }): Promise<void> {
  const group = await reachGroup(ctx, input.groupId, 'meeting:plan');
  assertOpen(group);
  await ctx.db.transaction(async (tx) => {
    const { meeting, moment } = await reachMoment(tx, input);
    if (moment.cancelledAt) return;
    if (hasAttendance(await listMarks(tx, [moment.id]), moment.id)) throw refused(heldAlready);
    const off = { ...moment, sequence: moment.sequence + 1 };
    await updateMoment(tx, moment.id, { cancelledAt: ctx.now, sequence: off.sequence });
    await recordEvent(tx, ctx, {
      kind: 'momentChanged',
      entity: 'moment',
      entityId: moment.id,
      organisationId: group.libraryId,
      detail: { what: 'cancelled' },
    });
    if (moment.startsAt <= ctx.now) return;
    const expected = new Set((await listExpected(tx, [moment.id])).map((e) => e.personId));
    const members = (await loadMembers(tx, [group.id])).get(group.id) ?? [];
    const people = [...members.filter((m) => !m.left && expected.has(m.personId)), ...(await visitorsOf(tx, [moment.id]))];
    await tellCancelled(tx, ctx, { group, meeting, people, what: `moment ${moment.id}`, moments: [off] });
  });
  ctx.mailWaits();
}

export const heldAlready =
  'Bij dit moment is al ingevuld wie er was. Daarom kan het niet meer vervallen. Klopt dat niet? Zet dan eerst iedereen op ‘niet ingevuld’.';
