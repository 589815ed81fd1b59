import {
  isPilotOnly,
  listLibraries,
  listLibrariesWithGroup,
  listPilotLibraryIds,
  listReleases,
} from '#src/db/queries/course-release.ts';
import { longDate, wallClock } from '#src/domain/calendar-day.ts';
import { enumerate } from '#src/domain/dutch.ts';
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
  /** As it is now. */
  pilotOnly: boolean;
  /** "Nu voor alle bibliotheken." */
  now: string;
  question: string;
  effect: string;
  /** Names of those for whom it changes, by name. */
  libraries: string[];
  /** "en nog 120 andere"; null where all are named. */
  more: string | null;
  running: string | null;
  inPilot: string | null;
  button: string;
}

/** So many are named. */
const most = 40;

/** What changes when a course is set the other way: which libraries can't begin a group any more, or can again. */
export async function previewRelease(ctx: Context, input: { courseId: string }): Promise<ReleasePreview> {
  authorise(ctx, 'course:release');
  const course = ctx.catalogue.courses.get(input.courseId);
  if (!course) throw notFound();
  const [pilotOnly, libraries, inPilot, withGroup] = await Promise.all([
    isPilotOnly(ctx.db, course.id),
    listLibraries(ctx.db),
    listPilotLibraryIds(ctx.db, course.id, wallClock(ctx.now).day),
    listLibrariesWithGroup(ctx.db, course.id),
  ]);
  const outside = libraries.filter(({ id }) => !inPilot.has(id));
  const running = outside.filter(({ id }) => withGroup.has(id)).length;
  const inside = libraries.filter(({ id }) => inPilot.has(id)).map(({ name }) => name);
  const many = totalText(outside.length, 'bibliotheek', 'bibliotheken');
  const texts = pilotOnly
    ? {
        now: 'Nu alleen voor bibliotheken in een lopende pilot.',
        question: 'Openzetten voor alle bibliotheken?',
        effect:
          outside.length === 0
            ? 'Voor de bibliotheken van nu verandert er niets.'
            : `Dan ${outside.length === 1 ? 'kan deze bibliotheek' : `kunnen deze ${many}`} er ook een groep mee beginnen:`,
        button: 'Zet open voor alle bibliotheken',
      }
    : {
        now: 'Nu voor alle bibliotheken.',
        question: 'Alleen nog in een pilot?',
        effect:
          outside.length === 0
            ? 'Alle bibliotheken doen nu mee in een pilot. Er verandert niets.'
            : `Dan ${outside.length === 1 ? 'kan deze bibliotheek' : `kunnen deze ${many}`} er geen nieuwe groep meer mee beginnen:`,
        button: 'Zet op pilot',
      };
  return {
    courseId: course.id,
    title: course.title,
    pilotOnly,
    ...texts,
    libraries: outside.slice(0, most).map(({ name }) => name),
    more: outside.length > most ? `en nog ${outside.length - most} andere` : null,
    running:
      !pilotOnly && running > 0
        ? `Groepen die er al zijn, gaan gewoon door. Dat geldt hier voor ${totalText(running, 'bibliotheek', 'bibliotheken')}.`
        : null,
    inPilot: pilotOnly
      ? null
      : inside.length > 0
        ? `Nu in een lopende pilot: ${enumerate(inside.slice(0, most))}.`
        : 'Er loopt nu geen pilot met deze cursus. Niemand kan dan een groep beginnen.',
  };
}
