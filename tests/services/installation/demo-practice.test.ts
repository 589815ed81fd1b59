import { afterEach, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import * as table from '#src/db/schema/index.ts';
import { canCheckIn } from '#src/domain/check-in.ts';
import { fullPeriod } from '#src/domain/calendar-day.ts';
import { practiceName } from '#src/services/installation/demo-practice.ts';
import { seedDemo } from '#src/services/installation/seed-demo.ts';
import { listGroups } from '#src/services/group/list.ts';
import { openTestHouse, type House } from '#tests/kit/house.ts';

let house: House;
afterEach(() => house.close());

test.each([
  ['at noon', '2027-02-10T11:03:00Z', 'woensdag 10 februari 2027, 11.55 uur tot 13.55 uur'],
  [
    'just before midnight',
    '2027-02-10T22:50:00Z',
    'woensdag 10 februari 2027, 23.45 uur tot donderdag 11 februari 2027, 1.45 uur',
  ],
  ['in the night that an hour is skipped', '2027-03-28T00:52:00Z', 'zondag 28 maart 2027, 1.45 uur tot 4.45 uur'],
  ['in the night that an hour comes twice', '2027-10-31T00:52:00Z', 'zondag 31 oktober 2027, 2.45 uur tot 3.45 uur'],
])('a demonstration made %s has a practice meeting that is going on, and mails nobody of it', async (_, at, period) => {
  house = await openTestHouse({ now: new Date(at) });
  expect(await seedDemo(await house.ctx())).toBe(true);
  const groups = await house.db.select().from(table.learningGroup).where(eq(table.learningGroup.kind, 'practice'));
  expect(groups.map((g) => g.name)).toEqual([practiceName]);
  const [row] = await house.db
    .select({ moment: table.moment })
    .from(table.moment)
    .innerJoin(table.meeting, eq(table.meeting.id, table.moment.meetingId))
    .where(eq(table.meeting.groupId, groups[0]?.id ?? ''));
  if (!row) throw new Error('no moment');
  expect(fullPeriod(row.moment.startsAt, row.moment.endsAt)).toBe(period);
  expect(row.moment.endsAt.getTime() - row.moment.startsAt.getTime()).toBe(120 * 60_000);
  expect(row.moment.startsAt < house.now && canCheckIn({ ...row.moment, cancelledAt: null }, house.now)).toBe(true);
  const arrived = await house.db.select().from(table.checkIn);
  expect(arrived).toHaveLength(2);
  expect(arrived.every((c) => c.at >= row.moment.startsAt && c.at <= house.now)).toBe(true);
  const marks = await house.db.select().from(table.attendanceMark).where(eq(table.attendanceMark.momentId, row.moment.id));
  expect(marks).toEqual([]);
  const expected = await house.db.select().from(table.momentExpected).where(eq(table.momentExpected.momentId, row.moment.id));
  expect(expected).toHaveLength(5);
  const [samira] = await house.db.select().from(table.account).where(eq(table.account.email, 'specialist@duinrand.example'));
  const who = { personId: samira?.personId ?? '', accountId: samira?.id ?? '', email: samira?.email ?? '', name: 'Samira' };
  const listed = await listGroups(await house.ctx(who));
  expect(JSON.stringify(listed)).toContain(practiceName);
});
