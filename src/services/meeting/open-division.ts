import { listExpected } from '#src/db/queries/moment.ts';
import { dayMoment } from '#src/domain/calendar-day.ts';
import { placeOf } from '#src/domain/expectation.ts';
import type { Context } from '../context.ts';
import { heldMoment } from '../group/load-work.ts';
import { loadMembers } from '../group/members.ts';
import { reachGroup } from '../group/reach.ts';
import { meetingPath } from '../group/work-text.ts';
import { reachMeeting } from './reach.ts';

export interface DivisionPage {
  groupId: string;
  groupName: string;
  nr: number;
  title: string;
  back: string;
  /** "di 12 jan, 9 uur, Centrum", with how many are expected. */
  moments: { id: string; label: string; people: number }[];
  /** Who stands nowhere first, then by name. */
  people: { personId: string; name: string; momentId: string | null }[];
  unplaced: number;
  cancelled: boolean;
}

/** Who comes at which moment of a meeting. */
export async function openDivision(ctx: Context, input: { groupId: string; nr: number }): Promise<DivisionPage> {
  const group = await reachGroup(ctx, input.groupId, 'meeting:plan');
  const { meeting, moments } = await reachMeeting(ctx.db, input);
  const live = moments.filter((m) => m.cancelledAt === null);
  const [memberMap, expected] = await Promise.all([
    loadMembers(ctx.db, [group.id]),
    listExpected(
      ctx.db,
      live.map((m) => m.id),
    ),
  ]);
  const held = live.map(heldMoment);
  const people = (memberMap.get(group.id) ?? [])
    .filter((m) => !m.left)
    .map((m) => ({ personId: m.personId, name: m.name, momentId: placeOf(m.personId, held, expected) }));
  const nowhere = people.filter((p) => p.momentId === null);
  return {
    groupId: group.id,
    groupName: group.name,
    nr: meeting.nr,
    title: meeting.title,
    back: meetingPath(group.id, meeting.nr),
    moments: live.map((m) => ({
      id: m.id,
      label: `${dayMoment(m.startsAt)}, ${m.place}`,
      people: people.filter((p) => p.momentId === m.id).length,
    })),
    people: [...nowhere, ...people.filter((p) => p.momentId !== null)],
    unplaced: nowhere.length,
    cancelled: meeting.cancelledAt !== null,
  };
}
