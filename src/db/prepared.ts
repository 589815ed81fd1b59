import type { Queryable } from '#src/db/client.ts';

const kept = new WeakMap<Queryable, Map<string, unknown>>();

/**
 * A statement that is built once per database: for the few reads that every page does. Building one takes longer than
 * running it. Placeholders take values as they are stored (times in milliseconds).
 */
export function prepared<T>(db: Queryable, name: string, build: () => T): T {
  let statements = kept.get(db);
  if (!statements) kept.set(db, (statements = new Map()));
  let statement = statements.get(name) as T | undefined;
  if (statement === undefined) statements.set(name, (statement = build()));
  return statement;
}
