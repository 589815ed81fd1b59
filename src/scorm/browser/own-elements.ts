/** What sequencing and shared data answer themselves of the SCORM 2004 data model: adl.nav and adl.data (RTE 4.3, SN 5.6). */
import { isElement } from '#src/domain/scorm-elements.ts';
import type { DataMap } from '../manifest/types.ts';
import { requests, type Request } from '../sequencing/session.ts';
import type { Answer } from './wrapper.ts';

export interface Wish {
  request: Request;
  target?: string;
}

export interface Around {
  mayAsk(request: 'continue' | 'previous'): boolean;
  mayGo(kind: 'choice' | 'jump', target: string): boolean;
  isThere(target: string): boolean;
  wish(what: Wish | null): void;
  /** Of the part that is open. */
  maps(): readonly DataMap[];
  shared: Map<string, string>;
  /** How many rows a list of the run-time has. */
  count(list: string): number;
}

const errors = { none: 0, get: 301, set: 351, unknown: 401, notSet: 403, readOnly: 404, writeOnly: 405, type: 406, range: 407 };

const ok = (value: string): Answer => ({ value, error: errors.none });
const noValue = (error: number): Answer => ({ value: '', error });
const notSet = (error: number): Answer => ({ value: 'false', error });

const withTarget = /^\{target=([^{}]+)\}(choice|jump)$/;
const plainRequests = requests.filter((request) => !['start', 'resumeAll', 'choice', 'jump'].includes(request));
const dataRow = /^adl\.data\.(\d+)\.(id|store)$/;
/** What must be kept at the least; as much as may be kept of anything else is kept. */
const longestStore = 200_000;

export function ownElements(around: Around) {
  return {
    get(element: string): Answer | undefined {
      if (isPastTheEnd(around, element)) return noValue(errors.get);
      if (element === 'adl.nav.request') return noValue(errors.writeOnly);
      const [, nav = ''] = /^adl\.nav\.request_valid\.(.+)$/.exec(element) ?? [];
      if (nav === 'continue' || nav === 'previous') return ok(String(around.mayAsk(nav)));
      const [, kind, target = ''] = /^(choice|jump)\.\{target=(.+)\}$/.exec(nav) ?? [];
      if (kind) return ok(around.isThere(target) ? String(around.mayGo(kind as 'choice' | 'jump', target)) : 'unknown');
      if (element === 'adl.data._children') return ok('id,store');
      if (element === 'adl.data._count') return ok(String(around.maps().length));
      const row = dataRow.exec(element);
      if (!row) return undefined;
      const map = around.maps()[Number(row[1])];
      if (!map) return noValue(errors.get);
      if (row[2] === 'id') return ok(map.targetId);
      if (!map.read) return noValue(errors.writeOnly);
      const value = around.shared.get(map.targetId);
      return value === undefined ? noValue(errors.notSet) : ok(value);
    },
    set(element: string, value: string): Answer | undefined {
      if (element === 'adl.nav.request') return wish(around, value);
      if (element.startsWith('adl.nav.request_valid.')) return notSet(errors.readOnly);
      if (/^adl\.data\._(?:children|count)$/.test(element)) return notSet(errors.readOnly);
      const row = dataRow.exec(element);
      if (!row) return undefined;
      const map = around.maps()[Number(row[1])];
      if (!map) return notSet(errors.set);
      if (row[2] === 'id' || !map.write) return notSet(errors.readOnly);
      if (value.length > longestStore) return notSet(errors.type);
      around.shared.set(map.targetId, value);
      return ok('true');
    },
  };
}

/** RTE 3.1.7.6: a row that isn't there fails to be read; the run-time calls it one without a value. */
function isPastTheEnd(around: Around, element: string): boolean {
  if (!element.startsWith('cmi.') || !isElement('2004', element)) return false;
  const past = (list: string, row: string | undefined) => row !== undefined && Number(row) >= around.count(list);
  const [, list, row, inside, insideRow] =
    /^(cmi\.(?:objectives|interactions|comments_from_(?:learner|lms)))\.(\d+)(?:\.(objectives|correct_responses)\.(\d+))?\./.exec(
      element,
    ) ?? [];
  if (list === undefined) return false;
  return past(list, row) || (inside !== undefined && past(`${list}.${row}.${inside}`, insideRow));
}

function wish(around: Around, value: string): Answer {
  const [, target, kind] = withTarget.exec(value) ?? [];
  if (kind && target !== undefined) around.wish({ request: kind as Request, target });
  else if (value === '_none_') around.wish(null);
  else if ((plainRequests as string[]).includes(value)) around.wish({ request: value as Request });
  else return notSet(errors.type);
  return ok('true');
}
