/** With what a SCO starts again: what it kept, how it ended, and how long all its sessions lasted. */
import { givenBack, type Edition } from './scorm-elements.ts';
import { durationOf, secondsOf } from './scorm-time.ts';

/** What is kept of one SCO of an attempt. */
export interface ScoState {
  data: Record<string, string>;
  /** Of the last session; the next one counts one up. */
  session: number;
  /** Whether that session came to its own end. */
  finished: boolean;
  /** Of the sessions before the last, and of the last, in seconds. */
  totalSeconds: number;
  sessionSeconds: number;
}

export interface ScoStart {
  data: Record<string, string>;
  entry: 'ab-initio' | 'resume' | '';
  /** As the edition writes it. */
  totalTime: string;
  session: number;
  /** Begins without what earlier sessions kept, and counts their time no more. */
  anew: boolean;
}

const exitOf = (edition: Edition) => (edition === '1.2' ? 'cmi.core.exit' : 'cmi.exit');
const sessionTimeOf = (edition: Edition) => (edition === '1.2' ? 'cmi.core.session_time' : 'cmi.session_time');

/**
 * Suspended, or broken off with something in it: goes on. One that ended by itself: 1.2 gives back what there is, 2004 begins
 * a new attempt at the part.
 * @param says whether a part of 2004 goes on, where its sequencing knows
 */
export function startOf(edition: Edition, state: ScoState | undefined, says?: boolean): ScoStart {
  if (!state) return { data: {}, entry: 'ab-initio', totalTime: durationOf(edition, 0), session: 1, anew: true };
  const data = givenBack(edition, state.data);
  const goesOn = says ?? (state.data[exitOf(edition)] === 'suspend' || (!state.finished && Object.keys(data).length > 0));
  const anew = edition === '2004' && !goesOn;
  return {
    data: anew ? {} : data,
    entry: goesOn ? 'resume' : anew || Object.keys(data).length === 0 ? 'ab-initio' : '',
    totalTime: durationOf(edition, anew ? 0 : state.totalSeconds + state.sessionSeconds),
    session: state.session + 1,
    anew,
  };
}

/** The state after a report of this session: what an earlier session took is added up once. */
export function stateAfter(
  edition: Edition,
  before: ScoState | undefined,
  report: { data: Record<string, string>; session: number; final: boolean; anew: boolean },
): ScoState {
  const later = before !== undefined && report.session > before.session;
  // What 2004 begins anew, it also counts anew.
  const fresh = later && report.anew && edition === '2004';
  return {
    data: report.data,
    session: report.session,
    finished: report.final,
    totalSeconds: fresh ? 0 : (before?.totalSeconds ?? 0) + (later ? before.sessionSeconds : 0),
    sessionSeconds: secondsOf(edition, report.data[sessionTimeOf(edition)]),
  };
}
