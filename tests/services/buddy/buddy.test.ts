import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { proposeBuddies, putTogether } from '#src/services/buddy/arrange.ts';
import { openBuddies } from '#src/services/buddy/open.ts';
import { tickBuddyTask } from '#src/services/buddy/tick.ts';
import { openCard } from '#src/services/card/open.ts';
import type { TestPerson } from '#tests/kit/house.ts';
import { openGroupWorld, type GroupWorld } from '../attendance/world.ts';

let world: GroupWorld;
beforeEach(async () => (world = await openGroupWorld(['Anna', 'Bram', 'Carla', 'Dirk', 'Eva'])));
afterEach(() => world.house.close());

const propose = async (all = true) => proposeBuddies(await world.house.ctx(world.samira), { groupId: world.group.id, all });
const page = async () => openBuddies(await world.house.ctx(world.samira), { groupId: world.group.id });
const sets = async () =>
  (await page()).pairs
    .map((pair) =>
      pair.people
        .map((p) => p.name)
        .sort()
        .join(' '),
    )
    .sort();
const together = async (a: string, b: string) =>
  putTogether(await world.house.ctx(world.samira), {
    groupId: world.group.id,
    personId: world.person(a).personId,
    withId: world.person(b).personId,
  });
const own = async (who: string | TestPerson) =>
  (await openCard(await world.house.ctx(typeof who === 'string' ? world.person(who) : who), { groupId: null })).card?.together
    .buddies;
const member = (name: string, set: object) =>
  world.house.db
    .update(table.membership)
    .set(set)
    .where(eq(table.membership.personId, world.person(name).personId));

describe('buddies', () => {
  test('are proposed, experienced with new, and only stand once the leader takes them over', async () => {
    for (const [name, year] of [
      ['Anna', 2001],
      ['Bram', 2005],
      ['Carla', 2015],
      ['Dirk', 2024],
      ['Eva', 2026],
    ] as const)
      await world.house.db
        .update(table.employment)
        .set({ from: new Date(`${year}-05-01`) })
        .where(eq(table.employment.personId, world.person(name).personId));
    expect(await page()).toMatchObject({ proposed: true });
    expect(await own('Anna')).toBeNull();
    await propose();
    await propose();
    expect(await sets()).toEqual(['Anna Dirk', 'Bram Carla Eva']);
    expect(await own('Anna')).toMatchObject({ names: 'Dirk', note: null });
    expect((await own('Bram'))?.names).toBe('Eva en Carla');
    expect(await world.house.db.select().from(table.buddyPair)).toHaveLength(2);
  });

  test('change, and everybody keeps one place; a pair that stays keeps its tasks', async () => {
    await propose();
    await together('Anna', 'Bram');
    await together('Carla', 'Dirk');
    const before = await sets();
    expect(before.join(' ').split(' ').sort()).toEqual(['Anna', 'Bram', 'Carla', 'Dirk', 'Eva']);
    expect(before.some((set) => set.includes('Carla') && set.includes('Dirk'))).toBe(true);
    await expect(together('Anna', 'Anna')).rejects.toMatchObject({ code: 'invalid' });
    const running = (await world.house.db.select().from(table.buddyPair)).filter((p) => p.until === null);
    expect(running).toHaveLength(2);
  });

  test('a stand-in is there while a buddy rests, and no longer once they are back', async () => {
    await propose();
    await together('Anna', 'Bram');
    const trio = (await sets()).some((set) => set.includes('Anna') && set.split(' ').length === 3);
    if (trio) await together('Carla', 'Dirk');
    await member('Bram', { pausedAt: world.house.now });
    const anna = await own('Anna');
    expect(anna?.names).not.toContain('Bram');
    expect(anna?.names).not.toBe('');
    await member('Bram', { pausedAt: null });
    expect((await own('Anna'))?.names).toContain('Bram');
    expect((await own('Anna'))?.note).toBeNull();
  });

  test('who left is no buddy any more, and whoever stays gets another when the leader asks', async () => {
    await propose();
    await together('Anna', 'Bram');
    await member('Bram', { leftAt: world.house.now });
    expect((await own('Anna'))?.names).not.toContain('Bram');
    await propose(false);
    const now = await sets();
    expect(now.join(' ').split(' ').sort()).toEqual(['Anna', 'Carla', 'Dirk', 'Eva']);
    expect(now.every((set) => set.split(' ').length === 2)).toBe(true);
  });

  test('a newcomer gets a place beside the pairs that stand', async () => {
    await propose();
    const floor = await world.house.learner(world.library, 'Floor');
    await world.house.join(world.group.id, floor);
    expect((await page()).without).toEqual(['Floor']);
    await propose(false);
    expect((await page()).without).toEqual([]);
    expect((await own(floor))?.names).not.toBe('');
    expect((await sets()).every((set) => set.split(' ').length === 2)).toBe(true);
  });

  test('one ticks the small task of a module off for both', async () => {
    await propose();
    await together('Anna', 'Bram');
    const pairId = (await own('Anna'))?.pairId ?? '';
    const tick = async (who: string, done = true) =>
      tickBuddyTask(await world.house.ctx(world.person(who)), { pairId, moduleId: 'nieuwe-klanten', done });
    await tick('Anna');
    await tick('Bram');
    expect((await own('Bram'))?.tasks.map((t) => [t.moduleId, t.done])).toEqual([
      ['landelijke-context', null],
      ['nieuwe-klanten', '10 februari 2027'],
    ]);
    await tick('Bram', false);
    expect((await own('Anna'))?.tasks.every((t) => t.done === null)).toBe(true);
    const others = await Promise.all(['Carla', 'Dirk', 'Eva'].map(async (n) => ({ n, pair: (await own(n))?.pairId })));
    const outside = others.find((o) => o.pair !== pairId)?.n ?? '';
    await expect(tick(outside)).rejects.toMatchObject({ code: 'notFound' });
    await expect(
      tickBuddyTask(await world.house.ctx(world.person('Anna')), { pairId, moduleId: 'boekstart', done: true }),
    ).rejects.toMatchObject({ code: 'notFound' });
  });

  test('are the leader’s business: no participant and no other library', async () => {
    const other = await world.house.specialist(await world.house.library());
    for (const who of [world.person('Anna'), other])
      await expect(proposeBuddies(await world.house.ctx(who), { groupId: world.group.id, all: true })).rejects.toThrow();
  });
});
