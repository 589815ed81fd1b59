/** A pilot's clock: when its rounds of questions open and close, and how far a library is. Days are YYYY-MM-DD on a Dutch clock. */
import { addMonths, fromWallClock, wallClock } from './calendar-day.ts';

/** Weeks after the start in which people are asked; the last one is optional and later. */
export const rounds = [0, 6, 12] as const;
export const followUpRound = 26;
export type Round = (typeof rounds)[number] | typeof followUpRound;
export const allRounds: readonly Round[] = [...rounds, followUpRound];

/** How long a round is open. */
export const roundDays = 14;
/** How long a pilot lasts, unless the adviser chooses another end. */
export const pilotMonths = 3;

export const roundNames: Record<Round, string> = {
  0: 'bij de start',
  6: 'na 6 weken',
  12: 'na 12 weken',
  26: 'latere meting',
};

export interface PilotDays {
  startsOn: string;
  /** The first day after it. */
  endsOn: string;
  followUpOn: string | null;
  endedAt: Date | null;
}

/** Moves a day by whole days. */
export function dayAfter(day: string, days: number): string {
  const at = new Date(`${day}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

export const standardEnd = (startsOn: string) => addMonths(startsOn, pilotMonths);

export interface RoundDays {
  round: Round;
  opensOn: string;
  /** The first day on which it can't be filled in any more. */
  closesOn: string;
}

/** The rounds of a pilot in order. */
export function roundsOf({ startsOn, followUpOn }: Pick<PilotDays, 'startsOn' | 'followUpOn'>): RoundDays[] {
  const fixed = rounds.map((round) => ({ round: round as Round, opensOn: dayAfter(startsOn, round * 7) }));
  const all = followUpOn === null ? fixed : [...fixed, { round: followUpRound as Round, opensOn: followUpOn }];
  return all.map(({ round, opensOn }) => ({ round, opensOn, closesOn: dayAfter(opensOn, roundDays) }));
}

export type RoundState = 'later' | 'open' | 'closed';

/** A pilot that was stopped opens no round any more. */
export function roundState({ opensOn, closesOn }: RoundDays, today: string): RoundState {
  return today < opensOn ? 'later' : today < closesOn ? 'open' : 'closed';
}

export type PilotState = 'planned' | 'running' | 'over';

export function pilotState(pilot: PilotDays, now: Date): PilotState {
  const today = wallClock(now).day;
  if (pilot.endedAt !== null && pilot.endedAt <= now) return 'over';
  return today < pilot.startsOn ? 'planned' : today < pilot.endsOn ? 'running' : 'over';
}

/** Days that a pilot has been going on, in whole weeks: week 1 is the first; null before its start. */
export function weekNumber(startsOn: string, now: Date): number | null {
  const today = wallClock(now).day;
  if (today < startsOn) return null;
  return Math.floor((Date.parse(`${today}T12:00Z`) - Date.parse(`${startsOn}T12:00Z`)) / (7 * 86_400_000)) + 1;
}

/** The Monday of the week of this day: figures are told once a week, as they were when it began. */
export function weekOf(now: Date): string {
  const { day } = wallClock(now);
  return dayAfter(day, -((new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7));
}

/** When a day begins on a Dutch clock. */
export const beginOf = (day: string): Date => fromWallClock(day, '00:00') ?? new Date(`${day}T00:00:00Z`);

export const phases = [
  'invited',
  'declined',
  'noKickOff',
  'kickOffPlanned',
  'running',
  'meetingsHeld',
  'finished',
  'evaluated',
  'left',
] as const;
export type Phase = (typeof phases)[number];

export const phaseNames: Record<Phase, string> = {
  invited: 'gevraagd',
  declined: 'doet niet mee',
  noKickOff: 'nog geen kick-off gepland',
  kickOffPlanned: 'kick-off gepland',
  running: 'bezig',
  meetingsHeld: 'bijeenkomsten geweest',
  finished: 'afgerond',
  evaluated: 'verslag klaar',
  left: 'gestopt',
};

export interface PhaseFacts {
  acceptedAt: Date | null;
  declinedAt: Date | null;
  /** The library stopped, or ceased to be. */
  endedAt: Date | null;
  pilot: PilotDays;
  /** A final report was made. */
  evaluated: boolean;
  /** Per meeting that a group of the library asks: its first moment that was not cancelled; null where none is planned. */
  meetings: readonly (Date | null)[];
}

/** How far a library is, from what happened; says nothing about any person. */
export function phaseOf({ acceptedAt, declinedAt, endedAt, pilot, evaluated, meetings }: PhaseFacts, now: Date): Phase {
  if (acceptedAt === null) return declinedAt === null ? 'invited' : 'declined';
  if (endedAt !== null && endedAt <= now) return 'left';
  if (evaluated) return 'evaluated';
  if (pilotState(pilot, now) === 'over') return 'finished';
  const planned = meetings.filter((at) => at !== null);
  const held = planned.filter((at) => at <= now);
  if (held.length > 0) return held.length === meetings.length ? 'meetingsHeld' : 'running';
  return planned.length > 0 ? 'kickOffPlanned' : 'noKickOff';
}
