import { listMail } from '#src/db/queries/outbox.ts';
import { fullMoment } from '#src/domain/calendar-day.ts';
import { fillEmail, type FilledEmail } from '#src/domain/email.ts';
import type { Context } from '../context.ts';
import { notFound } from '../service-error.ts';

export interface DemoMail extends FilledEmail {
  id: string;
  to: string;
  /** "dinsdag 12 januari 2027, 9.30 uur" */
  at: string;
  state: 'sent' | 'waiting' | 'failed';
}

/** The newest fifty mails of a demonstration, for anyone who looks. In production there is no such page. */
export async function listDemoMail(ctx: Context): Promise<DemoMail[]> {
  if (!ctx.demo) throw notFound();
  const rows = await listMail(ctx.db, 50);
  return rows.flatMap((row) => {
    const text = ctx.catalogue.emails.get(row.payload.kind);
    if (!text) return [];
    const state = row.sentAt ? 'sent' : row.failedAt ? 'failed' : 'waiting';
    return [
      { ...fillEmail(text, row.payload.values), id: row.id, to: row.payload.to, at: fullMoment(row.sentAt ?? row.dueAt), state },
    ];
  });
}
