import { afterEach, beforeEach, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { expectPeople } from '#src/services/meeting/expect.ts';
import { openDivision } from '#src/services/meeting/open-division.ts';
import { openGroupWorld, type GroupWorld } from '#tests/services/attendance/world.ts';

let world: GroupWorld;
let tuesday: string;
let thursday: string;
beforeEach(async () => {
  world = await openGroupWorld(['Anna', 'Bram', 'Carla']);
  tuesday = world.meetings.third.moments[0]?.id ?? '';
  thursday = await world.house.moment(world.meetings.third.id, new Date('2027-02-19T09:00:00Z'));
});
afterEach(() => world.house.close());

const at = () => ({ groupId: world.group.id, nr: 3 });
const choose = async (choices: [string, string | null, string | null][], rest: string | null = null) =>
  expectPeople(await world.house.ctx(world.samira), {
    ...at(),
    rest,
    choices: choices.map(([name, momentId, before]) => ({ personId: world.person(name).personId, momentId, before })),
  });
const places = async () => {
  const page = await openDivision(await world.house.ctx(world.samira), at());
  return Object.fromEntries(page.people.map((p) => [p.name, p.momentId]));
};
const told = async () => (await world.mails('meetingChanged')).map((m) => m.payload.values.name);

test('each person stands at one moment at most, and hears which once', async () => {
  await choose([
    ['Anna', tuesday, null],
    ['Bram', thursday, null],
    ['Carla', null, null],
  ]);
  expect(await places()).toEqual({ Anna: tuesday, Bram: thursday, Carla: null });
  expect(await choose([['Anna', tuesday, tuesday]])).toEqual({ moved: 0 });
  await choose([['Anna', thursday, tuesday]]);
  expect(await world.house.db.select().from(table.momentExpected)).toHaveLength(2);
  expect(await told()).toEqual(['Anna', 'Bram', 'Anna']);
});

test('who goes back to a moment they knew hears it again; the same form twice mails once', async () => {
  await choose([['Anna', tuesday, null]]);
  await choose([['Anna', thursday, tuesday]]);
  world.house.now = new Date(world.house.now.getTime() + 60_000);
  await Promise.all([choose([['Anna', tuesday, thursday]]), choose([['Anna', tuesday, thursday]])]);
  expect(await told()).toEqual(['Anna', 'Anna', 'Anna']);
});

test('who stands nowhere comes first in the list, and goes along with one button', async () => {
  await choose([['Anna', tuesday, null]]);
  const page = await openDivision(await world.house.ctx(world.samira), at());
  expect(page.people.map((p) => p.name)).toEqual(['Bram', 'Carla', 'Anna']);
  expect(page.unplaced).toBe(2);
  expect(await choose([['Bram', tuesday, null]], thursday)).toEqual({ moved: 2 });
  expect(await places()).toEqual({ Anna: tuesday, Bram: tuesday, Carla: thursday });
});

test('a form made before another leader divided the group changes nothing of that', async () => {
  await choose([['Anna', tuesday, null]]);
  await choose([
    ['Anna', null, null],
    ['Bram', thursday, null],
  ]);
  expect(await places()).toMatchObject({ Anna: tuesday, Bram: thursday });
  await choose([['Anna', thursday, null]]);
  expect(await places()).toMatchObject({ Anna: tuesday });
});

test('a moment of another meeting, or one that is off, is refused', async () => {
  await expect(choose([['Anna', world.momentId, null]])).rejects.toMatchObject({ code: 'invalid' });
  await world.house.db.update(table.moment).set({ cancelledAt: world.house.now });
  await expect(choose([['Anna', tuesday, null]])).rejects.toMatchObject({ code: 'invalid' });
});

test('of a practice group, nobody gets mail', async () => {
  await world.house.db.update(table.learningGroup).set({ kind: 'practice' });
  await choose([['Anna', tuesday, null]]);
  expect(await told()).toEqual([]);
});
