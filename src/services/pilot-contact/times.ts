import type { PilotRow } from '#src/db/queries/pilot.ts';
import { longDay } from '#src/domain/calendar-day.ts';
import type { MomentTimes } from '#src/domain/moment.ts';
import { dayAfter } from '#src/domain/pilot.ts';
import type { Context } from '../context.ts';
import { timesOf, type MomentFields } from '../meeting/plan-moment.ts';
import { invalid } from '../service-error.ts';

/** @throws ServiceError invalid for hours that don't fit, are past, or lie after the pilot */
export function contactTimes(ctx: Context, pilot: Pick<PilotRow, 'endsOn'>, fields: MomentFields): MomentTimes {
  const times = timesOf(ctx, fields);
  if (times.startsAt <= ctx.now) throw invalid('dag', 'Dit is al geweest. Kies een dag en tijd die nog komen.');
  if (fields.day >= pilot.endsOn)
    throw invalid(
      'dag',
      `De pilot loopt tot en met ${longDay(dayAfter(pilot.endsOn, -1))}. Kies een dag daarvoor, of zet eerst het einde van de pilot later.`,
    );
  return times;
}
