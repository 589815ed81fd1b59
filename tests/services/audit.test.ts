import { afterEach, beforeEach, expect, test } from 'vitest';
import { auditEvent } from '#src/db/schema/index.ts';
import { recordDenial } from '#src/services/audit.ts';
import { openGroup } from '#src/services/group/open.ts';
import { openTestHouse, type House } from '#tests/kit/house.ts';

let house: House;
beforeEach(async () => void (house = await openTestHouse()));
afterEach(() => house.close());

const events = () => house.db.select().from(auditEvent);

test.each([
  ['somebody else’s group', 'specialist', 'notFound'],
  ['what the role never may', 'learner', 'forbidden'],
] as const)('who was refused %s is kept: who, when and what', async (_, role, code) => {
  const group = await house.group({ libraryId: await house.library(), name: 'Najaar', members: [] });
  const who = await house[role](await house.library());
  const ctx = await house.ctx(who);
  await expect(openGroup(ctx, { groupId: group.id })).rejects.toMatchObject({ code });
  await recordDenial(ctx, { path: `/groepen/${group.id}` });
  expect(await events()).toMatchObject([
    {
      kind: 'denied',
      at: house.now,
      actorId: who.personId,
      entity: 'page',
      entityId: `/groepen/${group.id}`,
      detail: { permission: 'group:view' },
    },
  ]);
});

test('who was refused nothing leaves no trace', async () => {
  const library = await house.library();
  const group = await house.group({ libraryId: library, name: 'Najaar', members: [] });
  const ctx = await house.ctx(await house.specialist(library));
  await openGroup(ctx, { groupId: group.id });
  await recordDenial(ctx, { path: '/groepen' });
  expect(await events()).toEqual([]);
});
