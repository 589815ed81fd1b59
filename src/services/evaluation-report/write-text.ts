import { findOwnText, insertEvaluationText } from '#src/db/queries/evaluation-report.ts';
import type { Context } from '../context.ts';
import { confirmNoCustomerData } from '../customer-data/confirm.ts';
import { reachPart, reachPilot } from '../pilot/reach.ts';
import { invalid, notFound } from '../service-error.ts';

export const longestText = 6000;

/**
 * Keeps the adviser's own words for the next report, of the pilot or of one library. Rows are only added: what a report shows
 * stays as it was.
 * @param input.seen the newest row that the form was filled in over
 * @throws ServiceError invalid where a colleague wrote in between, or for what looks like data of a customer
 */
export async function writeEvaluationText(
  ctx: Context,
  input: { pilotId: string; partId: string | null; body: string; seen: number; confirmed: boolean },
): Promise<void> {
  const { actor, pilot } = await reachPilot(ctx, input.pilotId);
  if (input.partId !== null) {
    const { part } = await reachPart(ctx, input.partId, 'adviser');
    if (part.pilotId !== pilot.id) throw notFound();
  }
  await ctx.db.transaction(async (tx) => {
    const newest = await findOwnText(tx, pilot.id, input.partId);
    if ((newest?.body ?? '') === input.body) return;
    if ((newest?.seq ?? 0) !== input.seen)
      throw invalid(
        'tekst',
        'Een collega heeft deze tekst net veranderd. Neem over wat je nodig hebt, en bewaar daarna opnieuw. Je tekst staat er nog.',
      );
    confirmNoCustomerData({
      texts: [input.body],
      confirmed: input.confirmed,
      ...(newest ? { known: [newest.body] } : {}),
    });
    await insertEvaluationText(tx, {
      pilotId: pilot.id,
      pilotLibraryId: input.partId,
      body: input.body,
      byId: actor.personId,
      at: ctx.now,
    });
  });
}
