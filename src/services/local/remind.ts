import { findRun, insertRun } from '#src/db/queries/job-run.ts';
import { listRunningBranches, listSpecialistsToMail } from '#src/db/queries/local-place.ts';
import { listLibrariesWithTexts, listNewestTexts } from '#src/db/queries/local-text.ts';
import { countReferralNeeds } from '#src/db/queries/referral.ts';
import { wallClock } from '#src/domain/calendar-day.ts';
import { count, enumerate } from '#src/domain/dutch.ts';
import { countNeed, overviewOf } from '#src/domain/local-overview.ts';
import { greetingName } from '#src/domain/person.ts';
import { isOverviewDay } from '#src/domain/reminder-time.ts';
import type { Context } from '../context.ts';
import { enqueueReminder } from '../mail/remind.ts';
import { newId } from '../new-id.ts';

interface Needs {
  stale: number;
  ownerless: number;
}

/**
 * Tells the specialists of each library what of "Bij ons" needs doing: once a calendar month, and only where something is
 * out of date or has nobody who answers for it. Work of the night: nobody asks for it. Not in the night before the weekly
 * overview goes out: one reminder a day is enough for anyone.
 * @returns how many mails wait because of it
 */
export async function remindLocal(ctx: Context): Promise<number> {
  if (isOverviewDay(ctx.now)) return 0;
  let mails = 0;
  for (const library of await listLibrariesWithTexts(ctx.db)) mails += await remindLibrary(ctx, library);
  if (mails > 0) ctx.mailWaits();
  return mails;
}

async function remindLibrary(ctx: Context, library: { id: string; name: string }): Promise<number> {
  const today = wallClock(ctx.now).day;
  const month = today.slice(0, 7);
  // A run of its own for each library, month and person: the outbox forgets what was sent within that time.
  const runOf = (personId: string) => ({ name: 'localReminder', period: `${month} ${library.id} ${personId}` });
  const specialists = await listSpecialistsToMail(ctx.db, library.id, ctx.now);
  const told = await Promise.all(specialists.map((p) => findRun(ctx.db, runOf(p.personId).name, runOf(p.personId).period)));
  const people = specialists.filter((_, nr) => !told[nr]);
  if (people.length === 0) return 0;
  const [texts, branches, card] = await Promise.all([
    listNewestTexts(ctx.db, [library.id], ctx.now),
    listRunningBranches(ctx.db, [library.id]),
    countReferralNeeds(ctx.db, library.id, today, ctx.now),
  ]);
  const branchIds = branches.map((branch) => branch.id);
  const { items } = overviewOf([...ctx.catalogue.slots.keys()], texts, branchIds, today);
  const slots = { stale: countNeed(items, 'stale'), ownerless: countNeed(items, 'ownerless') };
  if (slots.stale + slots.ownerless + card.stale + card.ownerless === 0) return 0;
  const values = {
    library: library.name,
    stale: amount(slots, card, 'stale'),
    ownerless: amount(slots, card, 'ownerless'),
    empty: lines(countNeed(items, 'empty'), 'vak', 'vakken') || 'niets',
    link: `${ctx.publicBaseUrl}/bij-ons`,
  };
  return ctx.db.transaction(async (tx) => {
    let mails = 0;
    for (const person of people) {
      const run = runOf(person.personId);
      if (await findRun(tx, run.name, run.period)) continue;
      const put = await enqueueReminder(tx, ctx, {
        kind: 'localReminder',
        to: person.email,
        personId: person.personId,
        values: { name: greetingName(person.name), ...values },
        idempotencyKey: `localReminder ${library.id} ${month} ${person.personId}`,
      });
      if (!put) continue;
      await insertRun(tx, { id: newId(), ...run, startedAt: ctx.now, finishedAt: ctx.now });
      mails++;
    }
    return mails;
  });
}

/** "drie vakken en één regel van de sociale kaart", or "niets" */
const amount = (slots: Needs, card: Needs, need: keyof Needs) =>
  enumerate(
    [lines(slots[need], 'vak', 'vakken'), lines(card[need], 'regel van de sociale kaart', 'regels van de sociale kaart')].filter(
      Boolean,
    ),
  ) || 'niets';

const lines = (n: number, one: string, many: string) => (n === 0 ? '' : count(n, one, many));
