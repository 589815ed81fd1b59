import type { Transaction } from '#src/db/client.ts';
import { groupNameTaken, insertGroup } from '#src/db/queries/learning-group.ts';
import { findMembership } from '#src/db/queries/membership.ts';
import { findGroupOfCourse, findLibraryOf, findOpenGroup } from '#src/db/queries/open-group.ts';
import { insertRule } from '#src/db/queries/rule.ts';
import { isOpenCourse, type Course } from '#src/domain/course.ts';
import { recordEvent } from '../audit.ts';
import type { Context } from '../context.ts';
import { writtenModules } from '../course/list.ts';
import { newId } from '../new-id.ts';
import { enterGroup } from './join.ts';

/**
 * Someone passed a module: in each course without meetings that has it they get a place, so that its proof of participation
 * comes by itself. That holds also for who did the module for another course. The caller issues what was earned.
 */
export async function enterOpenGroups(tx: Transaction, ctx: Context, who: { personId: string; moduleId: string }): Promise<void> {
  for (const course of ctx.catalogue.courses.values())
    if (isOpenCourse(course) && course.modules.includes(who.moduleId))
      await enterOpenGroup(tx, ctx, { personId: who.personId, course, comeBack: false });
}

/**
 * Puts someone in the open group of their library, which is made when it isn't there. Who is in a group of the course stays there.
 * @param who.comeBack also for who was taken out of it
 * @returns the group; null for who works at no library, or where the group was closed
 */
export async function enterOpenGroup(
  tx: Transaction,
  ctx: Context,
  who: { personId: string; course: Course; comeBack: boolean },
): Promise<string | null> {
  const { personId, course } = who;
  const present = await findGroupOfCourse(tx, { personId, courseId: course.id });
  if (present !== null) return present;
  const job = await findLibraryOf(tx, personId, ctx.now);
  if (!job) return null;
  const group =
    (await findOpenGroup(tx, { libraryId: job.libraryId, courseId: course.id })) ?? (await make(tx, ctx, job, course));
  if (!group || group.closedAt) return null;
  const membership = await findMembership(tx, group.id, personId);
  if (membership?.leftAt && !who.comeBack) return null;
  await enterGroup(tx, ctx, group, { personId, employmentId: job.employmentId });
  return group.id;
}

/** The group with its rule: all modules of the course that can be read, and a proof of participation. */
async function make(tx: Transaction, ctx: Context, { libraryId }: { libraryId: string }, course: Course) {
  const modules = writtenModules(ctx.catalogue, course);
  if (modules.length === 0) return null;
  const id = newId();
  const taken = await groupNameTaken(tx, libraryId, course.title, id);
  const row = {
    id,
    libraryId,
    courseId: course.id,
    name: taken ? `${course.title} (open cursus)` : course.title,
    kind: 'open' as const,
    createdAt: ctx.now,
  };
  // Somebody else made it at the same time: theirs is the one.
  if (!(await insertGroup(tx, row))) return findOpenGroup(tx, { libraryId, courseId: course.id });
  const ruleId = newId();
  await insertRule(
    tx,
    { id: ruleId, groupId: id, award: 'participation', seq: 1, from: ctx.now, byId: null },
    modules.map((module, position) => ({ id: newId(), ruleId, kind: 'module' as const, ref: module.id, position })),
  );
  await recordEvent(tx, ctx, {
    kind: 'groupChanged',
    entity: 'group',
    entityId: id,
    organisationId: libraryId,
    detail: { change: 'made', course: course.id, kind: 'open' },
  });
  return findOpenGroup(tx, { libraryId, courseId: course.id });
}
