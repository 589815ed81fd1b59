import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { achievementDocument, openAchievement } from '#src/services/badge/achievement.ts';
import { downloadBadge } from '#src/services/badge/download.ts';
import { prepareKeys } from '#src/services/badge/keys.ts';
import { openProfile } from '#src/services/badge/profile.ts';
import { readStatusList } from '#src/services/badge/status-list.ts';
import { revokeCertificate } from '#src/services/certificate/revoke.ts';
import { certificateBadge } from '#src/db/schema/index.ts';
import { erasePersonRows } from '#src/db/queries/erase.ts';
import { openWorld, type World } from '../certificate/world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await prepareKeys(await world.house.ctx());
});
afterEach(() => world.house.close());

interface StatusList {
  validFrom: string;
  proof: { created: string };
  credentialSubject: { encodedList: string };
}
const status = async (): Promise<StatusList> => JSON.parse((await readStatusList(await world.house.ctx(), '1')).body);
const bitsOf = (list: StatusList) => gunzipSync(Buffer.from(list.credentialSubject.encodedList.slice(1), 'base64url'));
const setBits = (bits: Buffer) =>
  [...bits].flatMap((byte, i) => [...Array(8).keys()].filter((n) => byte & (0x80 >> n)).map((n) => i * 8 + n));

test('the list is long enough to hide in, and only the bit of the revoked one is set', async () => {
  const { certificateId } = await world.earn();
  const [badge] = await world.house.db.select().from(certificateBadge);
  const before = await status();
  expect(bitsOf(before)).toHaveLength(131_072 / 8);
  expect(setBits(bitsOf(before))).toEqual([]);
  world.house.now = new Date('2027-02-12T10:11:12.345Z');
  await revokeCertificate(await world.house.ctx(world.specialist), { ...world.who, certificateId, reason: 'duplicate' });
  const after = await status();
  expect(setBits(bitsOf(after))).toEqual([badge?.position]);
  expect([after.validFrom, after.proof.created]).toEqual(['2027-02-12T10:11:12Z', '2027-02-12T10:11:12Z']);
});

test('unchanged it is the same to the byte, whoever asks when', async () => {
  await world.earn();
  const first = await readStatusList(await world.house.ctx(), '1');
  world.house.now = new Date('2027-05-01T00:00:00Z');
  expect(await readStatusList(await world.house.ctx(world.stranger), '1')).toEqual(first);
});

test.each(['0', '2', '01', '-1', '1.0', 'x', '', '99999999999', '1 '])('there is no list %j', async (nr) => {
  await expect(readStatusList(await world.house.ctx(), nr)).rejects.toMatchObject({ code: 'notFound' });
});

test('of who was erased the salt is gone and the place stays: the badge can be revoked, and not be had again', async () => {
  const { certificateId, code } = await world.earn();
  const [before] = await world.house.db.select().from(certificateBadge);
  for (const keepsCertificates of [true, false])
    await world.house.db.transaction((tx) =>
      erasePersonRows(tx, {
        personIds: [world.noor.personId],
        facelessId: `gezichtloos-${keepsCertificates}`,
        keepsCertificates,
        now: world.house.now,
      }),
    );
  expect(await world.house.db.select().from(certificateBadge)).toEqual([{ ...before, certificateId, salt: null }]);
  await expect(downloadBadge(await world.house.ctx(world.colleague), code)).rejects.toMatchObject({ code: 'notFound' });
});

test('the page of a course says its rule, its modules and the rows they teach; a machine reads the same', async () => {
  const ctx = await world.house.ctx();
  const view = openAchievement(ctx, 'privacy-ido');
  expect(view).toMatchObject({ title: 'Privacy in het Informatiepunt Digitale Overheid', alone: false });
  const rows = view.profiles.flatMap((p) => p.groups.flatMap((g) => g.rows));
  expect(rows.map((row) => row.id)).toEqual(['vraag', 'informeren', 'zelfstandig', 'registreren', 'privacyprotocol']);
  expect(rows[0]?.by).toEqual(['Module: Privacy in het IDO. Van deze regel alleen: de regels van de privacy.']);
  expect(openAchievement(ctx, 'privacy-basis')).toMatchObject({ alone: true, meetings: [] });
  const read = achievementDocument(ctx, 'privacy-ido') as { id: string; alignment: { targetCode: string }[] };
  expect(read.id).toBe('http://127.0.0.1:4321/certificaten/cursus/privacy-ido');
  expect(read.alignment.map((a) => a.targetCode.split('/')[1])).toEqual(rows.map((row) => row.id));
  expect(() => openAchievement(ctx, 'bestaat-niet')).toThrow();
});

test('the profile says of every row what teaches it, and of traits that nothing proves them', async () => {
  const view = openProfile(await world.house.ctx(), 'medewerker-ido');
  expect(view.total).toBe(25);
  const traits = view.groups.find((group) => group.title === 'Persoonskenmerken');
  expect(traits?.notProven).toBeTruthy();
  expect(traits?.rows.flatMap((row) => row.by)).toEqual([]);
  expect(() => openProfile({ catalogue: { profiles: new Map() } } as never, 'x')).toThrow();
});
