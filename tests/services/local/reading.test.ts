import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { chooseBranch } from '#src/services/local/choose-branch.ts';
import { openLocal } from '#src/services/local/open.ts';
import { slotParts } from '#src/services/local/parts.ts';
import { readLocal } from '#src/services/local/read.ts';
import { openLesson } from '#src/services/lesson/open.ts';
import type { TestPerson } from '#tests/kit/house.ts';
import { openLocalWorld, type LocalWorld } from './world.ts';

let world: LocalWorld;
beforeEach(async () => void (world = await openLocalWorld()));
afterEach(() => world.house.close());

const part = async (who: TestPerson = world.noor, slot = 'activities') =>
  (await slotParts(await world.house.ctx(who), [slot]))[slot];
const workAt = (who: TestPerson, branchId: string | null) =>
  world.house.db.update(table.employment).set({ branchId }).where(eq(table.employment.personId, who.personId));

describe('a place in a lesson', () => {
  test('has the text of the reader’s library with its date and owner', async () => {
    await world.save('Taalcafé op donderdag');
    expect(await part()).toEqual({
      title: 'Onze activiteiten',
      text: 'Taalcafé op donderdag',
      where: 'Bibliotheek Duinrand',
      checked: 'Nagekeken op 10 februari 2027. Weet je meer of klopt het niet? Zeg het tegen Samira Haddad.',
      stale: false,
      document: null,
    });
    world.later(200);
    expect(await part()).toMatchObject({ stale: true });
  });

  test('without a text says nothing, so that the lesson’s own text stands there', async () => {
    expect(await part()).toMatchObject({ title: 'Onze activiteiten', text: null, where: null });
    await world.save('in Zeedorp', { branchId: world.branches.zeedorp });
    expect(await part()).toMatchObject({ text: null });
    const adviser = await world.house.person({ role: 'adviser' });
    expect(await part(adviser)).toMatchObject({ text: null });
  });

  test('prefers the branch of the reader, until that text is taken away', async () => {
    await world.save('overal');
    await world.save('in Zeedorp', { branchId: world.branches.zeedorp });
    expect((await part())?.text).toBe('overal');
    await workAt(world.noor, world.branches.zeedorp);
    expect(await part()).toMatchObject({ text: 'in Zeedorp', where: 'Bibliotheek Duinrand, Zeedorp' });
    await workAt(world.noor, world.branches.centrum);
    expect((await part())?.text).toBe('overal');
    await chooseBranch(await world.house.ctx(world.noor), { branchId: world.branches.zeedorp });
    expect((await part())?.text).toBe('in Zeedorp');
    await world.house.db
      .update(table.branch)
      .set({ endedAt: world.house.now })
      .where(eq(table.branch.id, world.branches.zeedorp));
    expect((await part())?.text).toBe('overal');
  });

  test('never has the text of another library', async () => {
    await world.save('van Duinrand');
    const heuvelland = await world.house.library('Bibliotheek Heuvelland');
    const joost = await world.house.learner(heuvelland);
    expect((await part(joost))?.text).toBeNull();
    await world.leave(world.noor);
    expect((await part())?.text).toBeNull();
  });

  test('no longer names an owner who left', async () => {
    await world.save('tekst', { ownerId: world.noor.personId });
    await world.leave(world.noor);
    expect((await part(world.second))?.checked).toBe('Nagekeken op 10 februari 2027.');
  });

  test('a new national text, or a new version of the module, leaves the library’s text as it was', async () => {
    await world.save('van ons');
    const slots = new Map(world.house.catalogue.slots);
    const slot = slots.get('activities');
    if (slot) slots.set('activities', { ...slot, title: 'Nieuwe titel', general: 'Een nieuwe algemene tekst.' });
    const ctx = await world.house.ctx(world.noor, { catalogue: { ...world.house.catalogue, slots } });
    expect((await slotParts(ctx, ['activities']))['activities']).toMatchObject({ title: 'Nieuwe titel', text: 'van ons' });
    expect((await world.texts()).map((row) => row.body)).toEqual(['van ons']);
  });

  test('costs one statement for all slots of a lesson, and none where there is no slot', async () => {
    const ids = [...world.house.catalogue.slots.keys()];
    const asked: string[] = [];
    const ctx = await world.house.ctx(world.noor);
    await slotParts(ctx, ids);
    const client = (ctx.db as unknown as { $client: { execute: (...args: unknown[]) => unknown } }).$client;
    const execute = client.execute.bind(client);
    client.execute = (...args) => {
      asked.push(JSON.stringify(args[0]));
      return execute(...args);
    };
    await slotParts(ctx, ids);
    expect(asked).toHaveLength(1);
    await slotParts(ctx, []);
    expect(asked).toHaveLength(1);
    client.execute = execute;
  });

  test('stands in the lesson that asks for it', async () => {
    const module = [...world.house.catalogue.modules.values()].find((m) => m.lessons.some((l) => l.parts.slots.length > 0));
    const lesson = module?.lessons.find((l) => l.parts.slots.length > 0);
    const course = [...world.house.catalogue.courses.values()].find((c) => c.modules.includes(module?.id ?? ''));
    const slot = lesson?.parts.slots[0] ?? '';
    await world.save('zo doen wij het', {
      slotId: slot,
      documentTitle: 'Stuk',
      documentDate: '2026-01-01',
      documentPlace: 'Kast',
    });
    const view = await openLesson(await world.house.ctx(world.noor), {
      course: course?.id ?? '',
      module: module?.id ?? '',
      lesson: lesson?.slug ?? '',
    });
    expect(view.parts.slots[slot]?.text).toBe('zo doen wij het');
  });
});

describe('whose texts one reads', () => {
  test('of two libraries that of the newest choice, else of the oldest job', async () => {
    await world.save('van Duinrand');
    const heuvelland = await world.house.library('Bibliotheek Heuvelland');
    const markt = await world.branch('Markt', heuvelland);
    await world.house.employ(world.noor, 'learner', heuvelland, new Date('2026-06-01T00:00:00Z'));
    expect((await readLocal(await world.house.ctx(world.noor))).libraryName).toBe('Bibliotheek Duinrand');
    await chooseBranch(await world.house.ctx(world.noor), { branchId: markt });
    const reading = await readLocal(await world.house.ctx(world.noor));
    expect(reading).toMatchObject({ libraryName: 'Bibliotheek Heuvelland', branchName: 'Markt', filled: [] });
    expect(reading.branches.map((b) => b.label)).toContain('Bibliotheek Duinrand, Zeedorp');
    world.later(1);
    await chooseBranch(await world.house.ctx(world.noor), { branchId: world.branches.centrum });
    expect((await readLocal(await world.house.ctx(world.noor))).filled.map((s) => s.text)).toEqual(['van Duinrand']);
    expect(await world.house.db.select().from(table.branchChoice)).toHaveLength(2);
  });

  test('a branch of a library where one doesn’t work can’t be chosen', async () => {
    const elsewhere = await world.branch('Elders', await world.house.library());
    const ctx = await world.house.ctx(world.noor);
    for (const branchId of [elsewhere, 'bestaat-niet'])
      await expect(chooseBranch(ctx, { branchId })).rejects.toMatchObject({ code: 'notFound' });
    await expect(chooseBranch(await world.house.ctx(), { branchId: elsewhere })).rejects.toMatchObject({ code: 'notSignedIn' });
  });
});

describe('the page to read', () => {
  test('has every slot that is filled in, and says whom to ask for the others', async () => {
    await world.save('overal');
    await world.save('partners', { slotId: 'partners', branchId: world.branches.zeedorp });
    const page = await openLocal(await world.house.ctx(world.noor), {});
    if (page.kind !== 'reading') throw new Error('a learner reads');
    expect(page.reading.filled.map((s) => s.id)).toEqual(['activities']);
    expect(page.reading.empty).toHaveLength(world.house.catalogue.slots.size - 1);
    expect(page.reading.ask).toBe('Bas Terwindt of Samira Haddad');
  });

  test('a specialist gets the work, and can read as a colleague does', async () => {
    const ctx = await world.house.ctx(world.samira);
    expect((await openLocal(ctx, {})).kind).toBe('work');
    expect(await readLocal(ctx)).toMatchObject({ libraryName: 'Bibliotheek Duinrand', ask: 'Bas Terwindt', manages: true });
  });

  test('who works at no library is refused', async () => {
    for (const role of ['adviser', 'administrator'] as const)
      await expect(openLocal(await world.house.ctx(await world.house.person({ role })), {})).rejects.toMatchObject({
        code: 'forbidden',
      });
  });
});
