/** What a package said about someone, and whether that is enough. */
import type { Edition } from './scorm-elements.ts';

export interface ScoResult {
  completion: 'unknown' | 'incomplete' | 'completed';
  success: 'unknown' | 'passed' | 'failed';
  /** 0 to 100 */
  score: number | null;
}

export const unknownResult: ScoResult = { completion: 'unknown', success: 'unknown', score: null };

const number = (text: string | undefined) => (text === undefined || text.trim() === '' ? NaN : Number(text));
const percent = (value: number) => Math.min(100, Math.max(0, Math.round(value * 100) / 100));

function scoreOf(data: Readonly<Record<string, string>>, at: string): number | null {
  const scaled = number(data[`${at}.scaled`]);
  if (!Number.isNaN(scaled)) return percent(scaled * 100);
  const [raw, min, max] = ['raw', 'min', 'max'].map((name) => number(data[`${at}.${name}`])) as [number, number, number];
  if (Number.isNaN(raw)) return null;
  if (Number.isNaN(max)) return percent(raw);
  const least = Number.isNaN(min) ? 0 : min;
  return max > least ? percent(((raw - least) / (max - least)) * 100) : percent(raw);
}

/** Of one SCO, from what is kept of it. A SCO of 1.2 that was failed is not done: it asks to be tried again. */
export function resultOfSco(edition: Edition, data: Readonly<Record<string, string>>): ScoResult {
  if (edition === '2004') {
    const completion = data['cmi.completion_status'];
    const success = data['cmi.success_status'];
    return {
      completion: completion === 'completed' ? 'completed' : completion === 'incomplete' ? 'incomplete' : 'unknown',
      success: success === 'passed' || success === 'failed' ? success : 'unknown',
      score: scoreOf(data, 'cmi.score'),
    };
  }
  const status = data['cmi.core.lesson_status'];
  return {
    completion:
      status === 'passed' || status === 'completed'
        ? 'completed'
        : status === 'failed' || status === 'incomplete' || status === 'browsed'
          ? 'incomplete'
          : 'unknown',
    success: status === 'passed' || status === 'failed' ? status : 'unknown',
    score: scoreOf(data, 'cmi.core.score'),
  };
}

/** Of all parts together: done when all are, passed when none was failed and one says so; the score is their mean. */
export function resultOfAll(parts: readonly ScoResult[]): ScoResult {
  const scores = parts.flatMap((part) => (part.score === null ? [] : [part.score]));
  const done = parts.length > 0 && parts.every((part) => part.completion === 'completed');
  const begun = parts.some((part) => part.completion !== 'unknown');
  const failed = parts.some((part) => part.success === 'failed');
  return {
    completion: done ? 'completed' : begun ? 'incomplete' : 'unknown',
    success: failed ? 'failed' : done && parts.some((part) => part.success === 'passed') ? 'passed' : 'unknown',
    score: scores.length > 0 ? percent(scores.reduce((sum, score) => sum + score, 0) / scores.length) : null,
  };
}

export interface CompletionRule {
  rule: 'completed' | 'passed' | 'score';
  /** 0 to 100, with `score`. */
  minScore: number | null;
}

export function isDone({ rule, minScore }: CompletionRule, result: ScoResult): boolean {
  if (rule === 'completed') return result.completion === 'completed';
  if (rule === 'passed') return result.success === 'passed';
  return result.score !== null && result.score >= (minScore ?? 0);
}

/** In a sentence for who does it. */
export function ruleInWords({ rule, minScore }: CompletionRule): string {
  if (rule === 'completed') return 'Klaar als je alles hebt gedaan.';
  if (rule === 'passed') return 'Klaar als je hebt gehaald wat het pakket vraagt.';
  return `Klaar als je score minstens ${minScore ?? 0} van de 100 is.`;
}
