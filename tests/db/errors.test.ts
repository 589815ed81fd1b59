import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '#src/db/client.ts';
import type { OpenDatabase } from '#src/db/client.ts';
import { DatabaseError, hasCode, isBusy, isUniqueViolation, scrub } from '#src/db/errors.ts';
import { makeDatabase } from '#tests/db/support.ts';

let database: OpenDatabase;

beforeAll(async () => {
  const { url } = await makeDatabase(
    'CREATE TABLE account (id TEXT PRIMARY KEY, email TEXT UNIQUE, name TEXT NOT NULL, library TEXT, CHECK (name <> library))',
    'CREATE TABLE nickname (name TEXT)',
    'CREATE UNIQUE INDEX nickname_lower ON nickname (lower(name))',
    "INSERT INTO nickname VALUES ('Ann')",
    'CREATE UNIQUE INDEX account_two ON account (library, name) WHERE library IS NOT NULL',
    'CREATE TABLE child (account TEXT REFERENCES account)',
  );
  database = await openDatabase({ url });
  await database.db.run(sql`INSERT INTO account VALUES ('a', 'x@y.example', 'Ann', 'L')`);
});
afterAll(() => database.close());

async function failureOf(work: () => PromiseLike<unknown>): Promise<unknown> {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error('this should have failed');
}

const insert = (id: string, email: string, name: string, library: string | null) =>
  failureOf(() => database.db.run(sql`INSERT INTO account VALUES (${id}, ${email}, ${name}, ${library})`));

test('a unique violation is recognised, by column or by the name of an index over an expression', async () => {
  const email = await insert('b', 'x@y.example', 'Ben', null);
  expect(isUniqueViolation(email)).toBe(true);
  expect(isUniqueViolation(email, 'account.email')).toBe(true);
  expect(isUniqueViolation(email, 'email')).toBe(true);
  expect(isUniqueViolation(email, 'account.id')).toBe(false);
  expect(isUniqueViolation(await insert('a', 'z@y.example', 'Ben', null), 'account.id')).toBe(true);
  const nickname = await failureOf(() => database.db.run(sql`INSERT INTO nickname VALUES ('ANN')`));
  expect(isUniqueViolation(nickname, 'nickname_lower')).toBe(true);
  expect(isUniqueViolation(nickname, 'name')).toBe(false);
  const two = await insert('b', 'z@y.example', 'Ann', 'L');
  expect(isUniqueViolation(two, 'account.library')).toBe(true);
  expect(isUniqueViolation(two, 'name')).toBe(true);
});

test('what is no unique violation is not taken for one', async () => {
  const check = await insert('b', 'z@y.example', 'same', 'same');
  expect(isUniqueViolation(check)).toBe(false);
  expect(isBusy(check)).toBe(false);
  expect(isUniqueViolation(await failureOf(() => database.db.run(sql`SELECT nothing`)))).toBe(false);
  expect(isUniqueViolation(undefined)).toBe(false);
  expect(isUniqueViolation(new Error('UNIQUE constraint failed: account.email'))).toBe(false);
});

test('busy is recognised in all its forms, also wrapped', () => {
  const native = (code: string, message = '') => Object.assign(new Error(message), { code });
  expect(isBusy(native('SQLITE_BUSY'))).toBe(true);
  expect(isBusy(new Error('outer', { cause: native('SQLITE_BUSY_SNAPSHOT') }))).toBe(true);
  expect(isBusy(native('SQLITE_ERROR', 'cannot commit transaction - SQL statements in progress'))).toBe(true);
  expect(isBusy(new DatabaseError('DATABASE_BUSY', ''))).toBe(true);
  expect(isBusy(native('SQLITE_FULL'))).toBe(false);
  expect(isBusy(new Error('statements in progress'))).toBe(false);
  expect(isBusy(null)).toBe(false);
});

test('a cause that points back at its own error ends', () => {
  const error = new Error('round');
  error.cause = error;
  expect(isBusy(error)).toBe(false);
  expect(scrub(error)).toContain('Error: round');
});

test('a scrubbed error tells what and where', async () => {
  const text = scrub(await insert('b', 'x@y.example', 'Ben', null));
  expect(text).toContain('DrizzleQueryError < SQLITE_CONSTRAINT_UNIQUE: UNIQUE constraint failed: account.email');
  expect(text).toMatch(/\n\s+at .*session\.js/);
  expect(text).not.toContain('INSERT');
  expect(scrub(new DatabaseError('DATABASE_BUSY', 'gave up'))).toContain('DatabaseError DATABASE_BUSY: gave up');
  expect(scrub(new Error('plain'))).toContain('Error: plain');
  expect(scrub('text that was thrown')).toBe('thrown string');
});

test('a scrubbed error contains no parameter, whatever it looks like and however it fails', async () => {
  // Marked, so that a parameter that is an ordinary word isn't found in the rest of the text.
  const secret = fc.string({ unit: 'binary', maxLength: 40 }).map((text) => `q7${text.replaceAll('\0', '')}7q`);
  const shape = fc.constantFrom('plain', 'frame', 'params');
  await fc.assert(
    fc.asyncProperty(secret, shape, async (text, kind) => {
      const value = kind === 'frame' ? `\n    at ${text}` : kind === 'params' ? `\nparams: ${text}\nFailed query: ${text}` : text;
      const failures = [
        await insert('b', 'x@y.example', value, null),
        await insert('b', 'z@y.example', value, value),
        await failureOf(() => database.db.run(sql`INSERT INTO child VALUES (${value})`)),
        await failureOf(() => database.db.run(sql`SELECT json_extract(${value}, ${value})`)),
        await failureOf(() => database.db.run(sql.raw(`SELECT '${value.replaceAll("'", "''")}' FROM nowhere ${value}`))),
      ];
      for (const failure of failures) {
        expect(scrub(failure)).not.toContain('q7');
        expect(scrub(new Error(`saving failed: ${String((failure as Error).message)}`, { cause: failure }))).not.toContain('q7');
        expect(scrub(new Error(`saving failed: ${String((failure as Error).message)}`))).not.toContain('q7');
        expect(hasCode(failure, 'DATABASE_BUSY')).toBe(false);
      }
    }),
    { numRuns: 60 },
  );
});
