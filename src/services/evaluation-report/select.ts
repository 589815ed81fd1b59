import type { Queryable } from '#src/db/client.ts';
import { newestRows } from '#src/db/queries/evaluation-report.ts';
import { listTasksOfPilot, type ModuleTaskRow } from '#src/db/queries/module-task.ts';
import { findOrganisation } from '#src/db/queries/organisation.ts';
import { listPilotGroups, listPilotLibraries, type PilotRow } from '#src/db/queries/pilot.ts';
import { wallClock } from '#src/domain/calendar-day.ts';
import { roundsIn, overOn } from '#src/domain/evaluation-kind.ts';
import { reportShape, type EvaluationSelection, type ReportKind } from '#src/domain/evaluation-report.ts';
import { beginOf, dayAfter, weekOf } from '#src/domain/pilot.ts';
import type { Context } from '../context.ts';
import { readResults } from '../evaluation/results.ts';
import { readFigures } from '../pilot/figures.ts';
import { loadStandings } from '../pilot/standing.ts';
import { ownerText } from '../module-task/owners.ts';

/** What a report of today would count: kept with it, so that it can be counted again. */
export async function selectFor(ctx: Context, db: Queryable, pilot: PilotRow, kind: ReportKind): Promise<EvaluationSelection> {
  const parts = (await listPilotLibraries(db, [pilot.id])).filter((part) => part.acceptedAt !== null);
  const wanted = roundsIn(kind);
  // Figures are told until the Monday after the end, and again around a later round.
  const [today, lastOfPilot] = [weekOf(ctx.now), dayAfter(pilot.endsOn, 7)];
  const [standings, groups, weeks, results, newest, poi, tasks] = await Promise.all([
    loadStandings({ ...ctx, db: db as Context['db'] }, pilot, parts),
    listPilotGroups(db, {
      libraryIds: parts.map((part) => part.libraryId),
      courseId: pilot.courseId,
      from: beginOf(pilot.startsOn),
      until: beginOf(overOn(pilot)),
    }),
    readFigures(db, pilot.id, kind === 'final' && lastOfPilot < today ? lastOfPilot : today),
    readResults(db, ctx.catalogue, pilot.id, wanted ? { rounds: wanted } : {}),
    newestRows(db, pilot.id),
    findOrganisation(db, pilot.poiId),
    listTasksOfPilot(db, pilot.id),
  ]);
  const course = ctx.catalogue.courses.get(pilot.courseId);
  const phases = new Map(standings.map(({ part, phase }) => [part.id, phase]));
  const dayOf = (at: Date | null) => (at === null ? null : wallClock(at).day);
  return {
    shape: reportShape,
    pilotId: pilot.id,
    kind,
    day: wallClock(ctx.now).day,
    figuresWeek: weeks.at(-1)?.week ?? null,
    names: { pilot: pilot.name, poi: poi?.name ?? 'een POI', course: course?.title ?? pilot.courseId },
    days: {
      startsOn: pilot.startsOn,
      endsOn: pilot.endsOn,
      endedOn: dayOf(pilot.endedAt),
      followUpOn: pilot.followUpOn,
    },
    libraries: parts.map((part) => ({
      partId: part.id,
      libraryId: part.libraryId,
      name: part.libraryName,
      // Of who was asked twice, an earlier time has no standing of its own.
      phase: phases.get(part.id) ?? 'left',
      joinedOn: dayOf(part.acceptedAt),
      leftOn: dayOf(part.endedAt ?? part.libraryEndedAt),
    })),
    groups: groups.map(({ id }) => id).sort(),
    rounds: results.rounds.map(({ round, questionnaire, versions }) => ({ round, questionnaire, versions })),
    modules: (course?.modules ?? []).flatMap((id) => {
      const module = ctx.catalogue.modules.get(id);
      return module && module.lessons.length > 0
        ? [{ id, number: module.number, title: module.title, version: module.version }]
        : [];
    }),
    meetings: (course?.meetings ?? []).map(({ id, title }) => ({ id, title })),
    tasks: tasks.map((task) => ({ moduleId: task.moduleId, ...taskOf(task) })),
    ...newest,
  };
}

const taskOf = (task: ModuleTaskRow) => ({
  body: task.body,
  owner: ownerText(task),
  due: task.due,
  doneInVersion: task.doneAt === null ? null : task.doneInVersion,
});
