import {
  countAnswers,
  deleteLateReturns,
  deleteReturns,
  insertRound,
  listBegun,
  listClosedRounds,
  listReturned,
} from '#src/db/queries/questionnaire.ts';
import { wallClock } from '#src/domain/calendar-day.ts';
import { tookPart } from '#src/domain/questionnaire.ts';
import type { Context } from '../context.ts';
import { mayFill, partDays, roundsAsked } from './reach.ts';

/**
 * Closes every round whose days are over: keeps how many were asked, and forgets who filled it in, in one transaction. A night
 * that was missed is made up for at the next. Work of the house itself: nobody asks for it, so there is nobody to authorise.
 * @returns how many rounds were closed
 */
export async function closeRounds(ctx: Context): Promise<number> {
  const today = wallClock(ctx.now).day;
  const begun = await listBegun(ctx.db, today);
  const known = await listClosedRounds(
    ctx.db,
    begun.map(({ part }) => part.id),
  );
  const done = new Set(known.map((row) => `${row.pilotLibraryId} ${row.round}`));
  let closed = 0;
  for (const { part, pilot, libraryEndedAt } of begun) {
    const own = { ...part, libraryEndedAt };
    const days = partDays(own, pilot);
    for (const round of roundsAsked(ctx.catalogue, pilot)) {
      if (round.closesOn > today || done.has(`${part.id} ${round.round}`) || tookPart(days, round) !== 'yes') continue;
      const at = { pilotLibraryId: part.id, round: round.round };
      const isClosed = await ctx.db.transaction(async (tx) => {
        const [asked, returned, answers] = await Promise.all([
          mayFill(tx, own, pilot, round, ctx.now),
          listReturned(tx, at),
          countAnswers(tx, at),
        ]);
        const people = new Set([...asked.filter((who) => !who.rests).map((who) => who.personId), ...returned]);
        const made = await insertRound(tx, { ...at, asked: Math.max(people.size, answers), closedAt: ctx.now });
        if (made) await deleteReturns(tx, at);
        return made;
      });
      if (isClosed) closed++;
    }
  }
  await ctx.db.transaction((tx) => deleteLateReturns(tx));
  return closed;
}
