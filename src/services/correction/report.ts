import { countOpenOf, insertCorrection } from '#src/db/queries/correction.ts';
import { wallClock } from '#src/domain/calendar-day.ts';
import { greetingName } from '#src/domain/person.ts';
import { staffLibraries } from '#src/domain/roles.ts';
import type { Transaction } from '#src/db/client.ts';
import { handlerOf, longestCorrection, type Handler } from '#src/domain/correction.ts';
import { authorise, type Context } from '../context.ts';
import { confirmNoCustomerData } from '../customer-data/confirm.ts';
import { findLesson, lessonPath } from '../course/paths.ts';
import { enqueueMail } from '../mail/enqueue.ts';
import { invalid, refused } from '../service-error.ts';
import { libraryForNational, peopleOf } from './handlers.ts';
import { correctionsPath } from './paths.ts';

export { longestCorrection };

/** So many reports of one person may wait at once: enough for who reads well, too few to flood somebody. */
export const mostOpen = 20;

/**
 * Keeps what someone says is wrong in a lesson, and tells who answers it. The same form a second time adds nothing.
 * @param input.about "national", or "local:<library>" for the text of a library one works at
 * @returns the path of the lesson
 */
export async function reportCorrection(
  ctx: Context,
  input: {
    course: string;
    module: string;
    lesson: string;
    about: string;
    body: string;
    confirmed: boolean;
    clientKey: string;
  },
): Promise<string> {
  const actor = authorise(ctx, 'course:follow');
  const { course, module, lesson } = findLesson(ctx.catalogue, input.course, input.module, input.lesson);
  const libraries = staffLibraries(actor);
  const local = input.about === 'national' ? null : libraries.find(({ id }) => input.about === `local:${id}`);
  if (local === undefined || (local && lesson.parts.slots.length === 0))
    throw invalid('waarover', 'Kies waar het over gaat. Je tekst staat er nog.');
  confirmNoCustomerData({ texts: [input.body], confirmed: input.confirmed });
  const told = await ctx.db.transaction(async (tx) => {
    const place = local
      ? { libraryId: local.id, poiId: null, hasAdviser: false }
      : await libraryForNational(tx, libraries, ctx.now);
    const about = local ? ('local' as const) : ('national' as const);
    if ((await countOpenOf(tx, actor.personId)) >= mostOpen)
      throw refused(`Er wachten al ${mostOpen} meldingen van jou op een antwoord. Wacht daar even op. Je tekst staat er nog.`);
    const made = await insertCorrection(tx, {
      id: input.clientKey,
      about,
      courseId: course.id,
      moduleId: module.id,
      lessonId: lesson.id,
      version: module.version,
      libraryId: place.libraryId,
      personId: actor.personId,
      body: input.body,
      at: ctx.now,
    });
    return made && (await tellHandlers(tx, ctx, handlerOf({ about, ...place }), actor.personId));
  });
  if (told) ctx.mailWaits();
  return lessonPath(course.id, module.id, lesson.slug);
}

/**
 * Says that something waits, to each person once a day and nothing about whose it is or what it says.
 * @param exceptId who wrote it knows already
 */
async function tellHandlers(tx: Transaction, ctx: Context, handler: Handler, exceptId: string): Promise<boolean> {
  const { day } = wallClock(ctx.now);
  const people = (await peopleOf(tx, handler, ctx.now)).filter((p) => p.personId !== exceptId);
  let told = false;
  for (const { personId, name, email } of people) {
    if (!email) continue;
    told = true;
    await enqueueMail(tx, ctx, {
      kind: 'correctionWaiting',
      to: email,
      personId,
      values: { name: greetingName(name), link: `${ctx.publicBaseUrl}${correctionsPath}` },
      idempotencyKey: `correctionWaiting ${day} ${personId}`,
    });
  }
  return told;
}
