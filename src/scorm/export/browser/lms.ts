/** The system around a package: finds its API (1.2: RTE 3.3; 2004: RTE 3.3.6), and says what there is to say in its words. */
import type { Interaction } from '#src/domain/export/interaction.ts';
import type { Report } from '#src/domain/export/report.ts';
import type { Edition } from '#src/domain/scorm-elements.ts';
import { durationOf } from '#src/domain/scorm-time.ts';

export interface Lms {
  /** What was kept at the end of an earlier session; '' for nothing. */
  place: string;
  state: string;
  /** It says that this was passed before, with this score (0–1). */
  passed: { score: number | null } | null;
  /** Someone only looks: nothing is to be said. */
  silent: boolean;
  interaction(answer: Interaction): void;
  /** Says everything as it is now. False when the system did not take it. */
  tell(now: { report: Report; place: string; state: string }): boolean;
  /** Says goodbye; afterwards nothing is taken any more. @param close ask to be closed, where that can be asked */
  finish(close: boolean): void;
}

type Method = 'Initialize' | 'Terminate' | 'GetValue' | 'SetValue' | 'Commit' | 'GetLastError';
type Api = Record<string, (...given: string[]) => unknown>;

/** Frames that a package may stand in, one in another. */
const mostFrames = 500;

function findIn(from: Window | null, name: string): Api | null {
  let here: Window | null = from;
  for (let n = 0; here && n < mostFrames; n++) {
    try {
      const found = (here as unknown as Record<string, Api | undefined>)[name];
      if (found) return found;
    } catch {
      // A frame of another site has nothing for us.
      return null;
    }
    if (here.parent === here) return null;
    here = here.parent;
  }
  return null;
}

function findApi(name: string): Api | null {
  try {
    return (
      findIn(window.parent === window ? null : window.parent, name) ??
      findIn(window.opener as Window | null, name) ??
      findIn((window.top?.opener ?? null) as Window | null, name)
    );
  } catch {
    return null;
  }
}

const names: Record<Edition, Record<string, string>> = {
  '1.2': {
    place: 'cmi.core.lesson_location',
    mode: 'cmi.core.lesson_mode',
    status: 'cmi.core.lesson_status',
    exit: 'cmi.core.exit',
    session: 'cmi.core.session_time',
    score: 'cmi.core.score.raw',
  },
  '2004': {
    place: 'cmi.location',
    mode: 'cmi.mode',
    status: 'cmi.success_status',
    exit: 'cmi.exit',
    session: 'cmi.session_time',
    score: 'cmi.score.scaled',
  },
};

const already: Record<Edition, readonly string[]> = { '1.2': ['101'], '2004': ['103'] };

/** Null where there is no such system, or it will not begin. */
export function connect(edition: Edition): Lms | null {
  const api = findApi(edition === '1.2' ? 'API' : 'API_1484_11');
  if (!api) return null;
  const call = (method: Method, ...given: string[]): string => {
    try {
      const full = edition === '1.2' ? `LMS${method}` : method;
      return String((api[full] as Api[string]).apply(api, given) ?? '');
    } catch {
      return '';
    }
  };
  if (call('Initialize', '') !== 'true' && !already[edition].includes(call('GetLastError'))) return null;

  const name = names[edition];
  const get = (element: string) => call('GetValue', element);
  const said = new Map<string, string>();
  /** What was said already isn't said again. */
  const set = (element: string | undefined, value: string): boolean => {
    if (element === undefined || said.get(element) === value) return true;
    const taken = call('SetValue', element, value) === 'true';
    if (taken) said.set(element, value);
    return taken;
  };
  const began = Date.now();
  const silent = ['review', 'browse'].includes(get(name.mode ?? ''));
  const kept = {
    place: get(name.place ?? ''),
    state: get('cmi.suspend_data'),
    passed: get(name.status ?? '') === 'passed' ? { score: scoreIn(edition, get(name.score ?? '')) } : null,
  };
  let ended = false;
  const time = () => set(name.session, durationOf(edition, (Date.now() - began) / 1000));
  // Whoever is closed without a goodbye goes on later too.
  if (!silent) set(name.exit, 'suspend');

  return {
    ...kept,
    silent,
    interaction(answer) {
      if (silent || ended) return;
      const at = `cmi.interactions.${Number(get('cmi.interactions._count')) || 0}`;
      for (const [part, value] of interactionParts(edition, answer)) set(`${at}.${part}`, value);
    },
    tell({ report, place, state }) {
      if (ended) return false;
      if (silent) return true;
      const taken = [
        ...statusParts(edition, report).map(([element, value]) => set(element, value)),
        place === '' || set(name.place, place),
        set('cmi.suspend_data', state),
        time(),
      ];
      return call('Commit', '') === 'true' && taken.every(Boolean);
    },
    finish(close) {
      if (ended) return;
      ended = true;
      if (!silent) {
        time();
        set(name.exit, 'suspend');
        if (close && edition === '2004') set('adl.nav.request', 'suspendAll');
        call('Commit', '');
      }
      call('Terminate', '');
    },
  };
}

/** 1.2 knows 0 to 100, 2004 −1 to 1. */
function scoreIn(edition: Edition, text: string): number | null {
  const score = text.trim() === '' ? NaN : Number(text) / (edition === '1.2' ? 100 : 1);
  return score >= 0 && score <= 1 ? score : null;
}

const hundredths = (value: number) => String(Math.round(value * 1e4) / 100);

function statusParts(edition: Edition, { status, score, progress }: Report): [string, string][] {
  if (edition === '1.2')
    return [
      ['cmi.core.lesson_status', status],
      ...(score === null
        ? []
        : ([
            ['cmi.core.score.min', '0'],
            ['cmi.core.score.max', '100'],
            ['cmi.core.score.raw', hundredths(score)],
          ] as [string, string][])),
    ];
  return [
    ['cmi.completion_status', status === 'passed' ? 'completed' : 'incomplete'],
    ...(status === 'incomplete' ? [] : ([['cmi.success_status', status]] as [string, string][])),
    ['cmi.progress_measure', String(progress)],
    ...(score === null
      ? []
      : ([
          ['cmi.score.min', '0'],
          ['cmi.score.max', '100'],
          ['cmi.score.raw', hundredths(score)],
          ['cmi.score.scaled', String(Math.round(score * 1e4) / 1e4)],
        ] as [string, string][])),
  ];
}

/** The id and the kind first: the rest of an interaction wants them. */
function interactionParts(edition: Edition, answer: Interaction): [string, string][] {
  return [
    ['id', answer.id],
    ['type', answer.type],
    ['objectives.0.id', answer.objective],
    ...answer.patterns.map((pattern, n): [string, string] => [`correct_responses.${n}.pattern`, pattern]),
    [edition === '1.2' ? 'student_response' : 'learner_response', answer.response],
    ['result', answer.result],
    ...(answer.description === null ? [] : ([['description', answer.description]] as [string, string][])),
  ];
}
