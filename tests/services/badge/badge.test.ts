import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { account, certificateBadge } from '#src/db/schema/index.ts';
import { downloadBadge } from '#src/services/badge/download.ts';
import { issuerDocument } from '#src/services/badge/issuer.ts';
import { listKeys, prepareKeys, rotateKeys, withdrawKey } from '#src/services/badge/keys.ts';
import { readStatusList } from '#src/services/badge/status-list.ts';
import { openCertificate } from '#src/services/certificate/open.ts';
import { reissueCertificate } from '#src/services/certificate/reissue.ts';
import { addCertificateName } from '#src/services/certificate/rename.ts';
import { revokeCertificate } from '#src/services/certificate/revoke.ts';
import { verifyBadge } from '#tests/kit/badge-verifier.ts';
import type { TestPerson } from '#tests/kit/house.ts';
import { openWorld, type World } from '../certificate/world.ts';

let world: World;
/** The verifier remembers what an address said of itself: every test is another house. */
let houses = 0;
let publicBaseUrl: string;
beforeEach(async () => {
  world = await openWorld();
  publicBaseUrl = `https://leren-${++houses}.example:8443`;
  await prepareKeys(await ctx());
});
afterEach(() => world.house.close());
// The verifier looks at a clock of its own; the house is of some day, and this is later.
beforeAll(() => void vi.useFakeTimers({ toFake: ['Date'], now: new Date('2027-03-01T09:00:00Z') }));
afterAll(() => void vi.useRealTimers());

const ctx = (who: TestPerson | null = null) => world.house.ctx(who, { publicBaseUrl });

async function earned() {
  const issued = await world.earn();
  return { ...issued, badge: await download(issued.code) };
}

type Badge = Record<string, unknown> & {
  credentialSubject: {
    identifier: Record<string, unknown>[];
    achievement: Record<string, unknown> & { alignment?: { targetCode: string }[] };
  };
  credentialStatus: { statusListIndex: string };
  proof: Record<string, string>;
};
const download = async (code: string) => (await downloadBadge(await ctx(world.noor), code)).badge as Badge;

/** What a verifier finds at our addresses. */
const verify = (badge: object) =>
  verifyBadge(badge, async (url) => {
    if (url.origin !== publicBaseUrl) return null;
    if (url.pathname === '/.well-known/did.json') return Response.json(await issuerDocument(await ctx()));
    const list = /^\/certificaten\/status\/(.+)$/.exec(url.pathname)?.[1];
    return list
      ? new Response((await readStatusList(await ctx(), list)).body, { headers: { 'Content-Type': 'application/json' } })
      : null;
  });

const good = { steps: { valid_signature: true, revocation_status: true }, errors: [] };
const withoutProof = ({ proof: _, ...rest }: Badge) => rest;

test('a verifier of others accepts it, and asks nobody but us', async () => {
  const { badge } = await earned();
  const outcome = await verify(badge);
  expect(outcome).toMatchObject(good);
  const abroad = outcome.asked.filter((url) => !url.startsWith(publicBaseUrl));
  // Schemas are information beside the verdict; nothing that the signature needs is fetched from others.
  expect(abroad.filter((url) => !url.includes('/schema/'))).toEqual([]);
  expect(outcome.asked).toContain(`${publicBaseUrl}/.well-known/did.json`);
  expect(outcome.asked).toContain(`${publicBaseUrl}/certificaten/status/1`);
});

test('it refuses what was changed, anywhere', async () => {
  const { badge } = await earned();
  const changes: ((copy: Badge) => void)[] = [
    (copy) => void (copy['name'] = 'Certificaat: iets anders'),
    (copy) => void (copy.credentialSubject.identifier[1]!['identityHash'] = 'Iemand Anders'),
    (copy) => void (copy.credentialSubject.achievement['name'] = 'Directeur'),
    (copy) => void (copy.credentialStatus.statusListIndex = String((Number(copy.credentialStatus.statusListIndex) + 1) % 131072)),
    (copy) => void (copy['validFrom'] = '2020-01-01T00:00:00Z'),
    (copy) => void (copy['evidence'] = (copy['evidence'] as unknown[]).slice(1)),
    (copy) => void (copy.proof['created'] = '2020-01-01T00:00:00Z'),
  ];
  for (const change of changes) {
    const copy = structuredClone(badge);
    change(copy);
    expect(copy).not.toEqual(badge);
    const { steps, errors } = await verify(copy);
    expect([steps['valid_signature'], errors], String(change)).toEqual([undefined, ['invalid_signature']]);
  }
});

test('it refuses what was revoked, at once, and what is given again is another badge', async () => {
  const { badge, certificateId, code } = await earned();
  const before = await readStatusList(await ctx(), '1');
  await revokeCertificate(await ctx(world.specialist), { ...world.who, certificateId, reason: 'request' });
  const after = await readStatusList(await ctx(), '1');
  expect(after.etag).not.toBe(before.etag);
  expect((await verify(badge)).steps).toMatchObject({ valid_signature: true, revocation_status: false });
  await expect(download(code)).rejects.toMatchObject({ code: 'notFound' });

  const again = await reissueCertificate(await ctx(world.specialist), world.who);
  const second = await download(again.code);
  expect(second.credentialStatus.statusListIndex).not.toBe(badge.credentialStatus.statusListIndex);
  expect(second.credentialSubject.identifier[0]!['salt']).not.toBe(badge.credentialSubject.identifier[0]!['salt']);
  expect(await verify(second)).toMatchObject(good);
  expect((await verify(badge)).steps).toMatchObject({ revocation_status: false });
});

test('after a new key old badges stay valid; the same certificate is signed with the new one', async () => {
  const { badge, code } = await earned();
  const [old] = await listKeys(await ctx());
  world.house.now = new Date(world.house.now.getTime() + 86_400_000);
  const { publicKey, retired } = await rotateKeys(await ctx());
  expect(retired).toEqual([old?.publicKey]);
  const did = (await issuerDocument(await ctx())) as { verificationMethod: { publicKeyMultibase: string }[] };
  expect(did.verificationMethod.map((m) => m.publicKeyMultibase)).toEqual([publicKey, old?.publicKey]);
  expect(await verify(badge)).toMatchObject(good);
  const renewed = await download(code);
  expect(withoutProof(renewed)).toEqual(withoutProof(badge));
  expect(renewed.proof['verificationMethod']).toBe(`did:web:leren-${houses}.example%3A8443#${publicKey}`);
  expect(await verify(renewed)).toMatchObject(good);
  // The private half of the old one is nowhere any more.
  expect(await world.house.signer.listKeys()).toEqual([publicKey]);
});

test('what a withdrawn key signed is refused', async () => {
  const { badge, code } = await earned();
  const [old] = await listKeys(await ctx());
  await expect(withdrawKey(await ctx(), old?.publicKey ?? '')).rejects.toThrow('signs now');
  await rotateKeys(await ctx());
  await withdrawKey(await ctx(), old?.publicKey ?? '');
  await expect(withdrawKey(await ctx(), old?.publicKey ?? '')).rejects.toThrow('already');
  await expect(withdrawKey(await ctx(), 'z6Mkniets')).rejects.toThrow('there is no key');
  const { steps, errors } = await verify(badge);
  expect(steps['valid_signature']).toBeUndefined();
  expect(errors).toHaveLength(1);
  expect(await verify(await download(code))).toMatchObject(good);
});

test('a key of somebody else who says to be us is refused', async () => {
  const { badge } = await earned();
  const other = await openWorld();
  try {
    await prepareKeys(await other.house.ctx(null, { publicBaseUrl }));
    const { code } = await other.earn();
    const forged = (await downloadBadge(await other.house.ctx(other.noor, { publicBaseUrl }), code)).badge;
    expect((await verify(forged)).steps['valid_signature']).toBeUndefined();
    expect(await verify(badge)).toMatchObject(good);
  } finally {
    await other.house.close();
  }
});

test('the same certificate gives the same file, to the byte', async () => {
  const { badge, code } = await earned();
  world.house.now = new Date(world.house.now.getTime() + 3_600_000);
  expect(JSON.stringify(await download(code))).toBe(JSON.stringify(badge));
  expect(badge.proof['created']).toBe('2027-02-10T09:00:00Z');
});

test('it says whose it is by a salted hash and the printed name, never by an address', async () => {
  const { badge, certificateId } = await earned();
  const text = JSON.stringify(badge);
  expect(text).not.toContain(world.noor.email);
  expect(text).not.toContain(world.noor.personId);
  const [hashed, name] = badge.credentialSubject.identifier;
  const [row] = await world.house.db.select().from(certificateBadge).where(eq(certificateBadge.certificateId, certificateId));
  expect(hashed).toEqual({
    type: 'IdentityObject',
    hashed: true,
    identityHash: `sha256$${createHash('sha256').update(`${world.noor.email}${row?.salt}`).digest('hex')}`,
    identityType: 'emailAddress',
    salt: row?.salt,
  });
  expect(name).toEqual({ type: 'IdentityObject', hashed: false, identityHash: 'Noor de Wit', identityType: 'name' });
});

test('who has a user name only gets a badge with the name, and reads that', async () => {
  const { code } = await world.earn();
  const before = await openCertificate(await ctx(world.noor), code);
  expect(before.badge).toEqual({ href: `/certificaten/${code}.badge.json`, withEmail: true });
  await world.house.db.update(account).set({ email: null, username: 'noor' }).where(eq(account.id, world.noor.accountId));
  const me = await ctx(world.noor);
  if (me.actor) me.actor.email = null;
  expect((await openCertificate(me, code)).badge).toMatchObject({ withEmail: false });
  const badge = (await downloadBadge(me, code)).badge as Badge;
  expect(badge.credentialSubject.identifier).toEqual([
    { type: 'IdentityObject', hashed: false, identityHash: 'Noor de Wit', identityType: 'name' },
  ]);
  expect(await verify(badge)).toMatchObject(good);
});

test('it is for its owner alone, not for who leads the group', async () => {
  const { code } = await world.earn();
  const { house, colleague, specialist, stranger } = world;
  for (const who of [colleague, specialist, stranger]) {
    await expect(downloadBadge(await ctx(who), code)).rejects.toMatchObject({ code: 'notFound' });
    expect((await openCertificate(await ctx(who), code)).badge).toBeNull();
  }
  await expect(downloadBadge(await house.ctx(), code)).rejects.toMatchObject({ code: 'notSignedIn' });
  expect((await openCertificate(await ctx(), code)).badge).toBeNull();
});

test('a proof of participation is no badge', async () => {
  const { house, noor, group } = world;
  const code = await house.certificate(group.id, group.ruleId, noor, 'participation');
  expect(await openCertificate(await ctx(noor), code)).toMatchObject({ mine: true, badge: null, about: null });
  await expect(downloadBadge(await ctx(noor), code)).rejects.toMatchObject({ code: 'notFound' });
});

test('a corrected name comes in a new file; the old one stays what it was', async () => {
  const { badge, code } = await earned();
  world.house.now = new Date(world.house.now.getTime() + 86_400_000);
  const now = await ctx();
  await world.house.db.transaction((tx) =>
    addCertificateName(tx, now, { personId: world.noor.personId, name: 'Noor Łukaszewska' }),
  );
  const renamed = await download(code);
  expect(renamed.credentialSubject.identifier[1]!['identityHash']).toBe('Noor Łukaszewska');
  expect(renamed.proof['created']).toBe('2027-02-11T09:00:00Z');
  for (const each of [badge, renamed]) expect(await verify(each)).toMatchObject(good);
});

test('it names exactly what was done, and no row of the profile that these modules do not teach', async () => {
  const { badge } = await earned();
  expect((badge['evidence'] as { name: string; genre: string }[]).map((e) => `${e.genre}: ${e.name}`)).toEqual([
    'Module: Landelijke context vertaald',
    'Module: Onze ‘nieuwe’ klanten',
    'Bijeenkomst: 1. Kick-off',
    'Bijeenkomst: 2. Wat doen wij op onze locatie?',
    'Bijeenkomst: 3. Hoe pak ik mijn rol op?',
  ]);
  const codes = badge.credentialSubject.achievement.alignment?.map((a) => a.targetCode) ?? [];
  expect(codes).toContain('medewerker-ido/doorverwijzen');
  expect(codes).not.toContain('medewerker-ido/registreren');
  expect(codes).not.toContain('medewerker-ido/empathisch');
});
