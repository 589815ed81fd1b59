import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeSigner } from '#src/credential/signer.ts';
import type { Signer } from '#src/credential/types.ts';
import { statusListCredential } from '#src/domain/open-badge.ts';

let folder: string;
let signer: Signer;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baliewijs-signer-'));
  signer = makeSigner({ dataDir: folder });
});
afterEach(async () => {
  await signer.close();
  rmSync(folder, { recursive: true, force: true });
});

const created = new Date('2027-02-03T10:00:00Z');
const list = (nr: number) => statusListCredential('https://leren.example', nr, 'uAAAA', created);
const how = (publicKey: string) => ({ publicKey, controller: 'did:web:leren.example', created });

test('many at once each get their own proof, and the same again is the same', async () => {
  const key = await signer.makeKey();
  const signed = await Promise.all(Array.from({ length: 60 }, (_, n) => signer.sign(list(n), how(key))));
  const values = signed.map((s) => (s as { proof: { proofValue: string } }).proof.proofValue);
  expect(new Set(values).size).toBe(60);
  expect(await signer.sign(list(3), how(key))).toEqual(signed[3]);
  expect(signed[3]).toMatchObject({
    id: 'https://leren.example/certificaten/status/3',
    proof: { created: '2027-02-03T10:00:00Z' },
  });
});

test('more than may wait are refused, and those that wait are served', async () => {
  const key = await signer.makeKey();
  const asked = await Promise.allSettled(Array.from({ length: 130 }, (_, n) => signer.sign(list(n), how(key))));
  expect(asked.filter((a) => a.status === 'fulfilled')).toHaveLength(100);
  expect(asked.filter((a) => a.status === 'rejected').every((a) => String(a.reason).includes('too many'))).toBe(true);
});

test('a context that is not here is not fetched: nothing is signed', async () => {
  const key = await signer.makeKey();
  const foreign = { ...list(1), '@context': ['https://www.w3.org/ns/credentials/v2', 'https://elders.example/context.json'] };
  await expect(signer.sign(foreign, how(key))).rejects.toThrow('elders.example');
});

test('a word that no context knows would be left out of the proof: nothing is signed', async () => {
  const key = await signer.makeKey();
  await expect(signer.sign({ ...list(1), verzonnen: 'x' }, how(key))).rejects.toThrow();
});

test('without the private half nothing is signed, and it says which file', async () => {
  const key = await signer.makeKey();
  await signer.removeKey(key);
  expect(await signer.check(key)).toBe('missing');
  await expect(signer.sign(list(1), how(key))).rejects.toThrow(signer.fileOf(key));
});

test('who waits when it closes hears so', async () => {
  const key = await signer.makeKey();
  const waiting = signer.sign(list(1), how(key));
  const heard = expect(waiting).rejects.toThrow('closed');
  await new Promise((resolve) => setTimeout(resolve, 20));
  await signer.close();
  await heard;
});
