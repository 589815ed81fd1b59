/** Which report of a pilot can be made on a day. */
import { wallClock } from './calendar-day.ts';
import { dayAfter, pilotState, rounds, roundDays, roundsOf, type PilotDays, type Round } from './pilot.ts';
import type { ReportKind } from './evaluation-report.ts';

/** The first day after the pilot, as it went. */
export const overOn = ({ endsOn, endedAt }: PilotDays): string => {
  const stopped = endedAt === null ? null : wallClock(endedAt).day;
  return stopped !== null && stopped < endsOn ? stopped : endsOn;
};

/** The fixed rounds that were opened before the pilot was over. */
const openedRounds = (pilot: PilotDays) =>
  roundsOf({ ...pilot, followUpOn: null }).filter(
    ({ opensOn }) => pilot.endedAt === null || opensOn < wallClock(pilot.endedAt).day,
  );

/** From which day the final report can be made: the pilot is over, and its last round is closed. */
export function finalFrom(pilot: PilotDays): string {
  const over = overOn(pilot);
  const closed = openedRounds(pilot).at(-1)?.closesOn ?? over;
  return closed > over ? closed : over;
}

/** From which day the report with the later round can be made; null without one. */
export const followUpFrom = ({ followUpOn }: PilotDays): string | null =>
  followUpOn === null ? null : dayAfter(followUpOn, roundDays);

/** What can be made today, the most complete first; nothing before the pilot begins. */
export function kindsOn(pilot: PilotDays, now: Date): ReportKind[] {
  const today = wallClock(now).day;
  if (pilotState(pilot, now) === 'planned') return [];
  const later = followUpFrom(pilot);
  return [
    ...(later !== null && today >= later ? (['followUp'] as const) : []),
    ...(today >= finalFrom(pilot) ? (['final'] as const) : []),
    'interim',
  ];
}

/** Which rounds a report may tell. */
export const roundsIn = (kind: ReportKind): readonly Round[] | undefined => (kind === 'final' ? rounds : undefined);
