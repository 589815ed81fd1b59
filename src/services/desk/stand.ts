import { capital } from '#src/domain/dutch.ts';
import { fullDate } from '#src/domain/calendar-day.ts';
import type { Context } from '../context.ts';

/** What the page at the desk shows: a customer may read it, so nothing of the reader or a course. */
export const atTheDesk = (ctx: Context): { today: string } => ({ today: capital(fullDate(ctx.now)) });
