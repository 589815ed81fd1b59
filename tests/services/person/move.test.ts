import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { employment, membership } from '#src/db/schema/index.ts';
import { viewAccount } from '#src/services/account/view-account.ts';
import { openCard } from '#src/services/card/open.ts';
import { issueWhenEarned } from '#src/services/certificate/issue-when-earned.ts';
import { openCertificate } from '#src/services/certificate/open.ts';
import { loadStanding } from '#src/services/certificate/load-standing.ts';
import { openGroup } from '#src/services/group/open.ts';
import { runNight } from '#src/services/night/run.ts';
import { addEmployment } from '#src/services/person/add-employment.ts';
import { endEmployment, keepEmployment, previewEnd } from '#src/services/person/end-employment.ts';
import { openPerson } from '#src/services/person/open.ts';
import { openTestHouse, testModules, type House, type TestPerson } from '#tests/kit/house.ts';

let house: House;
let admin: TestPerson;
let noor: TestPerson;
let samira: TestPerson;
let duinrand: string;
let heuvelland: string;

beforeEach(async () => {
  house = await openTestHouse();
  admin = await house.person({ name: 'Ada Beheer', role: 'administrator' });
  duinrand = await house.library('Duinrand');
  heuvelland = await house.library('Heuvelland');
  noor = await house.learner(duinrand, 'Noor de Wit');
  samira = await house.specialist(duinrand, 'Samira');
});
afterEach(() => house.close());

const ctx = () => house.ctx(admin);
const jobsOf = (who: TestPerson) => house.db.select().from(employment).where(eq(employment.personId, who.personId));
const jobAt = async (libraryId: string) => (await jobsOf(noor)).find((job) => job.organisationId === libraryId)?.id ?? '';
const goTo = (day: string) => (house.now = new Date(`${day}T09:00:00Z`));
const at = { role: 'learner', organisationId: '' } as const;

test('someone moves to another library: what was earned goes along, the old groups become the past', async () => {
  const old = await house.group({ libraryId: duinrand, members: [noor], leaders: [samira], name: 'Najaar', meetings: 1 });
  for (const module of testModules) await house.pass(noor, module);
  for (const meeting of old.meetings) await house.mark(meeting.moments[0]?.id ?? '', noor);
  const made = await house.ctx();
  const [issued] = await house.db.transaction((tx) => issueWhenEarned(tx, made, { groupId: old.id, personId: noor.personId }));
  const code = issued?.code ?? '';

  await endEmployment(await ctx(), { employmentId: await jobAt(duinrand) });
  const next = await house.group({ libraryId: heuvelland, name: 'Voorjaar', meetings: 1 });
  await addEmployment(await ctx(), { ...at, organisationId: heuvelland, personId: noor.personId, groupId: next.id });

  const seen = await openPerson(await ctx(), noor.personId);
  expect(seen).toMatchObject({
    work: [{ organisationName: 'Heuvelland' }],
    pastWork: [{ organisationName: 'Duinrand', from: '1 januari 2026', until: '10 februari 2027' }],
    inGroups: [{ name: 'Voorjaar' }],
    wasInGroups: [{ name: 'Najaar', leftAt: '10 februari 2027' }],
  });
  const own = await house.ctx(noor);
  expect(own.actor?.employments).toMatchObject([{ organisationName: 'Heuvelland' }]);
  const card = JSON.stringify(await openCard(own, { groupId: null }));
  expect(card).toContain('Voorjaar');
  await expect(openCard(own, { groupId: old.id })).rejects.toMatchObject({ code: 'notFound' });
  const members = (await openGroup(await house.ctx(samira), { groupId: old.id })).members;
  expect(JSON.stringify(members)).not.toContain('Noor');

  expect((await viewAccount(own)).certificates).toMatchObject([{ href: `/certificaten/${code}`, revoked: false }]);
  expect(await openCertificate(await house.ctx(), code)).toMatchObject({ name: 'Noor de Wit', revoked: null });
  expect(await openCertificate(own, code)).toMatchObject({ mine: true, pdf: `/certificaten/${code}.pdf` });
  const standing = await loadStanding(house.db, house.catalogue, next.id, [noor.personId]);
  expect(standing?.people.get(noor.personId)?.facts.passed).toEqual(new Set(testModules));
});

test('a last day to come: the job goes on until it has gone by, and then the night lets go of the groups', async () => {
  const group = await house.group({ libraryId: duinrand, members: [noor], leaders: [noor], name: 'Najaar' });
  const job = await jobAt(duinrand);
  expect(await endEmployment(await ctx(), { employmentId: job, lastDay: '2027-02-28' })).toMatchObject({ ended: false });
  expect(await previewEnd(await ctx(), noor.personId, job)).toMatchObject({ over: false, until: '28 februari 2027' });
  await addEmployment(await ctx(), {
    ...at,
    organisationId: heuvelland,
    personId: noor.personId,
    firstDay: '2027-03-01',
  });
  expect((await openPerson(await ctx(), noor.personId)).work).toMatchObject([
    { organisationName: 'Duinrand', begun: true, until: '28 februari 2027' },
    { organisationName: 'Heuvelland', begun: false, from: '1 maart 2027' },
  ]);
  goTo('2027-02-28');
  await runNight(await house.ctx());
  expect((await house.actor(noor))?.employments).toMatchObject([{ organisationName: 'Duinrand' }]);
  expect((await house.actor(noor))?.leads).toEqual(new Set([group.id]));
  goTo('2027-03-01');
  expect(await runNight(await house.ctx())).toMatchObject({ ended: 1 });
  expect((await house.actor(noor))?.employments).toMatchObject([{ organisationName: 'Heuvelland' }]);
  expect((await house.actor(noor))?.leads.size).toBe(0);
  expect(await house.db.select().from(membership)).toMatchObject([{ leftAt: house.now }]);
  goTo('2027-03-02');
  expect(await runNight(await house.ctx())).toMatchObject({ ended: 0 });
});

test('a last day can be taken away while it hasn’t gone by', async () => {
  const job = await jobAt(duinrand);
  await endEmployment(await ctx(), { employmentId: job, lastDay: '2027-02-28' });
  await keepEmployment(await ctx(), { employmentId: job });
  expect(await jobsOf(noor)).toMatchObject([{ until: null }]);
  await endEmployment(await ctx(), { employmentId: job });
  await expect(keepEmployment(await ctx(), { employmentId: job })).rejects.toMatchObject({ code: 'invalid' });
});

test('several jobs at once are fine; the same role at the same place twice at once is refused, after each other not', async () => {
  const add = async (more: object) =>
    addEmployment(await ctx(), { ...at, organisationId: duinrand, personId: noor.personId, ...more });
  await add({ role: 'educationSpecialist' });
  await add({ organisationId: heuvelland });
  await expect(add({ firstDay: '2027-03-01' })).rejects.toMatchObject({ errors: [{ field: 'van' }] });
  await expect(add({ firstDay: '2025-06-01' })).rejects.toMatchObject({ errors: [{ field: 'van' }] });
  await add({ firstDay: '2025-06-01', lastDay: '2025-12-31' });
  await expect(add({ lastDay: '2027-01-01' })).rejects.toMatchObject({ errors: [{ field: 'tot' }] });
  const group = await house.group({ libraryId: heuvelland });
  await expect(
    add({ organisationId: heuvelland, role: 'educationSpecialist', firstDay: '2027-09-01', groupId: group.id }),
  ).rejects.toMatchObject({ errors: [{ field: 'groep' }] });
  expect(await jobsOf(noor)).toHaveLength(4);
});

test('what hasn’t begun can be called off, and an administrator stops at once or not', async () => {
  await addEmployment(await ctx(), { ...at, organisationId: heuvelland, personId: noor.personId, firstDay: '2027-09-01' });
  expect(await endEmployment(await ctx(), { employmentId: await jobAt(heuvelland) })).toMatchObject({ ended: true });
  const seen = await openPerson(await ctx(), noor.personId);
  expect(seen.work).toHaveLength(1);
  goTo('2027-10-01');
  expect((await openPerson(await ctx(), noor.personId)).pastWork).toEqual([]);
  expect((await house.actor(noor))?.employments).toHaveLength(1);
  const other = await house.person({ role: 'administrator' });
  const job = (await jobsOf(other))[0]?.id ?? '';
  await expect(endEmployment(await ctx(), { employmentId: job, lastDay: '2027-12-31' })).rejects.toMatchObject({
    errors: [{ field: 'tot' }],
  });
});
