import { afterEach, beforeEach, expect, test } from 'vitest';
import { desc } from 'drizzle-orm';
import * as table from '#src/db/schema/index.ts';
import { cancelMeeting } from '#src/services/group/cancel-meeting.ts';
import { previewCancelMeeting } from '#src/services/group/preview-cancel.ts';
import { openGroupWorld, type GroupWorld } from '#tests/services/attendance/world.ts';

let world: GroupWorld;
beforeEach(async () => {
  world = await openGroupWorld(['Anna', 'Bram', 'Carla', 'Dirk']);
});
afterEach(() => world.house.close());

const preview = async (nr = 2) => previewCancelMeeting(await world.house.ctx(world.samira), { groupId: world.group.id, nr });
const cancel = async (nr = 2, ruleId?: string) =>
  cancelMeeting(await world.house.ctx(world.samira), {
    groupId: world.group.id,
    nr,
    ruleId: ruleId ?? (await preview(nr)).ruleId,
  });
const rules = () => world.house.db.select().from(table.groupRule).orderBy(desc(table.groupRule.seq));

test('the page says first who gains, who loses and who keeps; then exactly that happens', async () => {
  await world.almostDone(world.person('Anna'), world.person('Carla'));
  await world.tap('Bram', 'present');
  await world.tap('Carla', 'present');
  expect(await preview()).toMatchObject({ gain: ['Anna'], lose: ['Bram'], keep: ['Carla'], last: false, award: 'certificaat' });
  const { issued } = await cancel();
  expect(issued.map((i) => i.personId)).toEqual([world.person('Anna').personId]);
  expect(await rules()).toMatchObject([{ seq: 2, award: 'certificate', byId: world.samira.personId }, { seq: 1 }]);
  expect(await world.events('ruleChanged')).toHaveLength(1);
});

test('who was there keeps what was recorded; the others hear that it is off; an unheld moment goes with it', async () => {
  const later = await world.house.moment(world.meetings.second.id, new Date('2027-03-02T09:00:00Z'));
  await world.tap('Anna', 'present');
  await cancel();
  expect((await world.states()).Anna).toBe('present');
  expect((await world.mails('meetingCancelled')).map((m) => m.payload.values.name)).toEqual(['Bram', 'Carla', 'Dirk']);
  const moments = await world.house.db.select().from(table.moment);
  expect(moments.find((m) => m.id === later)?.cancelledAt).not.toBeNull();
  expect(moments.find((m) => m.id === world.momentId)?.cancelledAt).toBeNull();
});

test('a second click changes nothing; a rule that changed meanwhile is shown again first', async () => {
  const { ruleId } = await preview();
  await Promise.all([cancel(2, ruleId), cancel(2, ruleId)]);
  expect(await rules()).toHaveLength(2);
  await expect(cancel(1, ruleId)).rejects.toMatchObject({ code: 'conflict' });
  expect(await rules()).toHaveLength(2);
});

test('cancelling the last meeting leaves a proof of participation; who has a certificate gets no second paper', async () => {
  await world.almostDone(world.person('Anna'), world.person('Bram'));
  await world.tap('Anna', 'present');
  await cancel(1);
  await cancel(3);
  expect(await preview(2)).toMatchObject({ last: true, award: 'bewijs van deelname', gain: ['Bram'], keep: ['Anna'] });
  await cancel(2);
  const given = await world.certificates();
  expect(given.map((c) => [c.personId, c.kind])).toEqual([
    [world.person('Anna').personId, 'certificate'],
    [world.person('Bram').personId, 'participation'],
  ]);
  expect((await rules())[0]).toMatchObject({ award: 'participation' });
});
