import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { confirmLocalText } from '#src/services/local/confirm.ts';
import { openSlot } from '#src/services/local/open-slot.ts';
import { listLocalWork } from '#src/services/local/overview.ts';
import { removeLocalText } from '#src/services/local/remove.ts';
import { openLocalWorld, type LocalWorld } from './world.ts';

let world: LocalWorld;
beforeEach(async () => void (world = await openLocalWorld()));
afterEach(() => world.house.close());

const place = (more: object = {}) => ({ libraryId: world.library, slotId: 'activities', branchId: null, ...more });
const typed = (seen: number, body = 'mijn tekst') => ({
  seen,
  body,
  title: '',
  date: '',
  place: '',
  ownerId: world.samira.personId,
});
const open = async (more: object = {}, by = world.samira) =>
  openSlot(await world.house.ctx(by), { ...place(), typed: null, ...more });

describe('saving', () => {
  test('adds a row with owner, date and who wrote it; older rows stay', async () => {
    await world.save('eerst');
    await world.save('later', { by: world.second });
    const rows = await world.texts();
    expect(rows.map((row) => [row.body, row.byId])).toEqual([
      ['eerst', world.samira.personId],
      ['later', world.second.personId],
    ]);
    expect(rows[1]).toMatchObject({ reviewBy: '2027-05-10', ownerId: world.samira.personId, checkedAt: world.house.now });
    expect((await open()).history).toEqual([
      { when: 'woensdag 10 februari 2027, 10 uur', what: 'veranderd', who: 'Bas Terwindt' },
      { when: 'woensdag 10 februari 2027, 10 uur', what: 'geschreven', who: 'Samira Haddad' },
    ]);
  });

  test('the same press twice is one row', async () => {
    await Promise.all([world.save('eerst', { seen: 0 }), world.save('eerst', { seen: 0 })]);
    await world.save('eerst', { seen: 0 });
    expect(await world.texts()).toHaveLength(1);
  });

  test('who comes second is told who was first, and sees both texts; nothing is lost', async () => {
    await world.save('van Bas', { by: world.second, seen: 0 });
    const late = world.save('van Samira', { seen: 0 });
    await expect(late).rejects.toMatchObject({ code: 'conflict' });
    await expect(late).rejects.toMatchObject({
      errors: [{ message: expect.stringContaining('Bas Terwindt (wo 10 feb, 10 uur) was je net voor.') }],
    });
    expect((await world.texts()).map((row) => row.body)).toEqual(['van Bas']);
    const page = await open({ typed: typed(0, 'van Samira') });
    expect(page.between).toMatchObject({ who: 'Bas Terwindt (wo 10 feb, 10 uur)', view: { text: 'van Bas' } });
    await world.save('van allebei', { seen: page.seen });
    expect((await world.texts()).map((row) => row.body)).toEqual(['van Bas', 'van allebei']);
  });

  test('of twenty people at once one is first, and each other one hears it', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => world.save(`tekst ${n}`, { seen: 0 })));
    expect(outcomes.filter((o) => o.status === 'fulfilled')).toHaveLength(1);
    expect(await world.texts()).toHaveLength(1);
  });

  test('somebody who saved for a branch does not stand in the way of the library’s text', async () => {
    await world.save('in Zeedorp', { branchId: world.branches.zeedorp, seen: 0 });
    await world.save('overal', { seen: 0 });
    expect(await world.texts()).toHaveLength(2);
  });

  test.each([
    ['eigenaar', { ownerId: 'niemand' }],
    ['nakijken', { reviewBy: '2027-02-10' }],
    ['nakijken', { reviewBy: '2029-02-11' }],
    ['nakijken', { reviewBy: '2027-02-30' }],
    ['tekst', { body: 'x'.repeat(2001) }],
    ['titel', { slotId: 'code-of-conduct', documentDate: '2026-01-01', documentPlace: 'Intranet' }],
    ['datum', { slotId: 'code-of-conduct', documentTitle: 'Code', documentDate: '2026-02-30', documentPlace: 'Intranet' }],
    ['plek', { slotId: 'code-of-conduct', documentTitle: 'Code', documentDate: '2026-01-01' }],
  ])('is refused at %s for %j', async (field, more) => {
    await expect(world.save('tekst', more)).rejects.toMatchObject({ code: 'invalid', errors: [{ field }] });
    expect(await world.texts()).toEqual([]);
  });

  test('an owner works there today', async () => {
    await world.leave(world.noor);
    await expect(world.save('tekst', { ownerId: world.noor.personId })).rejects.toMatchObject({ code: 'invalid' });
    const elsewhere = await world.house.learner(await world.house.library());
    await expect(world.save('tekst', { ownerId: elsewhere.personId })).rejects.toMatchObject({ code: 'invalid' });
    expect((await open()).owners.map((o) => o.label)).toEqual(['Kies een collega', 'Bas Terwindt', 'Samira Haddad']);
  });

  test('a BSN or account number is warned for, and only kept when the writer is sure; work mail and phone are fine', async () => {
    for (const text of ['BSN 123456782', 'Over op NL91 ABNA 0417 1643 00']) {
      await expect(world.save(text)).rejects.toMatchObject({ code: 'invalid', errors: [{ field: 'tekst' }] });
      expect((await open({ typed: typed(0, text) })).warning).toContain('lijkt op');
    }
    await world.save('Bel 06-12345678 of mail taal@duinrand.example');
    await world.save('Over op NL91 ABNA 0417 1643 00', { sure: true });
    expect(await world.texts()).toHaveLength(2);
  });

  test('a document is kept with its date and place, and a plain slot keeps none', async () => {
    const document = { documentTitle: 'Gedragscode', documentDate: '2026-01-05', documentPlace: 'Intranet' };
    await world.save('Wees vriendelijk', { slotId: 'code-of-conduct', ...document });
    await world.save('Taalcafé', document);
    expect((await world.texts()).map((row) => row.documentTitle)).toEqual(['Gedragscode', null]);
    expect((await open({ slotId: 'code-of-conduct' })).shown.document).toEqual({
      title: 'Gedragscode',
      date: '5 januari 2026',
      place: 'Intranet',
    });
  });
});

describe('“Nagekeken, klopt nog”', () => {
  test('renews both dates, keeps the text, and twice is once', async () => {
    await world.save('tekst', { reviewBy: '2027-02-20' });
    const seen = await world.seen();
    world.later(30);
    const ctx = await world.house.ctx(world.second);
    await confirmLocalText(ctx, { ...place(), seen });
    await confirmLocalText(ctx, { ...place(), seen });
    const rows = await world.texts();
    expect(rows).toHaveLength(2);
    expect(rows[1]).toMatchObject({
      body: 'tekst',
      reviewBy: '2027-06-12',
      checkedAt: world.house.now,
      ownerId: world.samira.personId,
    });
    expect((await open()).history.map((line) => line.what)).toEqual(['nagekeken', 'geschreven']);
  });

  test('is refused where someone else changed the text, and where there is none', async () => {
    const ctx = await world.house.ctx(world.samira);
    await expect(confirmLocalText(ctx, { ...place(), seen: 0 })).rejects.toMatchObject({ code: 'invalid' });
    await world.save('eerst');
    const seen = await world.seen();
    await world.save('later', { by: world.second });
    await expect(confirmLocalText(ctx, { ...place(), seen })).rejects.toMatchObject({ code: 'conflict' });
    expect(await world.texts()).toHaveLength(2);
  });
});

describe('a branch', () => {
  test('starts from the library’s text, has its own, and gives it back', async () => {
    const { zeedorp } = world.branches;
    await world.save('overal');
    const before = await open({ branchId: zeedorp });
    expect(before).toMatchObject({
      readsLibrary: true,
      filled: false,
      seen: 0,
      start: { body: 'overal' },
      branchName: 'Zeedorp',
    });
    await world.save('in Zeedorp', { branchId: zeedorp });
    expect((await open({ branchId: zeedorp })).shown).toMatchObject({
      text: 'in Zeedorp',
      where: 'Bibliotheek Duinrand, Zeedorp',
    });
    const ctx = await world.house.ctx(world.samira);
    const seen = await world.seen('activities', zeedorp);
    await removeLocalText(ctx, { ...place({ branchId: zeedorp }), seen });
    await removeLocalText(ctx, { ...place({ branchId: zeedorp }), seen });
    expect(await world.texts()).toHaveLength(3);
    expect((await open({ branchId: zeedorp })).shown.text).toBe('overal');
    expect((await open({ branchId: zeedorp })).history.map((line) => line.what)).toEqual(['weggehaald', 'geschreven']);
  });

  test('is not taken away unread', async () => {
    await world.save('eerst');
    const seen = await world.seen();
    await world.save('later', { by: world.second });
    await expect(removeLocalText(await world.house.ctx(world.samira), { ...place(), seen })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect((await open()).shown.text).toBe('later');
  });

  test('of another library, one that was closed, and a slot that is not there are not found', async () => {
    const elsewhere = await world.branch('Elders', await world.house.library());
    await expect(open({ branchId: elsewhere })).rejects.toMatchObject({ code: 'notFound' });
    await expect(open({ slotId: 'bestaat-niet' })).rejects.toMatchObject({ code: 'notFound' });
  });
});

describe('who may', () => {
  test('only the specialist of that library; another one doesn’t find it, a colleague is refused', async () => {
    const other = await world.house.specialist(await world.house.library());
    const administrator = await world.house.person({ role: 'administrator' });
    const save = (by: typeof other) => world.save('tekst', { by });
    await expect(save(other)).rejects.toMatchObject({ code: 'notFound' });
    await expect(save(world.noor)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(save(administrator)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(open({}, other)).rejects.toMatchObject({ code: 'notFound' });
    await expect(listLocalWork(await world.house.ctx(administrator), {})).rejects.toMatchObject({ code: 'forbidden' });
    expect(await world.texts()).toEqual([]);
  });

  test('someone whose employment ended does not', async () => {
    await world.leave(world.samira);
    await expect(world.save('tekst')).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('the overview', () => {
  const work = async (given: { toon?: string; bibliotheek?: string } = {}) =>
    listLocalWork(await world.house.ctx(world.samira), given);
  const titles = async (given = {}) => (await work(given)).groups.map((g) => [g.key, g.items.map((i) => i.title)]);

  test('puts what is empty first, then stale, then without an owner, then in order', async () => {
    await world.save('tekst', { slotId: 'partners', ownerId: world.noor.personId });
    await world.save('tekst', { slotId: 'activities', reviewBy: '2027-02-15' });
    await world.save('tekst', { slotId: 'materials' });
    await world.leave(world.noor);
    world.later(10);
    const [empty, ...rest] = await titles();
    expect(empty?.[0]).toBe('leeg');
    expect(empty?.[1]).toHaveLength(world.house.catalogue.slots.size - 3);
    expect(rest).toEqual([
      ['verlopen', ['Onze activiteiten']],
      ['zonder-eigenaar', ['Onze partners']],
      ['op-orde', ['Ons materiaal']],
    ]);
  });

  test('someone whose account was switched off is no owner either; what needs two things is found under both', async () => {
    await world.save('tekst', { ownerId: world.noor.personId, reviewBy: '2027-02-15' });
    await world.deactivate(world.noor);
    expect(await titles({ toon: 'zonder-eigenaar' })).toEqual([['zonder-eigenaar', ['Onze activiteiten']]]);
    world.later(10);
    expect(await titles({ toon: 'zonder-eigenaar' })).toEqual([['zonder-eigenaar', ['Onze activiteiten']]]);
    expect(await titles({ toon: 'verlopen' })).toEqual([['verlopen', ['Onze activiteiten']]]);
    expect((await work()).groups.map((g) => g.key)).toEqual(['leeg', 'verlopen']);
  });

  test('an owner who only changed jobs within the library keeps it', async () => {
    await world.save('tekst', { ownerId: world.noor.personId });
    await world.leave(world.noor);
    await world.house.employ(world.noor, 'educationSpecialist', world.library);
    expect(await titles({ toon: 'zonder-eigenaar' })).toEqual([]);
  });

  test('a text of a slot that is no longer asked is kept, and shown apart', async () => {
    await world.save('van vroeger');
    const slots = new Map([...world.house.catalogue.slots].filter(([id]) => id !== 'activities'));
    const ctx = await world.house.ctx(world.samira, { catalogue: { ...world.house.catalogue, slots } });
    const found = await listLocalWork(ctx, {});
    expect(found.unused).toEqual([{ slotId: 'activities', where: '', text: 'van vroeger', why: 'Geen les vraagt er nog om.' }]);
    expect(found.filters.map((f) => f.label)).toContain('Niet meer getoond');
    expect(await world.texts()).toHaveLength(1);
  });

  test('of two libraries shows both, or the one that the address names; never one that isn’t theirs', async () => {
    const heuvelland = await world.house.library('Bibliotheek Heuvelland');
    const elsewhere = await world.house.library('Bibliotheek Elders');
    await world.house.employ(world.samira, 'educationSpecialist', heuvelland);
    const size = world.house.catalogue.slots.size;
    const count = async (given = {}) => (await work(given)).groups.flatMap((g) => g.items).length;
    expect(await count()).toBe(2 * size);
    expect(await count({ bibliotheek: heuvelland })).toBe(size);
    expect(await count({ bibliotheek: elsewhere })).toBe(2 * size);
    expect((await work({ bibliotheek: heuvelland })).groups[0]?.items[0]?.where).toBe('Bibliotheek Heuvelland');
  });

  test('shows the newest of a long history, and so much of it as people read', async () => {
    for (let at = 0; at < 2000; at += 500)
      await world.house.db.insert(table.localText).values(
        Array.from({ length: 500 }, (_, n) => ({
          id: `${at + n}`,
          libraryId: world.library,
          slotId: 'activities',
          body: `tekst ${at + n}`,
          checkedAt: world.house.now,
          reviewBy: '2027-05-10',
        })),
      );
    expect((await work()).groups.at(-1)?.items[0]?.title).toBe('Onze activiteiten');
    expect((await open()).history).toHaveLength(20);
  });
});
