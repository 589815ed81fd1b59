import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { person } from '#src/db/schema/index.ts';
import { helpContacts } from '#src/services/help/contacts.ts';
import { openTestHouse, type House } from '#tests/kit/house.ts';

let house: House;

beforeEach(async () => {
  house = await openTestHouse();
});
afterEach(() => house.close());

test('a learner reads who leads their groups, and the other specialists of the library', async () => {
  const library = await house.library('Bibliotheek Duinrand');
  const [leader, other] = [await house.specialist(library, 'Lena Leider'), await house.specialist(library, 'Otto Ook')];
  await house.specialist(await house.library('Elders'), 'Vreemd');
  const who = await house.learner(library);
  await house.group({ libraryId: library, members: [who], leaders: [leader], name: 'Duinrand' });
  await house.group({ libraryId: library, members: [who], leaders: [leader], name: 'Avond' });
  expect(await helpContacts(await house.ctx(who))).toEqual({
    known: true,
    leaders: [{ name: 'Lena Leider', groups: '‘Avond’ en ‘Duinrand’' }],
    specialists: [{ name: 'Otto Ook', library: 'Bibliotheek Duinrand' }],
    nobody: null,
    operator: null,
  });
  await house.db.update(person).set({ deactivatedAt: house.now }).where(eq(person.id, other.personId));
  expect((await helpContacts(await house.ctx(who))).specialists).toEqual([]);
});

test('nobody is named to who is not signed in', async () => {
  const library = await house.library();
  await house.specialist(library, 'Lena Leider');
  const view = await helpContacts(await house.ctx(null, { contact: 'mailto:beheer@duinrand.example' }));
  expect(view).toEqual({
    known: false,
    leaders: [],
    specialists: [],
    nobody: null,
    operator: { href: 'mailto:beheer@duinrand.example', label: 'beheer@duinrand.example' },
  });
});

test('a leader isn’t sent to themselves', async () => {
  const library = await house.library();
  const leader = await house.specialist(library, 'Lena Leider');
  await house.group({ libraryId: library, members: [leader], leaders: [leader] });
  expect(await helpContacts(await house.ctx(leader))).toMatchObject({ leaders: [], specialists: [] });
});

test('who has no colleague to ask reads whom to ask instead, each in their own words', async () => {
  const library = await house.library();
  const [learner, specialist] = [await house.learner(library), await house.specialist(await house.library('Elders'), 'Samira')];
  const [adviser, administrator] = [await house.person({ role: 'adviser' }), await house.person({ role: 'administrator' })];
  const texts = await Promise.all(
    [learner, specialist, adviser, administrator].map(async (who) => (await helpContacts(await house.ctx(who))).nobody),
  );
  expect(texts).toEqual([
    expect.stringContaining('geen specialist'),
    expect.stringContaining('geen andere specialist'),
    expect.stringContaining('Als adviseur'),
    expect.stringContaining('Jij bent de beheerder'),
  ]);
});
