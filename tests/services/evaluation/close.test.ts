import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { erasePersonRows } from '#src/db/queries/erase.ts';
import * as table from '#src/db/schema/index.ts';
import { closeRounds } from '#src/services/evaluation/close.ts';
import { openCard } from '#src/services/card/open.ts';
import { waitingByMail } from '#src/services/evaluation/waiting.ts';
import { sendWeekOverviews } from '#src/services/reminder/week.ts';
import { openAskWorld, type AskWorld } from './world.ts';

let world: AskWorld;
beforeEach(async () => {
  world = await openAskWorld();
});
afterEach(() => world.house.close());

const rounds = async () =>
  (await world.house.db.select().from(table.questionnaireRound)).map((r) => [r.pilotLibraryId, r.round, r.asked]);
const returns = () => world.house.db.select().from(table.questionnaireReturn);
const close = async () => closeRounds(await world.house.ctx());
const waiting = async (index = 0) => (await openCard(await world.house.ctx(world.people[index]), { groupId: null })).waiting;

test('a round closes once its days are over: how many were asked stays, who answered goes', async () => {
  for (const who of world.people.slice(0, 3)) await world.fill(who);
  world.day(13);
  expect(await close()).toBe(0);
  world.day(14);
  expect(await Promise.all([close(), close()]).then((n) => n[0] + n[1])).toBe(1);
  expect(await rounds()).toEqual([[world.part, 0, 6]]);
  expect(await returns()).toEqual([]);
  expect(await world.house.db.select().from(table.questionnaireAnswer)).toHaveLength(3);
  expect(await close()).toBe(0);
});

test('nights that were missed are made up for, and whoever came later is not counted', async () => {
  await world.house.db.update(table.membership).set({ joinedAt: world.house.now });
  world.day(60);
  await world.house.join(world.group.id, await world.house.learner(world.library));
  expect(await close()).toBe(2);
  expect((await rounds()).sort()).toEqual([
    [world.part, 0, 6],
    [world.part, 6, 6],
  ]);
});

test('a library that came in after a round has no such round, and one that left before it neither', async () => {
  world.day(20);
  const late = await world.join(5);
  await world.house.db.update(table.pilotLibrary).set({ endedAt: world.house.now }).where(eq(table.pilotLibrary.id, world.part));
  world.day(60);
  await close();
  expect(await rounds()).toEqual(
    expect.arrayContaining([
      [world.part, 0, 6],
      [late.part, 6, 5],
    ]),
  );
  expect(await rounds()).toHaveLength(2);
});

test('a return that comes back after closing goes the next night', async () => {
  world.day(14);
  await close();
  const [who] = world.people;
  await world.house.db
    .insert(table.questionnaireReturn)
    .values({ pilotLibraryId: world.part, round: 0, personId: who?.personId ?? '' });
  await close();
  expect(await returns()).toEqual([]);
});

test('who takes a rest is not counted, who answered and went is', async () => {
  const [first, second] = world.people;
  await world.fill(first as never);
  const set = (personId: string | undefined, values: object) =>
    world.house.db
      .update(table.membership)
      .set(values)
      .where(eq(table.membership.personId, personId ?? ''));
  await set(first?.personId, { leftAt: world.house.now });
  await set(second?.personId, { pausedAt: world.house.now });
  world.day(14);
  await close();
  expect(await rounds()).toEqual([[world.part, 0, 5]]);
});

test('the card asks while the round is open, until it is filled in; who rests is left alone', async () => {
  expect(await waiting()).toEqual([
    {
      title: 'Vragenlijst van de pilot',
      detail: 'vier minuten, zonder naam. Kan tot en met 21 februari 2027.',
      href: `/vragenlijst/${world.part}/0`,
    },
  ]);
  await world.fill(world.people[0] as never);
  expect(await waiting()).toEqual([]);
  await world.house.db.update(table.membership).set({ pausedAt: world.house.now });
  expect(await waiting(1)).toEqual([]);
  await world.house.db.update(table.membership).set({ pausedAt: null });
  world.day(14);
  expect(await waiting(1)).toEqual([]);
});

test('the mail of the week asks twice a round at most, and never who filled it in, rests, switched it off or never came in', async () => {
  const [a, b, c, d] = world.people;
  await world.fill(a as never);
  const { db } = world.house;
  await db
    .update(table.membership)
    .set({ pausedAt: world.house.now })
    .where(eq(table.membership.personId, b?.personId ?? ''));
  await db
    .update(table.account)
    .set({ passwordHash: null })
    .where(eq(table.account.personId, c?.personId ?? ''));
  await db.insert(table.mailOff).values({ personId: d?.personId ?? '', kind: 'weekOverview', at: world.house.now });
  expect((await waitingByMail(await world.house.ctx())).size).toBe(3);
  for (let days = -1; days < 30; days++) {
    world.day(days);
    await sendWeekOverviews(await world.house.ctx());
  }
  const mails = (await db.select().from(table.outbox)).filter((mail) => JSON.stringify(mail.payload).includes('vragenlijst'));
  const asked = Map.groupBy(mails, (mail) => mail.personId);
  expect([...asked.keys()].sort()).toEqual(
    world.people
      .slice(4)
      .map((who) => who.personId)
      .sort(),
  );
  expect([...asked.values()].map((own) => own.length)).toEqual([2, 2]);
});

test('erasing someone takes the return and leaves the answer, which nobody can find', async () => {
  const [who] = world.people;
  if (!who) throw new Error('nobody');
  await world.fill(who);
  await world.house.db.transaction((tx) =>
    erasePersonRows(tx, { personIds: [who.personId], facelessId: 'x', keepsCertificates: false, now: world.house.now }),
  );
  expect(await returns()).toEqual([]);
  expect(await world.house.db.select().from(table.questionnaireAnswer)).toHaveLength(1);
  world.day(14);
  await close();
  expect((await rounds())[0]?.[2]).toBe(5);
});
