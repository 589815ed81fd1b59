import { afterEach, beforeEach, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { auditPage } from '#src/db/queries/audit.ts';
import * as table from '#src/db/schema/index.ts';
import { listAudit, listOwnAudit } from '#src/services/audit-log/list.ts';
import { auditKinds, sentenceOf } from '#src/services/audit-log/sentence.ts';
import { newId } from '#src/services/new-id.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

let house: House;
let administrator: TestPerson;
let samira: TestPerson;
let noor: TestPerson;
beforeEach(async () => {
  house = await openTestHouse();
  administrator = await house.person({ role: 'administrator' });
  const library = await house.library();
  samira = await house.specialist(library, 'Samira Haddad');
  noor = await house.learner(library, 'Noor Bakker');
});
afterEach(() => house.close());

const event = (facts: Partial<typeof table.auditEvent.$inferInsert>, hours = 1): typeof table.auditEvent.$inferInsert => ({
  id: newId(),
  at: new Date(house.now.getTime() - hours * 3_600_000),
  kind: 'signIn',
  entity: 'account',
  entityId: 'x',
  ...facts,
});
const revoked = () => ({ kind: 'certificateRevoked', actorId: samira.personId, subjectId: noor.personId });

test('everybody reads their own part: what they did and what was done about them', async () => {
  await house.db
    .insert(table.auditEvent)
    .values([
      event(revoked(), 2),
      event({ actorId: noor.personId, subjectId: noor.personId }),
      event({ actorId: samira.personId }),
    ]);
  const { rows } = await listOwnAudit(await house.ctx(noor), {});
  expect(rows.map(({ text }) => text)).toEqual(['Je logde in.', 'Samira Haddad trok een certificaat van jou in.']);
});

test('the administrator filters by kind, person, organisation and period; nobody else reads it', async () => {
  await house.db
    .insert(table.auditEvent)
    .values([
      event(revoked()),
      event({ actorId: samira.personId }, 24 * 10),
      event({ actorId: noor.personId }, 24 * 40),
      event({ kind: 'gone', actorId: null }),
    ]);
  const ctx = await house.ctx(administrator);
  const texts = async (given: Record<string, string>) => (await listAudit(ctx, given)).rows.map(({ text }) => text);
  expect(await texts({})).toHaveLength(3);
  expect(await texts({ periode: 'alles' })).toHaveLength(4);
  expect(await texts({ soort: 'certificateRevoked' })).toEqual(['Samira Haddad trok een certificaat van Noor Bakker in.']);
  expect(await texts({ zoek: 'noor', periode: 'alles' })).toHaveLength(2);
  expect(await texts({ persoon: samira.personId })).toHaveLength(2);
  expect(await texts({ organisatie: 'nergens' })).toEqual([]);
  expect(await texts({ periode: 'toString', soort: 'x' })).toHaveLength(3);
  for (const who of [samira, noor])
    await expect(listAudit(await house.ctx(who), {})).rejects.toMatchObject({ code: 'forbidden' });
});

test('every kind is a Dutch sentence', () => {
  for (const kind of auditKinds) {
    const text = sentenceOf({ kind, actor: 'Samira', subject: 'Noor', self: false, detail: { before: 1, after: 2 } });
    expect(text, kind).toMatch(/^[A-Z].*\.$/);
    expect(text, kind).not.toMatch(/undefined \w|null/);
  }
});

test('ten thousand rows: a page, a search and one’s own part are quick, and a page is read by the index', async () => {
  const rows = Array.from({ length: 10_000 }, (_, n) =>
    event({ actorId: n % 2 ? samira.personId : administrator.personId, ...(n % 1000 === 0 ? revoked() : {}) }, n / 20),
  );
  for (let at = 0; at < rows.length; at += 500) await house.db.insert(table.auditEvent).values(rows.slice(at, at + 500));
  const ctx = await house.ctx(administrator);
  for (const run of [
    () => listAudit(ctx, { periode: 'alles', pagina: '300' }),
    () => listAudit(ctx, { periode: 'alles', zoek: 'samira' }),
    async () => listOwnAudit(await house.ctx(noor), { periode: 'alles' }),
  ]) {
    const started = performance.now();
    expect((await run()).rows.length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(1000);
  }
  const query = auditPage(house.db, { page: 1, since: house.now, personIds: [noor.personId] }).toSQL();
  const plan = await house.db.all<{ detail: string }>(sql.raw(`explain query plan ${inline(query.sql, query.params)}`));
  const steps = plan.map((row) => Object.values(row).join(' ')).join('\n');
  expect(steps).toMatch(/audit_event.*USING INDEX/);
  expect(steps).not.toMatch(/TEMP B-TREE FOR ORDER BY$/m);
});

function inline(text: string, params: unknown[]): string {
  let at = 0;
  return text.replaceAll('?', () => {
    const value = params[at++];
    return typeof value === 'number' ? String(value) : `'${String(value)}'`;
  });
}
