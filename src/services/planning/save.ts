import { setWishes } from '#src/db/queries/planning.ts';
import { wallClock } from '#src/domain/calendar-day.ts';
import type { Context } from '../context.ts';
import { assertOpen, reachGroup } from '../group/reach.ts';
import { writeMoment } from '../meeting/plan-moment.ts';
import { reachMeeting } from '../meeting/reach.ts';
import { timesOfRow, type MomentOnRow } from '../meeting/row-times.ts';
import { invalid, refused, ServiceError } from '../service-error.ts';
import { loadPlanning, wishesFor } from './load.ts';

export type WantedDate = MomentOnRow & { nr: number };

/**
 * Plans a moment for several meetings at once: everybody in the group is expected there and hears of it. With `wishes` the
 * modules get a day by which to have read them. A form that comes in twice plans nothing twice.
 * @throws ServiceError invalid for a day that is over, or meetings that are out of order
 */
export async function saveDates(
  ctx: Context,
  input: { groupId: string; clientKey: string; wishes: boolean; dates: readonly WantedDate[] },
): Promise<{ planned: number }> {
  const group = await reachGroup(ctx, input.groupId, 'meeting:plan');
  assertOpen(group);
  if (input.dates.length === 0) throw refused('Er staat geen bijeenkomst aan. Zet er minstens één aan.');
  const dates = input.dates.map((date) => ({ ...date, times: timesOfRow(ctx, date) }));
  const today = wallClock(ctx.now).day;
  const errors = dates.filter((d) => d.day < today).map((d) => ({ field: `dag${d.row}`, message: dayGone }));
  if (errors.length > 0) throw new ServiceError('invalid', errors);
  for (const [index, date] of dates.entries()) {
    const before = dates[index - 1];
    if (before && date.times.startsAt <= before.times.startsAt)
      throw invalid(`dag${date.row}`, `Bijeenkomst ${date.nr} komt zo vóór bijeenkomst ${before.nr}. Kijk de dagen na.`);
  }
  await ctx.db.transaction(async (tx) => {
    for (const { nr, times } of dates) {
      const { meeting, moments } = await reachMeeting(tx, { groupId: group.id, nr });
      if (meeting.cancelledAt) throw refused(`Bijeenkomst ${nr} gaat niet door. Laad de pagina opnieuw.`);
      await writeMoment(tx, ctx, { group, meeting, moments }, { times, clientKey: `${input.clientKey}-${nr}`, everyone: true });
    }
    if (input.wishes) {
      const { meetings } = await loadPlanning(tx, ctx, group);
      await setWishes(tx, group.id, wishesFor(ctx, meetings));
    }
  });
  ctx.mailWaits();
  return { planned: dates.length };
}

const dayGone = 'Deze dag is al geweest. Kies een dag die nog komt.';
