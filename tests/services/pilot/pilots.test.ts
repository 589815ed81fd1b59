import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { openCard } from '#src/services/card/open.ts';
import { openCertificate } from '#src/services/certificate/open.ts';
import { declinePilot, joinPilot, leavePilot } from '#src/services/pilot/answer.ts';
import { changePilot, endPilot, openPilotChange } from '#src/services/pilot/change.ts';
import { comparePilots } from '#src/services/pilot/compare.ts';
import { inviteLibraries, takeInvitationBack } from '#src/services/pilot/invite.ts';
import { listPilots, pilotLines } from '#src/services/pilot/list.ts';
import { makePilot, openNewPilot } from '#src/services/pilot/make.ts';
import { openJoin } from '#src/services/pilot/open-join.ts';
import { openPart } from '#src/services/pilot/open-part.ts';
import { openPilot } from '#src/services/pilot/open.ts';
import { openCountry } from '#src/services/pilot/overview.ts';
import { publishFigures } from '#src/services/pilot/publish.ts';
import { openArrangement } from '#src/services/group/arrange.ts';
import { closeGroup } from '#src/services/group/make.ts';
import { endOrganisation, reopenOrganisation } from '#src/services/organisation/end.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

let house: House;
let poi: string;
let libraries: string[];
let adviser: TestPerson;
let foreign: TestPerson;
let administrator: TestPerson;
let specialists: TestPerson[];

beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2027-01-05T09:00:00Z') });
});
afterAll(() => house.close());

beforeEach(async () => {
  house.now = new Date('2027-01-05T09:00:00Z');
  await house.db.delete(table.outbox);
  poi = await house.poi();
  const other = await house.poi('POI Elders');
  libraries = [await house.library(undefined, poi), await house.library(undefined, poi), await house.library(undefined, other)];
  adviser = await house.person({ role: 'adviser', organisationId: poi });
  foreign = await house.person({ role: 'adviser', organisationId: other });
  administrator = await house.person({ role: 'administrator' });
  specialists = [];
  for (const id of libraries) specialists.push(await house.specialist(id));
});

const lib = (nr: number) => libraries[nr] ?? '';
const at = (nr: number) => house.ctx(specialists[nr]);
const advises = () => house.ctx(adviser);
let keys = 0;
const make = async (startsOn = '2027-01-11') =>
  makePilot(await advises(), { id: `pilot-${++keys}`, courseId: 'frontoffice', name: 'Winter', startsOn });
const ask = async (pilotId: string, ...nrs: number[]) => {
  await inviteLibraries(await advises(), { pilotId, libraryIds: nrs.map(lib) });
  return parts(pilotId);
};
const parts = async (pilotId: string) => {
  const rows = await house.db.select().from(table.pilotLibrary).where(eq(table.pilotLibrary.pilotId, pilotId));
  return libraries.map(
    (id) =>
      rows
        .filter((row) => row.libraryId === id)
        .sort((a, b) => a.invitedAt.getTime() - b.invitedAt.getTime())
        .at(-1)?.id ?? '',
  );
};
const code = async (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );
const mails = async () => {
  const rows = await house.db.select().from(table.outbox);
  return rows.map(({ payload }) => `${payload.kind} ${payload.to}`).sort();
};
const fill = async (nr: number, size: number) => {
  const members = [];
  for (let n = 0; n < size; n++) members.push(await house.learner(lib(nr)));
  return {
    members,
    group: await house.group({ libraryId: lib(nr), members, leaders: specialists[nr] ? [specialists[nr]] : [] }),
  };
};

test('a pilot lasts three months unless told otherwise, and a second click makes no second one', async () => {
  const id = await make();
  await makePilot(await advises(), { id, courseId: 'frontoffice', name: 'Weer', startsOn: '2027-01-11' });
  expect(await openPilotChange(await advises(), id)).toMatchObject({ name: 'Winter', endsOn: '2027-04-11', begun: false });
  expect(openNewPilot(await advises()).courses.map(({ value }) => value)).toContain('frontoffice');
  await expect(
    makePilot(await advises(), { id: 'x', courseId: 'bestaat-niet', name: 'X', startsOn: '2027-01-11' }),
  ).rejects.toMatchObject({ code: 'invalid' });
});

test('its name and days change, its first day not once that has come', async () => {
  const id = await make();
  const change = async (days: { startsOn: string; endsOn: string; followUpOn?: string }) =>
    code(changePilot(await advises(), { pilotId: id, name: 'Voorjaar', ...days }));
  expect(await change({ startsOn: '2027-01-18', endsOn: '2027-05-01', followUpOn: '2027-07-01' })).toBe('done');
  house.now = new Date('2027-01-20T09:00:00Z');
  expect(await change({ startsOn: '2027-01-25', endsOn: '2027-05-01' })).toBe('invalid');
  expect(await change({ startsOn: '2027-01-18', endsOn: '2027-06-01' })).toBe('done');
  expect(await change({ startsOn: '2027-01-18', endsOn: '2027-02-01' })).toBe('invalid');
});

test('libraries of the own POI are asked, many at once and each once; who said no can be asked again', async () => {
  const id = await make();
  const [first = '', second = ''] = await ask(id, 0, 1);
  expect(await mails()).toEqual([0, 1].map((nr) => `pilotAsked ${specialists[nr]?.email}`).sort());
  // Sent twice.
  await ask(id, 0, 1);
  expect(await house.db.select().from(table.pilotLibrary).where(eq(table.pilotLibrary.pilotId, id))).toHaveLength(2);
  expect(await code(ask(id, 2))).toBe('invalid');
  expect(await code(inviteLibraries(await house.ctx(foreign), { pilotId: id, libraryIds: [lib(2)] }))).toBe('notFound');

  expect((await pilotLines(await at(0)))[0]).toMatchObject({ asks: true, href: `/pilots/${id}/${first}/meedoen` });
  await declinePilot(await at(0), { partId: first });
  expect(await code(joinPilot(await at(0), { partId: first }))).toBe('invalid');
  house.now = new Date('2027-01-06T09:00:00Z');
  const [again = ''] = await ask(id, 0);
  expect(again).not.toBe(first);
  await joinPilot(await at(0), { partId: again });
  expect(await code(takeInvitationBack(await advises(), { partId: again }))).toBe('invalid');
  await takeInvitationBack(await advises(), { partId: second });
  expect(await code(joinPilot(await at(1), { partId: second }))).toBe('invalid');
  expect(await mails()).toContain(`pilotAnswered ${adviser.email}`);
  expect(await mails()).toContain(`pilotTakenBack ${specialists[1]?.email}`);
});

test('a library that has ended can not be asked', async () => {
  const id = await make();
  await endOrganisation(await house.ctx(administrator), lib(1));
  expect((await openPilot(await advises(), id, {})).askable.map((library) => library.id)).toEqual([lib(0)]);
  expect(await code(ask(id, 1))).toBe('invalid');
});

test('who may: each side its own, never another library or POI', async () => {
  const id = await make();
  const [part = ''] = await ask(id, 0);
  const reads = (who: TestPerson) =>
    house
      .ctx(who)
      .then((ctx) => Promise.all([code(openPilot(ctx, id, {})), code(openPart(ctx, id, part)), code(openJoin(ctx, id, part))]));
  expect(await reads(adviser)).toEqual(['done', 'done', 'forbidden']);
  expect(await reads(foreign)).toEqual(['notFound', 'notFound', 'forbidden']);
  expect(await reads(specialists[0] ?? adviser)).toEqual(['forbidden', 'done', 'done']);
  expect(await reads(specialists[1] ?? adviser)).toEqual(['forbidden', 'notFound', 'notFound']);
  expect(await reads(administrator)).toEqual(['forbidden', 'forbidden', 'forbidden']);
  for (const run of [joinPilot, declinePilot, leavePilot]) {
    expect(await code(run(await at(1), { partId: part }))).toBe('notFound');
    expect(await code(run(await advises(), { partId: part }))).toBe('forbidden');
  }
  expect(await code(endPilot(await house.ctx(foreign), { pilotId: id }))).toBe('notFound');
  expect(await code(comparePilots(await house.ctx(foreign), [id, id]))).toBe('notFound');
  expect(await code(openCountry(await advises(), {}))).toBe('forbidden');
  // A part is only there under its own pilot.
  expect(await code(openPart(await advises(), await make(), part))).toBe('notFound');
});

test('before saying yes a specialist sees what the adviser would, and why not the rest', async () => {
  const id = await make();
  const [small = '', large = ''] = await ask(id, 0, 1);
  house.now = new Date('2027-01-14T09:00:00Z');
  await fill(0, 4);
  const { members } = await fill(1, 12);
  for (const who of members.slice(0, 9)) await house.pass(who, 'landelijke-context');

  const four = (await openJoin(await at(0), id, small)).preview;
  expect(four.figures).toBeNull();
  expect(four.tables.map(({ readable }) => readable)).toEqual([true, false, false, false, false, false]);
  expect(four.tables[1]?.why).toContain('vier mensen');

  const seen = (await openJoin(await at(1), id, large)).preview;
  expect(seen.tables.every(({ readable }) => readable)).toBe(true);
  expect(seen.figures?.modules[0]?.text).toBe('ongeveer 10 van de 10');

  for (const [nr, part] of [small, large].entries()) await joinPilot(await at(nr), { partId: part });
  // The next Monday the adviser reads exactly that.
  house.now = new Date('2027-01-18T04:00:00Z');
  await publishFigures(await house.ctx());
  expect((await openPart(await advises(), id, large)).figures).toEqual(seen.figures);
  expect(await openPart(await at(1), id, large)).toMatchObject({ side: 'library', figures: seen.figures });

  const page = await openPilot(await advises(), id, {});
  expect(page.list.rows.find(({ partId }) => partId === large)).toMatchObject({ small: false, phase: 'running' });
  expect(page.list.rows.find(({ partId }) => partId === small)).toMatchObject({
    small: true,
    phase: 'running',
    next: '',
    completion: '',
    attendance: '',
    certificates: '',
    stale: '',
  });
  expect(page.rest).toBeNull();
});

test('a list by its address: what is asked is found, sorted and leafed through', async () => {
  const id = await make();
  const [first = '', second = ''] = await ask(id, 0, 1);
  await joinPilot(await at(0), { partId: first });
  const page = async (given: Record<string, string>) =>
    (await openPilot(await advises(), id, given)).list.rows.map((row) => row.partId);
  expect(await page({ fase: 'invited' })).toEqual([second]);
  expect(await page({ volgorde: 'fase' })).toEqual([second, first]);
  expect(await page({ pagina: '2' })).toEqual([]);
  expect(await page({ zoek: 'bestaat niet' })).toEqual([]);
  house.now = new Date('2027-01-28T09:00:00Z');
  expect(await page({ aandacht: 'ja' })).toEqual([first, second]);
});

test('a pilot that is stopped is told of no more; its libraries hear it, and its figures stay', async () => {
  const id = await make();
  const [first = ''] = await ask(id, 0);
  await fill(0, 6);
  await joinPilot(await at(0), { partId: first });
  house.now = new Date('2027-01-18T04:00:00Z');
  await publishFigures(await house.ctx());
  await endPilot(await advises(), { pilotId: id });
  await endPilot(await advises(), { pilotId: id });
  expect((await mails()).filter((mail) => mail.startsWith('pilotStopped'))).toHaveLength(1);
  house.now = new Date('2027-01-26T04:00:00Z');
  await publishFigures(await house.ctx());
  const part = await openPart(await at(0), id, first);
  expect(part).toMatchObject({ phase: 'finished', coming: '' });
  expect(part.figures?.people).toBe('ongeveer 5');
  expect(await code(ask(id, 1))).toBe('invalid');
});

test('two pilots beside each other, by weeks since their start; the country only in totals of two rows and more', async () => {
  const ids = [await make('2027-01-11'), await make('2027-01-18')];
  for (const id of ids)
    for (const [nr, part] of (await ask(id, 0, 1)).slice(0, 2).entries()) await joinPilot(await at(nr), { partId: part });
  await fill(0, 6);
  await fill(1, 8);
  for (const day of ['2027-01-18', '2027-01-25', '2027-02-01']) {
    house.now = new Date(`${day}T04:00:00Z`);
    await publishFigures(await house.ctx());
  }
  const page = await comparePilots(await advises(), ids);
  expect(page.weeks.map(({ week }) => week)).toEqual(['week 0', 'week 1', 'week 2', 'week 3']);
  expect(page.series.map(({ points }) => points.map(({ x }) => x))).toEqual([
    [0, 1, 2],
    [0, 1, 2, 3],
  ]);
  expect((await comparePilots(await advises(), ids.slice(1))).problem).toBe('Kies er nog één bij.');

  const country = await openCountry(await house.ctx(administrator), { jaar: '2027' });
  expect(country.list.rows.filter(({ id }) => ids.includes(id)).map(({ people }) => people)).toEqual([
    'ongeveer 15',
    'ongeveer 15',
  ]);
  expect((await openCountry(await house.ctx(administrator), { jaar: '2026' })).list.rows).toEqual([]);
  expect((await openCountry(await house.ctx(administrator), { provincie: 'duinstreek' })).list.rows.length).toBeGreaterThan(0);
});

test('a library that ceases leaves its pilots: groups stay readable, people keep what they did, nothing more is told', async () => {
  const id = await make();
  const waiting = await make('2027-01-18');
  const [first = ''] = await ask(id, 0);
  const [asked = ''] = await ask(waiting, 0);
  const { members, group } = await fill(0, 6);
  const [someone] = members;
  if (!someone) throw new Error('nobody');
  await house.pass(someone, 'landelijke-context');
  const certificate = await house.certificate(group.id, group.ruleId, someone);
  await joinPilot(await at(0), { partId: first });
  house.now = new Date('2027-01-18T04:00:00Z');
  await publishFigures(await house.ctx());
  const told = await house.db.select().from(table.pilotFigures).where(eq(table.pilotFigures.pilotId, id));
  // The Monday on which it began too, made up for.
  expect(told.map(({ week }) => week)).toEqual(['2027-01-11', '2027-01-18']);

  // While a group runs it is refused, and nothing happens.
  const boss = await house.ctx(administrator);
  expect(await code(endOrganisation(boss, lib(0)))).toBe('invalid');
  expect((await openPart(await advises(), id, first)).inside).toBe(true);
  await closeGroup(await house.ctx(administrator), { groupId: group.id, closed: true });
  await endOrganisation(await house.ctx(administrator), lib(0));

  const part = await openPart(await advises(), id, first);
  expect(part).toMatchObject({ phase: 'left', inside: false });
  expect((await openPart(await advises(), waiting, asked)).phase).toBe('declined');
  const list = await openPilot(await advises(), id, {});
  expect(list.list.rows[0]).toMatchObject({ phase: 'left', completion: '', attention: [] });
  house.now = new Date('2027-01-25T04:00:00Z');
  await publishFigures(await house.ctx());
  expect(await house.db.select().from(table.pilotFigures).where(eq(table.pilotFigures.pilotId, id))).toEqual(told);

  // Who keeps the platform can still read the group, and each their own card and certificate.
  expect(await code(openArrangement(await house.ctx(administrator), group.id))).toBe('done');
  expect(await code(openCard(await house.ctx(someone), { groupId: group.id }))).toBe('done');
  expect((await openCertificate(await house.ctx(someone), certificate)).mine).toBe(true);
  expect(
    await house.db.select().from(table.moduleCompletion).where(eq(table.moduleCompletion.personId, someone.personId)),
  ).toHaveLength(1);
  expect(await house.db.select().from(table.membership).where(eq(table.membership.groupId, group.id))).toHaveLength(6);

  // Taken back: it is asked again, it does not take part by itself.
  await reopenOrganisation(await house.ctx(administrator), lib(0));
  expect((await openPart(await advises(), id, first)).phase).toBe('left');
  expect((await openPilot(await advises(), id, {})).askable.map((library) => library.before)).toContain('left');
});

test('the list of pilots says who takes part, to each side', async () => {
  const id = await make();
  const [first = ''] = await ask(id, 0, 1);
  await joinPilot(await at(0), { partId: first });
  expect((await listPilots(await advises())).own?.running.map(({ libraries: text }) => text)).toEqual([
    'één bibliotheek doet mee en één gevraagd',
  ]);
  const { own, asked } = await listPilots(await at(0));
  expect(own).toBeNull();
  expect(asked?.open).toMatchObject([{ asks: false, partId: first }]);
  expect(await code(listPilots(await house.ctx(administrator)))).toBe('forbidden');
  await leavePilot(await at(0), { partId: first });
  expect((await listPilots(await at(0))).asked).toMatchObject({ open: [], past: [{ partId: first }] });
});
