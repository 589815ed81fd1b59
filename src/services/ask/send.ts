import { countMailKeys } from '#src/db/queries/outbox.ts';
import { wallClock } from '#src/domain/calendar-day.ts';
import { authorise, type Context } from '../context.ts';
import { findLesson, lessonPath } from '../course/paths.ts';
import { confirmNoCustomerData } from '../customer-data/confirm.ts';
import { enqueueMail } from '../mail/enqueue.ts';
import { invalid, ServiceError } from '../service-error.ts';
import { askablePeople } from './people.ts';

/** Longest question, in characters. */
export const longestQuestion = 300;
/** So many questions of one person go out in a day: enough for who is stuck, too few to flood a colleague. */
export const mostQuestions = 5;

/**
 * Mails a colleague that someone is stuck in a lesson: its title and link, and the question if there is one. Never an answer
 * or how far they are. Nothing is kept but the mail, as long as the outbox keeps it.
 * @param input.clientKey of the form: a second click sends nothing @returns the path of the lesson
 */
export async function askForHelp(
  ctx: Context,
  input: {
    course: string;
    module: string;
    lesson: string;
    personId: string;
    question: string | null;
    confirmed: boolean;
    clientKey: string;
  },
): Promise<string> {
  const actor = authorise(ctx, 'course:follow');
  const { course, module, lesson } = findLesson(ctx.catalogue, input.course, input.module, input.lesson);
  const path = lessonPath(course.id, module.id, lesson.slug);
  confirmNoCustomerData({ texts: [input.question ?? ''], confirmed: input.confirmed });
  const prefix = `lessonQuestion ${actor.personId} ${wallClock(ctx.now).day} `;
  const key = `${prefix}${input.clientKey}`;
  await ctx.db.transaction(async (tx) => {
    const sent = await countMailKeys(tx, prefix, key);
    if (sent.known) return;
    if (sent.n >= mostQuestions)
      throw new ServiceError(
        'tooMany',
        `Je vroeg vandaag al ${mostQuestions} keer om hulp. Loop even bij iemand langs, of probeer het morgen weer.`,
      );
    const person = (await askablePeople(tx, actor, course.id, ctx.now)).find((p) => p.personId === input.personId);
    if (!person) throw invalid('wie', 'Kies wie je het wilt vragen.');
    await enqueueMail(tx, ctx, {
      kind: 'lessonQuestion',
      to: person.email,
      personId: person.personId,
      values: {
        name: person.name,
        asker: actor.name,
        lesson: lesson.title,
        module: module.title,
        question: input.question ?? 'Er staat geen vraag bij.',
        contact: actor.email ?? 'spreek even aan, er is geen e-mailadres',
        link: `${ctx.publicBaseUrl}${path}`,
      },
      idempotencyKey: key,
    });
  });
  ctx.mailWaits();
  return path;
}
