/** Attendance of one person, derived from what leaders recorded. */
export type MarkState = 'present' | 'absent' | 'cleared';

export interface Mark {
  /** Rises with every mark; the highest counts. */
  seq: number;
  momentId: string;
  personId: string;
  state: MarkState;
  at: Date;
}

export interface MakeUp {
  meetingId: string;
  personId: string;
  how: MakeUpHow;
  at: Date;
  withdrawn: boolean;
}

export const makeUpHow = ['task', 'otherGroup', 'conversation'] as const;
export type MakeUpHow = (typeof makeUpHow)[number];
export const makeUpNames: Record<MakeUpHow, string> = {
  task: 'inhaalopdracht',
  otherGroup: 'bij een andere groep',
  conversation: 'gesprek met de begeleider',
};

/** "Not recorded" is not "absent". */
export type MomentAttendance = 'present' | 'absent' | 'notRecorded';

/** What counts for one moment: the newest mark, where "cleared" takes it back to not recorded. */
export function attendanceAt(marks: readonly Mark[], momentId: string, personId: string): MomentAttendance {
  let newest: Mark | undefined;
  for (const mark of marks)
    if (mark.momentId === momentId && mark.personId === personId && (!newest || mark.seq > newest.seq)) newest = mark;
  return newest === undefined || newest.state === 'cleared' ? 'notRecorded' : newest.state;
}

export type MeetingAttendance =
  | { state: 'attended'; momentId: string; on: Date }
  | { state: 'madeUp'; how: MakeUpHow; on: Date }
  | { state: 'absent' }
  | { state: 'notRecorded' };

export interface MomentOf {
  id: string;
  startsAt: Date;
  cancelled: boolean;
}

/** Attendance of a whole meeting: being at one of its moments counts; else having made it up. */
export function attendanceOf(
  moments: readonly MomentOf[],
  marks: readonly Mark[],
  makeUps: readonly MakeUp[],
  meetingId: string,
  personId: string,
): MeetingAttendance {
  let absent = false;
  let best: { id: string; on: Date } | null = null;
  for (const moment of moments) {
    const state = attendanceAt(marks, moment.id, personId);
    if (state === 'present' && (best === null || moment.startsAt < best.on)) best = { id: moment.id, on: moment.startsAt };
    if (state === 'absent') absent = true;
  }
  if (best) return { state: 'attended', momentId: best.id, on: best.on };
  const makeUp = makeUps.find((m) => m.meetingId === meetingId && m.personId === personId && !m.withdrawn);
  if (makeUp) return { state: 'madeUp', how: makeUp.how, on: makeUp.at };
  return { state: absent ? 'absent' : 'notRecorded' };
}

/** Attendance can be filled in from an hour before the start: people come in early. */
const recordingLead = 60 * 60_000;
export const recordingOpens = (startsAt: Date) => new Date(startsAt.getTime() - recordingLead);

/** Does this state count for the award? */
export const counts = (attendance: MeetingAttendance | undefined): boolean =>
  attendance?.state === 'attended' || attendance?.state === 'madeUp';

export const momentAttendanceNames: Record<MomentAttendance, string> = {
  present: 'aanwezig',
  absent: 'afwezig',
  notRecorded: 'niet ingevuld',
};
