import { listLibrariesOf, listSuggestionsAt } from '#src/db/queries/meeting-agenda.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import { can } from '#src/domain/roles.ts';
import { authorise, type Context } from '../context.ts';
import { newId } from '../new-id.ts';

export interface SuggestionLine {
  id: string;
  library: string;
  meeting: string;
  body: string;
  /** "12 januari 2027, door Marit Claassen" */
  on: string;
}

export interface SuggestionsPage {
  libraries: { value: string; label: string }[];
  /** Meetings of every course, as "course/template". */
  meetings: { value: string; label: string }[];
  lines: SuggestionLine[];
  clientKey: string;
}

/** So many are shown: an adviser looks back at this round, not at all of them. */
const shown = 200;

/** What advisers of this POI suggested to its libraries, and the form for the next. */
export async function listSuggestionsOf(ctx: Context): Promise<SuggestionsPage> {
  const actor = authorise(ctx, 'guide:suggest');
  const poiIds = actor.employments.map((e) => e.organisationId).filter((poiId) => can(actor, 'guide:suggestTo', { poiId }));
  const libraries = await listLibrariesOf(ctx.db, poiIds);
  const rows = await listSuggestionsAt(
    ctx.db,
    libraries.map((l) => l.id),
    shown,
  );
  const courses = [...ctx.catalogue.courses.values()];
  return {
    libraries: libraries.map((l) => ({ value: l.id, label: l.name })),
    meetings: courses.flatMap((course) =>
      course.meetings.map((m) => ({ value: `${course.id}_${m.id}`, label: `${course.title}: ${m.title}` })),
    ),
    lines: rows.map((row) => ({
      id: row.id,
      library: row.libraryName,
      meeting: meetingTitle(ctx, row),
      body: row.body,
      on: `${longDate(row.at)}${row.byName ? `, door ${row.byName}` : ''}`,
    })),
    clientKey: newId(),
  };
}

const meetingTitle = (ctx: Context, row: { courseId: string; templateId: string }) => {
  const course = ctx.catalogue.courses.get(row.courseId);
  const meeting = course?.meetings.find((m) => m.id === row.templateId);
  return course && meeting ? `${course.title}: ${meeting.title}` : 'Een bijeenkomst die er niet meer is';
};
