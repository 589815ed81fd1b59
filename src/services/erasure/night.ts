import { findOpenErasure, insertErasure, listAway, listOpenErasures, wasUsedSince } from '#src/db/queries/erasure.ts';
import { addDays, longDate } from '#src/domain/calendar-day.ts';
import { arrangeFirst, causeOf, dueFrom } from '#src/domain/erasure.ts';
import { greetingName } from '#src/domain/person.ts';
import { yearsInDays, type Terms } from '#src/domain/retention.ts';
import type { Context } from '../context.ts';
import { giveWay } from '../give-way.ts';
import { enqueueMail } from '../mail/enqueue.ts';
import { newId } from '../new-id.ts';
import { isServiceError } from '../service-error.ts';
import { carryOut } from './carry-out.ts';
import { warnForOthers } from './warn-others.ts';
import { loadTies } from './ties.ts';
import { stopErasure } from './withdraw.ts';

export interface ErasureNight {
  erased: number;
  /** Due, but something must be arranged first: tried again tomorrow. */
  waiting: number;
  /** Told that it happens the next night. */
  told: number;
  /** Told that their account goes because nobody uses it. */
  warned: number;
  /** Came back in time. */
  back: number;
}

/** Few enough for one night; the rest comes tomorrow. */
const mostAway = 200;

/** Work of the house itself: nobody asks for it, so there is nobody to authorise. */
export async function runErasures(ctx: Context, terms: Terms): Promise<ErasureNight> {
  const outcome: ErasureNight = { erased: 0, waiting: 0, told: 0, warned: 0, back: 0 };
  for (const request of await listOpenErasures(ctx.db, { until: addDays(ctx.now, 1) })) {
    if (causeOf(request) === 'away' && (await wasUsedSince(ctx.db, request.personId, request.at))) {
      await ctx.db.transaction((tx) => stopErasure(tx, ctx, request));
      outcome.back++;
    } else if (request.dueAt > ctx.now) {
      await tellTomorrow(ctx, request);
      outcome.told++;
    } else {
      try {
        await carryOut(ctx, request.id);
        outcome.erased++;
      } catch (error) {
        if (!isServiceError(error) || error.code !== 'invalid') throw error;
        outcome.waiting++;
      }
    }
  }
  const unused = addDays(ctx.now, -yearsInDays(terms.away));
  for (let next: string | null = ''; next !== null && outcome.warned < mostAway; await giveWay()) {
    const away: Awaited<ReturnType<typeof listAway>> = await listAway(ctx.db, unused, next);
    const now = away.rows.slice(0, mostAway - outcome.warned);
    for (const who of now)
      if (who.email) {
        await warn(ctx, { ...who, email: who.email }, terms);
        await giveWay();
      }
    await warnForOthers(
      ctx,
      now.filter((who) => !who.email),
      terms,
    );
    outcome.warned += now.length;
    next = away.next;
  }
  if (outcome.erased + outcome.told + outcome.warned + outcome.back > 0) ctx.mailWaits();
  return outcome;
}

type Open = Awaited<ReturnType<typeof listOpenErasures>>[number];

async function tellTomorrow(ctx: Context, request: Open): Promise<void> {
  const { email } = request;
  if (!email) return;
  const first = arrangeFirst(await loadTies(ctx.db, request.personId, ctx.now));
  await ctx.db.transaction((tx) =>
    enqueueMail(tx, ctx, {
      kind: 'erasureTomorrow',
      to: email,
      personId: request.personId,
      values: {
        name: greetingName(request.name),
        first: first.length > 0 ? `Eerst moet er nog iets geregeld worden. ${first.join(' ')}` : '',
        link: `${ctx.publicBaseUrl}/account/wissen`,
      },
      idempotencyKey: `erasureTomorrow ${request.id}`,
    }),
  );
}

/** Certificates keep the name: whoever doesn't want that says so before the day. */
async function warn(ctx: Context, who: { personId: string; name: string | null; email: string }, terms: Terms): Promise<void> {
  const dueAt = dueFrom(ctx.now, 'away');
  await ctx.db.transaction(async (tx) => {
    if (await findOpenErasure(tx, who.personId)) return;
    const id = newId();
    await insertErasure(tx, { id, personId: who.personId, at: ctx.now, dueAt, keepsCertificates: true });
    await enqueueMail(tx, ctx, {
      kind: 'accountAway',
      to: who.email,
      personId: who.personId,
      values: {
        name: greetingName(who.name),
        years: `${terms.away} jaar`,
        day: longDate(dueAt),
        link: `${ctx.publicBaseUrl}/account`,
      },
      idempotencyKey: `accountAway ${id}`,
    });
  });
}
