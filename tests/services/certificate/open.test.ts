import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCertificate } from '#src/services/certificate/open.ts';
import { openMember } from '#src/services/certificate/open-member.ts';
import { printCertificate } from '#src/services/certificate/print.ts';
import { addCertificateName } from '#src/services/certificate/rename.ts';
import { revokeCertificate } from '#src/services/certificate/revoke.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => void (world = await openWorld()));
afterEach(() => world.house.close());

test('anyone with the code sees it; the print is for its owner and who leads the group', async () => {
  const { house, noor, colleague, specialist, stranger } = world;
  const { code } = await world.earn();
  expect(await openCertificate(await house.ctx(), code)).toMatchObject({ name: 'Noor de Wit', mine: false, pdf: null });
  expect(await openCertificate(await house.ctx(noor), code)).toMatchObject({ mine: true, pdf: `/certificaten/${code}.pdf` });
  expect(await openCertificate(await house.ctx(specialist), code)).toMatchObject({
    mine: false,
    pdf: `/certificaten/${code}.pdf`,
  });
  for (const who of [colleague, stranger]) {
    expect((await openCertificate(await house.ctx(who), code)).pdf).toBeNull();
    await expect(printCertificate(await house.ctx(who), code)).rejects.toMatchObject({ code: 'notFound' });
  }
  await expect(printCertificate(await house.ctx(), code)).rejects.toMatchObject({ code: 'notSignedIn' });
  expect((await printCertificate(await house.ctx(noor), code)).name).toBe('Noor de Wit');
});

test('only exactly this code opens it', async () => {
  const { code } = await world.earn();
  const ctx = await world.house.ctx(world.noor);
  for (const other of [code.toUpperCase(), ` ${code}`, `${code} `, code.slice(1), `${code}0`, '%', '', code.replace(/.$/, '_')]) {
    await expect(openCertificate(ctx, other)).rejects.toMatchObject({ code: 'notFound' });
    await expect(printCertificate(ctx, other)).rejects.toMatchObject({ code: 'notFound' });
  }
});

test('what was revoked is not printed, not by its owner either', async () => {
  const { certificateId, code } = await world.earn();
  await revokeCertificate(await world.house.ctx(world.specialist), { ...world.who, certificateId, reason: 'wrongPerson' });
  await expect(printCertificate(await world.house.ctx(world.noor), code)).rejects.toMatchObject({ code: 'notFound' });
});

test('page and print show the newest name, and a name that was there already adds nothing', async () => {
  const { house, noor } = world;
  const { code } = await world.earn();
  const ctx = await house.ctx();
  const rename = (name: string) => house.db.transaction((tx) => addCertificateName(tx, ctx, { personId: noor.personId, name }));
  await rename('Noor Łukaszewska');
  await rename('Noor Łukaszewska');
  await rename('Noor de Wit-Łukaszewska');
  expect((await openCertificate(ctx, code)).name).toBe('Noor de Wit-Łukaszewska');
  expect((await printCertificate(await house.ctx(noor), code)).name).toBe('Noor de Wit-Łukaszewska');
  expect((await world.names()).map((n) => n.name)).toEqual(['Noor de Wit', 'Noor Łukaszewska', 'Noor de Wit-Łukaszewska']);
  await rename('Noor de Wit');
  expect((await openCertificate(ctx, code)).name).toBe('Noor de Wit');
});

test('who leads the group sees what a member has done and what may be done about the certificate', async () => {
  const { house, specialist, who } = world;
  const before = await openMember(await house.ctx(specialist), who);
  expect(before).toMatchObject({ name: 'Noor de Wit', missing: 1, certificates: [], reissue: null, mayGiveParticipation: true });
  expect(before.meetings.map((m) => m.text)).toEqual([
    'aanwezig op 20 januari 2027',
    'aanwezig op 27 januari 2027',
    'nog niet ingevuld',
  ]);
  const { certificateId } = await world.earn();
  expect(await openMember(await house.ctx(specialist), who)).toMatchObject({
    missing: 0,
    reissue: null,
    mayGiveParticipation: false,
  });
  await revokeCertificate(await house.ctx(specialist), { ...who, certificateId, reason: 'duplicate' });
  expect(await openMember(await house.ctx(specialist), who)).toMatchObject({
    reissue: 'certificaat',
    mayGiveParticipation: false,
    certificates: [{ revoked: { reason: 'dubbel' } }],
  });
});

test('a member’s page is there for nobody else', async () => {
  const { house, stranger, noor, colleague, specialist, who } = world;
  await expect(openMember(await house.ctx(stranger), who)).rejects.toMatchObject({ code: 'notFound' });
  await expect(openMember(await house.ctx(noor), who)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(openMember(await house.ctx(colleague), who)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(openMember(await house.ctx(specialist), { ...who, personId: stranger.personId })).rejects.toMatchObject({
    code: 'notFound',
  });
});
