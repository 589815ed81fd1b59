/** Builds the pages when their sources changed, and lays compressed copies beside the files that browsers fetch. */
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { readCatalogue } from '#src/catalogue/read.ts';

const sources = ['src', 'modules', 'content', 'astro.config.mjs', 'package-lock.json', 'tsconfig.json'];
const mark = 'dist/.sources';

/** Answers whether anything had to be built. Throws one clear line when a text or the build fails. */
export function buildWhenChanged(force = false): boolean {
  const wanted = fingerprint();
  if (!force && existsSync(mark) && existsSync('dist/server/entry.mjs') && readFileSync(mark, 'utf8') === wanted) return false;
  // Astro would say the same less clearly, or leave it to whoever opens the page.
  readCatalogue(process.cwd());
  const build = spawnSync('node_modules/.bin/astro', ['build', '--silent'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
  });
  if (build.status !== 0) throw new Error('the build failed: see above');
  const player = spawnSync(process.execPath, ['src/scorm/build.ts'], { stdio: ['ignore', 'inherit', 'inherit'] });
  if (player.status !== 0) throw new Error('the build of the player failed: see above');
  const parts = spawnSync(process.execPath, ['src/scorm/export/build.ts'], { stdio: ['ignore', 'inherit', 'inherit'] });
  if (parts.status !== 0) throw new Error('the build of what goes into packages failed: see above');
  compressAll('dist/client');
  compressAll('dist/player');
  writeFileSync(mark, wanted);
  return true;
}

/** Names, sizes and content of all sources: a file that was only touched builds nothing. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const source of sources) for (const file of filesIn(source)) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

function filesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function compressAll(folder: string): void {
  for (const file of filesIn(folder).filter((name) => /\.(css|js|svg|txt|json)$/.test(name))) {
    const bytes = readFileSync(file);
    if (bytes.length < 1024) continue;
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
    writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
  }
}

if (import.meta.main) {
  try {
    console.log(buildWhenChanged(!process.argv.includes('--when-changed')) ? 'Built.' : 'Nothing to build.');
  } catch (error) {
    console.error(`Can't build: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
}
