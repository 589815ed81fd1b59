import { afterEach, beforeEach, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { copyGroup } from '#src/services/group/copy.ts';
import { makeGroup } from '#src/services/group/make.ts';
import { openStart, startGroup } from '#src/services/group/start.ts';
import { openReleases, previewRelease } from '#src/services/course-release/open.ts';
import { setRelease } from '#src/services/course-release/set.ts';
import { newId } from '#src/services/new-id.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

let house: House;
let administrator: TestPerson;
let specialist: TestPerson;
let [libraryId, poiId] = ['', ''];
beforeEach(async () => {
  house = await openTestHouse();
  poiId = await house.poi();
  libraryId = await house.library('Bibliotheek Duinrand', poiId);
  administrator = await house.person({ role: 'administrator', name: 'Robin Everts' });
  specialist = await house.specialist(libraryId);
});
afterEach(() => house.close());

const set = async (pilotOnly: boolean) => setRelease(await house.ctx(administrator), { courseId: 'frontoffice', pilotOnly });
const start = async (name = 'Nieuwe groep') =>
  startGroup(await house.ctx(specialist), {
    id: newId(),
    libraryId,
    courseId: 'frontoffice',
    name,
    kind: 'normal',
    moduleIds: ['nieuwe-klanten'],
    meetings: 1,
  });
const refusal = { errors: [{ field: 'cursus', message: expect.stringContaining('nog een pilot') }] };

test('at "pilot" only a library in a running pilot starts, copies or is given a group; what runs goes on', async () => {
  const running = await house.group({ libraryId, leaders: [specialist] });
  await start();
  await set(true);
  await expect(start('Tweede')).rejects.toMatchObject(refusal);
  const copy = async () =>
    copyGroup(await house.ctx(specialist), { groupId: running.id, id: newId(), name: 'Kopie', people: 'none' });
  await expect(copy()).rejects.toMatchObject(refusal);
  const made = { id: newId(), libraryId, courseId: 'frontoffice', name: 'Van beheer', kind: 'normal' as const };
  await expect(house.ctx(administrator).then((ctx) => makeGroup(ctx, made))).rejects.toMatchObject(refusal);
  expect((await house.db.select().from(table.learningGroup)).every((g) => g.closedAt === null)).toBe(true);

  const pilotId = await house.pilot(poiId, { startsOn: '2027-02-01' });
  await house.pilotLibrary(pilotId, libraryId);
  await start('Tweede');
  await copy();
  await set(false);
  await expect(openReleases(await house.ctx(administrator))).resolves.toContainEqual(
    expect.objectContaining({ courseId: 'frontoffice', pilotOnly: false, since: 'sinds 10 februari 2027, door Robin Everts' }),
  );
});

test.each([
  ['said no word yet', { accepted: false }, '2027-02-01'],
  ['is in a pilot that has yet to begin', {}, '2027-03-01'],
  ['is in a pilot that is over', {}, '2026-10-01'],
])('a library that %s can not', async (_, more, startsOn) => {
  await set(true);
  await house.pilotLibrary(await house.pilot(poiId, { startsOn }), libraryId, more);
  await expect(start()).rejects.toMatchObject(refusal);
});

test('the form to start with says why a course is not offered, and offers only libraries that may', async () => {
  const other = await house.library('Bibliotheek Heuvelland', poiId);
  await house.employ(specialist, 'educationSpecialist', other);
  await set(true);
  const form = async (courseId = '') => openStart(await house.ctx(specialist), { courseId });
  expect((await form()).courses.find((c) => c.id === 'frontoffice')?.why).toContain('nog een pilot');
  expect((await form('frontoffice')).course).toBeNull();
  await house.pilotLibrary(await house.pilot(poiId), other);
  const open = await form('frontoffice');
  expect(open.courses.find((c) => c.id === 'frontoffice')?.why).toBeNull();
  expect(open.libraries).toEqual([{ value: other, label: 'Bibliotheek Heuvelland' }]);
});

test('beforehand one sees for whom it changes, twice the same is once, and it is the administrator’s', async () => {
  await house.group({ libraryId });
  const preview = async () => previewRelease(await house.ctx(administrator), { courseId: 'frontoffice' });
  expect(await preview()).toMatchObject({
    pilotOnly: false,
    libraries: ['Bibliotheek Duinrand'],
    running: expect.stringContaining('gaan gewoon door'),
    inPilot: expect.stringContaining('geen pilot'),
  });
  await set(true);
  await set(true);
  expect(await house.db.select().from(table.courseRelease)).toHaveLength(1);
  expect(await house.db.select().from(table.auditEvent)).toMatchObject([{ kind: 'courseReleased' }]);
  await house.pilotLibrary(await house.pilot(poiId), libraryId);
  expect(await preview()).toMatchObject({ pilotOnly: true, libraries: [] });
  const ctx = await house.ctx(specialist);
  await expect(openReleases(ctx)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(setRelease(ctx, { courseId: 'frontoffice', pilotOnly: false })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(previewRelease(await house.ctx(administrator), { courseId: 'nergens' })).rejects.toMatchObject({
    code: 'notFound',
  });
});
