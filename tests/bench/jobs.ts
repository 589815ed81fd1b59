/** Work that no page does, run inside the measured process. */
import { createClient } from '@libsql/client';
import type { App } from '#src/context.ts';
import { insertErasure } from '#src/db/queries/erasure.ts';
import { addDays, fromWallClock, wallClock } from '#src/domain/calendar-day.ts';
import { carryOut } from '#src/services/erasure/carry-out.ts';
import { newId } from '#src/services/new-id.ts';
import { runNight } from '#src/services/night/run.ts';
import { runReminders } from '#src/services/reminder/run.ts';

export const jobs: Record<string, (app: App, url: string) => Promise<string>> = {
  async night(app) {
    const outcome = await runNight(app.background(addDays(app.background(new Date()).now, 1)));
    return outcome.kind === 'done' ? `${outcome.erasures.warned} warned, ${outcome.reminded} reminded` : outcome.kind;
  },
  async reminders(app) {
    const outcome = await runReminders(app.background(nextMonday()));
    return outcome.kind === 'done' ? `${outcome.overviews} overviews` : outcome.kind;
  },
  /** The first night of a new week: figures of pilots are told then. */
  async figures(app) {
    const outcome = await runNight(app.background(nextMonday()));
    return outcome.kind;
  },
  biggestLibrary: (_, url) => one(url, `select organisation_id from employment group by 1 order by count(*) desc limit 1`),
  async erase(app, url) {
    const personId = await one(
      url,
      `select person_id from certificate join account using (person_id) where email like '%@duinrand.example'
       and email not in (select email from account where email like 'specialist@%') order by certificate.id desc limit 1`,
    );
    const ctx = app.background(new Date());
    const id = newId();
    await insertErasure(ctx.db, { id, personId, at: ctx.now, dueAt: ctx.now, keepsCertificates: true });
    await carryOut(ctx, id);
    return 'one person';
  },
};

const nextMonday = (): Date => {
  for (let days = 2; ; days++) {
    const at = fromWallClock(wallClock(addDays(new Date(), days)).day, '09:00') ?? new Date();
    if (at.getUTCDay() === 1) return at;
  }
};

async function one(url: string, sql: string): Promise<string> {
  const client = createClient({ url });
  const { rows } = await client.execute(sql);
  client.close();
  return String(rows[0]?.[0] ?? '');
}
