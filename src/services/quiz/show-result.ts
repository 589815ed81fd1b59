import { findAttempt, listAnswers, listPassedAttempts, listPassedModules } from '#src/db/queries/attempt.ts';
import { listCertificatesOfPerson } from '#src/db/queries/own-certificate.ts';
import { awardNames } from '#src/domain/certificate.ts';
import { goText, objectiveLines } from '#src/domain/quiz-text.ts';
import { authorise, type Context } from '../context.ts';
import { findModule, lessonPath, modulePath, quizPath } from '../course/paths.ts';
import { moduleLeft } from '../module/left.ts';
import { notFound } from '../service-error.ts';

export interface QuizResult {
  courseId: string;
  module: { id: string; number: number; title: string; href: string };
  path: string;
  passed: boolean;
  /** Not this time, but in an earlier go: that stays. */
  passedBefore: boolean;
  /** With the quiz passed, what the module still asks for; null when that is nothing. */
  left: { text: string; assignments: { title: string; href: string }[] } | null;
  /** "Je had 14 van de 17 vragen goed en twee deels goed." */
  score: string;
  objectives: { text: string; went: 'goed' | 'deels' | 'niet'; detail: string; lessons: { title: string; href: string }[] }[];
  /** Issued by this very attempt. */
  certificates: { label: string; course: string; href: string }[];
}

/** The result of a submitted attempt of the reader's own; somebody else's is not there. */
export async function showResult(ctx: Context, input: { course: string; module: string; attempt: string }): Promise<QuizResult> {
  const { personId } = authorise(ctx, 'course:follow');
  const { course, module } = findModule(ctx.catalogue, input.course, input.module);
  const attempt = await findAttempt(ctx.db, { attemptId: input.attempt, personId });
  if (!attempt || attempt.moduleId !== module.id || !attempt.submittedAt) throw notFound();
  const submittedAt = attempt.submittedAt;
  const answers = await listAnswers(ctx.db, attempt.id);
  const scores = new Map(answers.map((a) => [a.questionId, a.score]));
  const [certificates, passed, goes, left] = await Promise.all([
    attempt.passed ? listCertificatesOfPerson(ctx.db, personId) : [],
    listPassedModules(ctx.db, { personId, moduleIds: [module.id] }),
    listPassedAttempts(ctx.db, { personId, moduleId: module.id }),
    moduleLeft(ctx.db, ctx, { personId, course, module }),
  ]);
  return {
    courseId: course.id,
    module: { id: module.id, number: module.number, title: module.title, href: modulePath(course.id, module.id) },
    path: quizPath(course.id, module.id),
    passed: attempt.passed === true,
    passedBefore: attempt.passed !== true && (passed.has(module.id) || goes.length > 0),
    left: left?.quizPassed ? left : null,
    score: goText([...scores.values()], { passed: attempt.passed === true, passMark: attempt.passMark }),
    objectives: objectiveLines(module, attempt.questions, scores).map((line) => ({
      ...line,
      lessons: line.lessons.map((l) => ({ title: l.title, href: lessonPath(course.id, module.id, l.slug) })),
    })),
    certificates: certificates
      .filter((c) => c.revokedAt === null && c.issuedAt.getTime() === submittedAt.getTime())
      .map((c) => ({ label: awardNames[c.kind], course: c.facts.courseTitle, href: `/certificaten/${c.code}` })),
  };
}
