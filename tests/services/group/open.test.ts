import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Client } from '@libsql/client';
import * as table from '#src/db/schema/index.ts';
import { openAttendance } from '#src/services/attendance/open.ts';
import { openGroup } from '#src/services/group/open.ts';
import { listGroups } from '#src/services/group/list.ts';
import { openMeeting } from '#src/services/meeting/open.ts';
import { openGroupWorld, type GroupWorld } from '#tests/services/attendance/world.ts';

let world: GroupWorld;
beforeEach(async () => {
  world = await openGroupWorld(['Anna', 'Bram', 'Carla']);
});
afterEach(() => world.house.close());

const list = async (by = world.samira) => listGroups(await world.house.ctx(by));
const group = async () => openGroup(await world.house.ctx(world.samira), { groupId: world.group.id });

describe('the list of groups', () => {
  test('counts who is ready, and asks for attendance first', async () => {
    await world.almostDone(world.person('Anna'));
    await world.tap('Anna', 'present');
    const { groups } = await list();
    expect(groups).toMatchObject([{ ready: '1 van 3 klaar' }]);
    expect(groups[0]?.lines.map((l) => l.kind)).toEqual(['openAttendance', 'openAttendance', 'next']);
    expect(groups[0]?.lines[0]?.href).toContain('/bijeenkomsten/1/');
  });

  test('holds the groups of one’s own library and those one leads, of no other', async () => {
    const elsewhere = await world.house.library('Bibliotheek Heuvelland');
    const ruben = await world.house.specialist(elsewhere, 'Ruben');
    await world.house.group({ libraryId: elsewhere, name: 'Heuvelland' });
    await world.house.group({ libraryId: world.library, name: 'Zonder leider' });
    expect((await list(ruben)).groups.map((g) => g.name)).toEqual(['Heuvelland']);
    expect((await list()).groups).toHaveLength(2);
    await world.house.group({ libraryId: elsewhere, name: 'Geleid', leaders: [world.samira] });
    const led = await list();
    expect(led.groups.map((g) => g.name)).toContain('Geleid');
    expect(led.manyLibraries).toBe(true);
  });

  test('keeps closed groups apart', async () => {
    await world.house.db.update(table.learningGroup).set({ closedAt: world.house.now });
    expect(await list()).toMatchObject({ groups: [], closed: [{ ready: '0 van 3 klaar' }] });
  });

  test('where no meeting is asked, a proof of participation is ready', async () => {
    const library = await world.house.library();
    const boss = await world.house.specialist(library);
    const anna = await world.house.learner(library);
    const made = await world.house.group({ libraryId: library, members: [anna], meetings: 0 });
    await world.house.certificate(made.id, made.ruleId, anna, 'participation');
    expect((await list(boss)).groups[0]?.ready).toBe('1 van 1 klaar');
  });
});

describe('the group page', () => {
  test('shows how far each is and what is missing, and nothing of answers or scores', async () => {
    await world.house.pass(world.person('Anna'), 'landelijke-context');
    await world.tap('Anna', 'absent');
    const page = await group();
    expect(page.leaders).toEqual(['Samira Haddad']);
    expect(page.members[0]).toMatchObject({
      name: 'Anna',
      modulesPassed: 1,
      modules: [
        { number: 1, passed: true },
        { number: 3, passed: false },
      ],
      meetings: [{ word: 'niet ingevuld' }, { word: 'afwezig' }, { word: 'niet ingevuld' }],
      certificate: null,
      missing: 'Module 3 en bijeenkomsten 1, 2 (was afwezig) en 3.',
    });
    expect(JSON.stringify(page)).not.toMatch(/score|answer|attempt/i);
  });

  test('keeps who left apart, out of the count', async () => {
    await world.house.db.update(table.membership).set({ leftAt: world.house.now });
    await world.house.join(world.group.id, await world.house.learner(world.library, 'Nieuw'));
    const page = await group();
    expect(page.ready).toBe('0 van 1 klaar');
    expect(page.left.map((m) => m.name)).toEqual(['Anna', 'Bram', 'Carla']);
  });
});

test('the number of queries does not grow with the people of a group', async () => {
  const count = async (size: number) => {
    const large = await openGroupWorld(Array.from({ length: size }, (_, i) => `Persoon ${i}`));
    await large.almostDone(...large.people);
    await large.everyone();
    const ctx = await large.house.ctx(large.samira);
    const counted: number[] = [];
    for (const page of [
      () => listGroups(ctx),
      () => openGroup(ctx, { groupId: large.group.id }),
      () => openMeeting(ctx, { groupId: large.group.id, nr: 2 }),
      () => openAttendance(ctx, large.at),
    ]) {
      const { $client: client } = large.house.db as unknown as { $client: Client };
      const execute = client.execute.bind(client);
      let queries = 0;
      client.execute = ((...args: Parameters<typeof execute>) => {
        queries++;
        return execute(...args);
      }) as typeof client.execute;
      await page();
      client.execute = execute;
      counted.push(queries);
    }
    await large.house.close();
    return counted;
  };
  const few = await count(2);
  const many = await count(40);
  expect(many).toEqual(few);
  expect(Math.min(...many)).toBeGreaterThan(3);
  expect(Math.max(...many)).toBeLessThanOrEqual(24);
}, 60_000);
