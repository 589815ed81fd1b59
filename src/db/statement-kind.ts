/**
 * Where a statement goes: `read` to the reader; `write` to the writer, in a transaction; `checkpoint` to the writer, outside
 * one; `refused` nowhere, because it would change the connection or the transaction under everybody else's feet.
 *
 * In doubt the answer is `write`: a read in a write transaction is only slower. The other mistake fails loudly, because the
 * reader's connection is `query_only`.
 */
export type StatementKind = 'read' | 'write' | 'checkpoint' | 'refused';

/** Nearly every statement of the hot path stops here. */
const PLAIN_READ = /^\s*(?:select|values|explain)\b/i;

/** Quoted names and strings come as `'…'`, so that no keyword is found inside. */
const TOKEN =
  /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)|`(?:[^`]|``)*(?:`|$)|\[[^\]]*(?:\]|$)|[\p{L}_$][\p{L}\p{N}_$]*|\S/giu;

/** Words (lower case) and marks of a statement, without comments and white space. */
function* tokens(sql: string): Generator<string> {
  for (const [token] of sql.matchAll(TOKEN)) {
    if (token.startsWith('--') || token.startsWith('/*')) continue;
    yield /^['"`[]/.test(token) ? "'…'" : token.toLowerCase();
  }
}

/** Pragmas that look something up by an argument. */
const LOOK_UP_PRAGMAS = new Set([
  'foreign_key_check',
  'foreign_key_list',
  'index_info',
  'index_list',
  'index_xinfo',
  'integrity_check',
  'quick_check',
  'table_info',
  'table_list',
  'table_xinfo',
]);
/** Pragmas that act without any argument, inside a transaction. */
const ACTING_PRAGMAS = new Set(['incremental_vacuum', 'optimize']);
/** Numbers in the file's header that are written like any other data. */
const HEADER_PRAGMAS = new Set(['application_id', 'user_version']);

function pragmaKind(rest: Iterator<string>): StatementKind {
  const next = () => (rest.next().value as string | undefined) ?? ';';
  let name = next();
  let mark = next();
  if (mark === '.') [name, mark] = [next(), next()];
  if (name === 'wal_checkpoint') return 'checkpoint';
  if (ACTING_PRAGMAS.has(name)) return 'write';
  if (mark === ';') return name === 'shrink_memory' ? 'refused' : 'read';
  if (LOOK_UP_PRAGMAS.has(name)) return 'read';
  return HEADER_PRAGMAS.has(name) ? 'write' : 'refused';
}

/** WITH … decides by the first verb outside parentheses; a table may be called `replace`, which then counts as a write. */
function withKind(rest: Iterable<string>): StatementKind {
  let depth = 0;
  for (const token of rest) {
    if (token === '(') depth++;
    else if (token === ')') depth--;
    else if (depth === 0 && (token === 'select' || token === 'values')) return 'read';
    else if (depth === 0 && ['insert', 'replace', 'update', 'delete'].includes(token)) return 'write';
  }
  return 'write';
}

const REFUSED = new Set(['attach', 'begin', 'commit', 'detach', 'end', 'release', 'rollback', 'savepoint', 'vacuum']);

export function statementKind(sql: string): StatementKind {
  if (PLAIN_READ.test(sql)) return 'read';
  const all = tokens(sql);
  const first = all.next().value as string | undefined;
  if (first === 'select' || first === 'values' || first === 'explain') return 'read';
  if (first === 'pragma') return pragmaKind(all);
  if (first === 'with') return withKind(all);
  return first === undefined || REFUSED.has(first) ? 'refused' : 'write';
}

/**
 * Is there a second statement behind the first? libSQL runs the first and drops the rest without a word.
 * A trigger's body holds semicolons of its own and is let through.
 */
export function hasSecondStatement(sql: string): boolean {
  if (!sql.includes(';')) return false;
  const start: string[] = [];
  let ended = false;
  for (const token of tokens(sql)) {
    if (ended && token !== ';') return true;
    if (token === ';') ended = true;
    if (start.length < 3) start.push(token);
    if (start[0] === 'create' && (start[1] === 'trigger' || (start[1]?.startsWith('temp') && start[2] === 'trigger')))
      return false;
  }
  return false;
}
