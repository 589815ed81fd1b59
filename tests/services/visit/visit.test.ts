import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { openAttendance } from '#src/services/attendance/open.ts';
import { addMomentLeader, removeMomentLeader, openMomentLeaders } from '#src/services/leader/moment.ts';
import { markAttendance } from '#src/services/attendance/mark.ts';
import { openGroup } from '#src/services/group/open.ts';
import { cancelMoment } from '#src/services/meeting/cancel-moment.ts';
import { listOwnMeetings } from '#src/services/meeting/list-own.ts';
import { newId } from '#src/services/new-id.ts';
import { chooseVisit, openVisit, withdrawVisit } from '#src/services/visit/choose.ts';
import type { MarkState } from '#src/domain/attendance.ts';
import type { TestPerson } from '#tests/kit/house.ts';
import { openGroupWorld, type GroupWorld } from '#tests/services/attendance/world.ts';

let world: GroupWorld;
let other: Awaited<ReturnType<GroupWorld['house']['group']>>;
let there: string;

beforeEach(async () => {
  world = await openGroupWorld(['Anna', 'Bram']);
  const { house, library, samira } = world;
  other = await house.group({ libraryId: library, leaders: [samira], name: 'Zeedorp' });
  there = await house.moment(other.meetings[1]?.id ?? '', new Date(house.now.getTime() + 30 * 60_000), 'Zeedorp');
});
afterEach(() => world.house.close());

const anna = () => ({ groupId: world.group.id, nr: 2, personId: world.person('Anna').personId });
const choose = async (momentId = there, by: TestPerson = world.person('Anna')) =>
  chooseVisit(await world.house.ctx(by), { ...anna(), momentId });
const mark = async (state: MarkState, by = world.samira) =>
  markAttendance(await world.house.ctx(by), {
    groupId: other.id,
    nr: 2,
    momentId: there,
    personId: world.person('Anna').personId,
    state,
    clientKey: newId(),
  });
const makeUps = () => world.house.db.select().from(table.makeUp);

test('being present at another group’s moment makes up for the own meeting, with the certificate in the same step', async () => {
  await world.almostDone(world.person('Anna'));
  expect(
    (await listOwnMeetings(await world.house.ctx(world.person('Anna')))).past.find((m) => m.nr === 2)?.elsewhere,
  ).toMatchObject({
    action: 'Kom bij een andere groep',
  });
  await choose();
  await choose();
  const page = await openAttendance(await world.house.ctx(world.samira), { groupId: other.id, nr: 2, momentId: there });
  expect(page.visitors).toMatchObject([{ name: 'Anna', state: 'none', note: expect.stringContaining('van de groep') }]);
  const { issued } = await mark('present');
  expect(issued).toMatchObject([{ personId: world.person('Anna').personId, groupId: world.group.id, award: 'certificate' }]);
  expect(await makeUps()).toMatchObject([{ how: 'otherGroup', meetingId: world.meetings.second.id, withdrawnAt: null }]);
});

test('a mark that is taken back takes the make-up back; marked again it counts again', async () => {
  await choose();
  await mark('present');
  await mark('cleared');
  expect(await makeUps()).toMatchObject([{ withdrawnAt: world.house.now }]);
  await mark('present');
  expect((await makeUps()).filter((m) => m.withdrawnAt === null)).toHaveLength(1);
});

test('only a coming moment of the same meeting, at the same library, of another group can be chosen', async () => {
  const { house, library } = world;
  const elsewhere = await house.group({ libraryId: await house.library() });
  const practice = await house.group({ libraryId: library, kind: 'practice' });
  const soon = new Date(house.now.getTime() + 86_400_000);
  for (const momentId of [
    await house.moment(elsewhere.meetings[1]?.id ?? '', soon),
    await house.moment(practice.meetings[1]?.id ?? '', soon),
    await house.moment(world.meetings.second.id, soon),
    other.meetings[2]?.moments[0]?.id ?? '',
    other.meetings[1]?.moments[0]?.id ?? '',
  ])
    await expect(choose(momentId)).rejects.toMatchObject({ code: 'invalid' });
  expect((await openVisit(await house.ctx(world.person('Anna')), anna())).moments.map((m) => m.id)).toEqual([there]);
});

test('another person chooses for nobody; a leader does; and it can be taken back', async () => {
  await expect(choose(there, world.person('Bram'))).rejects.toMatchObject({ code: 'forbidden' });
  await choose(there, world.samira);
  await withdrawVisit(await world.house.ctx(world.person('Anna')), anna());
  await expect(mark('present')).rejects.toMatchObject({ code: 'notFound' });
});

test('the calendar follows: the own moment goes out and the other comes in, and back again; a second click says nothing', async () => {
  const { house } = world;
  const { personId } = world.person('Anna');
  const own = await house.moment(world.meetings.second.id, new Date(house.now.getTime() + 2 * 86_400_000));
  await house.db.insert(table.momentExpected).values({ id: newId(), momentId: own, personId });
  house.now = new Date(house.now.getTime() - 3_600_000);
  const uids = new Map((await house.db.select().from(table.moment)).map((m) => [m.icalUid, m.id]));
  const told = async () =>
    [...(await world.mails('meetingNotExpected')), ...(await world.mails('meetingChanged'))]
      .filter((m) => m.personId === personId)
      .map(({ payload: { invitation } }) => [invitation?.method, uids.get(invitation?.uid ?? ''), invitation?.sequence]);
  await choose();
  await choose();
  expect(await told()).toEqual([
    ['cancel', own, 1],
    ['request', there, 1],
  ]);
  await withdrawVisit(await house.ctx(world.person('Anna')), anna());
  await withdrawVisit(await house.ctx(world.person('Anna')), anna());
  expect(await told()).toEqual([
    ['cancel', own, 1],
    ['cancel', there, 2],
    ['request', there, 1],
    ['request', own, 2],
  ]);
  expect((await house.db.select().from(table.momentExpected)).filter((e) => e.personId === personId)).toMatchObject([
    { momentId: own },
  ]);
});

test('who visits hears that the moment is off', async () => {
  const { house } = world;
  house.now = new Date(house.now.getTime() - 86_400_000);
  await choose();
  await cancelMoment(await house.ctx(world.samira), { groupId: other.id, nr: 2, momentId: there });
  expect((await world.mails('meetingCancelled')).map((m) => m.personId)).toEqual([world.person('Anna').personId]);
});

test('a substitute records one moment and sees nothing else of the group; a guest only reads names and attendance', async () => {
  const { house, library } = world;
  const poi = await house.poi();
  await house.db.update(table.organisation).set({ parentId: poi }).where(eq(table.organisation.id, library));
  const marit = await house.person({ name: 'Marit', role: 'adviser', organisationId: poi });
  const stranger = await house.person({ role: 'adviser', organisationId: await house.poi('Andere POI') });
  const sub = await house.learner(library, 'Sub');
  const leads = await house.ctx(world.samira);
  const at = { groupId: other.id, nr: 2, momentId: there };
  await expect(addMomentLeader(leads, { ...at, personId: stranger.personId, role: 'guest' })).rejects.toMatchObject({
    code: 'invalid',
  });
  await addMomentLeader(leads, { ...at, personId: marit.personId, role: 'guest' });
  await addMomentLeader(leads, { ...at, personId: sub.personId, role: 'substitute' });
  await addMomentLeader(leads, { ...at, personId: sub.personId, role: 'substitute' });
  expect((await openMomentLeaders(leads, at, {})).present.map((p) => [p.name, p.role])).toEqual([
    ['Marit', 'gast'],
    ['Sub', 'vervanger'],
  ]);
  await choose();

  await expect(mark('present', marit)).rejects.toMatchObject({ code: 'forbidden' });
  const seen = await openAttendance(await house.ctx(marit), at);
  expect(seen).toMatchObject({
    closed: expect.stringContaining('te gast'),
    undo: null,
    afterCertificate: [],
    everyone: { warning: null },
  });
  const own = { ...at, momentId: other.meetings[1]?.moments[0]?.id ?? '' };
  await expect(openAttendance(await house.ctx(marit), own)).rejects.toMatchObject({ code: 'notFound' });

  await expect(mark('present', sub)).resolves.toMatchObject({ changed: [world.person('Anna').personId] });
  await expect(openAttendance(await house.ctx(sub), own)).rejects.toMatchObject({ code: 'notFound' });
  await expect(openGroup(await house.ctx(sub), { groupId: other.id })).rejects.toMatchObject({ code: 'forbidden' });
  expect((await listOwnMeetings(await house.ctx(marit))).led).toMatchObject([{ role: 'Je bent te gast.' }]);

  const guest = (await openMomentLeaders(leads, at, {})).present[0]?.id ?? '';
  await removeMomentLeader(leads, { ...at, leaderId: guest });
  house.now = new Date(house.now.getTime() + 1000);
  await expect(openAttendance(await house.ctx(marit), at)).rejects.toMatchObject({ code: 'forbidden' });
  house.now = new Date(house.now.getTime() + 20 * 86_400_000);
  await expect(openAttendance(await house.ctx(sub), at)).rejects.toMatchObject({ code: 'forbidden' });
});
