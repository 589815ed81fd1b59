import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { auditEvent, branch, employment, leader, organisation, outbox, pilot } from '#src/db/schema/index.ts';
import { addBranch } from '#src/services/branch/add.ts';
import { changeBranch, openBranch } from '#src/services/branch/change.ts';
import type { Context } from '#src/services/context.ts';
import { newId } from '#src/services/new-id.ts';
import { addOrganisation } from '#src/services/organisation/add.ts';
import { changeOrganisation } from '#src/services/organisation/change.ts';
import { organisationChoices } from '#src/services/organisation/choices.ts';
import { endOrganisation, reopenOrganisation } from '#src/services/organisation/end.ts';
import { listLibraries } from '#src/services/organisation/list.ts';
import { openOrganisation } from '#src/services/organisation/open.ts';
import { planContact } from '#src/services/pilot-contact/plan.ts';
import { reachPart } from '#src/services/pilot/reach.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

let house: House;
let admin: TestPerson;
let ctx: Context;

beforeEach(async () => {
  house = await openTestHouse();
  admin = await house.person({ name: 'Ada Beheer', role: 'administrator' });
  ctx = await house.ctx(admin);
});
afterEach(() => house.close());

const add = (name: string, kind: 'library' | 'poi' = 'library', more = {}) =>
  addOrganisation(ctx, { id: newId(), kind, name, ...more });
const names = async (given: Record<string, string>) => (await listLibraries(ctx, given)).rows.map((row) => row.name);

test('a library gets its province and POI, and who added it is kept', async () => {
  const poiId = await add('POI Kustland', 'poi');
  const id = await add('Bibliotheek Duinrand', 'library', { province: 'Zeeland', poiId });
  expect(await openOrganisation(ctx, id)).toMatchObject({
    name: 'Bibliotheek Duinrand',
    province: 'Zeeland',
    poiName: 'POI Kustland',
  });
  expect((await openOrganisation(ctx, poiId)).libraries).toMatchObject([{ name: 'Bibliotheek Duinrand' }]);
  const events = await house.db.select().from(auditEvent).where(eq(auditEvent.entityId, id));
  expect(events).toMatchObject([{ kind: 'organisationChanged', actorId: admin.personId, organisationId: id }]);
});

test('each library shows its own people and open groups, and the largest can come first', async () => {
  const [small, large] = [await house.library('Aan Zee'), await house.library('Duinrand')];
  await house.learner(small);
  const members = [await house.learner(large), await house.learner(large)];
  await house.group({ libraryId: large, members });
  expect((await listLibraries(ctx, { volgorde: 'mensen' })).rows).toMatchObject([
    { name: 'Duinrand', people: 2, groups: 1 },
    { name: 'Aan Zee', people: 1, groups: 0 },
  ]);
});

test('the same form sent twice makes one library', async () => {
  const id = newId();
  for (let i = 0; i < 2; i++) await addOrganisation(ctx, { id, kind: 'library', name: 'Duinrand' });
  expect(await names({})).toEqual(['Duinrand']);
});

test('a name that runs already is refused, whatever its capitals', async () => {
  await add('Duinrand');
  await expect(add('DUINRAND')).rejects.toMatchObject({ code: 'invalid', errors: [{ field: 'naam' }] });
  await expect(add('Nieuw', 'library', { province: 'Atlantis' })).rejects.toMatchObject({ errors: [{ field: 'provincie' }] });
  const library = await add('Heuvelland');
  await expect(add('Nieuw', 'library', { poiId: library })).rejects.toMatchObject({ errors: [{ field: 'poi' }] });
});

test('a change is kept once, and saving the same again adds nothing', async () => {
  const id = await add('Duinrand');
  for (let i = 0; i < 2; i++) await changeOrganisation(ctx, { id, name: 'Duin en Zee', province: 'Zeeland' });
  expect(await openOrganisation(ctx, id)).toMatchObject({ name: 'Duin en Zee', province: 'Zeeland' });
  expect(await house.db.select().from(auditEvent).where(eq(auditEvent.entityId, id))).toHaveLength(2);
});

test('a library with open groups does not end, and says which', async () => {
  const id = await house.library('Duinrand');
  await house.group({ libraryId: id, name: 'Najaar' });
  await house.group({ libraryId: id, name: 'Winter' });
  await expect(endOrganisation(ctx, id)).rejects.toMatchObject({
    code: 'invalid',
    errors: [{ message: expect.stringContaining('‘Najaar’ en ‘Winter’') }],
  });
  expect((await openOrganisation(ctx, id)).endedAt).toBeNull();
});

test('ending a library ends the jobs there and signs people out; taking it back brings the jobs back', async () => {
  const id = await house.library('Duinrand');
  const elsewhere = await house.library('Heuvelland');
  const samira = await house.specialist(id, 'Samira');
  await house.employ(samira, 'learner', elsewhere);
  const { token } = await house.sessions.create(samira.accountId, 'own', house.now);
  await endOrganisation(ctx, id);
  await endOrganisation(ctx, id);
  expect((await house.actor(samira))?.employments).toMatchObject([{ organisationId: elsewhere }]);
  expect((await house.sessions.check(token, house.now)).kind).not.toBe('alive');
  expect(await names({})).toEqual(['Heuvelland']);
  expect(await names({ staat: 'opgeheven' })).toEqual(['Duinrand']);
  expect((await organisationChoices(ctx, ['library'])).map((c) => c.label)).toEqual(['Heuvelland']);
  const roles = await house.db.select().from(auditEvent).where(eq(auditEvent.kind, 'roleChanged'));
  expect(roles).toMatchObject([{ subjectId: samira.personId, organisationId: id }]);

  house.now = new Date(house.now.getTime() + 1000);
  await reopenOrganisation(await house.ctx(admin), id);
  expect((await house.actor(samira))?.employments).toHaveLength(2);
  expect(await names({})).toEqual(['Duinrand', 'Heuvelland']);
});

test('who led a closed group of an ended library leads it no more, until that is taken back', async () => {
  const id = await house.library('Duinrand');
  const samira = await house.specialist(id, 'Samira');
  const group = await house.group({ libraryId: id, leaders: [samira] });
  await house.db.run(`update learning_group set closed_at = 1`);
  await endOrganisation(ctx, id);
  expect((await house.actor(samira))?.leads.size).toBe(0);
  await reopenOrganisation(ctx, id);
  expect([...((await house.actor(samira))?.leads ?? [])]).toEqual([group.id]);
  expect(await house.db.select().from(leader)).toHaveLength(1);
});

test('a POI with libraries does not end', async () => {
  const poi = await house.poi('POI Kustland');
  await house.library('Duinrand', poi);
  await expect(endOrganisation(ctx, poi)).rejects.toMatchObject({ errors: [{ message: expect.stringContaining('Duinrand') }] });
});

test('the platform itself is no library: it is not shown and not ended', async () => {
  const platform = await house.platform();
  await expect(openOrganisation(ctx, platform)).rejects.toMatchObject({ code: 'notFound' });
  await expect(endOrganisation(ctx, platform)).rejects.toMatchObject({ code: 'notFound' });
});

test('branches are added once, renamed, ended and opened again', async () => {
  const libraryId = await house.library('Duinrand');
  const id = newId();
  for (let i = 0; i < 2; i++) await addBranch(ctx, { id, libraryId, name: 'Centrum' });
  expect(await house.db.select().from(branch)).toHaveLength(1);
  await expect(addBranch(ctx, { id: newId(), libraryId, name: 'centrum' })).rejects.toMatchObject({
    errors: [{ field: 'naam' }],
  });
  await changeBranch(ctx, { branchId: id, change: { kind: 'rename', name: 'Centrum-West' } });
  expect(await openBranch(ctx, libraryId, id)).toMatchObject({ name: 'Centrum-West', libraryName: 'Duinrand' });
  await changeBranch(ctx, { branchId: id, change: { kind: 'end' } });
  expect((await openBranch(ctx, libraryId, id)).endedAt).toEqual(house.now);
  await addBranch(ctx, { id: newId(), libraryId, name: 'Centrum-West' });
  await expect(changeBranch(ctx, { branchId: id, change: { kind: 'reopen' } })).rejects.toMatchObject({
    errors: [{ field: 'naam' }],
  });
  await expect(openBranch(ctx, await house.library(), id)).rejects.toMatchObject({ code: 'notFound' });
});

test('the list finds names with percent, underscore and quotes, and nothing else', async () => {
  for (const name of ['100% lezen', '1000 lezen', 'Boek_en', 'Boeken', "De 'Kade' \\ Zee"]) await add(name);
  expect(await names({ zoek: '100%' })).toEqual(['100% lezen']);
  expect(await names({ zoek: 'k_e' })).toEqual(['Boek_en']);
  expect(await names({ zoek: "'kade' \\" })).toEqual(["De 'Kade' \\ Zee"]);
  expect(await names({ zoek: '"; drop table organisation; --' })).toEqual([]);
});

test('leafing through libraries shows each of them once, by name', async () => {
  await house.db.insert(organisation).values(
    Array.from({ length: 60 }, (_, i) => ({
      id: `lib${i}`,
      kind: 'library' as const,
      name: `Bieb ${String((i * 37) % 60).padStart(2, '0')}`,
    })),
  );
  const seen: string[] = [];
  for (const pagina of ['1', '2', '3']) {
    const page = await listLibraries(ctx, { pagina });
    expect(page).toMatchObject({ total: 60, hasMore: pagina !== '3' });
    seen.push(...page.rows.map((row) => row.name));
  }
  expect(seen).toEqual([...seen].sort());
  expect(new Set(seen).size).toBe(60);
});

test('libraries without anyone who is specialist there are found', async () => {
  const has = await house.library('Met');
  await house.library('Zonder');
  const left = await house.library('Weg');
  await house.specialist(has);
  const gone = await house.specialist(left);
  await house.db.update(employment).set({ until: house.now }).where(eq(employment.personId, gone.personId));
  expect(await names({ mist: 'specialist' })).toEqual(['Weg', 'Zonder']);
});

test('a library that goes to another POI leaves the pilots of the old one, whose adviser sees it no more', async () => {
  const [poi, other] = [await house.poi(), await house.poi('POI Bosland')];
  const adviser = await house.person({ role: 'adviser', organisationId: poi });
  const newcomer = await house.person({ role: 'adviser', organisationId: other });
  const library = await house.library('Duinrand', poi);
  const specialist = await house.specialist(library);
  const pilotId = await house.pilot(poi, { name: 'Pilot Duin' });
  const partId = await house.pilotLibrary(pilotId, library);
  const asked = await house.pilotLibrary(await house.pilot(poi), library, { accepted: false });
  await planContact(await house.ctx(adviser), {
    ...{ pilotId, partId, clientKey: newId(), about: 'de start', confirmed: false },
    ...{ day: '2027-02-16', start: '10:00', end: '11:00', place: 'We bellen' },
  });
  const move = (more = {}) => changeOrganisation(ctx, { id: library, name: 'Duinrand', poiId: other, ...more });
  await expect(move()).rejects.toMatchObject({ code: 'invalid', errors: [{ field: 'verlaatPilots' }] });
  expect((await openOrganisation(ctx, library)).pilots).toHaveLength(2);
  await expect(reachPart(await house.ctx(adviser), partId, 'adviser')).resolves.toBeTruthy();
  await move({ leavesPilots: true });
  await move();
  expect((await openOrganisation(ctx, library)).pilots).toEqual([]);
  for (const id of [partId, asked])
    for (const who of [adviser, newcomer])
      await expect(reachPart(await house.ctx(who), id, 'either')).rejects.toMatchObject({ code: 'notFound' });
  // Its own specialist can still read what was written.
  expect((await reachPart(await house.ctx(specialist), partId, 'either')).part.endedAt).toEqual(house.now);
  const mails = (await house.db.select().from(outbox)).map(({ personId, payload }) => `${personId} ${payload.kind}`);
  for (const who of [adviser, specialist])
    expect(mails.filter((mail) => mail.startsWith(who.personId))).toEqual([
      `${who.personId} pilotContact`,
      `${who.personId} pilotContactOff`,
    ]);
});

test('a POI ends once no library is under it, and its pilots stop with it; one with advisers can be made anew', async () => {
  const poi = await add('POI Kustland', 'poi');
  await house.person({ role: 'adviser', organisationId: poi });
  const library = await house.library('Duinrand', poi);
  const pilotId = await house.pilot(poi);
  await house.pilotLibrary(pilotId, library);
  expect(await openOrganisation(ctx, poi)).toMatchObject({ advisers: 1, libraries: [{ name: 'Duinrand' }] });
  await changeOrganisation(ctx, { id: poi, name: 'POI Kust en Land' });
  await expect(endOrganisation(ctx, poi)).rejects.toMatchObject({ code: 'invalid' });
  await changeOrganisation(ctx, { id: library, name: 'Duinrand', leavesPilots: true });
  await endOrganisation(ctx, poi);
  expect(await house.db.select().from(pilot).where(eq(pilot.id, pilotId))).toMatchObject([{ endedAt: house.now }]);
  expect(await openOrganisation(ctx, poi)).toMatchObject({ endedAt: house.now, name: 'POI Kust en Land' });
  expect(await names({ soort: 'poi' })).toEqual([]);
  await add('POI Kust en Land', 'poi');
  expect(await names({ soort: 'poi' })).toEqual(['POI Kust en Land']);
});
