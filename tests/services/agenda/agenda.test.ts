import { afterEach, beforeEach, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { openAgenda } from '#src/services/agenda/open.ts';
import { saveAgenda } from '#src/services/agenda/save.ts';
import { openGuide } from '#src/services/meeting/open-guide.ts';
import { openRunWorld, type RunWorld } from '#tests/services/run/world.ts';

let world: RunWorld;
beforeEach(async () => {
  world = await openRunWorld();
});
afterEach(() => world.house.close());

const place = () => ({ groupId: world.group.id, nr: 2 });
const open = async (typed?: Parameters<typeof openAgenda>[1]['typed'], by = world.samira) =>
  openAgenda(await world.house.ctx(by), { ...place(), ...(typed ? { typed } : {}) });

test('begins with the guide, is kept as the leader made it, and the guide follows', async () => {
  const page = await open();
  expect(page.adapted).toBeNull();
  expect(page.total).toBe(90);
  const parts = page.parts.map((p, i) => (i === 0 ? { ...p, title: 'Koffie', minutes: '15' } : p));
  await saveAgenda(await world.house.ctx(world.samira), { ...place(), parts, seen: page.seen });
  const after = await open();
  expect(after.parts[0]).toMatchObject({ title: 'Koffie', minutes: '15' });
  expect(after.fits).toMatchObject({ ok: false });
  expect(after.adapted).toContain('Samira Haddad');
  const guide = await openGuide(await world.house.ctx(world.samira), place());
  expect(guide.agenda[0]?.title).toBe('Koffie');
  expect(guide.minutes).toBe(after.total);
  expect(guide.adapted).toContain('Samira Haddad');
});

test('a button changes the form and keeps nothing', async () => {
  const { parts } = await open();
  const moved = await open({ parts, button: 'omlaag:0' });
  expect(moved.parts[1]).toEqual(parts[0]);
  expect(moved.focus).toBe(1);
  expect((await open({ parts: parts.slice(0, 2), button: 'terug' })).parts).toEqual(parts);
  expect(await world.house.db.select().from(table.meetingAgenda)).toEqual([]);
});

test('says at which field something is missing, and who was first', async () => {
  const ctx = await world.house.ctx(world.samira);
  const { parts, seen } = await open();
  const wrong = parts.map((p, i) => (i === 1 ? { ...p, title: '' } : p));
  await expect(saveAgenda(ctx, { ...place(), parts: wrong, seen })).rejects.toMatchObject({
    code: 'invalid',
    errors: [{ field: 'titel:1' }],
  });
  const first = parts.map((p, i) => (i === 0 ? { ...p, title: 'Een' } : p));
  await saveAgenda(ctx, { ...place(), parts: first, seen });
  await saveAgenda(ctx, { ...place(), parts: first, seen }); // the same press twice
  await expect(saveAgenda(ctx, { ...place(), parts, seen })).rejects.toMatchObject({ code: 'conflict' });
  expect(await world.house.db.select().from(table.meetingAgenda)).toHaveLength(1);
});

test('screens of a meeting that runs follow at once', async () => {
  await world.lead({ kind: 'start' });
  const screen = world.listen('all');
  const { parts, seen } = await open();
  const next = parts.map((p, i) => (i === 0 ? { ...p, title: 'Koffie' } : p));
  await saveAgenda(await world.house.ctx(world.samira), { ...place(), parts: next, seen });
  expect(screen.heard).toHaveLength(1);
  expect((await world.screen()).part?.title).toBe('Koffie');
});

test('a meeting of one’s own has an agenda too; it is for who leads the group', async () => {
  await world.house.db.update(table.meeting).set({ templateId: null });
  expect((await open()).parts).toHaveLength(3);
  await expect(open(undefined, world.person('Anna'))).rejects.toMatchObject({ code: 'forbidden' });
  const elsewhere = await world.house.specialist(await world.house.library());
  await expect(open(undefined, elsewhere)).rejects.toMatchObject({ code: 'notFound' });
});
