import { count, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { listActiveMemberIds } from '#src/db/queries/rule.ts';
import { isNew } from '#src/domain/certificate.ts';
import { certifiedFacts } from '#src/services/certificate/issue-when-earned.ts';
import { loadStanding } from '#src/services/certificate/load-standing.ts';
import type { Context } from '#src/services/context.ts';
import { Chance } from '#src/services/installation/large/chance.ts';
import { isLargeDemo, makeLargeDemo } from '#src/services/installation/large/make.ts';
import { openTestHouse, type House } from '#tests/kit/house.ts';

const people = 500;
let house: House;
let ctx: Context;

beforeAll(async () => {
  house = await openTestHouse();
  ctx = await house.ctx(null, { demo: true });
  expect(await makeLargeDemo(ctx, { people, seed: 7 })).toBe(true);
}, 60_000);
afterAll(() => house.close());

const countOf = async (name: keyof typeof table & ('person' | 'lessonCompletion' | 'moduleCompletion' | 'auditEvent')) =>
  (await house.db.select({ n: count() }).from(table[name]))[0]?.n ?? 0;

test('there are exactly as many people and completions as were asked for', async () => {
  expect(await countOf('person')).toBe(people);
  expect((await countOf('lessonCompletion')) + (await countOf('moduleCompletion'))).toBe(people * 50);
  expect(await countOf('auditEvent')).toBeGreaterThanOrEqual(people * 10);
});

test('it says that it is whole, and is not made twice', async () => {
  expect(await isLargeDemo(ctx, people)).toBe(true);
  expect(await isLargeDemo(ctx, people + 1)).toBe(false);
  expect(await makeLargeDemo(ctx, { people })).toBe(false);
});

test('nothing points at what is not there', async () => {
  const { rows } = await house.db.run(sql`PRAGMA foreign_key_check`);
  expect(rows).toEqual([]);
});

test('everybody who met the rule of a group has its certificate, with what was done, and nobody else', async () => {
  const groups = await house.db.select().from(table.learningGroup);
  const certificates = await house.db.select().from(table.certificate);
  let checked = 0;
  for (const group of groups) {
    const members = await listActiveMemberIds(house.db, group.id);
    const standing = await loadStanding(house.db, ctx.catalogue, group.id, members);
    if (!standing || group.kind === 'practice') continue;
    for (const [personId, own] of standing.people) {
      const given = certificates.filter((c) => c.personId === personId && c.groupId === group.id);
      const { decision } = own;
      if (decision.kind === 'earned') expect(isNew(decision.award, given), `${personId} in ${group.name}`).toBe(false);
      else expect(given, `${personId} in ${group.name}`).toEqual([]);
      for (const { facts, issuedAt } of given) {
        expect(facts).toEqual(certifiedFacts({ catalogue: ctx.catalogue, now: issuedAt }, standing, own));
        for (const { at } of own.completions.values()) expect(issuedAt.getTime()).toBeGreaterThanOrEqual(at.getTime());
        checked++;
      }
      const seqs = given.map((c) => c.seq).sort();
      expect(seqs).toEqual(seqs.map((_, index) => index + 1));
    }
  }
  expect(checked).toBeGreaterThan(100);
});

test('a certificate that was given again follows one that was revoked', async () => {
  const again = await house.db.select().from(table.certificate).where(eq(table.certificate.seq, 2));
  for (const { personId, groupId, kind } of again) {
    const [revoked] = await house.db
      .select({ id: table.certificateRevocation.certificateId })
      .from(table.certificateRevocation)
      .innerJoin(table.certificate, eq(table.certificate.id, table.certificateRevocation.certificateId))
      .where(
        sql`${table.certificate.personId} = ${personId} and ${table.certificate.groupId} = ${groupId} and ${table.certificate.kind} = ${kind} and ${table.certificate.seq} = 1`,
      );
    expect(revoked).toBeDefined();
  }
});

test('nothing happened in the future', async () => {
  for (const column of [table.lessonCompletion.at, table.moduleCompletion.at, table.attendanceMark.at, table.auditEvent.at]) {
    const [late] = await house.db
      .select({ n: count() })
      .from(column.table)
      .where(sql`${column} > ${ctx.now.getTime()}`);
    expect(late?.n, column.name).toBe(0);
  }
});

test('the accounts of the demonstration belong to the biggest library', async () => {
  const rows = await house.db
    .select({ name: table.organisation.name, n: count() })
    .from(table.employment)
    .innerJoin(table.organisation, eq(table.organisation.id, table.employment.organisationId))
    .groupBy(table.organisation.id)
    .orderBy(sql`2 desc`);
  expect(rows[0]?.name).toBe('Bibliotheek Duinrand');
});

test('the same seed gives the same chance', () => {
  const [one, other] = [new Chance(3), new Chance(3)];
  for (let i = 0; i < 100; i++) expect(one.id()).toBe(other.id());
  expect(new Set(Array.from({ length: 5000 }, () => one.id())).size).toBe(5000);
});
