/** A migrated, empty database file, made once per schema and copied for each test. */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateDatabase } from '#src/db/migrate.ts';

const hash = createHash('sha256');
for (const name of readdirSync('migrations')
  .filter((n) => n.endsWith('.sql'))
  .sort())
  hash.update(readFileSync(join('migrations', name)));
const base = join(tmpdir(), 'baliewijs-tests', `${hash.digest('hex').slice(0, 16)}.db`);

/** A fresh folder with a migrated database in it. */
export async function freshDatabase(): Promise<{ folder: string; url: string; remove(): void }> {
  if (!existsSync(base)) await makeBase();
  const folder = mkdtempSync(join(tmpdir(), 'baliewijs-'));
  copyFileSync(base, join(folder, 'test.db'));
  return {
    folder,
    url: `file:${join(folder, 'test.db')}`,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Under a name of its own first: two test files may come here at once. */
async function makeBase() {
  mkdirSync(join(tmpdir(), 'baliewijs-tests'), { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'baliewijs-base-'));
  const file = join(folder, 'base.db');
  await migrateDatabase({ url: `file:${file}` });
  renameSync(file, base);
  rmSync(folder, { recursive: true, force: true });
}
