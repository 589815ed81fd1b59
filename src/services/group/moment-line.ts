import { attendanceAt, recordingOpens, type Mark } from '#src/domain/attendance.ts';
import { fullPeriod } from '#src/domain/calendar-day.ts';
import { count } from '#src/domain/dutch.ts';
import { expectedAt, type ExpectedAt } from '#src/domain/expectation.ts';
import type { GroupStanding } from '../certificate/load-standing.ts';
import type { Context } from '../context.ts';
import { heldMoment } from './load-work.ts';
import { momentPath } from './work-text.ts';

export interface MomentLine {
  id: string;
  /** "dinsdag 12 januari 2027, 9 uur tot 10.30 uur" */
  when: string;
  place: string;
  /** "twaalf mensen verwacht", "elf aanwezig, één afwezig" */
  state: string;
  cancelled: boolean;
  /** Can attendance be filled in (it started, or will within the hour)? */
  recordable: boolean;
  coming: boolean;
  href: string;
}

/** The moments of a meeting as lines to read, in order of time. */
export function momentLines(
  ctx: Context,
  of: {
    groupId: string;
    meeting: { id: string; nr: number };
    standing: Pick<GroupStanding, 'moments' | 'marks'>;
    expected: readonly ExpectedAt[];
    members: readonly string[];
  },
): MomentLine[] {
  const moments = of.standing.moments.filter((m) => m.meetingId === of.meeting.id).map(heldMoment);
  return moments.map((moment) => ({
    id: moment.id,
    when: fullPeriod(moment.startsAt, moment.endsAt),
    place: moment.place,
    state: moment.cancelled
      ? 'gaat niet door'
      : stateOf(expectedAt(moment.id, moments, of.expected, of.members), marksAt(of.standing.marks, moment.id), moment.id),
    cancelled: moment.cancelled,
    recordable: !moment.cancelled && recordingOpens(moment.startsAt) <= ctx.now,
    coming: !moment.cancelled && moment.endsAt > ctx.now,
    href: momentPath(of.groupId, of.meeting.nr, moment.id),
  }));
}

const marksAt = (marks: readonly Mark[], momentId: string) => marks.filter((m) => m.momentId === momentId);

function stateOf(expected: readonly string[], marks: readonly Mark[], momentId: string): string {
  const people = [...new Set([...expected, ...marks.map((m) => m.personId)])];
  const states = people.map((personId) => attendanceAt(marks, momentId, personId));
  const present = states.filter((s) => s === 'present').length;
  const absent = states.filter((s) => s === 'absent').length;
  if (present + absent + expected.length === 0) return 'nog niemand verwacht';
  if (present + absent === 0) return `${count(expected.length, 'persoon', 'mensen')} verwacht, nog niets ingevuld`;
  const open = expected.filter((personId) => attendanceAt(marks, momentId, personId) === 'notRecorded').length;
  return [`${present} aanwezig`, `${absent} afwezig`, ...(open > 0 ? [`${open} niet ingevuld`] : [])].join(', ');
}
