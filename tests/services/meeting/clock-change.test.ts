import { afterEach, beforeEach, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import ICAL from 'ical.js';
import { invitationFile } from '#src/calendar/file.ts';
import * as table from '#src/db/schema/index.ts';
import { changeMoment } from '#src/services/meeting/change-moment.ts';
import { openMoment } from '#src/services/meeting/open-moment.ts';
import { planMoment } from '#src/services/meeting/plan-moment.ts';
import { openGroupWorld, type GroupWorld } from '#tests/services/attendance/world.ts';

let world: GroupWorld;
beforeEach(async () => void (world = await openGroupWorld(['Anna'])));
afterEach(() => world.house.close());

test.each([
  ['in March, when an hour is skipped', '2027-03-28', 120, 'zondag 28 maart 2027, 1.30 uur tot 4.30 uur'],
  ['in October, when an hour comes twice', '2027-10-31', 240, 'zondag 31 oktober 2027, 1.30 uur tot 4.30 uur'],
])('a meeting across the change of the clock %s keeps the hours that were typed', async (_, day, minutes, when) => {
  const { house, group } = world;
  const ctx = await house.ctx(world.samira);
  const at = { groupId: group.id, nr: 2 };
  const typed = { day, start: '01:30', end: '04:30', place: 'Nacht van de bieb' };
  const { momentId } = await planMoment(ctx, { ...at, clientKey: 'nacht', everyone: true, ...typed });
  const page = await openMoment(ctx, { ...at, momentId });
  expect(page.when).toBe(when);
  expect(page.fields).toMatchObject(typed);
  const [stored] = await house.db.select().from(table.moment).where(eq(table.moment.id, momentId));
  expect(((stored?.endsAt.getTime() ?? 0) - (stored?.startsAt.getTime() ?? 0)) / 60_000).toBe(minutes);
  await changeMoment(ctx, { ...at, momentId, ...page.fields });
  expect((await openMoment(ctx, { ...at, momentId })).fields.sequence).toBe(0);
  const mails = await house.db.select().from(table.outbox);
  const told = mails.find((m) => m.personId === world.person('Anna').personId || m.personId === world.samira.personId);
  expect(told?.payload.values.when).toBe(when);
  if (!told?.payload.invitation) throw new Error('no invitation');
  const file = invitationFile(told.payload.invitation, {
    organiser: { name: 'Baliewijs', email: 'noreply@baliewijs.example' },
    email: told.payload.to,
    stamp: house.now,
  });
  const component = new ICAL.Component(ICAL.parse(file) as never).getFirstSubcomponent('vevent');
  if (!component) throw new Error('no event');
  const event = new ICAL.Event(component);
  expect([event.startDate.toJSDate(), event.endDate.toJSDate()]).toEqual([stored?.startsAt, stored?.endsAt]);
});
