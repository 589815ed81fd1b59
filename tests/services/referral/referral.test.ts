import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { standAtDesk } from '#src/services/desk/stand.ts';
import { addReferral } from '#src/services/referral/add.ts';
import { changeReferral } from '#src/services/referral/change.ts';
import { confirmReferral } from '#src/services/referral/confirm.ts';
import { endReferral, reopenReferral } from '#src/services/referral/end.ts';
import { listReferralCard } from '#src/services/referral/list.ts';
import { openReferral } from '#src/services/referral/open.ts';
import { newId } from '#src/services/new-id.ts';
import type { TestPerson } from '#tests/kit/house.ts';
import { openLocalWorld, type LocalWorld } from '../local/world.ts';

let world: LocalWorld;
beforeEach(async () => void (world = await openLocalWorld()));
afterEach(() => world.house.close());

type Facts = Partial<Parameters<typeof addReferral>[1]>;
const facts = (more: Facts = {}) => ({
  libraryId: world.library,
  id: newId(),
  topic: 'money',
  organisation: 'Welzijn Duinrand',
  purpose: 'Rekeningen en brieven',
  how: 'Bel samen',
  contact: '085 000 12 11',
  branchId: null,
  ownerId: world.samira.personId,
  reviewBy: '2027-08-10',
  sure: false,
  ...more,
});
async function add(more: Facts & { by?: TestPerson } = {}) {
  const { by = world.samira, ...given } = more;
  const input = facts(given);
  await addReferral(await world.house.ctx(by), input);
  return input.id;
}
const rows = () => world.house.db.select().from(table.referral);
const seen = async (id: string) => (await rows()).find((row) => row.id === id)?.checkedAt.getTime() ?? 0;
const list = async (given: Record<string, string> = {}, by = world.samira) =>
  listReferralCard(await world.house.ctx(by), world.library, given);
const names = async (given: Record<string, string> = {}, by = world.samira) =>
  (await list(given, by)).rows.map((r) => r.organisation);
const desk = async (asked: { zoek?: string; onderwerp?: string } = {}, by: TestPerson | null = world.noor) =>
  standAtDesk(await world.house.ctx(by), asked);
const found = async (asked: { zoek?: string; onderwerp?: string }, by = world.noor) =>
  (await desk(asked, by)).card?.found?.results.map((r) => r.organisation);

describe('keeping the card', () => {
  test('a second click adds nothing', async () => {
    const input = facts();
    const ctx = await world.house.ctx(world.samira);
    await Promise.all([addReferral(ctx, input), addReferral(ctx, input)]);
    expect(await rows()).toHaveLength(1);
  });

  test.each([
    ['onderwerp', { topic: 'nergens' }],
    ['vestiging', { branchId: 'nergens' }],
    ['eigenaar', { ownerId: 'niemand' }],
    ['nakijken', { reviewBy: '2020-01-01' }],
    ['contact', { contact: 'Over op NL91 ABNA 0417 1643 00' }],
    ['hoe', { how: 'Vraag naar 123456782' }],
  ])('is refused at %s', async (field, more) => {
    await expect(add(more)).rejects.toMatchObject({ code: 'invalid', errors: [{ field }] });
    expect(await rows()).toEqual([]);
  });

  test('who changes it second hears who was first, and sees what was saved; the same press twice is one', async () => {
    const id = await add();
    const before = await seen(id);
    const change = async (organisation: string, by = world.samira) =>
      changeReferral(await world.house.ctx(by), { ...facts({ id, organisation }), seen: before });
    await change('Van Bas', world.second);
    await change('Van Bas', world.second);
    const late = change('Van Samira');
    await expect(late).rejects.toMatchObject({ code: 'conflict' });
    await expect(late).rejects.toMatchObject({ errors: [{ message: expect.stringContaining('Bas Terwindt') }] });
    const page = await openReferral(await world.house.ctx(world.samira), {
      libraryId: world.library,
      id,
      seen: before,
      typed: [],
    });
    expect(page.between).toMatchObject({
      who: expect.stringContaining('Bas Terwindt'),
      lines: expect.arrayContaining(['Geld en schulden: Van Bas']),
    });
    expect((await rows()).map((row) => row.organisation)).toEqual(['Van Bas']);
  });

  test('“klopt nog” gives a new day, and is refused where someone else changed it', async () => {
    const id = await add({ reviewBy: '2027-02-12' });
    const before = await seen(id);
    world.later(5);
    expect((await list({ toon: 'verlopen' })).rows).toHaveLength(1);
    const ctx = await world.house.ctx(world.samira);
    const which = { libraryId: world.library, id, seen: before };
    await confirmReferral(ctx, which);
    await confirmReferral(ctx, which);
    expect((await rows())[0]).toMatchObject({ reviewBy: '2027-08-15' });
    expect((await list({ toon: 'verlopen' })).rows).toEqual([]);
    await expect(confirmReferral(await world.house.ctx(world.second), which)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('an ended row leaves the card and can come back', async () => {
    const id = await add();
    const which = { libraryId: world.library, id };
    const ctx = await world.house.ctx(world.samira);
    await endReferral(ctx, which);
    await endReferral(ctx, which);
    expect([await names(), await names({ toon: 'gestopt' }), (await desk()).card]).toEqual([[], ['Welzijn Duinrand'], null]);
    await reopenReferral(ctx, which);
    expect(await names()).toEqual(['Welzijn Duinrand']);
  });

  test('only the specialist of the library keeps it; colleagues read it, without what needs doing', async () => {
    const id = await add({ reviewBy: '2027-02-12' });
    world.later(5);
    const other = await world.house.specialist(await world.house.library());
    await expect(add({ by: world.noor })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(add({ by: other })).rejects.toMatchObject({ code: 'notFound' });
    await expect(list({}, other)).rejects.toMatchObject({ code: 'notFound' });
    const own = await list({}, world.noor);
    expect(own).toMatchObject({ manages: false, rows: [{ id, work: false }] });
    // A row is only reached through its own library.
    const elsewhere = await world.house.library();
    await world.house.employ(world.samira, 'educationSpecialist', elsewhere);
    await expect(endReferral(await world.house.ctx(world.samira), { libraryId: elsewhere, id })).rejects.toMatchObject({
      code: 'notFound',
    });
  });

  test('what needs doing comes first, then the topics in their order', async () => {
    await add({ organisation: 'Ontmoeten', topic: 'meeting-people' });
    await add({ organisation: 'Lezen', topic: 'reading-writing' });
    await add({ organisation: 'Verlopen', topic: 'work', reviewBy: '2027-02-12' });
    await add({ organisation: 'Verweesd', topic: 'work', ownerId: world.noor.personId });
    await world.leave(world.noor);
    world.later(5);
    expect(await names()).toEqual(['Verlopen', 'Verweesd', 'Lezen', 'Ontmoeten']);
    expect(await names({ toon: 'zonder-eigenaar' })).toEqual(['Verweesd']);
    expect(await names({ volgorde: 'naam' })).toEqual(['Lezen', 'Ontmoeten', 'Verlopen', 'Verweesd']);
    expect(await names({ onderwerp: 'work', zoek: 'wees' })).toEqual(['Verweesd']);
  });

  test('two thousand rows are leafed through, and at the desk only so many are shown', async () => {
    for (let at = 0; at < 2000; at += 500)
      await world.house.db.insert(table.referral).values(
        Array.from({ length: 500 }, (_, n) => ({
          ...facts({ organisation: `Organisatie ${at + n}` }),
          id: `${at + n}`,
          sure: undefined,
          checkedAt: world.house.now,
        })),
      );
    const page = await list({ zoek: 'Organisatie 9', pagina: '2' });
    expect(page).toMatchObject({ hasMore: true });
    expect(page.rows).toHaveLength(25);
    const { card } = await desk({ zoek: 'organisatie 19' });
    expect(card?.found).toMatchObject({ more: true });
    expect(card?.found?.results).toHaveLength(40);
  });
});

describe('at the desk', () => {
  test('nobody who isn’t signed in, and nobody without a library or a card, sees one', async () => {
    expect(await desk({ zoek: 'geld' }, null)).toEqual({ today: 'Woensdag 10 februari 2027', card: null });
    expect((await desk({})).card).toBeNull();
    await add();
    expect((await desk({ zoek: 'geld' }, null)).card).toBeNull();
    expect((await desk({}, await world.house.person({ role: 'adviser' }))).card).toBeNull();
    expect((await desk({}, await world.house.learner(await world.house.library()))).card).toBeNull();
  });

  test('topics are those with something behind them; one tap or one search finds it, with how and contact', async () => {
    await add();
    await add({ topic: 'health', organisation: 'Steunpunt mantelzorg', purpose: 'Zorgen voor een ander' });
    const { card } = await desk();
    expect(card?.topics.map((t) => t.label)).toEqual(['Geld en schulden', 'Gezondheid']);
    expect(card?.found).toBeNull();
    expect((await desk({ onderwerp: 'money' })).card?.found).toEqual({
      title: 'Geld en schulden',
      more: false,
      results: [
        {
          id: expect.any(String),
          organisation: 'Welzijn Duinrand',
          purpose: 'Rekeningen en brieven',
          how: 'Bel samen',
          contact: '085 000 12 11',
          branch: null,
        },
      ],
    });
    expect(await found({ zoek: 'schuld' })).toEqual(['Welzijn Duinrand']);
    expect(await found({ zoek: 'BRIEVEN bel' })).toEqual(['Welzijn Duinrand']);
    expect(await found({ zoek: 'mantelzorg' })).toEqual(['Steunpunt mantelzorg']);
    expect(await found({ zoek: '100%_' })).toEqual([]);
    expect(await found({ zoek: '   ' })).toBeUndefined();
    expect(await found({ onderwerp: 'bestaat-niet' })).toBeUndefined();
  });

  test('shows no name of a colleague, and nothing of another library', async () => {
    await add();
    const heuvelland = await world.house.library('Bibliotheek Heuvelland');
    const ruben = await world.house.specialist(heuvelland, 'Ruben');
    await add({ by: ruben, libraryId: heuvelland, ownerId: ruben.personId, organisation: 'Van Heuvelland' });
    const view = JSON.stringify(await desk({ onderwerp: 'money' }));
    for (const word of ['Samira', 'Noor', 'Heuvelland', 'Bibliotheek']) expect(view).not.toContain(word);
  });

  test('puts the own branch and the whole library before another branch, which is named', async () => {
    const { zeedorp, centrum } = world.branches;
    await add({ organisation: 'A in Zeedorp', branchId: zeedorp });
    await add({ organisation: 'B overal' });
    await add({ organisation: 'C in Centrum', branchId: centrum });
    await world.house.db
      .update(table.employment)
      .set({ branchId: centrum })
      .where(eq(table.employment.personId, world.noor.personId));
    const results = (await desk({ onderwerp: 'money' })).card?.found?.results;
    expect(results?.map((r) => [r.organisation, r.branch])).toEqual([
      ['B overal', null],
      ['C in Centrum', null],
      ['A in Zeedorp', 'Zeedorp'],
    ]);
  });
});
