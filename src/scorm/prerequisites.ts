/**
 * When a part of SCORM 1.2 may be opened: an expression of AICC (CAM 2.3.2.5.1) over what became of other parts, such as
 * `A & (B | ~C)`, `A = passed`, `A <> failed` or `2*{A, B, C}`.
 */
import { itemsOf, type Item } from './manifest/types.ts';

/** A status as 1.2 writes it; of an item that is no part, of what is in it. */
export type StatusOf = (itemId: string) => string;

const statuses: Record<string, string> = {
  p: 'passed',
  c: 'completed',
  b: 'browsed',
  f: 'failed',
  i: 'incomplete',
  n: 'not attempted',
};
const written = (said: string): string => {
  const low = said
    .toLowerCase()
    .replace(/^["']|["']$/g, '')
    .trim();
  return statuses[low] ?? low;
};
const isDone = (status: string) => status === 'completed' || status === 'passed';

/** May it be opened? What can't be read holds nobody up. */
export function areMet(expression: string, statusOf: StatusOf): boolean {
  if (expression.trim() === '') return true;
  try {
    const reader = new Reader(expression, statusOf);
    const answer = reader.either();
    return reader.atEnd ? answer : true;
  } catch {
    return true;
  }
}

const token = /\s*(?:(<>|[&|~=(){},*])|("[^"]*")|([^\s&|~=<>(){},*"]+(?:[ ]+attempted)?))/iy;

class Reader {
  private readonly tokens: string[] = [];
  private readonly statusOf: StatusOf;
  private at = 0;

  constructor(expression: string, statusOf: StatusOf) {
    this.statusOf = statusOf;
    token.lastIndex = 0;
    const text = expression.trim();
    while (token.lastIndex < text.length) {
      const found = token.exec(text);
      if (!found || this.tokens.length > 2000) throw new SyntaxError(text);
      this.tokens.push(found[1] ?? found[2] ?? found[3] ?? '');
    }
  }

  get atEnd(): boolean {
    return this.at === this.tokens.length;
  }

  /** `|` binds less than `&`. */
  either(): boolean {
    let answer = this.both();
    while (this.take('|')) answer = this.both() || answer;
    return answer;
  }

  private both(): boolean {
    let answer = this.one();
    while (this.take('&')) answer = this.one() && answer;
    return answer;
  }

  private one(): boolean {
    if (this.take('~')) return !this.one();
    if (this.take('(')) {
      const answer = this.either();
      this.expect(')');
      return answer;
    }
    if (this.peek() === '{') return this.set(null);
    const word = this.word();
    if (this.take('*')) return this.set(Number(word));
    if (this.take('=')) return this.statusOf(word) === written(this.word());
    if (this.take('<>')) return this.statusOf(word) !== written(this.word());
    return isDone(this.statusOf(word));
  }

  /** `{A, B}`: all of them; `2*{A, B, C}`: so many of them. */
  private set(count: number | null): boolean {
    this.expect('{');
    const answers = [this.either()];
    while (this.take(',')) answers.push(this.either());
    this.expect('}');
    return answers.filter(Boolean).length >= (count ?? answers.length);
  }

  private peek = () => this.tokens[this.at];

  private take(what: string): boolean {
    if (this.peek() !== what) return false;
    this.at++;
    return true;
  }

  private expect(what: string): void {
    if (!this.take(what)) throw new SyntaxError(what);
  }

  private word(): string {
    const found = this.tokens[this.at++];
    if (found === undefined || /^(?:<>|[&|~=(){},*])$/.test(found)) throw new SyntaxError('name');
    return found.replace(/^"|"$/g, '').trim();
  }
}

/** Of every item: parts as they say themselves, others by what is in them. */
export function statusIn(root: Item, ofPart: StatusOf): StatusOf {
  const items = new Map([...itemsOf(root)].map((item) => [item.id, item]));
  return (id) => {
    const item = items.get(id);
    if (!item) return 'not attempted';
    if (item.launch && item.children.length === 0) return ofPart(id);
    const inside = [...itemsOf(item)].filter((one) => one.launch).map((one) => ofPart(one.id));
    if (inside.length > 0 && inside.every(isDone)) return inside.every((s) => s === 'passed') ? 'passed' : 'completed';
    if (inside.includes('failed')) return 'failed';
    return inside.every((s) => s === 'not attempted') ? 'not attempted' : 'incomplete';
  };
}

/** Which parts may be opened now. */
export const openable = (root: Item, ofPart: StatusOf): Set<string> => {
  const statusOf = statusIn(root, ofPart);
  const open = new Set<string>();
  const visit = (item: Item, above: boolean) => {
    const may = above && areMet(item.prerequisites, statusOf);
    if (may && item.launch) open.add(item.id);
    for (const child of item.children) visit(child, may);
  };
  visit(root, true);
  return open;
};
