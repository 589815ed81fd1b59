/** Many libraries: a bounded number of questions, each answered by an index, and others get their turn in between. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertRows } from '#src/db/insert-rows.ts';
import * as table from '#src/db/schema/index.ts';
import { openPilot } from '#src/services/pilot/open.ts';
import { publishFigures } from '#src/services/pilot/publish.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

const libraries = 150;
/** `PILOT_PEOPLE=133 vitest run …` for twenty thousand. */
const each = Number(process.env.PILOT_PEOPLE ?? 12);

let house: House;
let pilotId: string;
let adviser: TestPerson;

beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2027-01-12T09:00:00Z') });
  const poi = await house.poi();
  adviser = await house.person({ role: 'adviser', organisationId: poi });
  pilotId = await house.pilot(poi, { startsOn: '2027-01-11' });
  const modules = house.catalogue.courses.get('frontoffice')?.modules ?? [];
  const rows = {
    organisation: [] as (typeof table.organisation.$inferInsert)[],
    learningGroup: [] as (typeof table.learningGroup.$inferInsert)[],
    groupRule: [] as (typeof table.groupRule.$inferInsert)[],
    meeting: [] as (typeof table.meeting.$inferInsert)[],
    moment: [] as (typeof table.moment.$inferInsert)[],
    groupRuleItem: [] as (typeof table.groupRuleItem.$inferInsert)[],
    person: [] as (typeof table.person.$inferInsert)[],
    membership: [] as (typeof table.membership.$inferInsert)[],
    attendanceMark: [] as Omit<typeof table.attendanceMark.$inferInsert, 'seq'>[],
    lessonCompletion: [] as (typeof table.lessonCompletion.$inferInsert)[],
    moduleCompletion: [] as (typeof table.moduleCompletion.$inferInsert)[],
    pilotLibrary: [] as (typeof table.pilotLibrary.$inferInsert)[],
  };
  const at = house.now;
  for (let l = 0; l < libraries; l++) {
    const id = `l${l}`;
    rows.organisation.push({ id, kind: 'library', name: `Bibliotheek ${l}`, parentId: poi });
    rows.pilotLibrary.push({ id: `p${l}`, pilotId, libraryId: id, invitedAt: at, acceptedAt: at });
    rows.learningGroup.push({ id: `g${l}`, libraryId: id, courseId: 'frontoffice', name: id, kind: 'normal', createdAt: at });
    rows.groupRule.push({ id: `r${l}`, groupId: `g${l}`, award: 'certificate', seq: 1, from: at });
    modules.forEach((ref, position) =>
      rows.groupRuleItem.push({ id: `r${l}m${position}`, ruleId: `r${l}`, kind: 'module', ref, position }),
    );
    for (const nr of [1, 2, 3]) {
      rows.meeting.push({ id: `g${l}b${nr}`, groupId: `g${l}`, nr, title: `Bijeenkomst ${nr}`, templateId: null });
      rows.moment.push({
        id: `g${l}o${nr}`,
        meetingId: `g${l}b${nr}`,
        startsAt: at,
        endsAt: at,
        place: '',
        icalUid: `${l}.${nr}`,
      });
      rows.groupRuleItem.push({ id: `r${l}b${nr}`, ruleId: `r${l}`, kind: 'meeting', ref: `g${l}b${nr}`, position: 10 + nr });
    }
    for (let n = 0; n < each; n++) {
      const personId = `l${l}n${n}`;
      rows.person.push({ id: personId, name: personId, createdAt: at });
      rows.membership.push({ id: personId, groupId: `g${l}`, personId, joinedAt: at });
      modules.forEach((moduleId, m) => {
        for (let lesson = 0; lesson < 5; lesson++)
          rows.lessonCompletion.push({
            id: `${personId}.${m}.${lesson}`,
            personId,
            moduleId,
            lessonId: `${m}.${lesson}`,
            version: 1,
            at,
          });
        if ((n + m) % 3 > 0)
          rows.moduleCompletion.push({ id: `${personId}.${m}`, personId, moduleId, version: 1, via: 'quiz', at });
      });
      for (const nr of [1, 2])
        rows.attendanceMark.push({
          id: `${personId}.${nr}`,
          momentId: `g${l}o${nr}`,
          personId,
          state: 'present',
          source: 'leader',
          at,
        });
    }
  }
  for (const [name, all] of Object.entries(rows))
    for (let from = 0; from < all.length; from += 20_000)
      await insertRows(house.db, table[name as keyof typeof rows], all.slice(from, from + 20_000) as never);
}, 120_000);
afterAll(() => house.close());

/** How many statements are asked of the database. */
async function counted<T>(run: (db: House['db']) => Promise<T>): Promise<{ result: T; statements: number }> {
  let statements = 0;
  const asks = new Set(['all', 'run', 'get', 'select', 'selectDistinct', 'insert', 'update', 'delete', 'transaction']);
  const db = new Proxy(house.db, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      if (asks.has(String(name))) statements++;
      return value.bind(target);
    },
  });
  return { result: await run(db), statements };
}

test('150 libraries are counted in a bounded number of questions, in pieces that let others in between', async () => {
  house.now = new Date('2027-01-18T03:00:00Z');
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const begun = performance.now();
  delay.enable();
  const { result, statements } = await counted(async (db) => publishFigures({ ...(await house.ctx()), db }));
  delay.disable();
  if (each > 100)
    console.log(
      `${Math.round(performance.now() - begun)} ms, longest hold ${Math.round(delay.max / 1e6)} ms, ${statements} questions`,
    );
  expect(result).toBe(2);
  const [row] = await house.db.all<{ n: number }>(sql`select count(*) as n from pilot_figures`);
  expect(row?.n).toBe(libraries);
  // A few for each piece of some hundreds of people, however many libraries.
  expect(statements).toBeLessThan(60 + (libraries * each) / 30);
});

test('the page of a pilot asks as much for 150 libraries as for one', async () => {
  const { result, statements } = await counted(async (db) => openPilot({ ...(await house.ctx(adviser)), db }, pilotId, {}));
  expect(result.list.total).toBe(libraries);
  expect(result.list.rows).toHaveLength(25);
  expect(statements).toBeLessThanOrEqual(20);
});
