import { afterEach, beforeEach, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { certificateRevocation, person } from '#src/db/schema/index.ts';
import { openCertificate } from '#src/services/certificate/open.ts';
import { reissueCertificate } from '#src/services/certificate/reissue.ts';
import { revokeCertificate } from '#src/services/certificate/revoke.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => void (world = await openWorld()));
afterEach(() => world.house.close());

const revoke = async (certificateId: string, reason: 'request' | 'duplicate' = 'request') =>
  revokeCertificate(await world.house.ctx(world.specialist), { ...world.who, certificateId, reason });
const reissue = async () => reissueCertificate(await world.house.ctx(world.specialist), world.who);

test('a revoked certificate says so and why, its owner hears of it, and who did it is kept', async () => {
  const { certificateId, code } = await world.earn();
  await revoke(certificateId);
  expect(await openCertificate(await world.house.ctx(), code)).toMatchObject({
    revoked: { reason: 'op verzoek', on: '10 februari 2027' },
    pdf: null,
  });
  const mail = (await world.mails()).find((m) => m.payload.kind === 'certificateRevoked');
  expect(mail?.payload).toMatchObject({ to: world.noor.email, values: { reason: 'op verzoek', name: 'Noor de Wit' } });
  expect(await world.events('certificateRevoked')).toMatchObject([
    { actorId: world.specialist.personId, subjectId: world.noor.personId, detail: { reason: 'request' } },
  ]);
});

test('whoever was switched off gets no mail about a certificate, earned or revoked', async () => {
  await world.house.db.update(person).set({ deactivatedAt: world.house.now }).where(eq(person.id, world.noor.personId));
  const { certificateId } = await world.earn();
  await revoke(certificateId);
  expect(await world.mails()).toEqual([]);
});

test('a second click changes nothing: the first reason stays and no second mail goes out', async () => {
  const { certificateId } = await world.earn();
  await revoke(certificateId);
  const before = await world.house.db.select().from(certificateRevocation);
  await revoke(certificateId, 'duplicate');
  expect(await world.house.db.select().from(certificateRevocation)).toEqual(before);
  expect((await world.mails()).filter((m) => m.payload.kind === 'certificateRevoked')).toHaveLength(1);
});

test('after a revocation the rule never issues again; a leader does, with the next number and a code of its own', async () => {
  const first = await world.earn();
  await revoke(first.certificateId);
  await world.house.mark(world.last, world.noor);
  expect(await world.evaluate()).toEqual([]);
  const again = await reissue();
  expect(again.code).not.toBe(first.code);
  expect((await world.certificates()).map((c) => [c.seq, c.byId])).toEqual([
    [1, null],
    [2, world.specialist.personId],
  ]);
  expect((await openCertificate(await world.house.ctx(), again.code)).revoked).toBeNull();
  expect((await openCertificate(await world.house.ctx(), first.code)).revoked).not.toBeNull();
});

test('giving again twice, or twenty times at once, makes one', async () => {
  const first = await world.earn();
  await revoke(first.certificateId);
  const codes = await Promise.all(Array.from({ length: 20 }, () => reissue()));
  expect(new Set(codes.map((c) => c.code)).size).toBe(1);
  expect(await world.certificates()).toHaveLength(2);
});

test('nothing is given again when the rule is no longer met, or when nothing was revoked', async () => {
  await expect(reissue()).rejects.toMatchObject({ code: 'invalid' });
  const { certificateId, code } = await world.earn();
  expect(await reissue()).toEqual({ code });
  await revoke(certificateId);
  await world.house.mark(world.last, world.noor, 'absent');
  await expect(reissue()).rejects.toMatchObject({
    code: 'invalid',
    errors: [{ message: expect.stringContaining('mist nog iets') }],
  });
  expect(await world.certificates()).toHaveLength(1);
});

test('someone else’s group is not there for a specialist, and not for learners at all', async () => {
  const { certificateId } = await world.earn();
  const { house, stranger, noor, who } = world;
  const input = { ...who, certificateId, reason: 'request' as const };
  await expect(revokeCertificate(await house.ctx(stranger), input)).rejects.toMatchObject({ code: 'notFound' });
  await expect(revokeCertificate(await house.ctx(noor), input)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(revokeCertificate(await house.ctx(), input)).rejects.toMatchObject({ code: 'notSignedIn' });
  await expect(reissueCertificate(await house.ctx(stranger), who)).rejects.toMatchObject({ code: 'notFound' });
  await expect(reissueCertificate(await house.ctx(noor), who)).rejects.toMatchObject({ code: 'forbidden' });
  expect((await openCertificate(await house.ctx(), (await world.certificates())[0]?.code ?? '')).revoked).toBeNull();
});

test('a certificate of another member can not be revoked under this one’s name', async () => {
  const { certificateId } = await world.earn();
  const { house, specialist, colleague, group } = world;
  const input = { groupId: group.id, personId: colleague.personId, certificateId, reason: 'request' as const };
  await expect(revokeCertificate(await house.ctx(specialist), input)).rejects.toMatchObject({ code: 'notFound' });
});
