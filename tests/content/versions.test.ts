/**
 * The content of each module at its version. Attempts, completions and certificates keep the version they were made
 * against, so a change is either a new version (learners must know) or a typo (they need not).
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { catalogue } from './lesson-text.ts';

const file = 'tests/content/versions.json';
const accept = 'CONTENT=accept node_modules/.bin/vitest run --config tests/vitest.config.ts tests/content/versions.test.ts';
type Versions = Record<string, { version: number; hash: string }>;

/** Everything in the module's folder but the version itself. */
function hashOf(moduleId: string): string {
  const hash = createHash('sha256');
  const folder = join('modules', moduleId);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const name of files) hash.update(name).update(readFileSync(name, 'utf8').replace(/^version: \d+$/m, ''));
  return hash.digest('hex').slice(0, 16);
}

const now: Versions = Object.fromEntries([...catalogue.modules.values()].map((m) => [m.id, { version: m.version, hash: hashOf(m.id) }]));
if (process.env['CONTENT'] === 'accept') writeFileSync(file, `${JSON.stringify(now, null, 2)}\n`);
const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Versions) : {};

test.each(Object.keys(now))('%s is as it was at its version', (moduleId) => {
  const was = known[moduleId];
  const is = now[moduleId];
  const question =
    was && is && was.version !== is.version
      ? `${moduleId} went from version ${was.version} to ${is.version}. Right? Then run: ${accept}`
      : `${moduleId} changed. Raise its version in module.yml (learners must know), or was it a typo? Then run: ${accept}`;
  expect(is, question).toEqual(was);
});

test('a version never goes down, and no module is forgotten', () => {
  for (const [moduleId, was] of Object.entries(known)) expect(now[moduleId]?.version ?? 0, moduleId).toBeGreaterThanOrEqual(was.version);
});
