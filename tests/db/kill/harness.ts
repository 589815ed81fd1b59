import { join } from 'node:path';
import { fileUrl } from '#src/db/url.ts';
import { Script, temporaryFolder } from '#tests/db/support.ts';

export type KillOptions = {
  /** `naive` is @libsql/client as its documentation shows it: it proves that this harness can fail. */
  client: 'safe' | 'naive';
  rounds: number;
  /** A round's writer is killed once it has acknowledged this many. */
  rowsPerRound: number;
};

export type KillResult = {
  /** Units (two rows each) of which the writer was told that they were saved. */
  acknowledged: number;
  /** Of those, how many weren't there afterwards. */
  lost: number;
  /** Units of which one row was there, acknowledged or not. */
  half: number;
  /** From the kill to the first successful write of a new process. */
  slowestReadyMs: number;
  /** Of that, what came once the new process had started: opening the database, with all there was to repair. */
  slowestRepairMs: number;
};

/** Room for every unit that one round can write. */
const UNITS_PER_ROUND = 1_000_000;

/**
 * Each round: another process holds the database while the writer tries to write, and lets go; the writer goes on and is
 * killed with -9 in the middle; a new process opens the file and counts. The harness itself never opens it, since a
 * connection that survives would spare the new process its recovery.
 */
export async function runKillRounds({ client, rounds, rowsPerRound }: KillOptions): Promise<KillResult> {
  const url = fileUrl(join(temporaryFolder(), 'kill.db'));
  await new Script('kill/create.ts', url).line('made');
  const acknowledged = new Set<number>();
  const result: KillResult = { acknowledged: 0, lost: 0, half: 0, slowestReadyMs: 0, slowestRepairMs: 0 };
  for (let round = 0; round < rounds; round++) {
    await writeAndKill(client, url, round * UNITS_PER_ROUND, rowsPerRound, acknowledged);
    const killed = performance.now();
    const check = new Script('kill/check.ts', url);
    await check.line('begun');
    const begun = performance.now();
    await check.line('ready');
    const ready = performance.now();
    result.slowestReadyMs = Math.max(result.slowestReadyMs, Math.round(ready - killed));
    result.slowestRepairMs = Math.max(result.slowestRepairMs, Math.round(ready - begun));
    await check.finish();
    // Over all rounds: what an earlier one saved must survive the later crashes too.
    const found = readFindings(check.lines);
    result.acknowledged = acknowledged.size;
    result.half = found.half;
    result.lost = [...acknowledged].filter((unit) => !found.whole.has(unit)).length;
  }
  return result;
}

/** A writer that acknowledges nothing for so long has lost its way for good, however slow the machine. */
const STUCK_MS = 30_000;

async function writeAndKill(client: string, url: string, first: number, rows: number, acknowledged: Set<number>): Promise<void> {
  const blocker = new Script('hold-database.ts', url, 'write');
  await blocker.line('held');
  const writer = new Script('kill/writer.ts', client, url, String(first));
  await writer.line('busy');
  await blocker.finish();
  writer.send('go on');
  let count = 0;
  const stuck = setTimeout(() => void writer.kill(), STUCK_MS);
  writer.onLine((line) => {
    if (!line.startsWith('ack ')) return;
    // Also what arrives after the kill: it was acknowledged before it.
    acknowledged.add(Number(line.slice(4)));
    stuck.refresh();
    if (++count === rows) void writer.kill();
  });
  const { stderr } = await writer.ended;
  clearTimeout(stuck);
  if (count < rows) throw new Error(`the writer stopped or got stuck after ${count} of ${rows}: ${stderr}`);
}

function readFindings(lines: string[]): { whole: Set<number>; half: number } {
  const whole = new Set<number>();
  let half = 0;
  for (const line of lines) {
    const [word, value] = line.split(' ');
    if (word === 'whole') whole.add(Number(value));
    if (word === 'half') half++;
    if (word === 'integrity' && value !== 'ok') throw new Error(`the database is damaged: ${line}`);
  }
  return { whole, half };
}
