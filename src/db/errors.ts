/**
 * What can go wrong in the database, and how to recognise and log it.
 *
 * Errors are recognised by `code`, never by `instanceof`: the server runs from source and Astro's bundle carries its own copy
 * of modules, so one class exists twice. Drizzle wraps what libSQL throws in `cause`, hence the walks along that chain.
 */

/** An error of our own database layer. `code` is stable, `message` is one English line for an operator. */
export class DatabaseError extends Error {
  override readonly name: string = 'DatabaseError';
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

type Coded = { message: string; codes: string[] };

/** The error and everything it wraps, outermost first. Bounded: a cause may point back at its own error. */
function* chain(error: unknown): Generator<object> {
  let current = error;
  for (let depth = 0; depth < 10 && typeof current === 'object' && current !== null; depth++) {
    yield current;
    current = 'cause' in current ? current.cause : undefined;
  }
}

function coded(error: object): Coded {
  const { message, code, extendedCode } = error as { message?: unknown; code?: unknown; extendedCode?: unknown };
  return {
    message: typeof message === 'string' ? message : '',
    codes: [code, extendedCode].filter((value): value is string => typeof value === 'string'),
  };
}

function some(error: unknown, test: (link: Coded) => boolean): boolean {
  for (const link of chain(error)) if (test(coded(link))) return true;
  return false;
}

/** Does this error, or one it wraps, carry this code? */
export function hasCode(error: unknown, code: string): boolean {
  return some(error, ({ codes }) => codes.includes(code));
}

/**
 * The database was held by someone else, or a connection is stuck behind a statement that never finished ("SQL statements in
 * progress", which is what libSQL answers at COMMIT after an earlier busy). Nothing was committed; trying again is safe on a
 * new connection and only there.
 */
export function isBusy(error: unknown): boolean {
  return some(
    error,
    ({ codes, message }) =>
      codes.some((code) => code === 'DATABASE_BUSY' || code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) ||
      (codes.some((code) => code.startsWith('SQLITE_')) && message.includes('statements in progress')),
  );
}

/** The disk is full, or may not be written. Nothing was committed. */
export function isUnwritable(error: unknown): boolean {
  return some(error, ({ codes }) => codes.some((code) => code === 'SQLITE_FULL' || code.startsWith('SQLITE_READONLY')));
}

/** Any refused constraint: the statement did nothing and the connection is as healthy as before. */
export function isConstraint(error: unknown): boolean {
  return some(error, ({ codes }) => codes.some((code) => code.startsWith('SQLITE_CONSTRAINT')));
}

const UNIQUE_CODES = ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY', 'SQLITE_CONSTRAINT_ROWID'];
const UNIQUE_TEXT = /UNIQUE constraint failed: (?:index '([^']+)'|([\w.$, ]+))/;

/**
 * Was a unique index or primary key in the way?
 * @param indexOrColumn narrows it down: `'account.email'`, `'email'`, or for an index over several columns one of them.
 *   SQLite names the *columns* of a plain or partial index, and the index's own name only when it is over an expression
 *   (`lower(email)`): then pass that name.
 */
export function isUniqueViolation(error: unknown, indexOrColumn?: string): boolean {
  return some(error, ({ codes, message }) => {
    if (!codes.some((code) => UNIQUE_CODES.includes(code))) return false;
    if (indexOrColumn === undefined) return true;
    const found = UNIQUE_TEXT.exec(message);
    if (found?.[1] !== undefined) return found[1] === indexOrColumn;
    const columns = (found?.[2] ?? '').split(',').map((column) => column.trim());
    return columns.some((column) => column === indexOrColumn || column.split('.')[1] === indexOrColumn);
  });
}

/** From a constraint message only schema names are safe to repeat; any other SQLite message may quote SQL or what was typed. */
function constraintDetail(message: string): string {
  const found =
    /(?:UNIQUE|NOT NULL|CHECK) constraint failed: (?:index '[^']+'|[\w.$]+(?:, [\w.$]+)*)|FOREIGN KEY constraint failed/.exec(
      message,
    );
  return found ? `: ${found[0]}` : '';
}

function describe(error: object): string {
  const { message, codes } = coded(error);
  const sqlite = codes.filter((code) => code.startsWith('SQLITE_'));
  if (sqlite.length > 0) return sqlite.at(-1) + constraintDetail(message);
  // Drizzle's classes leave `name` at "Error".
  const named = 'name' in error && typeof error.name === 'string' ? error.name : 'Error';
  const name = named === 'Error' ? error.constructor.name : named;
  // Drizzle's "Failed query: <sql>\nparams: <params>", also where someone pasted it into a message of their own.
  const drizzle = message.indexOf('Failed query:');
  const text = drizzle < 0 ? message : `${message.slice(0, drizzle)}failed query`;
  return codes[0] === undefined ? `${name}: ${text}` : `${name} ${codes[0]}: ${text}`;
}

/** The frames of a stack without its heading: that repeats the message, and a parameter can look like a frame. */
function frames(error: object): string {
  const { message } = coded(error);
  if (!('stack' in error) || typeof error.stack !== 'string') return '';
  const heading = error.stack.indexOf(message);
  if (heading < 0) return '';
  const lines = error.stack.slice(heading + message.length).split('\n');
  return lines.filter((line) => /^\s+at /.test(line)).join('\n');
}

/** A text for the log: what happened and where, without SQL, parameters or anything a person typed. */
export function scrub(error: unknown): string {
  const links = [...chain(error)];
  if (links.length === 0) return `thrown ${typeof error}`;
  const sqliteInside = links.some((link) => coded(link).codes.some((code) => code.startsWith('SQLITE_')));
  const lines = links
    // libSQL wraps the native error in one of its own, with the same code: once is enough.
    .map((link) => describe(link))
    .filter((line, index, all) => line !== all[index - 1])
    .map((line) => line.replaceAll('\n', ' '));
  // Whoever wraps a database error may have copied its text: keep the name of such a wrapper, not what it says.
  const safe = lines.map((line) =>
    sqliteInside && !line.startsWith('SQLITE_') ? (/^[\w$ ]+/.exec(line)?.[0] ?? 'Error') : line,
  );
  const stack = frames(links[0]!);
  return stack === '' ? safe.join(' < ') : `${safe.join(' < ')}\n${stack}`;
}
