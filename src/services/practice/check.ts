import { validateResponse } from '#src/domain/question/question.ts';
import { wrongResponse } from '#src/domain/question/wrong-response.ts';
import { authorise, type Context } from '../context.ts';
import { findLesson, lessonPath } from '../course/paths.ts';
import { invalid, notFound } from '../service-error.ts';

/** Looks at an answer to a practice question. @returns the path of the lesson with what there is to say of the answer */
export function checkPractice(
  ctx: Context,
  input: { course: string; module: string; lesson: string; question: string; chosen: readonly string[] },
): string {
  authorise(ctx, 'course:follow');
  const { course, module, lesson } = findLesson(ctx.catalogue, input.course, input.module, input.lesson);
  const question = ctx.catalogue.practice.get(module.id)?.questions.find((q) => q.id === input.question);
  if (!question || !lesson.parts.practice.includes(question.id)) throw notFound();
  const check = validateResponse(question, input.chosen);
  if (!check.ok) throw invalid('chosen', wrongResponse(question, check.reason));
  const query = new URLSearchParams({ oefening: question.id });
  for (const answer of check.response) query.append('antwoord', answer);
  return `${lessonPath(course.id, module.id, lesson.slug)}?${query.toString()}#oefening-${question.id}`;
}
