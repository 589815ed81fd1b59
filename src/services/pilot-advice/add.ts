import { insertAdvice } from '#src/db/queries/pilot-talk.ts';
import type { Context } from '../context.ts';
import { confirmNoCustomerData } from '../customer-data/confirm.ts';
import { enqueueMails } from '../mail/enqueue.ts';
import { assertTalking, peopleOf, reachTalk, talkPath, type PartPlace } from '../pilot/talk.ts';

export const longestAdvice = 4000;

/**
 * Writes advice to a library in a pilot. Its specialists hear that there is some; the text itself stays on the page, so that
 * what is taken back is gone. The same form a second time adds nothing.
 */
export async function addAdvice(
  ctx: Context,
  input: PartPlace & { clientKey: string; body: string; confirmed: boolean },
): Promise<void> {
  const { actor, pilot, part } = await reachTalk(ctx, input, 'adviser');
  confirmNoCustomerData({ texts: [input.body], confirmed: input.confirmed });
  await ctx.db.transaction(async (tx) => {
    await assertTalking(tx, ctx, part.id);
    const made = await insertAdvice(tx, {
      id: input.clientKey,
      pilotLibraryId: part.id,
      body: input.body,
      byId: actor.personId,
      at: ctx.now,
    });
    if (!made) return;
    const people = await peopleOf(tx, { pilot, part, now: ctx.now });
    await enqueueMails(
      tx,
      ctx,
      people.flatMap(({ side, personId, name, email }) =>
        side === 'library' && email
          ? [
              {
                kind: 'pilotAdvice',
                to: email,
                personId,
                values: {
                  name,
                  adviser: actor.name,
                  pilot: pilot.name,
                  library: part.libraryName,
                  link: `${ctx.publicBaseUrl}${talkPath(input)}#advies-${input.clientKey}`,
                },
                idempotencyKey: `pilotAdvice ${input.clientKey} ${personId}`,
              },
            ]
          : [],
      ),
    );
  });
  ctx.mailWaits();
}
