/**
 * All that a package sees of the run-time: eight functions, frozen. The real API can be walked to its settings and its server by
 * the name of an element, so only elements of the standard reach it.
 */
import { isElement, stateLimits, type Edition } from '#src/domain/scorm-elements.ts';

export interface RealApi {
  isInitialized(): boolean;
  isTerminated?(): boolean;
  lmsInitialize(parameter?: string): string;
  lmsFinish(parameter?: string): string;
  lmsGetValue(element: string): string;
  lmsSetValue(element: string, value: string): string;
  lmsCommit(parameter?: string): string;
  lmsGetLastError(): string;
  lmsGetErrorString(code: string): string;
  lmsGetDiagnostic(code: string): string;
}

export interface Hooks {
  /** Is about to say goodbye. */
  finishing?(): void;
  /** Said goodbye by itself, or was helped to. */
  finished(): void;
  /** This element got a value. */
  wrote?(element: string): void;
  /** What is answered here and not by the run-time, while a part runs; undefined leaves it to that. Gets names as they were written. */
  own?: {
    get(element: string): Answer | undefined;
    set(element: string, value: string): Answer | undefined;
  };
  /** Longer than the run-time takes: kept here. Null: not longer, or no longer. */
  long: { limit: number; element: string; get(): string | null; set(value: string | null): void };
}

/** Of a call: what is answered, and the number of the error. */
export interface Answer {
  value: string;
  error: number;
}

const notRunning = 301;
const codes = {
  '1.2': /^(?:0|101|20[123]|301|40[1-5])$/,
  '2004': /^(?:0|10[1-4]|11[1-3]|12[23]|13[23]|14[23]|201|301|351|391|40[1-8])$/,
};

/** Real, and no element of any standard: gets the answer that any unknown element gets. */
const unknownElement = 'cmi.unknown_element';

const text = (value: unknown) => (typeof value === 'string' ? value : value === undefined || value === null ? '' : String(value));

/** @param real the API of the SCO that is open now */
export function wrap(
  edition: Edition,
  real: () => RealApi,
  hooks: Hooks,
): Readonly<Record<string, (...given: unknown[]) => string>> {
  const { long, own } = hooks;
  const named = (element: unknown) => (typeof element === 'string' ? element : unknownElement);
  /** In 1.2 a part that said goodbye is as one that never began; the run-time goes on answering it. */
  const isGone = () => edition === '1.2' && (real().isTerminated?.() ?? false);
  const isCode = (code: unknown) => codes[edition].test(text(code));
  /** Of the last call, where it was not the run-time that answered. */
  let ownError: string | null = null;
  const plain = (answer: string) => {
    ownError = null;
    return answer;
  };
  const answered = ({ value, error }: Answer) => {
    ownError = String(error);
    return value;
  };
  const write = (element: string, value: string) => {
    const answer = real().lmsSetValue(element, value);
    if (answer === 'true') hooks.wrote?.(element);
    return plain(answer);
  };
  const known = (element: unknown) => (isElement(edition, element) ? element : unknownElement);
  const first = {
    initialize: (parameter: unknown) => plain(real().lmsInitialize(text(parameter))),
    finish: (parameter: unknown) => {
      if (isGone()) return answered({ value: 'false', error: notRunning });
      if (text(parameter) === '' && real().isInitialized()) hooks.finishing?.();
      const answer = plain(real().lmsFinish(text(parameter)));
      if (answer === 'true') hooks.finished();
      return answer;
    },
    get: (element: unknown) => {
      if (isGone()) return answered({ value: '', error: notRunning });
      const ours = real().isInitialized() ? own?.get(named(element)) : undefined;
      if (ours) return answered(ours);
      const answer = plain(real().lmsGetValue(known(element)));
      return element === long.element && answer !== '' ? (long.get() ?? answer) : text(answer);
    },
    set: (element: unknown, value: unknown) => {
      const given = text(value);
      if (isGone()) return answered({ value: 'false', error: notRunning });
      const ours = real().isInitialized() ? own?.set(named(element), given) : undefined;
      if (ours) return answered(ours);
      // More than may be kept: as wrong as any other value that doesn't fit.
      if (given.length > stateLimits.valueChars) return write(known(element), '\u0000'.repeat(long.limit + 1));
      if (element !== long.element) return write(known(element), given);
      const answer = write(long.element, given.slice(0, long.limit));
      if (answer === 'true') long.set(given.length > long.limit ? given : null);
      return answer;
    },
    commit: (parameter: unknown) =>
      isGone() ? answered({ value: 'false', error: notRunning }) : plain(real().lmsCommit(text(parameter))),
    lastError: () => ownError ?? text(real().lmsGetLastError()),
    // Of a number that is none, the run-time says that all is well.
    errorString: (code: unknown) => (isCode(code) ? text(real().lmsGetErrorString(text(code))) : ''),
    diagnostic: (code: unknown) => (text(code) === '' || isCode(code) ? text(real().lmsGetDiagnostic(text(code))) : ''),
  };
  const names =
    edition === '1.2'
      ? ([
          'LMSInitialize',
          'LMSFinish',
          'LMSGetValue',
          'LMSSetValue',
          'LMSCommit',
          'LMSGetLastError',
          'LMSGetErrorString',
          'LMSGetDiagnostic',
        ] as const)
      : ([
          'Initialize',
          'Terminate',
          'GetValue',
          'SetValue',
          'Commit',
          'GetLastError',
          'GetErrorString',
          'GetDiagnostic',
        ] as const);
  const functions = [
    first.initialize,
    first.finish,
    first.get,
    first.set,
    first.commit,
    first.lastError,
    first.errorString,
    first.diagnostic,
  ];
  return Object.freeze(
    Object.assign(
      Object.create(null) as Record<string, (...given: unknown[]) => string>,
      Object.fromEntries(
        names.map((name, at) => [
          name,
          Object.freeze((...given: unknown[]) => (functions[at] as (...g: unknown[]) => string)(...given)),
        ]),
      ),
    ),
  );
}
