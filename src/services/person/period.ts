import type { Transaction } from '#src/db/client.ts';
import { listEmployments } from '#src/db/queries/employment.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import { lastMoment, overlaps, periodOf, type JobPeriod } from '#src/domain/employment.ts';
import { roleNames, type Role } from '#src/domain/roles.ts';
import type { Context } from '../context.ts';
import { invalid } from '../service-error.ts';

/** The period that a form asked for; with the message on its field where it can't be. */
export function askedPeriod(ctx: Context, days: { firstDay?: string | undefined; lastDay?: string | undefined }): JobPeriod {
  const period = periodOf({ from: days.firstDay, until: days.lastDay }, ctx.now);
  if (period === 'noSuchDay') throw invalid(days.lastDay ? 'tot' : 'van', 'Deze dag bestaat niet. Kijk de datum na.');
  if (period === 'endsBeforeStart') throw invalid('tot', 'De laatste dag ligt voor de eerste. Kijk de datums na.');
  return period;
}

/** Several jobs at once are fine; the same role at the same organisation twice at the same time says nothing. */
export async function assertNoSameJob(
  tx: Transaction,
  job: { personId: string; organisationId: string; role: Role; except?: string },
  period: JobPeriod,
): Promise<void> {
  const same = (await listEmployments(tx, [job.personId])).find(
    (e) => e.id !== job.except && e.organisationId === job.organisationId && e.role === job.role && overlaps(e, period),
  );
  if (!same) return;
  const end = same.until ? `tot en met ${longDate(lastMoment(same.until))}` : 'zonder einde';
  throw invalid(
    'van',
    `Deze persoon is al ${roleNames[job.role]} bij ${same.organisationName}, vanaf ${longDate(same.from)}, ${end}. Kies andere dagen.`,
  );
}
