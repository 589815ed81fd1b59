import { dayMoment } from '#src/domain/calendar-day.ts';
import type { Context } from '../context.ts';
import { ServiceError } from '../service-error.ts';
import { writerName } from './view.ts';

/** "Samira Haddad (wo 10 feb, 9.35 uur)"; "jij, in een ander venster" where it was the same person. */
export const whoSaved = (ctx: Context, row: { byId: string | null; byName: string | null; checkedAt: Date }) =>
  row.byId !== null && row.byId === ctx.actor?.personId
    ? `Jij (in een ander venster, ${dayMoment(row.checkedAt)})`
    : `${writerName(row.byName)} (${dayMoment(row.checkedAt)})`;

/** Someone saved while this form stood open; nothing was written, and the page shows both. */
export const savedBetween = (ctx: Context, row: Parameters<typeof whoSaved>[1]) =>
  new ServiceError(
    'conflict',
    `${whoSaved(ctx, row)} was je net voor. Jouw tekst is nog niet opgeslagen, maar staat nog in het formulier. Lees eerst wat er nu staat. Sla daarna op wat jullie willen houden.`,
  );
