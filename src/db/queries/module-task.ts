/** What has to change in a module after a pilot. */
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Queryable, Transaction } from '#src/db/client.ts';
import { employment, moduleTask, organisation, person, pilot } from '#src/db/schema/index.ts';
import { currentEmployment } from './organisation.ts';

const poi = alias(organisation, 'poi');

const selectTasks = (db: Queryable) =>
  db
    .select({
      task: moduleTask,
      ownerName: person.name,
      ownerIsAdviser:
        sql`exists (select 1 from ${employment} where ${employment.personId} = ${moduleTask.ownerId} and ${employment.organisationId} = ${pilot.poiId})`.mapWith(
          Boolean,
        ),
      pilotName: pilot.name,
      poiId: pilot.poiId,
      poiName: poi.name,
      courseId: pilot.courseId,
    })
    .from(moduleTask)
    .innerJoin(pilot, eq(pilot.id, moduleTask.pilotId))
    .innerJoin(poi, eq(poi.id, pilot.poiId))
    .leftJoin(person, eq(person.id, moduleTask.ownerId));
type Selected = Awaited<ReturnType<typeof selectTasks>>[number];
export type ModuleTaskRow = Selected['task'] & Omit<Selected, 'task'>;
const flat = ({ task, ...rest }: Selected): ModuleTaskRow => ({ ...task, ...rest });

export async function findModuleTask(db: Queryable, id: string): Promise<ModuleTaskRow | null> {
  const [row] = await selectTasks(db).where(eq(moduleTask.id, id));
  return row ? flat(row) : null;
}

/** In the order in which they must be done. */
export const listTasksOfPilot = async (db: Queryable, pilotId: string): Promise<ModuleTaskRow[]> =>
  (
    await selectTasks(db)
      .where(and(eq(moduleTask.pilotId, pilotId), isNull(moduleTask.withdrawnAt)))
      .orderBy(asc(moduleTask.due), asc(moduleTask.at), asc(moduleTask.id))
  ).map(flat);

/** What someone has to do yet. */
export const listOpenTasksOf = async (db: Queryable, ownerId: string): Promise<ModuleTaskRow[]> =>
  (
    await selectTasks(db)
      .where(and(eq(moduleTask.ownerId, ownerId), isNull(moduleTask.doneAt), isNull(moduleTask.withdrawnAt)))
      .orderBy(asc(moduleTask.due), asc(moduleTask.at))
  ).map(flat);

/** Of every pilot with this course; done ones too, the open ones first. */
export const listTasksOfCourse = async (db: Queryable, courseId: string): Promise<ModuleTaskRow[]> =>
  (
    await selectTasks(db)
      .where(and(eq(pilot.courseId, courseId), isNull(moduleTask.withdrawnAt)))
      .orderBy(asc(moduleTask.doneAt), asc(moduleTask.due), asc(moduleTask.at))
  ).map(flat);

export async function insertModuleTask(tx: Transaction, row: typeof moduleTask.$inferInsert): Promise<boolean> {
  return (await tx.insert(moduleTask).values(row).onConflictDoNothing().returning({ id: moduleTask.id })).length > 0;
}

export async function updateModuleTask(tx: Transaction, id: string, set: Partial<typeof moduleTask.$inferInsert>) {
  await tx.update(moduleTask).set(set).where(eq(moduleTask.id, id));
}

/** Who works in one of these ways now, by name: those who can take on a task. */
export async function listColleagues(
  db: Queryable,
  of: { role: 'adviser' | 'administrator' | 'educationSpecialist'; organisationIds?: readonly string[] },
  now: Date,
) {
  return db
    .selectDistinct({ personId: person.id, name: person.name, organisationName: organisation.name })
    .from(employment)
    .innerJoin(person, eq(person.id, employment.personId))
    .innerJoin(organisation, eq(organisation.id, employment.organisationId))
    .where(
      and(
        eq(employment.role, of.role),
        ...(of.organisationIds ? [inArray(employment.organisationId, [...of.organisationIds])] : []),
        isNull(person.deactivatedAt),
        currentEmployment(now),
      ),
    )
    .orderBy(asc(person.name), asc(person.id));
}
