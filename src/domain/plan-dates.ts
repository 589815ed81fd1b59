/**
 * Dates for a group, from the day of its first meeting: between two meetings there is time to read the modules that the
 * later one rests on.
 */
import type { Course } from './course.ts';
import { daysBetween, dayOff, shiftDay, workingDay } from './holiday.ts';

/** A meeting of a group, in the order of its rule. */
export interface MeetingToPlan {
  id: string;
  /** The meeting in the course's template; null for one of the group's own. */
  templateId: string | null;
}

/**
 * Which modules each meeting rests on, by meeting id: those of the parts of the course that come before it and that no
 * earlier meeting rests on. When that leaves a later meeting with nothing while there are modules enough (the group chose
 * those of one part only), they are divided evenly.
 */
export function restsOn(
  course: Pick<Course, 'modules' | 'parts' | 'meetings'>,
  moduleIds: readonly string[],
  meetings: readonly MeetingToPlan[],
): Map<string, string[]> {
  const chosen = course.modules.filter((id) => moduleIds.includes(id));
  const placeOf = (id: string) => {
    const place = course.parts.findIndex((part) => part.modules.includes(id));
    return place < 0 ? course.parts.length : place;
  };
  const afterPart = (meeting: MeetingToPlan) => course.meetings.find((t) => t.id === meeting.templateId)?.afterPart ?? null;
  const shares = new Map<string, string[]>(meetings.map((m) => [m.id, []]));
  const after = meetings.filter((m) => (afterPart(m) ?? 0) > 0);
  let left = chosen;
  for (const meeting of after) {
    const part = afterPart(meeting) ?? 0;
    shares.set(
      meeting.id,
      left.filter((id) => placeOf(id) < part),
    );
    left = left.filter((id) => placeOf(id) >= part);
  }
  // Meetings of the group's own count only where the course's are not held: the first is a start, the others look back.
  const later = after.length > 0 ? after : meetings.filter((m, index) => index > 0 && afterPart(m) === null);
  if (later.some((m) => shares.get(m.id)?.length === 0) && chosen.length >= later.length)
    for (const [index, meeting] of later.entries()) {
      const from = Math.round((index * chosen.length) / later.length);
      shares.set(meeting.id, chosen.slice(from, Math.round(((index + 1) * chosen.length) / later.length)));
    }
  return shares;
}

/** How many minutes a week someone at a desk can count on for reading: five minutes at a time. */
const minutesAWeek = 30;
/** Two weeks at least, so that nobody has to hurry; ten at most, so that the first meeting isn't forgotten. */
const weeks = { least: 2, most: 10 };

export const weeksFor = (minutes: number) => Math.min(Math.max(Math.ceil(minutes / minutesAWeek), weeks.least), weeks.most);

export interface ProposedDate {
  meetingId: string;
  /** YYYY-MM-DD */
  day: string;
  /** Why it is not the same day of the week: "Koningsdag"; null when it is. */
  moved: string | null;
  /** Weeks after the meeting before it; 0 for the first. */
  weeks: number;
}

/**
 * @param first the day of the first meeting; one off is moved to the next working day
 * @param meetings in order, each with the minutes of the modules that it rests on; `on`: it has this day already, and what
 *   comes after is counted from there
 */
export function proposeDates(
  first: string,
  meetings: readonly { id: string; minutes: number; on?: string | null }[],
): ProposedDate[] {
  const dates: ProposedDate[] = [];
  let wanted = first;
  for (const [index, meeting] of meetings.entries()) {
    const between = index === 0 ? 0 : weeksFor(meeting.minutes);
    // Counted from the day that was wanted, so that one holiday doesn't move every later meeting off its weekday.
    wanted = meeting.on ?? shiftDay(wanted, between * 7);
    if (meeting.on) {
      dates.push({ meetingId: meeting.id, day: wanted, moved: null, weeks: between });
      continue;
    }
    const day = workingDay(wanted);
    dates.push({ meetingId: meeting.id, day, moved: day === wanted ? null : dayOff(wanted), weeks: between });
    if (index === 0) wanted = day;
  }
  return dates;
}

export interface ModuleWish {
  moduleId: string;
  /** YYYY-MM-DD: the day by which the group would like it done */
  day: string;
}

/**
 * Days by which to have read what a meeting rests on: spread over the time since the meeting before by their minutes, the
 * last one the day before the meeting itself.
 * @param from the day of the meeting before, or of today
 */
export function moduleWishes(
  from: string,
  meetingDay: string,
  modules: readonly { id: string; minutes: number }[],
): ModuleWish[] {
  const room = Math.max(daysBetween(from, meetingDay) - 1, 0);
  const all = modules.reduce((sum, m) => sum + m.minutes, 0);
  let read = 0;
  return modules.map((module) => {
    read += module.minutes;
    return { moduleId: module.id, day: shiftDay(from, all === 0 ? room : Math.round((room * read) / all)) };
  });
}

export interface MovedWish extends ModuleWish {
  before: string;
}

/**
 * Wishes that go along when a meeting gets another day: as many days as the meeting, on a working day, never before today
 * and never past the meeting. One after the old day was not meant for this meeting and stays. So does one that is over
 * while the meeting comes earlier, and all of them when the meeting turns out to have been held already.
 * @param wishes of the modules that the meeting rests on
 */
export function moveWishes(wishes: readonly ModuleWish[], meeting: { from: string; to: string }, today: string): MovedWish[] {
  const days = daysBetween(meeting.from, meeting.to);
  if (days === 0 || meeting.to < today) return [];
  return wishes.flatMap(({ moduleId, day }) => {
    if (day > meeting.from || (days < 0 && day < today)) return [];
    // What was to be done before the meeting stays before it, also when it was only a weekend in between.
    const last = day < meeting.from ? shiftDay(meeting.to, -1) : meeting.to;
    const moved = workingDayWithin(shiftDay(day, days), { first: today, last: last < today ? today : last });
    return moved === day ? [] : [{ moduleId, day: moved, before: day }];
  });
}

/** The first working day from here that isn't too late, else the last one before it; without any the day itself. */
function workingDayWithin(wanted: string, room: { first: string; last: string }): string {
  const from = wanted < room.first ? room.first : wanted > room.last ? room.last : wanted;
  const next = workingDay(from);
  if (next <= room.last) return next;
  for (let day = from; day >= room.first; day = shiftDay(day, -1)) if (dayOff(day) === null) return day;
  return from;
}
