/** Nothing in the database ties an answer to a person, nor says in which order people answered. */
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { everythingIn } from '#tests/kit/every-table.ts';
import { openAskWorld, type AskWorld } from './world.ts';

let world: AskWorld;
beforeEach(async () => {
  world = await openAskWorld(20);
});
afterEach(() => world.house.close());

test('after answering nothing has changed anywhere but one return and the answer’s own rows', async () => {
  const before = await everythingIn(world.house);
  const [who] = world.people;
  if (!who) throw new Error('nobody');
  await world.fill(who, { texts: ['Iets moois'], mayTell: ['o-hoop'] });
  const after = await everythingIn(world.house);
  const changed = [...after].filter(([name, rows]) => JSON.stringify(rows) !== JSON.stringify(before.get(name)));
  expect(changed.map(([name]) => name).sort()).toEqual(['questionnaire_answer', 'questionnaire_return']);
  const answer = (after.get('questionnaire_answer') ?? []).join('\n');
  for (const part of [who.personId, who.accountId, who.name, who.email, world.group.id, String(world.house.now.getTime())])
    expect(answer).not.toContain(part);
  for (const [name, rows] of after)
    if (name !== 'questionnaire_answer')
      for (const row of rows)
        for (const { key } of await world.house.db.select().from(table.questionnaireAnswer)) expect(row, name).not.toContain(key);
});

test('the order in which answers lie says nothing of the order in which they came', async () => {
  for (const [index, who] of world.people.entries())
    await world.fill(who, { chosen: [{ id: 'b-warm', value: (index % 4) + 1 }] });
  const rows = await world.house.db.select().from(table.questionnaireAnswer);
  expect(rows).toHaveLength(20);
  // They lie by key, and the keys are random; there is no row number beside it.
  expect(rows.map((row) => row.key)).toEqual(rows.map((row) => row.key).sort());
  await expect(world.house.db.all(sql`select rowid from questionnaire_answer`)).rejects.toThrow();
  const came = world.people.map((_, index) => (index % 4) + 1);
  expect(rows.map((row) => row.scores['b-warm'])).not.toEqual(came);
  expect(new Set(rows.map((row) => row.key.length)).size).toBe(1);
});

test('once a round is closed, nothing says who answered it', async () => {
  for (const who of world.people.slice(0, 7)) await world.fill(who);
  world.day(14);
  const { closeRounds } = await import('#src/services/evaluation/close.ts');
  await closeRounds(await world.house.ctx());
  const found = await everythingIn(world.house);
  for (const name of ['questionnaire_return', 'questionnaire_answer', 'questionnaire_round'])
    for (const who of world.people) expect((found.get(name) ?? []).join('\n')).not.toContain(who.personId);
});
