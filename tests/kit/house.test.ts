import { afterEach, expect, test } from 'vitest';
import { loadStanding } from '#src/services/certificate/load-standing.ts';
import { issueWhenEarned } from '#src/services/certificate/issue-when-earned.ts';
import { openTestHouse, testModules, type House } from './house.ts';

let house: House;
afterEach(() => house.close());

test('the world of the tests holds a group whose member earns a certificate by the last fact, once', async () => {
  house = await openTestHouse();
  const library = await house.library();
  const noor = await house.learner(library, 'Noor de Wit');
  const group = await house.group({ libraryId: library, members: [noor] });
  for (const module of testModules) await house.pass(noor, module);
  for (const meeting of group.meetings.slice(0, 2)) await house.mark(meeting.moments[0]?.id ?? '', noor);
  const before = await loadStanding(house.db, house.catalogue, group.id, [noor.personId]);
  expect(before?.people.get(noor.personId)?.decision).toMatchObject({ kind: 'notYet', missing: [{ kind: 'meeting', nr: 3 }] });

  await house.mark(group.meetings[2]?.moments[0]?.id ?? '', noor);
  const ctx = await house.ctx();
  const evaluate = () => house.db.transaction((tx) => issueWhenEarned(tx, ctx, { groupId: group.id, personId: noor.personId }));
  expect(await evaluate()).toHaveLength(1);
  expect(await evaluate()).toHaveLength(0);
});
