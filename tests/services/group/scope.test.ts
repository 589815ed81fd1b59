import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '#src/services/context.ts';
import { markAttendance } from '#src/services/attendance/mark.ts';
import { markEveryone } from '#src/services/attendance/mark-everyone.ts';
import { openAttendance } from '#src/services/attendance/open.ts';
import { openSignInList } from '#src/services/attendance/sign-in-list.ts';
import { undoMarks } from '#src/services/attendance/undo.ts';
import { cancelMeeting } from '#src/services/group/cancel-meeting.ts';
import { listGroups } from '#src/services/group/list.ts';
import { openGroup } from '#src/services/group/open.ts';
import { previewCancelMeeting } from '#src/services/group/preview-cancel.ts';
import { recordMakeUp } from '#src/services/make-up/record.ts';
import { withdrawMadeUp } from '#src/services/make-up/withdraw.ts';
import { cancelMoment } from '#src/services/meeting/cancel-moment.ts';
import { changeMoment } from '#src/services/meeting/change-moment.ts';
import { expectPeople } from '#src/services/meeting/expect.ts';
import { openDivision } from '#src/services/meeting/open-division.ts';
import { openMoment } from '#src/services/meeting/open-moment.ts';
import { openMeeting } from '#src/services/meeting/open.ts';
import { planMoment } from '#src/services/meeting/plan-moment.ts';
import type { TestPerson } from '#tests/kit/house.ts';
import { openGroupWorld, type GroupWorld } from '#tests/services/attendance/world.ts';

let world: GroupWorld;
let other: TestPerson;
let otherGroupId: string;
beforeAll(async () => {
  world = await openGroupWorld(['Anna', 'Bram']);
  const elsewhere = await world.house.library('Bibliotheek Heuvelland');
  other = await world.house.specialist(elsewhere, 'Ruben');
  otherGroupId = (await world.house.group({ libraryId: elsewhere })).id;
});
afterAll(() => world.house.close());

const times = { day: '2027-03-02', start: '09:00', end: '10:00', place: 'Centrum' };
const services: Record<string, (ctx: Context, at: { groupId: string; nr: number; momentId: string }) => Promise<unknown>> = {
  openGroup,
  openMeeting,
  openMoment,
  openDivision,
  openAttendance,
  openSignInList,
  previewCancelMeeting,
  cancelMoment,
  markEveryone: (ctx, at) => markEveryone(ctx, { ...at, clientKey: 'k' }),
  markAttendance: (ctx, at) => markAttendance(ctx, { ...at, clientKey: 'k', personId: 'p', state: 'present' }),
  undoMarks: (ctx, at) => undoMarks(ctx, { ...at, action: 'k' }),
  cancelMeeting: (ctx, at) => cancelMeeting(ctx, { ...at, ruleId: 'r' }),
  recordMakeUp: (ctx, at) => recordMakeUp(ctx, { ...at, personId: 'p', how: 'task', clientKey: 'k' }),
  withdrawMadeUp: (ctx, at) => withdrawMadeUp(ctx, { ...at, makeUpId: 'k' }),
  planMoment: (ctx, at) => planMoment(ctx, { ...at, ...times, clientKey: 'k', everyone: false }),
  changeMoment: (ctx, at) => changeMoment(ctx, { ...at, ...times, sequence: 0 }),
  expectPeople: (ctx, at) => expectPeople(ctx, { ...at, choices: [], rest: null }),
};

describe.each(Object.entries(services))('%s', (_, service) => {
  test('of another library is not found, to a learner it is refused, and to nobody it is the sign-in page', async () => {
    const { house } = world;
    await expect(service(await house.ctx(other), world.at)).rejects.toMatchObject({ code: 'notFound' });
    await expect(service(await house.ctx(world.person('Anna')), world.at)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(service(await house.ctx(), world.at)).rejects.toMatchObject({ code: 'notSignedIn' });
  });

  test('with the number or moment of another group finds nothing', async () => {
    const ctx = await world.house.ctx(other);
    const mixed = { groupId: otherGroupId, nr: 99, momentId: world.momentId };
    if (service !== services.openGroup) await expect(service(ctx, mixed)).rejects.toMatchObject({ code: 'notFound' });
    await expect(service(ctx, { groupId: 'none', nr: 1, momentId: 'none' })).rejects.toMatchObject({ code: 'notFound' });
  });
});

test('a moment of one group can not be reached through another group of one’s own', async () => {
  const ctx = await world.house.ctx(other);
  const mixed = { groupId: otherGroupId, nr: 2, momentId: world.momentId };
  for (const name of ['openAttendance', 'openMoment', 'cancelMoment', 'markEveryone', 'undoMarks', 'changeMoment'])
    await expect(services[name]?.(ctx, mixed), name).rejects.toMatchObject({ code: 'notFound' });
});

test('the list of groups is refused to a learner', async () => {
  await expect(listGroups(await world.house.ctx(world.person('Anna')))).rejects.toMatchObject({ code: 'forbidden' });
});
