/** Puts what the database holds of one learner in the shape in which the domain makes the leerkaart of it. */
import type { listAttempts } from '#src/db/queries/attempt.ts';
import type { listCertificatesOfPerson } from '#src/db/queries/own-certificate.ts';
import type { findNewestPosition } from '#src/db/queries/lesson.ts';
import type { WorkRow } from '#src/db/queries/make-up-work.ts';
import type { Decision } from '#src/domain/certificate.ts';
import type { ContinueFacts } from '#src/domain/continue.ts';
import { comingMoments, type CardFacts, type CardMeeting } from '#src/domain/learning-card.ts';
import { canDoTask, workState } from '#src/domain/make-up-task.ts';
import type { GroupStanding, Standing } from '../certificate/load-standing.ts';
import type { Context } from '../context.ts';
import { assignmentPath, changePath, coursePath, lessonPath, modulePath, quizPath } from '../course/paths.ts';
import { pendingChanges } from '../module-change/pending.ts';
import { requiredAssignments } from '../module/required-assignments.ts';
import { makeUpPath, taskOf } from '../make-up/task.ts';

type Certificates = Awaited<ReturnType<typeof listCertificatesOfPerson>>;

export interface OwnFacts {
  standing: GroupStanding;
  own: Standing;
  done: ReadonlySet<string>;
  attempts: Awaited<ReturnType<typeof listAttempts>>;
  position: Awaited<ReturnType<typeof findNewestPosition>>;
  expected: ReadonlySet<string>;
  leaders: readonly string[];
  /** The newest row of each make-up task that was begun. */
  work: readonly WorkRow[];
  /** Day by module id. */
  wishes: ReadonlyMap<string, string>;
  /** When this person joined. */
  joinedAt: Date;
  /** Ids of the assignments of the rule's modules that are done. */
  assignmentsDone: ReadonlySet<string>;
  award: Certificates[number] | null;
  /** Packages that were begun. */
  begun: ReadonlySet<string>;
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
      ...(module.package ? { package: { begun: facts.begun.has(module.id) } } : {}),
      quizPassed: quizPassed(facts, module.id),
      assignmentsLeft: assignmentsLeft(ctx, facts, module.id).map((a) => a.title),
      passedOn: own.completions.get(module.id)?.at ?? null,
      wish: facts.wishes.get(module.id) ?? null,
      changed: changedPath(ctx, facts, module.id),
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
      quizPassed: quizPassed(facts, module.id),
      assignmentsLeft: assignmentsLeft(ctx, facts, module.id).map(({ id, title }) => ({
        title,
        href: assignmentPath(courseId, module.id, id),
      })),
      ...(module.package
        ? { package: { href: modulePath(courseId, module.id), minutes: module.minutes, begun: facts.begun.has(module.id) } }
        : {}),
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

const quizPassed = ({ attempts }: OwnFacts, moduleId: string) => attempts.some((a) => a.moduleId === moduleId && a.passed);

const assignmentsLeft = (ctx: Context, { assignmentsDone }: OwnFacts, moduleId: string) =>
  requiredAssignments(ctx.catalogue, moduleId).filter((a) => !assignmentsDone.has(a.id));

function changedPath(ctx: Context, { standing, own }: OwnFacts, moduleId: string): string | null {
  const passed = own.completions.get(moduleId);
  return passed && pendingChanges(ctx.catalogue, moduleId, [passed.newest]).length > 0
    ? changePath(standing.group.courseId, moduleId)
    : null;
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
function meetingsOf(ctx: Context, { standing, own, expected, work, joinedAt }: OwnFacts): CardMeeting[] {
  const ahead = ownMoments(standing, joinedAt);
  const templates = ctx.catalogue.courses.get(standing.group.courseId)?.meetings ?? [];
  return standing.rule.meetings.map((asked) => {
    const templateId = standing.meetings.find((m) => m.id === asked.meetingId)?.templateId ?? null;
    const attendance = own.attendance.get(asked.meetingId) ?? { state: 'notRecorded' as const };
    const moments = ahead.filter((m) => m.meetingId === asked.meetingId);
    const task = taskOf(ctx, { courseId: standing.group.courseId, templateId });
    const open = canDoTask(
      attendance,
      moments.map((m) => ({ endsAt: m.endsAt, cancelled: m.cancelledAt !== null })),
      ctx.now,
    );
    const begun = work.find((w) => w.meetingId === asked.meetingId) ?? null;
    return {
      id: asked.meetingId,
      nr: asked.nr,
      title: asked.title,
      afterPart: templates.find((t) => t.id === templateId)?.afterPart ?? null,
      moments: moments.map((m) => ({
        startsAt: m.startsAt,
        endsAt: m.endsAt,
        place: m.place,
        expected: expected.has(m.id),
        cancelled: m.cancelledAt !== null,
      })),
      attendance,
      makeUp: task && open ? { href: makeUpPath(asked.meetingId), state: workState(begun) } : null,
    };
  });
}
