import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Context } from '#src/services/context.ts';
import { openOverview } from '#src/services/organisation/overview.ts';
import { openTestHouse, type House } from '#tests/kit/house.ts';

let house: House;
let ctx: Context;

beforeEach(async () => {
  house = await openTestHouse();
  ctx = await house.ctx(await house.person({ role: 'administrator' }));
});
afterEach(() => house.close());

const todo = async () => (await openOverview(ctx)).todo.map((item) => item.text);

test('an empty house says where to begin', async () => {
  expect(await todo()).toEqual(['Er is nog geen bibliotheek. Voeg de eerste toe']);
});

test('what is arranged is not mentioned', async () => {
  const library = await house.library();
  const samira = await house.specialist(library);
  await house.group({ libraryId: library, leaders: [samira] });
  expect(await todo()).toEqual([]);
});

test('what lacks something is counted, with the list it is on', async () => {
  const library = await house.library();
  await house.group({ libraryId: library });
  await house.group({ libraryId: library, meetings: 0 });
  await house.person({ password: null });
  ctx = { ...ctx, now: new Date(house.now.getTime() + 15 * 86_400_000) };
  expect((await openOverview(ctx)).todo).toEqual([
    { text: '1 bibliotheek heeft nog geen specialist', href: '/beheer/bibliotheken?mist=specialist' },
    { text: '2 groepen hebben geen begeleider', href: '/beheer/groepen?mist=begeleider' },
    { text: '1 groep heeft geen bijeenkomsten', href: '/beheer/groepen?mist=bijeenkomsten' },
    {
      text: '1 persoon is meer dan 14 dagen geleden uitgenodigd, maar nog niet binnen geweest',
      href: '/beheer/mensen?staat=wacht',
    },
  ]);
});
