import { afterEach, beforeEach, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { openAttendance } from '#src/services/attendance/open.ts';
import { markEveryone } from '#src/services/attendance/mark-everyone.ts';
import { openGroup } from '#src/services/group/open.ts';
import { openPeople } from '#src/services/membership/people.ts';
import { newId } from '#src/services/new-id.ts';
import { openRunWorld, type RunWorld } from '#tests/services/run/world.ts';
import { stopwatch } from '#tests/kit/spent.ts';

let world: RunWorld;
beforeEach(async () => void (world = await openRunWorld(Array.from({ length: 300 }, (_, n) => `Persoon ${n}`))));
afterEach(() => world.house.close());

/** Far above what it takes, and far below what it took if a page asked the database for each of them apart. */
const longest = 3000;
async function within<T>(read: () => Promise<T>): Promise<T> {
  const spent = stopwatch();
  const answer = await read();
  expect(spent()).toBeLessThan(longest);
  return answer;
}

test('a group of three hundred: every page has them all, and everybody can be marked in one tap', async () => {
  const { house, group, samira, at } = world;
  const ctx = await house.ctx(samira);
  await world.lead({ kind: 'prepare' });
  const code = await world.code();
  for (const who of world.people.slice(0, 20)) await world.scan(who, code);
  const page = await within(() => openGroup(ctx, { groupId: group.id }));
  expect(JSON.stringify(page)).toContain('Persoon 299');
  const people = await within(() => openPeople(ctx, { groupId: group.id, filter: '' }));
  expect(people.counts).toMatchObject({ active: 300 });
  expect(JSON.stringify(await within(() => openAttendance(ctx, at)))).toContain('Persoon 299');
  expect(JSON.stringify(await within(() => world.screen()))).toContain('300');
  await within(() => markEveryone(ctx, { ...at, clientKey: newId() }));
  expect(await house.db.select().from(table.attendanceMark)).toHaveLength(300);
}, 60_000);
