import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { pilotFiguresSchema, restRow } from '#src/domain/pilot-figures.ts';
import { leavePilot, joinPilot } from '#src/services/pilot/answer.ts';
import { readFigures } from '#src/services/pilot/figures.ts';
import { publishFigures } from '#src/services/pilot/publish.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

let house: House;
let pilotId: string;
const library: Record<string, string> = {};
const part: Record<string, string> = {};
const people: Record<string, TestPerson[]> = {};
let specialist: TestPerson;

/** A library with a group of so many, of whom the first few passed both modules, came to the first meeting and made up the second. */
async function world(name: string, size: number, { passed = 0, came = 0, made = 0 } = {}) {
  const id = (library[name] = await house.library(name));
  const members = (people[name] = []) as TestPerson[];
  for (let nr = 0; nr < size; nr++) members.push(await house.learner(id));
  const group = await house.group({ libraryId: id, members });
  for (const who of members.slice(0, passed))
    for (const module of ['landelijke-context', 'nieuwe-klanten']) await house.pass(who, module);
  for (const who of members.slice(0, came)) await house.mark(group.meetings[0]?.moments[0]?.id ?? '', who);
  for (const who of members.slice(0, made))
    await house.db.insert(table.makeUp).values({
      id: `${name}-${who.personId}`,
      meetingId: group.meetings[1]?.id ?? '',
      personId: who.personId,
      how: 'task',
      at: house.now,
    });
  part[name] = await house.pilotLibrary(pilotId, id);
  return group;
}

beforeAll(async () => {
  // A Friday; the pilot began on a Monday.
  house = await openTestHouse({ now: new Date('2027-01-15T09:00:00Z') });
  const poi = await house.poi();
  pilotId = await house.pilot(poi, { startsOn: '2027-01-11' });
  const group = await world('groot', 11, { passed: 6, came: 8, made: 3 });
  await world('klein', 3, { passed: 3, came: 3 });
  await world('ook klein', 4, { passed: 1 });
  await world('leeg', 0);
  specialist = await house.specialist(library.groot ?? '');
  // Came, but a later mark says that they did not; and someone who left.
  const [first, second] = people.groot ?? [];
  if (first) await house.mark(group.meetings[0]?.moments[0]?.id ?? '', first, 'absent');
  if (second) await house.certificate(group.id, group.ruleId, second);
  const gone = await house.learner(library.groot ?? '');
  await house.db
    .insert(table.membership)
    .values({ id: 'gone', groupId: group.id, personId: gone.personId, joinedAt: house.now, leftAt: house.now });
  await house.pass(gone, 'landelijke-context');
});
afterAll(() => house.close());

const weeks = () => readFigures(house.db, pilotId);

test('nothing is told before the first Monday', async () => {
  house.now = new Date('2027-01-16T09:00:00Z');
  // The pilot began on a Monday: that is its first week, in which nobody took part yet.
  expect(await publishFigures(await house.ctx())).toBe(1);
  expect(await weeks()).toEqual([]);
});

test('on Monday a row a library of five and more, and one of the small ones together', async () => {
  house.now = new Date('2027-01-18T03:00:00Z');
  expect(await publishFigures(await house.ctx())).toBe(1);
  const told = await weeks();
  expect(told.map(({ week }) => week)).toEqual(['2027-01-18']);
  const rows = new Map(told[0]?.rows.map(({ row, figures }) => [row, figures]));
  expect([...rows.keys()].sort()).toEqual([library.groot, restRow].sort());
  const about = (value: number) => ({ kind: 'about', value });
  expect(rows.get(library.groot ?? '')).toMatchObject({
    people: about(10),
    started: { of: about(10), part: about(5) },
    modules: [
      { id: 'landelijke-context', done: { of: about(10), part: about(5) } },
      { id: 'nieuwe-klanten', done: { of: about(10), part: about(5) } },
    ],
    allModules: { part: about(5) },
    certificates: { part: { kind: 'few' } },
    inactive: { part: { kind: 'few' } },
  });
  const meetings = rows.get(library.groot ?? '')?.meetings.map(({ done }) => done?.part);
  // Seven came (one mark was put right), three made up the second, nobody the third.
  expect(meetings).toEqual([about(5), { kind: 'few' }, { kind: 'few' }]);
  expect(rows.get(restRow)).toMatchObject({ people: about(5), allModules: { part: { kind: 'few' } } });
});

test('a second run tells nothing more, also when people were erased or joined in between', async () => {
  const before = JSON.stringify(await weeks());
  house.now = new Date('2027-01-19T03:00:00Z');
  const late = await house.learner(library.klein ?? '');
  const [group] = await house.db
    .select()
    .from(table.learningGroup)
    .where(eq(table.learningGroup.libraryId, library.klein ?? ''));
  for (let nr = 0; nr < 4; nr++) await house.join(group?.id ?? '', nr === 0 ? late : await house.learner(library.klein ?? ''));
  expect(await publishFigures(await house.ctx())).toBe(0);
  expect(JSON.stringify(await weeks())).toBe(before);
});

test('everything that was published is a few or a multiple of five, in its shape, and names no small library', async () => {
  const rows = await house.db.select().from(table.pilotFigures);
  expect(rows.length).toBeGreaterThan(0);
  for (const { row, figures } of rows) {
    pilotFiguresSchema.parse(figures);
    expect([library.groot, restRow]).toContain(row);
    const { version: _, ...rest } = figures as Record<string, unknown>;
    const numbers = JSON.stringify(rest).match(/(?<![\w"-])\d+(\.\d+)?(?![\w"-])/g) ?? [];
    for (const number of numbers) expect(Number(number) % 5, number).toBe(0);
  }
});

test('a missed Monday is made up for, as it was on that Monday', async () => {
  house.now = new Date('2027-02-03T12:00:00Z');
  expect(await publishFigures(await house.ctx())).toBe(2);
  const told = await weeks();
  expect(told.map(({ week }) => week)).toEqual(['2027-01-18', '2027-01-25', '2027-02-01']);
  // By then seven are in the one that was small; the other, alone, is told of no more.
  expect(told[1]?.rows.map(({ row }) => row).sort()).toEqual([library.groot, library.klein].sort());
  // After three weeks without doing anything.
  house.now = new Date('2027-02-08T12:00:00Z');
  await publishFigures(await house.ctx());
  expect((await weeks()).at(-1)?.rows.find(({ row }) => row === library.groot)?.figures.inactive.part).toEqual({
    kind: 'about',
    value: 5,
  });
});

test('who stops is told of no more, and what was told stays', async () => {
  const before = await weeks();
  await leavePilot(await house.ctx(specialist), { partId: part.groot ?? '' });
  house.now = new Date('2027-02-15T12:00:00Z');
  await publishFigures(await house.ctx());
  const told = await weeks();
  expect(told.slice(0, before.length)).toEqual(before);
  expect(told.at(-1)?.rows.map(({ row }) => row)).toEqual([library.klein]);
});

test('a yes in the middle of a week tells the own row of that Monday at once, of five and more only', async () => {
  house.now = new Date('2027-02-12T12:00:00Z');
  const [five, four] = [await house.library('vijf'), await house.library('vier')];
  for (const [id, size] of [
    [five, 5],
    [four, 4],
  ] as const) {
    const members = [];
    for (let nr = 0; nr < size; nr++) members.push(await house.learner(id));
    await house.group({ libraryId: id, members });
  }
  house.now = new Date('2027-02-17T12:00:00Z');
  const before = (await weeks()).at(-1)?.rows ?? [];
  for (const id of [five, four]) {
    const asked = await house.pilotLibrary(pilotId, id, { accepted: false });
    await joinPilot(await house.ctx(await house.specialist(id)), { partId: asked });
  }
  const after = (await weeks()).at(-1)?.rows ?? [];
  expect(after.filter(({ row }) => row !== five)).toEqual(before);
  expect(after.find(({ row }) => row === five)?.figures.people).toEqual({ kind: 'about', value: 5 });
  expect(after.some(({ row }) => row === four)).toBe(false);
});

test('a pilot that was stopped tells nothing any more', async () => {
  await house.db.update(table.pilot).set({ endedAt: house.now }).where(eq(table.pilot.id, pilotId));
  house.now = new Date('2027-02-22T12:00:00Z');
  expect(await publishFigures(await house.ctx())).toBe(0);
});
