import fc from 'fast-check';
import ICAL from 'ical.js';
import { asc, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { feedFile, invitationFile } from '#src/calendar/file.ts';
import * as table from '#src/db/schema/index.ts';
import { wallClock } from '#src/domain/calendar-day.ts';
import { makeFeedAddress, viewFeedAddress } from '#src/services/calendar/address.ts';
import { readFeed } from '#src/services/calendar/read-feed.ts';
import { cancelMeeting } from '#src/services/group/cancel-meeting.ts';
import { addLeaders, removeLeader } from '#src/services/leader/change.ts';
import { addMomentLeader, removeMomentLeader } from '#src/services/leader/moment.ts';
import { cancelMoment } from '#src/services/meeting/cancel-moment.ts';
import { changeMoment } from '#src/services/meeting/change-moment.ts';
import { expectPeople } from '#src/services/meeting/expect.ts';
import { openMoment } from '#src/services/meeting/open-moment.ts';
import { planMoment } from '#src/services/meeting/plan-moment.ts';
import { addMembers, removeMember } from '#src/services/membership/change.ts';
import { leaveGroup } from '#src/services/membership/rest.ts';
import { newId } from '#src/services/new-id.ts';
import { closeGroup } from '#src/services/group/make.ts';
import { deactivatePerson, reactivatePerson } from '#src/services/person/deactivate.ts';
import { endEmployment } from '#src/services/person/end-employment.ts';
import type { TestPerson } from '#tests/kit/house.ts';
import { openGroupWorld, type GroupWorld } from '#tests/services/attendance/world.ts';

let world: GroupWorld;
let administrator: TestPerson;
beforeEach(async () => {
  world = await openGroupWorld(['Anna', 'Bram']);
  administrator = await world.house.person({ role: 'administrator' });
});
afterEach(() => world.house.close());

const at = () => ({ groupId: world.group.id, nr: 3 });
const asLeader = () => world.house.ctx(world.samira);
const asAdministrator = () => world.house.ctx(administrator);
const later = (minutes = 1) => void (world.house.now = new Date(world.house.now.getTime() + minutes * 60_000));
const plan = async (day: string, everyone = false, place = `Zaal ${day}`) =>
  (await planMoment(await asLeader(), { ...at(), clientKey: newId(), everyone, day, start: '09:00', end: '10:30', place }))
    .momentId;
const row = async (id: string) => {
  const [found] = await world.house.db.select().from(table.moment).where(eq(table.moment.id, id));
  if (!found) throw new Error('no such moment');
  return found;
};
const move = async (id: string, day: string) =>
  changeMoment(await asLeader(), {
    ...at(),
    momentId: id,
    sequence: (await row(id)).sequence,
    day,
    start: '13:00',
    end: '14:30',
    place: `Zaal ${day}`,
  });
const clear = () => world.house.db.delete(table.outbox);

interface Read {
  kind: string;
  method: string;
  uid: string;
  sequence: number;
  startsAt: Date;
  text: string;
}
/** What a calendar program of this person reads in the files of their mails, in the order in which they were put in. */
async function readBy(person: TestPerson): Promise<Read[]> {
  const rows = await world.house.db.select().from(table.outbox).orderBy(asc(table.outbox.dueAt), asc(table.outbox.id));
  return rows.flatMap(({ payload, personId, dueAt }) => {
    if (personId !== person.personId || !payload.invitation) return [];
    const file = invitationFile(payload.invitation, {
      organiser: { name: 'Baliewijs', email: 'noreply@baliewijs.example' },
      email: payload.to,
      stamp: dueAt,
    });
    const calendar = new ICAL.Component(ICAL.parse(file) as never);
    const component = calendar.getFirstSubcomponent('vevent');
    if (!component) throw new Error('no event');
    const event = new ICAL.Event(component);
    return [
      {
        kind: payload.kind,
        method: String(calendar.getFirstPropertyValue('method')),
        uid: event.uid,
        sequence: event.sequence,
        startsAt: event.startDate.toJSDate(),
        text: event.description,
      },
    ];
  });
}
const told = async (person: TestPerson) => (await readBy(person)).map((m) => [m.kind, m.method, m.sequence]);

describe('who leads the group', () => {
  test('is asked when a moment is planned, again when it moves, and told when it is off, all of one thing', async () => {
    const id = await plan('2027-03-02');
    later();
    await move(id, '2027-03-04');
    later();
    await cancelMoment(await asLeader(), { ...at(), momentId: id });
    const read = await readBy(world.samira);
    expect(read.map((m) => [m.kind, m.method, m.sequence])).toEqual([
      ['leadsMoment', 'REQUEST', 0],
      ['leadsMoment', 'REQUEST', 1],
      ['leadsCancelled', 'CANCEL', 2],
    ]);
    expect(new Set(read.map((m) => m.uid))).toEqual(new Set([(await row(id)).icalUid]));
    expect(read.map((m) => m.startsAt.toISOString())).toEqual([
      '2027-03-02T08:00:00.000Z',
      '2027-03-04T12:00:00.000Z',
      '2027-03-04T12:00:00.000Z',
    ]);
    expect(read[0]?.text).toContain('Jij begeleidt deze bijeenkomst.');
  });

  test('gets what is coming when they begin, and loses it when they stop or their job ends', async () => {
    const joris = await world.house.specialist(world.library, 'Joris');
    const who = { groupId: world.group.id, personIds: [joris.personId] };
    await addLeaders(await asAdministrator(), who);
    later();
    await removeLeader(await asAdministrator(), { groupId: world.group.id, personId: joris.personId });
    later();
    await addLeaders(await asAdministrator(), who);
    later();
    const [job] = await world.house.db.select().from(table.employment).where(eq(table.employment.personId, joris.personId));
    await endEmployment(await asAdministrator(), { employmentId: job?.id ?? '' });
    expect(await told(joris)).toEqual([
      ['leadsMoment', 'REQUEST', 1],
      ['leadsNotMoment', 'CANCEL', 2],
      ['leadsMoment', 'REQUEST', 3],
      ['leadsNotMoment', 'CANCEL', 4],
    ]);
    expect(await readBy(world.samira)).toEqual([]);
  });

  test('who follows the meeting as well hears everything once', async () => {
    const anna = world.person('Anna');
    const who = { groupId: world.group.id, personId: anna.personId };
    await addLeaders(await asAdministrator(), { groupId: who.groupId, personIds: [anna.personId] });
    const id = await plan('2027-03-02', true);
    expect((await told(anna)).filter(([, , sequence]) => sequence === 0)).toEqual([['leadsMoment', 'REQUEST', 0]]);
    const both = await plan('2027-03-09', true, 'Zaal 9');
    await expectPeople(await asLeader(), {
      ...at(),
      rest: null,
      choices: [{ personId: anna.personId, momentId: both, before: id }],
    });
    expect((await readBy(anna)).filter((m) => m.method === 'CANCEL')).toEqual([]);
    await expectPeople(await asLeader(), {
      ...at(),
      rest: null,
      choices: [{ personId: anna.personId, momentId: id, before: both }],
    });
    await expectPeople(await asLeader(), {
      ...at(),
      rest: null,
      choices: [{ personId: world.person('Bram').personId, momentId: both, before: id }],
    });
    await clear();
    later();
    await cancelMoment(await asLeader(), { ...at(), momentId: id });
    expect(await told(anna)).toEqual([['leadsCancelled', 'CANCEL', (await row(id)).sequence]]);
    expect(await world.mails('meetingCancelled')).toEqual([]);
  });

  test('who follows the meeting as well keeps it when one of the two ends', async () => {
    const anna = world.person('Anna');
    const who = { groupId: world.group.id, personId: anna.personId };
    await addLeaders(await asAdministrator(), { groupId: who.groupId, personIds: [anna.personId] });
    const id = await plan('2027-03-02', true);
    await clear();
    later();
    await removeLeader(await asAdministrator(), who);
    expect((await readBy(anna)).filter((m) => m.startsAt.toISOString() === '2027-03-02T08:00:00.000Z')).toEqual([]);
    await addLeaders(await asAdministrator(), { groupId: who.groupId, personIds: [anna.personId] });
    await clear();
    later();
    await removeMember(await asAdministrator(), who);
    expect(await told(anna)).toEqual([]);
    later();
    await cancelMoment(await asLeader(), { ...at(), momentId: id });
    expect(await told(anna)).toEqual([['leadsCancelled', 'CANCEL', (await row(id)).sequence]]);
  });

  test('loses the moments of a meeting that is off, and one that turns out to have been held already', async () => {
    const id = await plan('2027-03-02');
    await clear();
    later();
    await move(id, '2027-02-09');
    expect(await told(world.samira)).toEqual([['leadsNotMoment', 'CANCEL', 1]]);
    await plan('2027-03-03');
    await clear();
    later();
    await cancelMeeting(await asLeader(), { ...at(), ruleId: world.group.ruleId });
    expect((await told(world.samira)).map(([kind]) => kind)).toEqual(['leadsCancelled', 'leadsCancelled']);
  });

  test('stands in what the page says beforehand; of a practice group nobody hears anything', async () => {
    const id = await plan('2027-03-02');
    const joris = await world.house.specialist(world.library, 'Joris');
    expect((await openMoment(await asLeader(), { ...at(), momentId: id })).told).toBe('Eén persoon krijgt een mail');
    await world.house.db.update(table.learningGroup).set({ kind: 'practice' });
    await clear();
    expect((await openMoment(await asLeader(), { ...at(), momentId: id })).told).toBeNull();
    await move(id, '2027-03-04');
    await addMomentLeader(await asLeader(), { ...at(), momentId: id, personId: joris.personId, role: 'substitute' });
    await addLeaders(await asAdministrator(), { groupId: world.group.id, personIds: [world.person('Anna').personId] });
    await removeLeader(await asAdministrator(), { groupId: world.group.id, personId: world.samira.personId });
    await cancelMoment(await asLeader(), { ...at(), momentId: id });
    expect(await world.house.db.select().from(table.outbox)).toEqual([]);
  });
});

describe('who leads one moment, or is a guest there', () => {
  test('has that moment only, and loses it when it is taken back', async () => {
    const poi = await world.house.poi();
    await world.house.db.update(table.organisation).set({ parentId: poi }).where(eq(table.organisation.id, world.library));
    const adviser = await world.house.person({ role: 'adviser', organisationId: poi, name: 'Marit' });
    const joris = await world.house.specialist(world.library, 'Joris');
    const id = await plan('2027-03-02');
    await plan('2027-03-03');
    await addMomentLeader(await asLeader(), { ...at(), momentId: id, personId: joris.personId, role: 'substitute' });
    await addMomentLeader(await asLeader(), { ...at(), momentId: id, personId: adviser.personId, role: 'guest' });
    later();
    await move(id, '2027-03-04');
    later();
    const leaders = (await world.house.db.select().from(table.leader)).filter((l) => l.momentId === id);
    for (const { id: leaderId } of leaders) await removeMomentLeader(await asLeader(), { ...at(), momentId: id, leaderId });
    expect(await told(joris)).toEqual([
      ['substituteAtMoment', 'REQUEST', 1],
      ['leadsMoment', 'REQUEST', 3],
      ['leadsNotMoment', 'CANCEL', 4],
    ]);
    expect(await told(adviser)).toEqual([
      ['guestAtMoment', 'REQUEST', 2],
      ['leadsMoment', 'REQUEST', 3],
      ['leadsNotMoment', 'CANCEL', 5],
    ]);
    const read = await readBy(adviser);
    expect(new Set(read.map((m) => m.uid))).toEqual(new Set([(await row(id)).icalUid]));
    expect(read[1]?.text).toContain('Jij bent te gast bij deze bijeenkomst.');
  });

  test('stays off when the moment moves after they were taken off it', async () => {
    const joris = await world.house.specialist(world.library, 'Joris');
    const id = await plan('2027-03-02');
    await addMomentLeader(await asLeader(), { ...at(), momentId: id, personId: joris.personId, role: 'substitute' });
    later();
    const [leads] = (await world.house.db.select().from(table.leader)).filter((l) => l.momentId === id);
    await removeMomentLeader(await asLeader(), { ...at(), momentId: id, leaderId: leads?.id ?? '' });
    await clear();
    later();
    await move(id, '2027-03-09');
    expect(await told(joris)).toEqual([]);
    const [after] = (await world.house.db.select().from(table.leader)).filter((l) => l.momentId === id);
    expect(after?.until && after.until < world.house.now).toBe(true);
  });
});

test('someone’s own calendar holds what they lead: all of a group, or the one moment; nothing of practice', async () => {
  const joris = await world.house.specialist(world.library, 'Joris');
  const id = await plan('2027-03-02');
  await addMomentLeader(await asLeader(), { ...at(), momentId: id, personId: joris.personId, role: 'substitute' });
  const feedOf = async (who: TestPerson) => {
    const { token } = await viewFeedAddress(await world.house.ctx(who), null);
    await makeFeedAddress(await world.house.ctx(who), token);
    const file = feedFile(await readFeed(await world.house.ctx(), token), world.house.now);
    const calendar = new ICAL.Component(ICAL.parse(file) as never);
    return calendar.getAllSubcomponents('vevent').map((c) => new ICAL.Event(c));
  };
  expect((await feedOf(world.samira)).map((e) => e.uid)).toHaveLength(4);
  const [only, ...more] = await feedOf(joris);
  expect(more).toEqual([]);
  expect(only).toMatchObject({ uid: (await row(id)).icalUid });
  expect(only?.description).toContain('als vervanger');
  expect(only?.description).toContain(`/groepen/${world.group.id}/bijeenkomsten/3/${id}`);
  later();
  await removeLeader(await asAdministrator(), { groupId: world.group.id, personId: world.samira.personId });
  expect(await feedOf(world.samira)).toEqual([]);
  await world.house.db.update(table.learningGroup).set({ kind: 'practice' });
  expect(await feedOf(joris)).toEqual([]);
});

/** A calendar program of a few lines (RFC 5546): takes what is newer, drops what is cancelled. */
async function calendarOf(person: TestPerson): Promise<Set<string>> {
  const entries = new Map<string, { sequence: number; there: boolean }>();
  for (const { method, uid, sequence } of await readBy(person)) {
    const known = entries.get(uid);
    if (known && sequence <= known.sequence)
      throw new Error(`${person.name} hears ${sequence} of ${uid} after ${known.sequence}`);
    entries.set(uid, { sequence, there: method === 'REQUEST' });
  }
  return new Set([...entries].filter(([, entry]) => entry.there).map(([uid]) => uid));
}

test('whoever leads, follows, or both, begins and stops: each calendar ends with the coming moments of its owner', async () => {
  const who = fc.constantFrom('Anna', 'Bram');
  const which = fc.nat(5);
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.record({ do: fc.constant('plan' as const), everyone: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('move' as const), which, past: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), which }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('place' as const), who, which }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('lead', 'stop', 'leave', 'leaveSelf', 'join'), who }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('substitute', 'noSubstitute'), who, which }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const { house, group } = world;
      for (const t of [table.outbox, table.momentExpected, table.leader]) await house.db.delete(t);
      await house.db.update(table.moment).set({ cancelledAt: house.now });
      await house.db.update(table.membership).set({ leftAt: null });
      await addLeaders(await asAdministrator(), { groupId: group.id, personIds: [world.samira.personId] });
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
        const chosen = 'which' in s ? (moments[s.which % Math.max(moments.length, 1)] ?? null) : null;
        const person = 'who' in s ? world.person(s.who) : world.samira;
        const of = { groupId: group.id, personId: person.personId };
        const many = { groupId: group.id, personIds: [person.personId] };
        if (s.do === 'plan') await plan(nextDay(false), s.everyone, `Zaal ${day}`);
        if (s.do === 'move' && chosen) await move(chosen.id, nextDay(s.past));
        if (s.do === 'cancel' && chosen) await cancelMoment(await asLeader(), { ...at(), momentId: chosen.id });
        if (s.do === 'lead') await addLeaders(await asAdministrator(), many);
        if (s.do === 'stop') await removeLeader(await asAdministrator(), of);
        if (s.do === 'leave') await removeMember(await asAdministrator(), of);
        if (s.do === 'leaveSelf')
          await leaveGroup(await house.ctx(person), group.id).catch((error: { code?: string }) => {
            if (error.code !== 'notFound') throw error;
          });
        if (s.do === 'join') await addMembers(await asAdministrator(), many);
        if (s.do === 'place') {
          const rows = await house.db.select().from(table.momentExpected);
          const mine = rows.filter((r) => r.personId === person.personId && moments.some((m) => m.id === r.momentId));
          const before = moments.find((m) => mine.some((r) => r.momentId === m.id))?.id ?? null;
          const choice = { personId: person.personId, momentId: chosen?.id ?? null, before };
          await expectPeople(await asLeader(), { ...at(), rest: null, choices: [choice] });
        }
        if (s.do === 'substitute' && chosen && chosen.startsAt > house.now)
          await addMomentLeader(await asLeader(), { ...at(), momentId: chosen.id, ...of, role: 'substitute' });
        if (s.do === 'noSubstitute' && chosen)
          for (const l of await house.db.select().from(table.leader).where(eq(table.leader.momentId, chosen.id)))
            if (l.personId === person.personId && (!l.until || l.until > house.now))
              await removeMomentLeader(await asLeader(), { ...at(), momentId: chosen.id, leaderId: l.id });
      }
      const coming = (await live()).filter((m) => m.startsAt > house.now);
      const expected = await house.db.select().from(table.momentExpected);
      const members = await house.db.select().from(table.membership);
      const leaders = (await house.db.select().from(table.leader)).filter((l) => !l.until || l.until > house.now);
      for (const person of [world.samira, world.person('Anna'), world.person('Bram')]) {
        const { personId } = person;
        const here = members.some((m) => m.personId === personId && m.leftAt === null);
        const own = coming.filter(
          (m) =>
            leaders.some((l) => l.personId === personId && (l.momentId ?? m.id) === m.id) ||
            (here && expected.some((e) => e.momentId === m.id && e.personId === personId)),
        );
        expect(await calendarOf(person)).toEqual(new Set(own.map((m) => m.icalUid)));
      }
    }),
    { numRuns: 25 },
  );
}, 120_000);

describe('what is still to come leaves the calendars', () => {
  const third = () => world.meetings.third.moments[0]?.id ?? '';
  const switchOff = async (who: TestPerson) => deactivatePerson(await asAdministrator(), who.personId);
  const close = async (closed: boolean) => closeGroup(await asAdministrator(), { groupId: world.group.id, closed });
  const feed = async (who: TestPerson) => {
    const { token } = await viewFeedAddress(await world.house.ctx(who), null);
    await makeFeedAddress(await world.house.ctx(who), token);
    return (await readFeed(await world.house.ctx(null), token)).filter((m) => m.startsAt > world.house.now).length;
  };

  test('when the group closes, once for each moment; when it opens again they come back', async () => {
    const [anna, bram] = world.people;
    if (!anna || !bram) throw new Error('two people');
    await world.house.expect(third(), anna);
    await close(true);
    await close(true);
    expect(await feed(anna)).toBe(0);
    expect(await feed(world.samira)).toBe(0);
    later();
    await close(false);
    expect(await told(anna)).toEqual([
      ['meetingCancelled', 'CANCEL', 1],
      ['meetingChanged', 'REQUEST', 2],
    ]);
    expect(await told(world.samira)).toEqual([
      ['leadsCancelled', 'CANCEL', 1],
      ['leadsMoment', 'REQUEST', 2],
    ]);
    expect(await told(bram)).toEqual([]);
    expect(await feed(anna)).toBe(1);
    later();
    await close(true);
    expect((await told(anna)).at(-1)).toEqual(['meetingCancelled', 'CANCEL', 3]);
  });

  test('of whoever is switched off: what they follow, lead and visit; switched on again it comes back', async () => {
    const anna = world.person('Anna');
    await world.house.expect(third(), anna);
    const other = await world.house.group({ libraryId: world.library, leaders: [anna] });
    await switchOff(anna);
    await switchOff(anna);
    later();
    await reactivatePerson(await asAdministrator(), anna.personId);
    expect((await told(anna)).sort()).toEqual([
      ['leadsMoment', 'REQUEST', 2],
      ['leadsNotMoment', 'CANCEL', 1],
      ['meetingChanged', 'REQUEST', 2],
      ['meetingNotExpected', 'CANCEL', 1],
    ]);
    expect(other.meetings).toHaveLength(3);
    expect(await told(world.samira)).toEqual([]);
  });
});
