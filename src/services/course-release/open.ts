import {
  listLibraries,
  listLibrariesWithGroup,
  listPilotLibraryIds,
  listReleases,
} from '#src/db/queries/course-release.ts';
import { longDate, wallClock } from '#src/domain/calendar-day.ts';
import { totalText } from '#src/domain/list-query.ts';
import { authorise, type Context } from '../context.ts';
import { notFound } from '../service-error.ts';

export interface ReleaseLine {
  courseId: string;
  title: string;
  pilotOnly: boolean;
  /** "sinds 12 januari 2027, door Robin Everts"; null as long as nobody set it. */
  since: string | null;
}

/** For whom each course is. */
export async function openReleases(ctx: Context): Promise<ReleaseLine[]> {
  authorise(ctx, 'course:release');
  const releases = await listReleases(ctx.db);
  return [...ctx.catalogue.courses.values()].map(({ id, title }) => {
    const release = releases.get(id);
    return {
      courseId: id,
      title,
      pilotOnly: release?.pilotOnly ?? false,
      since: release ? `sinds ${longDate(release.at)}${release.byName ? `, door ${release.byName}` : ''}` : null,
    };
  });
}

export interface ReleasePreview {
  courseId: string;
  title: string;
  /** What it would become. */
  pilotOnly: boolean;
  /** Names of those that can't start (or, the other way, can start from then on), by name. */
  libraries: string[];
  /** "en nog 120 andere"; null where all are named. */
  more: string | null;
  /** How many of them have a group that goes on. */
  running: string | null;
  inPilot: string[];
}

/** So many are named. */
const most = 40;

/** What would change if a course were set so: which libraries can't begin a group any more, or can again. */
export async function previewRelease(ctx: Context, input: { courseId: string; pilotOnly: boolean }): Promise<ReleasePreview> {
  authorise(ctx, 'course:release');
  const course = ctx.catalogue.courses.get(input.courseId);
  if (!course) throw notFound();
  const [libraries, inPilot, withGroup] = await Promise.all([
    listLibraries(ctx.db),
    listPilotLibraryIds(ctx.db, course.id, wallClock(ctx.now).day),
    listLibrariesWithGroup(ctx.db, course.id),
  ]);
  const outside = libraries.filter(({ id }) => !inPilot.has(id));
  const running = outside.filter(({ id }) => withGroup.has(id)).length;
  return {
    courseId: course.id,
    title: course.title,
    pilotOnly: input.pilotOnly,
    libraries: outside.slice(0, most).map(({ name }) => name),
    more: outside.length > most ? `en nog ${totalText(outside.length - most, 'andere', 'andere')}` : null,
    running: running > 0 ? totalText(running, 'bibliotheek', 'bibliotheken') : null,
    inPilot: libraries.filter(({ id }) => inPilot.has(id)).map(({ name }) => name),
  };
}
