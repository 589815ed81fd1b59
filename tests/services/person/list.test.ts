import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { account, employment, oneTimeLink, person } from '#src/db/schema/index.ts';
import type { Context } from '#src/services/context.ts';
import { listEveryone } from '#src/services/person/list.ts';
import { openTestHouse, type House } from '#tests/kit/house.ts';

let house: House;
let ctx: Context;

beforeEach(async () => {
  house = await openTestHouse();
  ctx = await house.ctx(await house.person({ name: 'Ada Beheer', email: 'ada@baliewijs.example', role: 'administrator' }));
});
afterEach(() => house.close());

const names = async (given: Record<string, string>) => (await listEveryone(ctx, given)).rows.map((row) => row.name);

test('people are found by a part of their name or e-mail, with percent, underscore and quotes as they are', async () => {
  await house.person({ name: "Noor 'de Zee' O'Brien", email: 'noor_zee@duinrand.example' });
  await house.person({ name: 'Sam 100%', email: 'sam@duinrand.example' });
  await house.person({ name: 'Sam 1000', email: 'noorxzee@duinrand.example' });
  expect(await names({ zoek: "o'b" })).toEqual(["Noor 'de Zee' O'Brien"]);
  expect(await names({ zoek: '100%' })).toEqual(['Sam 100%']);
  expect(await names({ zoek: 'R_ZEE' })).toEqual(["Noor 'de Zee' O'Brien"]);
  expect(await names({ zoek: '"\\' })).toEqual([]);
});

test('leafing is stable when many share a name: everyone once, nobody twice', async () => {
  const rows = Array.from({ length: 70 }, (_, i) => ({ id: `p${(i * 29) % 70}`, name: 'Jan Jansen', createdAt: house.now }));
  await house.db.insert(person).values(rows);
  await house.db
    .insert(account)
    .values(rows.map((row) => ({ id: `a${row.id}`, personId: row.id, email: `${row.id}@duinrand.example` })));
  for (const volgorde of ['naam', 'email', 'nieuw']) {
    const ids: string[] = [];
    for (const pagina of ['1', '2', '3'])
      ids.push(...(await listEveryone(ctx, { zoek: 'jansen', pagina, volgorde })).rows.map((row) => row.id));
    expect(ids).toHaveLength(70);
    expect(new Set(ids).size).toBe(70);
  }
  expect((await listEveryone(ctx, { zoek: 'jansen', pagina: '4' })).rows).toEqual([]);
});

test('who has no name yet stands under their e-mail', async () => {
  await house.person({ name: '', email: 'bea@duinrand.example' });
  const library = await house.library();
  await house.person({ name: 'Zoë', role: 'learner', organisationId: library });
  await house.db.update(person).set({ name: null }).where(eq(person.name, ''));
  expect(await names({})).toEqual(['Ada Beheer', 'bea@duinrand.example', 'Zoë']);
});

test('filters: where someone works now, their role, and how their account stands', async () => {
  const library = await house.library('Duinrand');
  await house.learner(library, 'Lena');
  await house.specialist(library, 'Sam');
  const left = await house.learner(library, 'Weg');
  await house.db.update(employment).set({ until: house.now }).where(eq(employment.personId, left.personId));
  expect(await names({ organisatie: library })).toEqual(['Lena', 'Sam']);
  expect(await names({ organisatie: library, rol: 'educationSpecialist' })).toEqual(['Sam']);
  await house.person({ name: 'Ivo', password: null });
  expect(await names({ staat: 'uitgenodigd' })).toEqual(['Ivo']);
});

test('only who was invited more than fourteen days ago, and not again since, waits', async () => {
  const day = 86_400_000;
  const ivo = await house.person({ name: 'Ivo', password: null });
  await house.person({ name: 'Is er' });
  const at = async (days: number) => {
    ctx = { ...ctx, now: new Date(house.now.getTime() + days * day) };
    return names({ staat: 'wacht' });
  };
  expect(await at(14)).toEqual([]);
  expect(await at(15)).toEqual(['Ivo']);
  await house.db.insert(oneTimeLink).values({
    tokenHash: 'x',
    purpose: 'invitation',
    accountId: ivo.accountId,
    usesLeft: 1,
    expiresAt: house.now,
    createdAt: new Date(house.now.getTime() + 10 * day),
  });
  expect(await at(15)).toEqual([]);
  expect(await at(25)).toEqual(['Ivo']);
});
