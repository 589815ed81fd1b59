import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { runNight } from '#src/services/night/run.ts';
import { openLocalWorld, type LocalWorld } from './world.ts';

let world: LocalWorld;
beforeEach(async () => void (world = await openLocalWorld()));
afterEach(() => world.house.close());

const night = async () => runNight(await world.house.ctx());
const mails = async () =>
  (await world.house.db.select().from(table.outbox)).filter((mail) => mail.payload.kind === 'localReminder');

/** One text out of date, one without an owner. */
async function neglect() {
  await world.save('tekst', { reviewBy: '2027-02-12' });
  await world.save('tekst', { slotId: 'partners', ownerId: world.noor.personId });
  await world.leave(world.noor);
  world.later(4);
}

test('the specialists hear how much there is to do, in one mail each', async () => {
  await neglect();
  await world.house.db.insert(table.referral).values({
    id: 'r',
    libraryId: world.library,
    topic: 'work',
    organisation: 'Werkplein',
    purpose: 'Werk',
    how: 'Bel',
    contact: 'Werkplein',
    ownerId: world.noor.personId,
    checkedAt: world.house.now,
    reviewBy: '2027-02-01',
  });
  expect(await night()).toMatchObject({ kind: 'done', reminded: 2 });
  const sent = await mails();
  expect(sent.map((mail) => mail.payload.to).sort()).toEqual([world.samira.email, world.second.email].sort());
  expect(sent[0]?.payload.values).toMatchObject({
    library: 'Bibliotheek Duinrand',
    stale: 'één vak en één regel van de sociale kaart',
    ownerless: 'één vak en één regel van de sociale kaart',
    empty: `${world.house.catalogue.slots.size - 2} vakken`,
    link: 'http://127.0.0.1:4321/bij-ons',
  });
  expect(world.house.mailCalls).toBe(1);
});

test('once a month: not the night after, not when the outbox has forgotten it, and again in the month that follows', async () => {
  await neglect();
  await night();
  world.later(1);
  expect(await night()).toMatchObject({ kind: 'done', reminded: 0 });
  await world.house.db.delete(table.outbox);
  world.later(10);
  expect(await night()).toMatchObject({ kind: 'done', reminded: 0 });
  world.later(8);
  expect(await night()).toMatchObject({ kind: 'done', reminded: 2 });
});

test('twice at once is one mail a person', async () => {
  await neglect();
  const { remindLocal } = await import('#src/services/local/remind.ts');
  const ctx = await world.house.ctx();
  await Promise.all(Array.from({ length: 10 }, () => remindLocal(ctx)));
  expect(await mails()).toHaveLength(2);
});

test('a library where everything is in order, or only empty, hears nothing', async () => {
  await night();
  world.later(1);
  await world.save('tekst');
  world.later(1);
  await night();
  expect(await mails()).toEqual([]);
});

test('only who works there today as a specialist, with an account that is on and was used', async () => {
  await neglect();
  await world.leave(world.second);
  await world.house.person({ role: 'educationSpecialist', organisationId: world.library, password: null });
  await world.deactivate(await world.house.specialist(world.library, 'Uitgezet'));
  await world.house.specialist(await world.house.library(), 'Elders');
  await night();
  expect((await mails()).map((mail) => mail.payload.to)).toEqual([world.samira.email]);
});

test('a library that ended hears nothing', async () => {
  await neglect();
  await world.house.db
    .update(table.organisation)
    .set({ endedAt: world.house.now })
    .where(eq(table.organisation.id, world.library));
  await night();
  expect(await mails()).toEqual([]);
});
