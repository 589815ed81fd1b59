import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import * as table from '#src/db/schema/index.ts';
import { openAsk } from '#src/services/ask/open.ts';
import { askForHelp, mostQuestions } from '#src/services/ask/send.ts';
import { proposeBuddies, putTogether } from '#src/services/buddy/arrange.ts';
import { newId } from '#src/services/new-id.ts';
import type { TestPerson } from '#tests/kit/house.ts';
import { openGroupWorld, type GroupWorld } from '../attendance/world.ts';

let world: GroupWorld;
beforeEach(async () => (world = await openGroupWorld(['Anna', 'Bram', 'Carla', 'Dirk'])));
afterEach(() => world.house.close());

const lesson = { course: 'frontoffice', module: 'nieuwe-klanten', lesson: 'de-vraag-achter-de-vraag' };
const people = async (who: TestPerson) =>
  (await openAsk(await world.house.ctx(who), lesson)).people.map((p) => `${p.label} (${p.hint})`);
const ask = async (who: TestPerson, to: TestPerson, more: Partial<Parameters<typeof askForHelp>[1]> = {}) =>
  askForHelp(await world.house.ctx(who), {
    ...lesson,
    personId: to.personId,
    question: 'Wat is een open vraag?',
    confirmed: false,
    clientKey: newId(),
    ...more,
  });
const mails = () => world.mails('lessonQuestion');

describe('"Ik kom er niet uit"', () => {
  test('offers the buddy and who leads; without a group the specialist of the library', async () => {
    const anna = world.person('Anna');
    expect(await people(anna)).toEqual(['Samira Haddad (begeleider van je groep)']);
    const ctx = await world.house.ctx(world.samira);
    await proposeBuddies(ctx, { groupId: world.group.id, all: true });
    await putTogether(ctx, { groupId: world.group.id, personId: anna.personId, withId: world.person('Bram').personId });
    expect(await people(anna)).toEqual(['Bram (je maatje)', 'Samira Haddad (begeleider van je groep)']);
    const alone = await world.house.learner(world.library, 'Zoë');
    expect(await people(alone)).toEqual(['Samira Haddad (specialist van Bibliotheek Duinrand)']);
    expect(await people(world.samira)).toEqual([]);
  });

  test('mails the title, the link and the question, and nothing about answers; the same click twice is one mail', async () => {
    const anna = world.person('Anna');
    await ask(anna, world.samira, { clientKey: 'een' });
    await ask(anna, world.samira, { clientKey: 'een' });
    expect(await mails()).toMatchObject([
      {
        personId: world.samira.personId,
        payload: {
          values: {
            asker: 'Anna',
            lesson: 'De vraag achter de vraag',
            question: 'Wat is een open vraag?',
            contact: anna.email,
            link: 'http://127.0.0.1:4321/cursus/frontoffice/nieuwe-klanten/de-vraag-achter-de-vraag',
          },
        },
      },
    ]);
  });

  test('goes only to who was offered, stops data of a customer, and a few times a day', async () => {
    const anna = world.person('Anna');
    await expect(ask(anna, world.person('Dirk'))).rejects.toMatchObject({ errors: [{ field: 'wie' }] });
    await expect(ask(anna, world.samira, { question: 'Mail jan@voorbeeld.example' })).rejects.toMatchObject({
      errors: [{ field: 'geenKlant' }],
    });
    for (let n = 0; n < mostQuestions; n++) await ask(anna, world.samira, { question: null });
    await expect(ask(anna, world.samira)).rejects.toMatchObject({ code: 'tooMany' });
    // Another person and another day have their own few.
    await ask(world.person('Bram'), world.samira);
    world.house.now = new Date(world.house.now.getTime() + 86_400_000);
    await ask(anna, world.samira);
    expect(await mails()).toHaveLength(mostQuestions + 2);
  });

  test('never offers who has no address', async () => {
    await world.house.db.update(table.account).set({ email: null, username: sql`id` });
    expect(await people(world.person('Anna'))).toEqual([]);
  });
});
