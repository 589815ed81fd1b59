import { expect, test } from 'vitest';
import { invalid, notFound, readableError, statusOf } from '#src/services/service-error.ts';

test('an error of a service is read as it is', () => {
  const error = invalid('naam', 'Vul een naam in.');
  expect(readableError(error)).toBe(error);
});

test('it is known by its code: the pages have another copy of the class', () => {
  const copy = Object.assign(new Error('notFound'), { code: 'notFound', errors: [] });
  expect(readableError(copy)).toBe(copy);
  expect(statusOf[notFound().code]).toBe(404);
});

test('a database that someone else held too long is "try again", however deep it is wrapped', () => {
  const busy = Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' });
  const wrapped = new Error('Failed query: update …', { cause: new Error('x', { cause: busy }) });
  const readable = readableError(wrapped);
  expect(readable).toMatchObject({ code: 'busy', errors: [{ message: expect.stringContaining('Er is niets veranderd') }] });
  expect(JSON.stringify(readable?.errors)).not.toMatch(/query|locked/);
  expect(statusOf.busy).toBe(503);
});

test.each(['SQLITE_FULL', 'SQLITE_READONLY', 'SQLITE_READONLY_DBMOVED'])(
  'with %s the form comes back with what was typed',
  (code) => {
    const wrapped = new Error('Failed query: insert …', { cause: Object.assign(new Error('x'), { code }) });
    const readable = readableError(wrapped);
    expect(readable).toMatchObject({ code: 'busy', errors: [{ message: expect.stringContaining('Opslaan lukt nu niet') }] });
  },
);

test('anything else is nobody’s to read', () => {
  for (const error of [new Error('secret'), Object.assign(new Error('x'), { code: 'ENOENT' }), 'text', null])
    expect(readableError(error)).toBeNull();
});
