import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { certificateBadge, signingKey } from '#src/db/schema/index.ts';
import { issuerDocument } from '#src/services/badge/issuer.ts';
import { listKeys, prepareKeys, rotateKeys } from '#src/services/badge/keys.ts';
import { openWorld, type World } from '../certificate/world.ts';

let world: World;
beforeEach(async () => void (world = await openWorld()));
afterEach(() => world.house.close());

const prepare = async () => prepareKeys(await world.house.ctx());
const rows = () => world.house.db.select().from(signingKey);
const folder = () => join(world.house.folder, 'keys');
const files = () => (existsSync(folder()) ? readdirSync(folder()) : []);
const file = () => join(folder(), files()[0] ?? '');

test('the first start makes one key, which only its owner can read; the next start keeps it', async () => {
  await prepare();
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(statSync(folder()).mode & 0o777).toBe(0o700);
  const [made] = await rows();
  expect(files()).toEqual([`badge-${made?.publicKey}.pem`]);
  expect(made?.publicKey).toMatch(/^z6Mk[1-9A-HJ-NP-Za-km-z]{44}$/);
  // Nothing of the private half is in the database.
  const secret = readFileSync(file(), 'utf8').split('\n')[1] ?? '';
  expect(readFileSync(join(world.house.folder, 'test.db')).includes(secret)).toBe(false);
  await prepare();
  expect(await rows()).toEqual([made]);
  expect(files()).toHaveLength(1);
});

test('a key that was written before the row could be, is taken into use', async () => {
  const left = await world.house.signer.makeKey();
  await prepare();
  expect((await rows()).map((row) => row.publicKey)).toEqual([left]);
});

const another = () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });

test.each<[string, string, () => void]>([
  ['is gone', 'missing', () => renameSync(file(), join(world.house.folder, 'away.pem'))],
  ['is empty', 'damaged', () => truncateSync(file())],
  ['is half there', 'damaged', () => truncateSync(file(), 70)],
  ['is another key', 'damaged', () => writeFileSync(file(), another())],
  [
    'is of another kind',
    'damaged',
    () => {
      writeFileSync(
        file(),
        generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
      );
    },
  ],
])('where there are badges and the key %s, it says so and where, and makes no new one', async (_, state, spoil) => {
  await prepare();
  await world.earn();
  const path = file();
  const before = await rows();
  spoil();
  const there = files();
  await expect(prepare()).rejects.toThrow(`the key that signs badges is ${state}: ${path}`);
  await expect(prepare()).rejects.toThrow('keys rotate');
  expect(await rows()).toEqual(before);
  expect(files()).toEqual(there);

  // The way out: another signs, and what the lost one signed can still be checked.
  const { publicKey } = await rotateKeys(await world.house.ctx());
  await prepare();
  const did = (await issuerDocument(await world.house.ctx())) as { assertionMethod: string[] };
  expect(did.assertionMethod.map((id) => id.split('#')[1])).toEqual([publicKey, before[0]?.publicKey]);
  expect(files()).toEqual([`badge-${publicKey}.pem`]);
});

test('where nothing was ever given, a lost key is nothing to stop for', async () => {
  await prepare();
  const [before] = await rows();
  truncateSync(file());
  await prepare();
  const [after, ...more] = await rows();
  expect(more).toEqual([]);
  expect(after?.publicKey).not.toBe(before?.publicKey);
  expect(files()).toEqual([`badge-${after?.publicKey}.pem`]);
});

test('certificates from before there were badges get a place and a salt, each its own; proofs of participation none', async () => {
  const { house, group } = world;
  for (let n = 0; n < 70; n++) await house.certificate(group.id, group.ruleId, await house.person());
  await house.certificate(group.id, group.ruleId, world.noor, 'participation');
  expect(await house.db.select().from(certificateBadge)).toEqual([]);
  await prepare();
  const badges = await house.db.select().from(certificateBadge);
  expect(badges).toHaveLength(70);
  expect(new Set(badges.map((b) => b.salt)).size).toBe(70);
  expect(new Set(badges.map((b) => b.position)).size).toBe(70);
  for (const { list, position } of badges) {
    expect(list).toBe(1);
    expect(position >= 0 && position < 131_072).toBe(true);
  }
  // By chance: not in the order in which they were given.
  const inOrder = badges.map((b) => b.position);
  expect(inOrder).not.toEqual(inOrder.toSorted((a, b) => a - b));
});

test('chance that always says the same still ends: another list begins', async () => {
  const { house, group } = world;
  for (let n = 0; n < 3; n++) await house.certificate(group.id, group.ruleId, await house.person());
  await prepareKeys(await house.ctx(null, { random: () => 0.5 }));
  const badges = await house.db.select().from(certificateBadge);
  expect(badges.map((b) => [b.list, b.position]).sort()).toEqual([
    [1, 65_536],
    [2, 65_536],
    [3, 65_536],
  ]);
});

test('an operator reads which keys there are', async () => {
  await prepare();
  await rotateKeys({ ...(await world.house.ctx()), now: new Date('2027-03-01T00:00:00Z') });
  expect((await listKeys(await world.house.ctx())).map((key) => [key.state, key.file.state])).toEqual([
    ['signs', 'whole'],
    ['retired', 'missing'],
  ]);
});
