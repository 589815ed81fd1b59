import { afterEach, beforeEach, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { auditPage, auditPageOf } from '#src/db/queries/audit.ts';
import * as table from '#src/db/schema/index.ts';
import { listAudit, listOwnAudit } from '#src/services/audit-log/list.ts';
import { auditKinds, sentenceOf } from '#src/services/audit-log/sentence.ts';
import { newId } from '#src/services/new-id.ts';
import { mergePeople } from '#src/services/person-merge/merge.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';
import { stopwatch } from '#tests/kit/spent.ts';

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
    const text = sentenceOf({ kind, actor: 'Samira', subject: 'Noor', self: false, detail: { before: 1, after: 2, version: 3 } });
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
    const spent = stopwatch();
    expect((await run()).rows.length).toBeGreaterThan(0);
    expect(spent()).toBeLessThan(1000);
  }
  const everybody = await planOf(auditPage(house.db, { page: 1, since: house.now, personIds: null }).toSQL());
  expect(everybody).toMatch(/audit_event.*USING INDEX/);
  // The page itself is put in order, not all before it.
  expect(everybody).toMatch(/LIST SUBQUERY.*\n.*USING COVERING INDEX audit_event_at/);
  expect(everybody.match(/TEMP B-TREE/g)).toHaveLength(1);
  // One's own part costs what one did, not what everybody did.
  for (const since of [house.now, null]) {
    const own = await planOf(auditPageOf(house.db, { page: 2, since, personIds: [noor.personId, samira.personId] }).toSQL());
    expect(own).toMatch(/SEARCH audit_event USING (COVERING )?INDEX audit_event_actor \(actor_id=\?/);
    expect(own).toMatch(/SEARCH audit_event USING (COVERING )?INDEX audit_event_subject \(subject_id=\?/);
    expect(own).not.toMatch(/SCAN audit_event|audit_event_at/);
  }
});

test('what one did under an account that was merged into one’s own is one’s own too', async () => {
  const old = await house.learner(await house.library(), 'Noor B.');
  const older = await house.learner(await house.library(), 'N. Bakker');
  await house.db
    .insert(table.auditEvent)
    .values([
      event({ actorId: old.personId }, 1),
      event({ ...revoked(), subjectId: older.personId }, 2),
      event({ actorId: noor.personId }, 3),
      event({ kind: 'erasureAsked', actorId: older.personId, subjectId: noor.personId }, 4),
    ]);
  const own = async () => (await listOwnAudit(await house.ctx(noor), {})).rows.map(({ text }) => text);
  expect(await own()).toHaveLength(2);
  for (const [gone, kept] of [
    [older, old],
    [old, noor],
  ] as const)
    await mergePeople(await house.ctx(administrator), { keptId: kept.personId, goneId: gone.personId, login: 'kept' });
  expect((await own()).filter((text) => !text.includes('samen'))).toEqual([
    'Je logde in.',
    'Samira Haddad trok een certificaat van jou in.',
    'Je logde in.',
    'Je vroeg om eigen gegevens te wissen.',
  ]);
});

test('page after page, each event of one’s own comes once', async () => {
  const both = { actorId: noor.personId, subjectId: noor.personId };
  const rows = Array.from({ length: 60 }, (_, n) =>
    event(n % 3 === 0 ? both : n % 3 === 1 ? { actorId: noor.personId } : revoked(), 1),
  );
  await house.db.insert(table.auditEvent).values(rows);
  const ctx = await house.ctx(noor);
  const ids: string[] = [];
  for (const pagina of ['1', '2', '3']) ids.push(...(await listOwnAudit(ctx, { pagina })).rows.map(({ id }) => id));
  expect(ids.sort()).toEqual(rows.map(({ id }) => id).sort());
});

async function planOf(query: { sql: string; params: unknown[] }): Promise<string> {
  const plan = await house.db.all<{ detail: string }>(sql.raw(`explain query plan ${inline(query.sql, query.params)}`));
  return plan.map((row) => Object.values(row).join(' ')).join('\n');
}

function inline(text: string, params: unknown[]): string {
  let at = 0;
  return text.replaceAll('?', () => {
    const value = params[at++];
    return typeof value === 'number' ? String(value) : `'${String(value)}'`;
  });
}
