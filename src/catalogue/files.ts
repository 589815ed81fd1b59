import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const folders = (path: string) =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

export const files = (path: string, ending: string) =>
  readdirSync(path)
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(path, name));

/** The line of a file on which this text first stands, from 1; undefined when it stands nowhere. */
export function lineOf(path: string, text: string): number | undefined {
  const index = readFileSync(path, 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(text));
  return index < 0 ? undefined : index + 1;
}
