import { answerCorrection, findToTell } from '#src/db/queries/correction.ts';
import { greetingName } from '#src/domain/person.ts';
import { authorise, type Context } from '../context.ts';
import { confirmNoCustomerData } from '../customer-data/confirm.ts';
import { enqueueMail } from '../mail/enqueue.ts';
import { notFound, ServiceError } from '../service-error.ts';
import { correctionPath, lessonOf } from './paths.ts';
import { reachCorrection } from './reach.ts';

/**
 * Answers a report, once; who wrote it gets a mail. The same answer a second time (double click) changes nothing; whoever
 * answers after a colleague hears so and loses nothing of what was typed.
 * @returns the path of the report
 */
export async function answerReport(ctx: Context, input: { id: string; text: string; confirmed: boolean }): Promise<string> {
  const actor = authorise(ctx, 'correction:list');
  const told = await ctx.db.transaction(async (tx) => {
    const { correction, answers } = await reachCorrection(ctx, tx, input.id);
    if (!answers) throw notFound();
    if (correction.answeredById === actor.personId && correction.answer === input.text) return false;
    if (correction.answeredAt)
      throw new ServiceError(
        'conflict',
        correction.answeredById === actor.personId
          ? 'Je hebt deze melding al beantwoord, misschien in een ander venster. Je eerste antwoord staat hieronder.'
          : 'Iemand anders was je net voor: deze melding heeft al een antwoord. Het staat hieronder.',
      );
    confirmNoCustomerData({ texts: [input.text], confirmed: input.confirmed });
    await answerCorrection(tx, correction.id, { answer: input.text, answeredById: actor.personId, answeredAt: ctx.now });
    const who =
      correction.personId === null || correction.personId === actor.personId ? null : await findToTell(tx, correction.personId);
    if (!who?.email) return false;
    await enqueueMail(tx, ctx, {
      kind: 'correctionAnswered',
      to: who.email,
      personId: correction.personId,
      values: {
        name: greetingName(who.name),
        lesson: lessonOf(ctx.catalogue, correction).title,
        answer: input.text,
        link: `${ctx.publicBaseUrl}${correctionPath(correction.id)}`,
      },
      idempotencyKey: `correctionAnswered ${correction.id}`,
    });
    return true;
  });
  if (told) ctx.mailWaits();
  return correctionPath(input.id);
}
