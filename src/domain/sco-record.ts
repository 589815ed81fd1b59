/** What a package kept of someone in one part, in words for that person: what was asked and answered, and which goals there are. */
import { secondsOf } from './scorm-time.ts';
import type { Edition } from './scorm-elements.ts';

export interface KeptAnswer {
  /** The question as the package put it (2004), or its id. */
  question: string;
  answer: string;
  /** "goed", "fout", …, or the number that the package gave. */
  result: string;
  /** "1:05", when the package measured it. */
  took: string;
}

export interface KeptGoal {
  name: string;
  state: string;
  /** 0 to 100, or what the package calls its score. */
  score: string;
}

export interface KeptOfSco {
  answers: KeptAnswer[];
  goals: KeptGoal[];
  /** How many there are more than are shown. */
  moreAnswers: number;
  moreGoals: number;
  /** What the person wrote to the package. */
  remarks: string[];
  /** "12 tekens" kept for the package itself, unreadable for people. */
  chars: number;
}

/** So many of each are shown at once; all of them are in the copy of one's own data. */
export const shownMost = 100;

type Data = Readonly<Record<string, string>>;

const results: Record<string, string> = {
  correct: 'goed',
  wrong: 'fout',
  incorrect: 'fout',
  unanticipated: 'anders',
  neutral: 'niet goed of fout',
};

const states: Record<string, string> = {
  passed: 'gehaald',
  failed: 'niet gehaald',
  completed: 'afgerond',
  incomplete: 'bezig',
  browsed: 'bekeken',
  'not attempted': 'nog niet begonnen',
  unknown: '',
};

/** Elements of a list in order: `cmi.interactions.0.id`, … */
function rowsOf(data: Data, list: string): Record<string, string>[] {
  const rows = new Map<number, Record<string, string>>();
  for (const [element, value] of Object.entries(data)) {
    if (!element.startsWith(`${list}.`)) continue;
    const rest = element.slice(list.length + 1);
    const dot = rest.indexOf('.');
    const at = Number(rest.slice(0, dot));
    if (dot < 1 || !Number.isInteger(at)) continue;
    const row = rows.get(at) ?? {};
    row[rest.slice(dot + 1)] = value;
    rows.set(at, row);
  }
  return [...rows.entries()].sort(([a], [b]) => a - b).map(([, row]) => row);
}

const cut = (text: string) => (text.length > 300 ? `${text.slice(0, 299)}…` : text);

/** 2004 writes several answers as `a[,]b`, pairs as `a[.]b` and the language as `{lang=nl}`. */
const readable = (text: string) =>
  cut(
    text
      .replaceAll(/\{(?:lang|case_matters|order_matters)=[^}]*\}/g, '')
      .replaceAll('[,]', ', ')
      .replaceAll('[.]', ' bij ')
      .replaceAll('[:]', ' tot ')
      .trim(),
  );

function clock(edition: Edition, duration: string | undefined): string {
  const seconds = Math.round(secondsOf(edition, duration));
  return seconds > 0 ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}` : '';
}

export function keptOfSco(edition: Edition, data: Data): KeptOfSco {
  const answers = rowsOf(data, 'cmi.interactions').map((row) => ({
    question: readable(row.description ?? '') || cut(row.id ?? ''),
    answer: readable(row[edition === '1.2' ? 'student_response' : 'learner_response'] ?? ''),
    result: results[row.result ?? ''] ?? cut(row.result ?? ''),
    took: clock(edition, row.latency),
  }));
  const goals = rowsOf(data, 'cmi.objectives').map((row) => ({
    name: readable(row.description ?? '') || cut(row.id ?? ''),
    state:
      edition === '1.2'
        ? stateOf(row.status)
        : [stateOf(row.completion_status), stateOf(row.success_status)].filter(Boolean).join(', '),
    score: scoreOf(row),
  }));
  return {
    answers: answers.slice(0, shownMost),
    goals: goals.slice(0, shownMost),
    moreAnswers: Math.max(0, answers.length - shownMost),
    moreGoals: Math.max(0, goals.length - shownMost),
    remarks: (edition === '1.2'
      ? [data['cmi.comments'] ?? '']
      : rowsOf(data, 'cmi.comments_from_learner').map((row) => row.comment ?? '')
    )
      .map(readable)
      .filter(Boolean)
      .slice(0, shownMost),
    chars: data['cmi.suspend_data']?.length ?? 0,
  };
}

const stateOf = (word: string | undefined) => states[word ?? 'unknown'] ?? '';

function scoreOf(row: Record<string, string>): string {
  const scaled = row['score.scaled'];
  const value = scaled ? Math.round(Number(scaled) * 100) : Number(row['score.raw'] || NaN);
  return Number.isFinite(value) ? String(value).replace('.', ',') : '';
}

/** "1 uur en 5 minuten" of all sessions together. */
export function spentInWords(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes < 1) return 'minder dan een minuut';
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const ofMinutes = `${rest} ${rest === 1 ? 'minuut' : 'minuten'}`;
  return hours === 0 ? ofMinutes : rest === 0 ? `${hours} uur` : `${hours} uur en ${ofMinutes}`;
}
