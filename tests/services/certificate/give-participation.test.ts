import { and, eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { membership } from '#src/db/schema/index.ts';
import { giveParticipation } from '#src/services/certificate/give-participation.ts';
import { openCertificate } from '#src/services/certificate/open.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => void (world = await openWorld()));
afterEach(() => world.house.close());

const give = async (leaves = false, personId = world.noor.personId) =>
  giveParticipation(await world.house.ctx(world.specialist), { ...world.who, personId, leaves });
const left = async () => {
  const [row] = await world.house.db
    .select()
    .from(membership)
    .where(and(eq(membership.groupId, world.who.groupId), eq(membership.personId, world.who.personId)));
  return row?.leftAt ?? null;
};

test('who stops half-way gets a proof of exactly what was done, and a mail; once', async () => {
  const { code } = await give();
  expect(await give()).toEqual({ code });
  const view = await openCertificate(await world.house.ctx(), code);
  expect(view.title).toBe('Bewijs van deelname');
  expect(view.modules).toHaveLength(2);
  expect(view.meetings.map((m) => m.title)).toEqual(['1. Kick-off', '2. Wat doen wij op onze locatie?']);
  expect((await world.mails()).map((m) => m.payload.values.award)).toEqual(['bewijs van deelname']);
  expect(await world.certificates()).toMatchObject([{ kind: 'participation', byId: world.specialist.personId }]);
  expect(await left()).toBeNull();
});

test('by choice the person leaves the group; otherwise the certificate can still be earned', async () => {
  await give();
  const issued = await world.earn();
  expect(issued.award).toBe('certificate');
  await expect(give(true)).resolves.toBeDefined();
  expect(await left()).toEqual(world.house.now);
  expect(await world.events('groupChanged')).toHaveLength(1);
});

test('nothing done, or everything done, gives no proof of participation', async () => {
  await expect(give(false, world.colleague.personId)).rejects.toMatchObject({
    code: 'invalid',
    errors: [{ message: expect.stringContaining('nog niets afgerond') }],
  });
  await world.earn();
  await expect(give()).rejects.toMatchObject({ errors: [{ message: expect.stringContaining('al een certificaat') }] });
  expect(await world.certificates()).toHaveLength(1);
});

test('only who leads the group gives it', async () => {
  const { house, stranger, noor, who } = world;
  await expect(giveParticipation(await house.ctx(stranger), { ...who, leaves: false })).rejects.toMatchObject({
    code: 'notFound',
  });
  await expect(giveParticipation(await house.ctx(noor), { ...who, leaves: false })).rejects.toMatchObject({ code: 'forbidden' });
  expect(await world.certificates()).toHaveLength(0);
});
