import { afterEach, beforeEach, expect, test } from 'vitest';
import fc from 'fast-check';
import * as table from '#src/db/schema/index.ts';
import { addDays } from '#src/domain/calendar-day.ts';
import { readTerms, termKeys, termTexts } from '#src/domain/retention.ts';
import { newId } from '#src/services/new-id.ts';
import { runNight } from '#src/services/night/run.ts';
import { changeTerms } from '#src/services/retention/change.ts';
import { openRetention } from '#src/services/retention/open.ts';
import { publicTerms } from '#src/services/retention/terms.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

let house: House;
let administrator: TestPerson;
beforeEach(async () => {
  house = await openTestHouse({ now: new Date('2027-02-10T12:00:00Z') });
  administrator = await house.person({ role: 'administrator' });
});
afterEach(() => house.close());

test('whatever is stored, a term is a whole number within its bounds', () => {
  fc.assert(
    fc.property(fc.option(fc.string()), fc.integer(), (text, number) => {
      for (const stored of [text, String(number)]) {
        const terms = readTerms({ audit: stored, mail: stored, away: stored });
        for (const key of termKeys) {
          expect(Number.isInteger(terms[key])).toBe(true);
          expect(terms[key]).toBeGreaterThanOrEqual(termTexts[key].least);
          expect(terms[key]).toBeLessThanOrEqual(termTexts[key].most);
        }
      }
    }),
  );
});

test('the night clears what the preview said, by the terms that were chosen', async () => {
  const event = (days: number) => ({
    id: newId(),
    at: addDays(house.now, -days),
    kind: 'signIn',
    entity: 'account',
    entityId: 'x',
  });
  await house.db.insert(table.auditEvent).values([event(10), event(400), event(500), event(900)]);
  const ctx = await house.ctx(administrator);
  const lines = async (tried = {}) =>
    Object.fromEntries((await openRetention(ctx, tried)).tonight.map(({ label, n }) => [label, n]));
  expect((await lines()).Logboek).toBe(1);
  expect((await lines({ audit: '1', mail: '30', away: '3' })).Logboek).toBe(3);
  // Only looked at.
  expect((await lines()).Logboek).toBe(1);
  await changeTerms(ctx, { audit: 1, mail: 7, away: 2 });
  expect((await lines()).Logboek).toBe(3);
  const outcome = await runNight(await house.ctx(null, { now: addDays(house.now, 1) }));
  expect(outcome).toMatchObject({ kind: 'done', purged: { auditEvent: 3 } });
  expect((await publicTerms(await house.ctx())).map(({ term }) => term)).toEqual(['1 jaar', '7 dagen', '2 jaar']);
  const changed = (await house.db.select().from(table.auditEvent)).filter(({ kind }) => kind === 'retentionChanged');
  expect(changed).toHaveLength(3);
});

test('out of bounds is refused at its field, and only an administrator chooses', async () => {
  const ctx = await house.ctx(administrator);
  await expect(changeTerms(ctx, { audit: 8, mail: 6, away: 2 })).rejects.toMatchObject({
    errors: [{ field: 'audit' }, { field: 'mail' }],
  });
  await expect(changeTerms(ctx, { audit: 1.5, mail: 30, away: 2 })).rejects.toMatchObject({ code: 'invalid' });
  const learner = await house.ctx(await house.learner(await house.library()));
  await expect(changeTerms(learner, { audit: 2, mail: 30, away: 2 })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(openRetention(learner)).rejects.toMatchObject({ code: 'forbidden' });
});
