import { findNewestWork, listKeptWork, listRepliesTo } from '#src/db/queries/assignment.ts';
import { listCompletions } from '#src/db/queries/attempt.ts';
import { listCertificatesOfPerson } from '#src/db/queries/own-certificate.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import { awardNames } from '#src/domain/certificate.ts';
import { authorise, type Context } from '../context.ts';
import { assignmentPath, findAssignment, lessonPath, modulePath } from '../course/paths.ts';
import { moduleLeft, type ModuleLeft } from '../module/left.ts';
import { readersText } from './readers.ts';
import { keptText } from './state.ts';

export interface AssignmentView {
  courseId: string;
  assignmentId: string;
  path: string;
  title: string;
  intro: string;
  kind: 'card' | 'reflection';
  required: boolean;
  module: { id: string; number: number; title: string; href: string };
  lesson: { title: string; href: string } | null;
  fields: { id: string; label: string; hint?: string; text: string }[];
  sharedWith: 'self' | 'specialist';
  /** When it was kept and who may read it; null when nothing was. */
  state: string | null;
  done: boolean;
  /** Who exactly reads it once it is handed in. */
  readers: string;
  replies: { by: string; on: string; body: string }[];
  /** Where the module stands, for who did this assignment. */
  left: ModuleLeft | null;
  modulePassedOn: string | null;
  /** Issued by the text that is kept now. */
  certificates: { label: string; course: string; href: string }[];
}

/** A practice assignment with what the reader kept of it. Somebody else's is never read here. */
export async function openAssignment(
  ctx: Context,
  input: { course: string; module: string; assignment: string },
): Promise<AssignmentView> {
  const { personId } = authorise(ctx, 'course:follow');
  const { course, module, assignment } = findAssignment(ctx.catalogue, input.course, input.module, input.assignment);
  const own = { personId, assignmentId: assignment.id };
  const [work, kept, replies, readers, completions] = await Promise.all([
    findNewestWork(ctx.db, own),
    listKeptWork(ctx.db, { personId, assignmentIds: [assignment.id] }),
    listRepliesTo(ctx.db, own),
    readersText(ctx.db, ctx, { personId, moduleId: module.id }),
    listCompletions(ctx.db, { personId, moduleId: module.id }),
  ]);
  const [left, certificates] = await Promise.all([
    assignment.required && work ? moduleLeft(ctx.db, ctx, { personId, course, module }) : null,
    work && completions.some((c) => c.at.getTime() === work.at.getTime()) ? listCertificatesOfPerson(ctx.db, personId) : [],
  ]);
  const lesson = module.lessons.find((l) => l.id === assignment.lesson);
  const passedOn = completions[0]?.at;
  return {
    courseId: course.id,
    assignmentId: assignment.id,
    path: assignmentPath(course.id, module.id, assignment.id),
    title: assignment.title,
    intro: assignment.intro,
    kind: assignment.kind,
    required: assignment.required,
    module: { id: module.id, number: module.number, title: module.title, href: modulePath(course.id, module.id) },
    lesson: lesson ? { title: lesson.title, href: lessonPath(course.id, module.id, lesson.slug) } : null,
    fields: assignment.fields.map(({ id, label, hint }) => ({
      id,
      label,
      ...(hint ? { hint } : {}),
      text: work?.response[id] ?? '',
    })),
    sharedWith: work?.sharedWith ?? 'self',
    state: keptText(kept.get(assignment.id)),
    done: kept.get(assignment.id)?.done ?? false,
    readers,
    replies: replies.map((r) => ({ by: r.byName || 'Je specialist', on: longDate(r.at), body: r.body })),
    left,
    modulePassedOn: passedOn ? longDate(passedOn) : null,
    certificates: certificates
      .filter((c) => c.revokedAt === null && c.issuedAt.getTime() === work?.at.getTime())
      .map((c) => ({ label: awardNames[c.kind], course: c.facts.courseTitle, href: `/certificaten/${c.code}` })),
  };
}
