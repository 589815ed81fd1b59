/** Puts what the database holds of one learner in the shape in which the domain makes the leerkaart of it. */
import type { listAttempts } from '#src/db/queries/attempt.ts';
import type { listCertificatesOfPerson } from '#src/db/queries/own-certificate.ts';
import type { findNewestPosition } from '#src/db/queries/lesson.ts';
import type { Decision } from '#src/domain/certificate.ts';
import type { ContinueFacts } from '#src/domain/continue.ts';
import { comingMoments, type CardFacts, type CardMeeting } from '#src/domain/learning-card.ts';
import type { GroupStanding, Standing } from '../certificate/load-standing.ts';
import type { Context } from '../context.ts';
import { coursePath, lessonPath, modulePath, quizPath } from '../course/paths.ts';

type Certificates = Awaited<ReturnType<typeof listCertificatesOfPerson>>;

export interface OwnFacts {
  standing: GroupStanding;
  own: Standing;
  done: ReadonlySet<string>;
  attempts: Awaited<ReturnType<typeof listAttempts>>;
  position: Awaited<ReturnType<typeof findNewestPosition>>;
  expected: ReadonlySet<string>;
  leaders: readonly string[];
  /** Day by module id. */
  wishes: ReadonlyMap<string, string>;
  /** When this person joined. */
  joinedAt: Date;
  award: Certificates[number] | null;
}

/** Someone is congratulated for this long. */
const newFor = 30 * 86_400_000;

/** The award to show on the card: one that stands before one that was revoked, the rule's own kind before another, the newest first. */
export function awardOf(certificates: Certificates, decision: Decision): Certificates[number] | null {
  const kind = decision.kind === 'noRule' ? null : decision.award;
  const rank = (c: Certificates[number]) => (c.revokedAt === null ? 2 : 0) + (c.kind === kind ? 1 : 0);
  return [...certificates].sort((a, b) => rank(b) - rank(a))[0] ?? null;
}

export function cardFacts(ctx: Context, facts: OwnFacts): CardFacts {
  const { standing, own, award } = facts;
  const course = ctx.catalogue.courses.get(standing.group.courseId);
  return {
    courseTitle: course?.title ?? standing.group.courseId,
    groupName: standing.group.name,
    parts: course?.parts.map((p) => p.title) ?? [],
    modules: modulesOf(ctx, standing).map((module) => ({
      id: module.id,
      number: module.number,
      title: module.title,
      part: module.part,
      href: modulePath(standing.group.courseId, module.id),
      lessons: module.lessons.length,
      lessonsDone: module.lessons.filter((l) => facts.done.has(l.id)).length,
      attempts: facts.attempts.filter((a) => a.moduleId === module.id).length,
      passedOn: own.completions.get(module.id)?.at ?? null,
      wish: facts.wishes.get(module.id) ?? null,
    })),
    meetings: meetingsOf(ctx, facts),
    decision: own.decision,
    leaders: facts.leaders,
    award: award && {
      href: `/certificaten/${award.code}`,
      award: award.kind,
      on: award.issuedAt,
      revoked: award.revokedAt !== null,
    },
    now: ctx.now,
  };
}

export function continueFacts(ctx: Context, name: string, facts: OwnFacts): ContinueFacts {
  const { standing, own, award } = facts;
  const courseId = standing.group.courseId;
  const stands =
    award !== null && award.revokedAt === null && (own.decision.kind !== 'notYet' || award.kind === own.decision.award);
  return {
    firstName: name.split(' ')[0] ?? '',
    modules: modulesOf(ctx, standing).map((module) => ({
      id: module.id,
      number: module.number,
      title: module.title,
      passed: own.completions.has(module.id),
      lessons: module.lessons.map((l) => ({
        id: l.id,
        title: l.title,
        minutes: l.minutes,
        sections: l.sections,
        href: lessonPath(courseId, module.id, l.slug),
      })),
      done: new Set(module.lessons.flatMap((l) => (facts.done.has(l.id) ? [l.id] : []))),
      quizHref: quizPath(courseId, module.id),
      questions: ctx.catalogue.quizzes.get(module.id)?.questions.length ?? 0,
      openAttemptAt: facts.attempts.find((a) => a.moduleId === module.id && a.submittedAt === null)?.startedAt ?? null,
    })),
    position: facts.position,
    meetings: meetingsOf(ctx, facts)
      .filter((m) => m.attendance.state !== 'attended' && m.attendance.state !== 'madeUp')
      .map((m) => ({ nr: m.nr, title: m.title, next: comingMoments(m, ctx.now)[0] ?? null })),
    revoked: award && award.revokedAt !== null ? { award: award.kind, href: `/certificaten/${award.code}` } : null,
    award:
      stands && award
        ? {
            award: award.kind,
            href: `/certificaten/${award.code}`,
            courseTitle: award.facts.courseTitle,
            isNew: ctx.now.getTime() - award.issuedAt.getTime() < newFor,
          }
        : null,
    courseHref: coursePath(courseId),
  };
}

/** The modules of the rule that the catalogue still has, in the order of the rule. */
const modulesOf = (ctx: Context, standing: GroupStanding) =>
  standing.rule.modules.flatMap((m) => ctx.catalogue.modules.get(m.moduleId) ?? []);

/**
 * The moments that concern someone. In a standing group what was held before they joined was never theirs to come to: there
 * a next one comes.
 */
export function ownMoments({ group, moments, marks }: GroupStanding, joinedAt: Date): GroupStanding['moments'] {
  if (group.kind !== 'standing') return moments;
  const marked = new Set(marks.map((m) => m.momentId));
  return moments.filter((m) => m.endsAt > joinedAt || marked.has(m.id));
}

/** The meetings that the rule asks for. */
function meetingsOf(ctx: Context, { standing, own, expected, joinedAt }: OwnFacts): CardMeeting[] {
  const moments = ownMoments(standing, joinedAt);
  const templates = ctx.catalogue.courses.get(standing.group.courseId)?.meetings ?? [];
  return standing.rule.meetings.map((asked) => {
    const templateId = standing.meetings.find((m) => m.id === asked.meetingId)?.templateId;
    return {
      id: asked.meetingId,
      nr: asked.nr,
      title: asked.title,
      afterPart: templates.find((t) => t.id === templateId)?.afterPart ?? null,
      moments: moments
        .filter((m) => m.meetingId === asked.meetingId)
        .map((m) => ({
          startsAt: m.startsAt,
          endsAt: m.endsAt,
          place: m.place,
          expected: expected.has(m.id),
          cancelled: m.cancelledAt !== null,
        })),
      attendance: own.attendance.get(asked.meetingId) ?? { state: 'notRecorded' },
    };
  });
}
