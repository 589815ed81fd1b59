import fc from 'fast-check';
import { asc, eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { wallClock } from '#src/domain/calendar-day.ts';
import { cancelMeeting } from '#src/services/group/cancel-meeting.ts';
import { cancelMoment } from '#src/services/meeting/cancel-moment.ts';
import { changeMoment } from '#src/services/meeting/change-moment.ts';
import { expectPeople } from '#src/services/meeting/expect.ts';
import { planMoment } from '#src/services/meeting/plan-moment.ts';
import { addMembers, removeMember } from '#src/services/membership/change.ts';
import { endEmployment } from '#src/services/person/end-employment.ts';
import { newId } from '#src/services/new-id.ts';
import type { TestPerson } from '#tests/kit/house.ts';
import { openGroupWorld, type GroupWorld } from '#tests/services/attendance/world.ts';

let world: GroupWorld;
beforeEach(async () => void (world = await openGroupWorld(['Anna', 'Bram'])));
afterEach(() => world.house.close());

const at = () => ({ groupId: world.group.id, nr: 3 });
const asLeader = () => world.house.ctx(world.samira);
const asAdministrator = async () => world.house.ctx(await administrator());
let known: TestPerson | undefined;
beforeEach(() => void (known = undefined));
const administrator = async () => (known ??= await world.house.person({ role: 'administrator' }));

interface Seen {
  name: string;
  kind: string;
  method: string | undefined;
  uid: string | undefined;
  sequence: number | undefined;
}
/** Mails with what they tell a calendar, in the order in which they were put in. */
async function seen(): Promise<Seen[]> {
  const rows = await world.house.db.select().from(table.outbox).orderBy(asc(table.outbox.dueAt), asc(table.outbox.id));
  return rows
    .filter((row) => row.payload.kind.startsWith('meeting'))
    .map(({ payload }) => ({
      name: payload.values.name ?? '',
      kind: payload.kind,
      method: payload.invitation?.method,
      uid: payload.invitation?.uid,
      sequence: payload.invitation?.sequence,
    }));
}
const clear = () => world.house.db.delete(table.outbox);
const later = (minutes = 1) => void (world.house.now = new Date(world.house.now.getTime() + minutes * 60_000));
const plan = async (day: string, everyone = true, place = `Zaal ${day}`) =>
  (await planMoment(await asLeader(), { ...at(), clientKey: newId(), everyone, day, start: '09:00', end: '10:30', place }))
    .momentId;
const momentRow = async (id: string) => {
  const [row] = await world.house.db.select().from(table.moment).where(eq(table.moment.id, id));
  if (!row) throw new Error('no such moment');
  return row;
};
const place = async (name: string, momentId: string | null, before: string | null) =>
  expectPeople(await asLeader(), { ...at(), rest: null, choices: [{ personId: world.person(name).personId, momentId, before }] });

describe('a calendar', () => {
  test('is asked when a moment is planned, asked again when it moves, and told when it is off, all of one thing', async () => {
    const id = await plan('2027-03-02');
    const { icalUid } = await momentRow(id);
    later();
    await changeMoment(await asLeader(), {
      ...at(),
      momentId: id,
      sequence: 0,
      day: '2027-03-04',
      start: '13:00',
      end: '14:30',
      place: 'Zeedorp',
    });
    later();
    await cancelMoment(await asLeader(), { ...at(), momentId: id });
    const anna = (await seen()).filter((mail) => mail.name === 'Anna');
    expect(anna.map((m) => [m.kind, m.method, m.sequence])).toEqual([
      ['meetingChanged', 'request', 0],
      ['meetingChanged', 'request', 1],
      ['meetingCancelled', 'cancel', 2],
    ]);
    expect(new Set(anna.map((m) => m.uid))).toEqual(new Set([icalUid]));
  });

  test('lets go of the moment that someone leaves for another', async () => {
    const first = await plan('2027-03-02');
    const second = await plan('2027-03-04', false);
    await clear();
    await place('Anna', second, first);
    expect((await seen()).map((m) => [m.name, m.kind, m.method]).sort()).toEqual([
      ['Anna', 'meetingChanged', 'request'],
      ['Anna', 'meetingNotExpected', 'cancel'],
    ]);
    await clear();
    await place('Anna', null, second);
    expect((await seen()).map((m) => [m.kind, m.method])).toEqual([['meetingNotExpected', 'cancel']]);
  });

  test('loses the coming moments when someone leaves the group or the library, and gets them back with a new number', async () => {
    await plan('2027-03-02');
    const anna = world.person('Anna');
    const who = { groupId: world.group.id, personId: anna.personId };
    await clear();
    later();
    await removeMember(await asAdministrator(), who);
    later();
    await addMembers(await asAdministrator(), { groupId: world.group.id, personIds: [anna.personId] });
    expect((await seen()).map((m) => [m.kind, m.method, m.sequence])).toEqual([
      ['meetingNotExpected', 'cancel', 1],
      ['meetingChanged', 'request', 2],
    ]);
    await clear();
    later();
    const [job] = await world.house.db.select().from(table.employment).where(eq(table.employment.personId, anna.personId));
    await endEmployment(await asAdministrator(), { employmentId: job?.id ?? '' });
    expect((await seen()).map((m) => [m.name, m.method, m.sequence])).toEqual([['Anna', 'cancel', 3]]);
  });

  test('loses the moment when the whole meeting is off; who had no moment only reads it', async () => {
    const id = await plan('2027-03-02');
    await place('Bram', null, id);
    await clear();
    later();
    await cancelMeeting(await asLeader(), { ...at(), ruleId: world.group.ruleId });
    expect((await seen()).map((m) => [m.name, m.kind, m.method]).sort()).toEqual([
      ['Anna', 'meetingCancelled', 'cancel'],
      ['Bram', 'meetingCancelled', undefined],
    ]);
  });

  test('loses a moment that turns out to have been held already', async () => {
    const id = await plan('2027-03-02');
    await clear();
    const past = { day: '2027-02-09', start: '09:00', end: '10:30', place: 'Zaal' };
    await changeMoment(await asLeader(), { ...at(), momentId: id, sequence: 0, ...past });
    expect((await seen()).map((m) => m.method)).toEqual(['cancel', 'cancel']);
  });

  test('of a practice group, or of someone without an address, hears nothing', async () => {
    await world.house.db.update(table.account).set({ email: null, username: sql`person_id` });
    await plan('2027-03-02');
    await world.house.db
      .update(table.account)
      .set({ email: 'x@test.example' })
      .where(eq(table.account.personId, world.person('Anna').personId));
    await world.house.db.update(table.learningGroup).set({ kind: 'practice' });
    await plan('2027-03-03');
    expect(await seen()).toEqual([]);
  });
});

/** A calendar program of a few lines (RFC 5546): takes what is newer, drops what is cancelled. */
function calendarOf(mails: Seen[], name: string): Set<string> {
  const entries = new Map<string, { sequence: number; there: boolean }>();
  for (const { method, uid, sequence } of mails.filter((mail) => mail.name === name)) {
    if (!uid || sequence === undefined) continue;
    const known = entries.get(uid);
    if (known && sequence <= known.sequence) throw new Error(`${name} hears ${sequence} of ${uid} after ${known.sequence}`);
    entries.set(uid, { sequence, there: method === 'request' });
  }
  return new Set([...entries].filter(([, entry]) => entry.there).map(([uid]) => uid));
}

test('whatever leaders do, each calendar ends with the coming moments at which its owner is expected, by rising numbers', async () => {
  const person = fc.constantFrom('Anna', 'Bram');
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.record({ do: fc.constant('plan' as const), everyone: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('change' as const), which: fc.nat(5), past: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), which: fc.nat(5) }) },
    { weight: 6, arbitrary: fc.record({ do: fc.constant('place' as const), person, which: fc.option(fc.nat(5)) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('leave' as const), person }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('join' as const), person }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const { house, group } = world;
      await house.db.delete(table.outbox);
      await house.db.delete(table.momentExpected);
      await house.db.delete(table.leader).where(eq(table.leader.kind, 'substitute'));
      await house.db.update(table.moment).set({ cancelledAt: house.now });
      await house.db.update(table.membership).set({ leftAt: null });
      const live = async () =>
        (await house.db.select().from(table.moment).where(eq(table.moment.meetingId, world.meetings.third.id))).filter(
          (m) => m.cancelledAt === null,
        );
      let day = 0;
      const nextDay = (past: boolean) =>
        wallClock(new Date(house.now.getTime() + (past ? -1 : 1) * (3 + ++day) * 86_400_000)).day;
      for (const s of steps) {
        later();
        const moments = await live();
        const pick = (n: number | null) => (n === null || moments.length === 0 ? null : (moments[n % moments.length] ?? null));
        if (s.do === 'plan') await plan(nextDay(false), s.everyone, `Zaal ${day}`);
        const who = 'person' in s ? { groupId: group.id, personId: world.person(s.person).personId } : null;
        if (s.do === 'leave' && who) await removeMember(await asAdministrator(), who);
        if (s.do === 'join' && who) await addMembers(await asAdministrator(), { groupId: group.id, personIds: [who.personId] });
        if (s.do === 'place') {
          const rows = await house.db.select().from(table.momentExpected);
          const mine = rows.filter((r) => r.personId === who?.personId && moments.some((m) => m.id === r.momentId));
          const before = moments.find((m) => mine.some((r) => r.momentId === m.id))?.id ?? null;
          await place(s.person, pick(s.which)?.id ?? null, before);
        }
        const chosen = 'which' in s ? pick(s.which ?? 0) : null;
        if (s.do === 'cancel' && chosen) await cancelMoment(await asLeader(), { ...at(), momentId: chosen.id });
        if (s.do === 'change' && chosen)
          await changeMoment(await asLeader(), {
            ...at(),
            momentId: chosen.id,
            sequence: chosen.sequence,
            day: nextDay(s.past),
            start: '09:00',
            end: '10:30',
            place: `Zaal ${day}`,
          });
      }
      const moments = await live();
      const expected = await house.db.select().from(table.momentExpected);
      const members = await house.db.select().from(table.membership);
      for (const name of ['Anna', 'Bram']) {
        const { personId } = world.person(name);
        const here = members.some((m) => m.personId === personId && m.leftAt === null);
        const coming = moments.filter(
          (m) => m.startsAt > house.now && expected.some((e) => e.momentId === m.id && e.personId === personId),
        );
        expect(calendarOf(await seen(), name)).toEqual(new Set(here ? coming.map((m) => m.icalUid) : []));
      }
    }),
    { numRuns: 25 },
  );
}, 120_000);
