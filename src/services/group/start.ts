import type { Transaction } from '#src/db/client.ts';
import { insertLeader } from '#src/db/queries/leader.ts';
import { maxMeetings } from '#src/domain/group-plan.ts';
import type { Course } from '#src/domain/course.ts';
import { recordEvent } from '../audit.ts';
import { authorise, type Context } from '../context.ts';
import { mayStart, pilotOnlyText } from '../course-release/allowed.ts';
import { writePlan } from '../group-rule/change.ts';
import { loadPlan } from '../group-rule/plan.ts';
import { writeMeeting, readWish } from '../group-rule/wish.ts';
import { newId } from '../new-id.ts';
import { invalid } from '../service-error.ts';
import { writeGroup, type NewGroup } from './make.ts';

export interface StartForm {
  libraries: { value: string; label: string }[];
  /** `why` says why it can't be chosen; null where it can. */
  courses: { id: string; title: string; summary: string; modules: number; meetings: number; why: string | null }[];
  /** The course that was chosen; null while there is none. */
  course: {
    id: string;
    title: string;
    modules: { id: string; title: string; minutes: number; ready: boolean }[];
    meetings: number;
    meetingTitles: string[];
  } | null;
  id: string;
}

/** The form with which a specialist begins a group. */
export async function openStart(ctx: Context, input: { courseId: string }): Promise<StartForm> {
  const actor = authorise(ctx, 'group:start');
  const libraries = new Map(
    actor.employments.filter((e) => e.role === 'educationSpecialist').map((e) => [e.organisationId, e.organisationName]),
  );
  const wished = ctx.catalogue.courses.get(input.courseId);
  const modulesOf = (c: Course) => c.modules.flatMap((id) => ctx.catalogue.modules.get(id) ?? []);
  const courses = [...ctx.catalogue.courses.values()].filter((c) => modulesOf(c).some((m) => m.lessons.length > 0));
  const open = new Map<string, string[]>();
  for (const { id } of courses) open.set(id, await mayStartAt(ctx, [...libraries.keys()], id));
  const course = wished && open.get(wished.id)?.length !== 0 ? wished : undefined;
  const here = (id: string) => !course || (open.get(course.id)?.includes(id) ?? true);
  return {
    // Of who works at several, only those that may begin with this course.
    libraries: [...libraries].filter(([id]) => here(id)).map(([value, label]) => ({ value, label })),
    courses: courses.map((c) => ({
      id: c.id,
      title: c.title,
      summary: c.summary,
      modules: c.modules.length,
      meetings: c.meetings.length,
      why: open.get(c.id)?.length === 0 ? pilotOnlyText : null,
    })),
    course: course
      ? {
          id: course.id,
          title: course.title,
          modules: modulesOf(course).map((m) => ({ id: m.id, title: m.title, minutes: m.minutes, ready: m.lessons.length > 0 })),
          meetings: course.meetings.length,
          meetingTitles: course.meetings.map((m) => m.title),
        }
      : null,
    id: newId(),
  };
}

/** Which of these libraries may begin a group with the course. */
async function mayStartAt(ctx: Context, libraryIds: readonly string[], courseId: string): Promise<string[]> {
  const may = await Promise.all(libraryIds.map((id) => mayStart(ctx.db, ctx.now, id, courseId)));
  return libraryIds.filter((_, i) => may[i]);
}

/**
 * Begins a group: with its modules, its meetings (the first ones of the course, then of the group's own), and who asks for
 * it as leader. The same form a second time begins no second one.
 * @param input.id chosen by the form
 */
export async function startGroup(
  ctx: Context,
  input: NewGroup & { moduleIds: readonly string[]; meetings: number },
): Promise<string> {
  authorise(ctx, 'group:start', { libraryId: input.libraryId });
  const course = ctx.catalogue.courses.get(input.courseId);
  if (!course) throw invalid('cursus', 'Kies een cursus uit de lijst.');
  await ctx.db.transaction(async (tx) => {
    if (!(await writeGroup(tx, ctx, input))) return;
    await writeFirstRule(tx, ctx, input.id, input.moduleIds, meetingsOf(course, input.meetings));
    await leadBy(tx, ctx, input, ctx.actor?.personId ?? '');
  });
  return input.id;
}

/** As a wish writes them: so many of the course's template, and beyond those of the group's own. */
function meetingsOf(course: Course, count: number): string[] {
  return Array.from({ length: Math.min(Math.max(count, 0), maxMeetings) }, (_, index) => {
    const template = course.meetings[index];
    return template ? writeMeeting(`t:${template.id}`, template.title) : writeMeeting('n:', `Bijeenkomst ${index + 1}`);
  });
}

/** The first rule of a group that nobody is in yet: nothing to preview. */
export async function writeFirstRule(
  tx: Transaction,
  ctx: Context,
  groupId: string,
  moduleIds: readonly string[],
  meetings: readonly string[],
): Promise<void> {
  const award = meetings.length > 0 ? 'certificate' : 'participation';
  await writePlan(tx, ctx, await loadPlan(tx, ctx, groupId, readWish({ award, moduleIds, meetings })));
}

export async function leadBy(tx: Transaction, ctx: Context, group: { id: string; libraryId: string }, personId: string) {
  await insertLeader(tx, { id: newId(), groupId: group.id, personId, kind: 'leader', from: ctx.now });
  await recordEvent(tx, ctx, {
    kind: 'groupChanged',
    entity: 'group',
    entityId: group.id,
    subjectId: personId,
    organisationId: group.libraryId,
    detail: { change: 'leads' },
  });
}
