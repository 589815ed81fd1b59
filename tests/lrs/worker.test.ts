import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { lrsTransport } from '#src/lrs/client.ts';
import { makePseudonyms } from '#src/lrs/pseudonym.ts';
import type { Worker } from '#src/rounds.ts';
import { startForwarding } from '#src/lrs/worker.ts';
import { newId } from '#src/services/new-id.ts';
import { forwardStatements } from '#src/services/statement/forward.ts';
import { openTestHouse, type House } from '#tests/kit/house.ts';
import { lrsKey, lrsSecret, openLrs, type LrsSink } from '#tests/kit/lrs-sink.ts';

let house: House;
let lrs: LrsSink;
let worker: Worker | undefined;
const written: string[] = [];

beforeEach(async () => {
  written.length = 0;
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  house = await openTestHouse({ now: new Date() });
  const library = await house.library();
  const members = [];
  for (let n = 0; n < 5; n++) members.push(await house.learner(library));
  await house.group({ libraryId: library, members });
  const at = new Date(house.now.getTime() - 2 * 86_400_000);
  for (const who of members) await house.pass(who, 'nieuwe-klanten', at);
});
afterEach(async () => {
  await worker?.stop();
  await lrs.close();
  await house.close();
  vi.restoreAllMocks();
  worker = undefined;
});

const ctxOn = async (now: Date, mailWaits = () => {}) => ({
  ...(await house.ctx(null, { lrs: { host: lrs.host, pseudonym: makePseudonyms(house.folder) }, mailWaits })),
  now,
});
async function start() {
  const ctx = await ctxOn(house.now);
  const transport = lrsTransport({ url: lrs.url, key: lrsKey, secret: lrsSecret });
  worker = startForwarding({ background: (now) => ({ ...ctx, now }) }, transport, { everyMs: 20, pauseMs: 30 });
  return worker;
}

test('what is put in while it runs goes out', async () => {
  lrs = await openLrs();
  const { wake } = await start();
  await forwardStatements(await ctxOn(house.now, wake));
  await vi.waitFor(() => expect(lrs.held.size).toBe(5), 5000);
});

test('a store that is away is left alone, and nobody’s data or key stand in the log', async () => {
  lrs = await openLrs();
  await lrs.close();
  await forwardStatements(await ctxOn(house.now));
  await start();
  await vi.waitFor(() => expect(written.join('')).toContain('statements not sent'), 5000);
  const text = written.join('');
  expect(text).toContain('ECONNREFUSED');
  for (const secret of [lrsSecret, 'Basic', 'completed', 'nieuwe-klanten', lrs.host]) expect(text).not.toContain(secret);
  lrs = await openLrs({ port: lrs.port });
  await house.db.update(table.outbox).set({ nextTryAt: new Date(0) });
  await vi.waitFor(() => expect(lrs.held.size).toBe(5), 5000);
});

test('stopping waits for what is under way, and sends no more', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  lrs = await openLrs({ after: () => held });
  await forwardStatements(await ctxOn(house.now));
  const { stop } = await start();
  await vi.waitFor(() => expect(lrs.batches).toHaveLength(1), 5000);
  const stopping = stop();
  release();
  await stopping;
  expect(lrs.batches).toHaveLength(1);
  expect(await house.db.select().from(table.outbox)).toHaveLength(4);
  expect(await house.db.select().from(table.statementForwarded)).toHaveLength(1);
});

test('the key to the pseudonyms is for its owner alone, and one that is damaged is not replaced in silence', async () => {
  lrs = await openLrs();
  const folder = join(house.folder, newId());
  expect(makePseudonyms(folder)('a')).toMatch(/^[0-9a-f]{32}$/);
  const file = join(folder, 'keys/pseudonym.key');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const { writeFileSync } = await import('node:fs');
  writeFileSync(file, 'half');
  expect(() => makePseudonyms(folder)).toThrow(/no key/);
});
