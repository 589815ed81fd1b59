import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { fileUrl } from '#src/db/url.ts';
import { plainConnection, setWal } from '#src/db/vacuum.ts';

const TOP = fileURLToPath(new URL('../../', import.meta.url));
const PINNED_NODE = join(TOP, 'node_modules/.bin/node');
/** vitest may have been started by an older Node, which can't run TypeScript. */
const NODE = existsSync(PINNED_NODE) ? PINNED_NODE : process.execPath;

const folders: string[] = [];
const running = new Set<{ kill(signal: 'SIGKILL'): boolean }>();

/** A folder of its own, gone with the process; on a real disk, because locks and crashes are the point. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'baliewijs-db-'));
  folders.push(folder);
  return folder;
}

process.once('exit', () => {
  // A test that was broken off must not leave a writer behind.
  for (const child of running) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A database in the state a migration leaves it in, with these tables. */
export async function makeDatabase(...ddl: string[]): Promise<{ url: string; path: string; folder: string }> {
  const folder = temporaryFolder();
  const path = join(folder, 'test.db');
  const client = plainConnection(path);
  await setWal(client);
  for (const statement of ddl) await client.execute(statement);
  await client.execute('PRAGMA wal_checkpoint(TRUNCATE)');
  client.close();
  return { url: fileUrl(path), path, folder };
}

/** What someone else sees in the file, on a connection of their own: committed data and nothing else. */
export async function seenByOthers(path: string, sql: string): Promise<unknown> {
  const client = plainConnection(path);
  try {
    return (await client.execute(sql)).rows[0]?.[0];
  } finally {
    client.close();
  }
}

/** A script of `tests/db` in a process of its own, read line by line. */
export class Script {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #listeners = new Set<(line: string) => void>();
  readonly lines: string[] = [];
  /** Everything it printed has been read when this resolves. */
  readonly ended: Promise<{ code: number | null; stderr: string }>;

  constructor(name: string, ...args: string[]) {
    this.#child = spawn(NODE, [join(TOP, 'tests/db', name), ...args], { cwd: TOP, stdio: ['pipe', 'pipe', 'pipe'] });
    running.add(this.#child);
    let stderr = '';
    this.#child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    // Writing to one that was killed a moment ago is no failure of the test.
    this.#child.stdin.on('error', () => undefined);
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      this.lines.push(line);
      for (const listener of this.#listeners) listener(line);
    });
    this.ended = new Promise((resolve) => {
      this.#child.once('close', (code) => {
        running.delete(this.#child);
        resolve({ code, stderr });
      });
    });
  }

  onLine(listener: (line: string) => void): void {
    this.lines.forEach(listener);
    this.#listeners.add(listener);
  }

  /** Resolves at this line, whether it was printed already or comes; rejects when the process ends without it. */
  line(wanted: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.onLine((line) => {
        if (line === wanted) resolve();
      });
      void this.ended.then(({ code, stderr }) => reject(new Error(`ended (${code}) without "${wanted}": ${stderr}`)));
    });
  }

  send(line: string): void {
    this.#child.stdin.write(`${line}\n`);
  }

  /** Tells it to finish: each of the scripts does when its input ends. */
  async finish(): Promise<void> {
    this.#child.stdin.end();
    const { code, stderr } = await this.ended;
    if (code !== 0) throw new Error(`ended with ${code}: ${stderr}`);
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.ended;
  }
}
