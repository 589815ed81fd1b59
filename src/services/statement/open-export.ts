import { listCourseIdsOf } from '#src/db/queries/statement.ts';
import { longDay, wallClock } from '#src/domain/calendar-day.ts';
import { monthsUntil } from '#src/domain/xapi-share.ts';
import { sharedStatement } from '#src/domain/xapi-statement.ts';
import { authorise, type Context } from '../context.ts';
import { allCourses, monthsToChoose, tellingOnce, type ExportRefusal } from './export.ts';
import { reachLibrary } from './reach.ts';

/** The libraries that the reader may take statements of. */
export function exportLibraries(ctx: Context): { id: string; name: string }[] {
  const { employments } = authorise(ctx, 'statement:export');
  return employments
    .filter(({ role }) => role === 'educationSpecialist')
    .map(({ organisationId: id, organisationName: name }) => ({ id, name }));
}

const problems: Record<ExportRefusal, string> = {
  periode: 'Kies een eerste maand die niet na de laatste komt.',
  'te-weinig':
    'In deze maanden is er niets wat minstens vijf mensen deden. Daarom maken we geen bestand: je zou kunnen zien wie het zijn. Kies een langere periode of alle cursussen.',
};

/** "februari 2027" */
const monthName = (month: string) => longDay(`${month}-01`).replace(/^1 /, '');

/** The form, and one line as an example: of nobody. */
export async function openExport(ctx: Context, libraryId: string, given: Readonly<Record<string, string>>) {
  const library = await reachLibrary(ctx, libraryId);
  const months = monthsUntil(wallClock(ctx.now).day, monthsToChoose);
  const courseIds = await listCourseIdsOf(ctx.db, library.id);
  const known = (month: string | undefined, otherwise: string) => (month && months.includes(month) ? month : otherwise);
  const why = given['uitkomst'];
  return {
    library: library.name,
    file: `/leergegevens/${library.id}/bestand.jsonl`,
    months: months.map((value) => ({ value, label: monthName(value) })),
    courses: [
      { value: allCourses, label: 'Alle cursussen' },
      ...courseIds.map((value) => ({ value, label: ctx.catalogue.courses.get(value)?.title ?? value })),
    ],
    values: {
      from: known(given['van'], months[11] ?? ''),
      until: known(given['tot'], months[0] ?? ''),
      course: given['cursus'] && courseIds.includes(given['cursus']) ? given['cursus'] : allCourses,
    },
    problem: why !== undefined && Object.hasOwn(problems, why) ? problems[why as ExportRefusal] : null,
    example: example(ctx),
  };
}

function example(ctx: Context) {
  const [course] = ctx.catalogue.courses.values();
  const module = course?.modules.map((id) => ctx.catalogue.modules.get(id)).find((one) => one && one.lessons.length > 0);
  const lesson = module?.lessons[0];
  if (!course || !module || !lesson) return null;
  const day = '2027-02-10';
  const told = sharedStatement(tellingOnce(ctx), {
    kind: 'lesson',
    id: 'voorbeeld',
    personId: 'voorbeeld',
    at: new Date(day),
    day,
    courseId: course.id,
    moduleId: module.id,
    lessonId: lesson.id,
    version: module.version,
  });
  return {
    facts: [
      { label: 'Wie', value: told.actor.account.name },
      { label: 'Deed wat', value: told.verb.display.nl },
      { label: 'Wat', value: `de les: ${lesson.title}` },
      { label: 'Waarin', value: `module ‘${module.title}’, cursus ‘${course.title}’` },
      { label: 'Wanneer', value: longDay(day) },
    ],
    line: JSON.stringify(told),
  };
}
