import { and, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { wallClock } from '#src/domain/calendar-day.ts';
import { purgeExpired } from '#src/db/queries/purge.ts';
import { newId } from '#src/services/new-id.ts';
import { runReminders } from '#src/services/reminder/run.ts';
import { openGroupWorld, type GroupWorld } from '#tests/services/attendance/world.ts';
import { testModules, type TestPerson } from '#tests/kit/house.ts';

const hour = 3_600_000;
const day = 24 * hour;
let world: GroupWorld;
beforeEach(async () => {
  world = await openGroupWorld(['Anna', 'Bram', 'Carla']);
  // Monday, eight in the morning; the world was made on a Wednesday with its third meeting a week later.
  await world.house.db.update(table.moment).set({ startsAt: new Date(0), endsAt: new Date(hour) });
  world.house.now = new Date('2027-02-15T07:00:00Z');
});
afterEach(() => world.house.close());

const run = async () => runReminders(await world.house.ctx());
const later = (ms: number) => void (world.house.now = new Date(world.house.now.getTime() + ms));
const from = (ms: number) => new Date(world.house.now.getTime() + ms);
const all = async () => (await world.house.db.select().from(table.outbox)).map((row) => row.payload);
const of = async (kind: string) => (await all()).filter((mail) => mail.kind === kind).sort((a, b) => a.to.localeCompare(b.to));
const names = async (kind: string) => (await of(kind)).map((mail) => mail.values.name);
const third = () => world.meetings.third.moments[0]?.id ?? '';
const move = (momentId: string, startsAt: Date) =>
  world.house.db
    .update(table.moment)
    .set({ startsAt, endsAt: new Date(startsAt.getTime() + 1.5 * hour) })
    .where(eq(table.moment.id, momentId));
const ofPerson = (who: TestPerson) =>
  and(eq(table.membership.personId, who.personId), eq(table.membership.groupId, world.group.id));

describe('the overview of the week', () => {
  beforeEach(async () => {
    await move(third(), from(3 * day));
    await world.house.expect(third(), ...world.people);
  });

  test('goes out on Monday, once, to who has something to hear, with all of it', async () => {
    await world.house.db
      .insert(table.moduleDeadline)
      .values({ groupId: world.group.id, moduleId: testModules[1], day: '2027-02-19' });
    await world.house.pass(world.person('Bram'), testModules[1]);
    expect(await run()).toMatchObject({ kind: 'done', overviews: 4 });
    const mails = await of('weekOverview');
    expect(mails.map((m) => m.values.name)).toEqual(['Samira Haddad', 'Anna', 'Bram', 'Carla']);
    const byName = (name: string) => mails.find((m) => m.values.name === name)?.values;
    expect(byName('Anna')).toMatchObject({
      meetings: expect.stringContaining('donderdag 18 februari 2027, 8 uur') as string,
      modules: expect.stringContaining('19 februari 2027') as string,
      missing: expect.stringContaining('mis je nog: modules 1 en 3') as string,
      leading: '',
    });
    expect(byName('Bram')?.modules).toBe('');
    expect(byName('Samira Haddad')).toMatchObject({ meetings: '', leading: expect.stringContaining('Je begeleidt') as string });
    for (let n = 0; n < 30; n++) {
      later(hour);
      await run();
    }
    expect(await of('weekOverview')).toHaveLength(4);
  });

  test('comes at most once in any seven days, over four weeks, restarts, a clock that jumps and an outbox that forgets', async () => {
    const seen: { to: string; day: string }[] = [];
    for (let week = 0; week < 4; week++)
      await world.house.moment(world.meetings.second.id, from((7 * week + 2) * day), `Zaal ${week}`);
    for (let n = 0; n < 4 * 7 * 24; n += 6) {
      const ctx = await world.house.ctx();
      const wrong = n % 3 === 0 ? 2 * hour : n % 3 === 1 ? -2 * hour : 0;
      await Promise.all([1, 2].map(() => runReminders({ ...ctx, now: from(wrong) })));
      for (const mail of await of('weekOverview')) seen.push({ to: mail.to, day: wallClock(world.house.now).day });
      await world.house.db.delete(table.outbox);
      later(6 * hour);
    }
    expect(seen.length).toBeGreaterThan(10);
    for (const one of seen) {
      const near = seen.filter((s) => s.to === one.to && Math.abs(Date.parse(s.day) - Date.parse(one.day)) < 6 * day);
      expect(near).toHaveLength(1);
      expect([1, 2]).toContain(new Date(`${one.day}T12:00:00Z`).getUTCDay());
    }
  }, 60_000);

  test('skips who takes a rest, switched it off or has never come in, and a practice group', async () => {
    const [anna, bram, carla] = world.people;
    if (!anna || !bram || !carla) throw new Error('three people');
    const { db } = world.house;
    await db.update(table.membership).set({ pausedAt: world.house.now }).where(ofPerson(anna));
    await db.insert(table.mailOff).values({ personId: bram.personId, kind: 'weekOverview', at: world.house.now });
    await db.update(table.account).set({ passwordHash: null }).where(eq(table.account.personId, carla.personId));
    expect(await run()).toMatchObject({ overviews: 1 });
    expect(await names('weekOverview')).toEqual(['Samira Haddad']);
    later(7 * day);
    await move(third(), from(3 * day));
    await db.update(table.learningGroup).set({ kind: 'practice' });
    expect(await run()).toMatchObject({ overviews: 0 });
  });

  test('a Monday that was missed is made up for on Tuesday', async () => {
    later(day);
    expect(await run()).toMatchObject({ overviews: 4 });
    later(day);
    expect(await run()).toMatchObject({ overviews: 0 });
  });
});

describe('a last chance', () => {
  // Tuesday, when the overview of the week is out.
  beforeEach(async () => {
    later(day);
    const run = { name: 'weekOverview', period: '2027-02-15', startedAt: world.house.now, finishedAt: world.house.now };
    await world.house.db.insert(table.jobRun).values({ id: newId(), ...run });
  });

  test('is told once, also when the outbox has forgotten it, to who still needs it', async () => {
    await world.house.moment(world.meetings.third.id, from(4 * day), 'Zeedorp');
    await world.house.mark(third(), world.person('Bram'));
    expect(await run()).toMatchObject({ lastChances: 2 });
    expect((await of('lastChance'))[0]?.values).toMatchObject({
      when: 'zaterdag 20 februari 2027, 8 uur tot 9.30 uur',
      place: 'Zeedorp',
    });
    expect(await names('lastChance')).toEqual(['Anna', 'Carla']);
    await world.house.db.delete(table.outbox);
    for (let n = 0; n < 4; n++) {
      later(day);
      await run();
    }
    expect(await of('lastChance')).toEqual([]);
  });

  test('offers making up after an absence, with no word on why', async () => {
    await move(third(), from(-2 * day));
    await world.house.mark(third(), world.person('Anna'), 'absent');
    await world.house.mark(third(), world.person('Bram'));
    await run();
    expect(await names('makeUpOffer')).toEqual(['Anna']);
  });

  test('of a group that works for a proof of participation there is none', async () => {
    await world.house.db.update(table.groupRule).set({ award: 'participation' });
    await world.house.moment(world.meetings.third.id, from(4 * day));
    expect(await run()).toMatchObject({ lastChances: 0 });
  });
});

describe('open attendance', () => {
  beforeEach(() => later(2 * day));

  test('is asked of the leaders once, a day after the moment', async () => {
    await world.house.expect(third(), ...world.people);
    await move(third(), from(-10 * hour));
    expect(await run()).toMatchObject({ attendance: 0 });
    later(day);
    expect(await run()).toMatchObject({ attendance: 1 });
    const [mail] = await of('attendanceOpen');
    expect(mail?.to).toBe(world.samira.email);
    expect(mail?.values.link).toBe(`http://127.0.0.1:4321/groepen/${world.group.id}/bijeenkomsten/3/${third()}`);
    await world.house.db.delete(table.outbox);
    for (let n = 0; n < 12; n++) {
      later(day);
      await run();
    }
    expect(await of('attendanceOpen')).toEqual([]);
  });

  test('is not asked when it was filled in', async () => {
    await world.house.expect(third(), ...world.people);
    await move(third(), from(-30 * hour));
    for (const who of world.people) await world.house.mark(third(), who, 'absent');
    expect(await run()).toMatchObject({ attendance: 0 });
  });

  test('goes to the stand-in too, and without a leader to the specialists of the library', async () => {
    const stand = await world.house.learner(world.library, 'Invaller');
    await move(third(), from(-30 * hour));
    await world.house.db.insert(table.leader).values({
      id: newId(),
      groupId: world.group.id,
      momentId: third(),
      personId: stand.personId,
      kind: 'substitute',
      from: world.house.now,
    });
    await world.house.db
      .update(table.leader)
      .set({ until: from(-hour) })
      .where(eq(table.leader.kind, 'leader'));
    await run();
    expect(await names('attendanceOpen')).toEqual(['Samira Haddad', 'Invaller']);
  });
});

test('a person gets one reminder a day, whatever it is about; the other comes the day after', async () => {
  await move(third(), from(1.5 * day));
  await world.house.expect(third(), ...world.people);
  await move(world.meetings.second.moments[0]?.id ?? '', from(-2 * day));
  expect(await run()).toMatchObject({ overviews: 4, lastChances: 0, attendance: 0 });
  later(day);
  expect(await run()).toMatchObject({ overviews: 0, lastChances: 3, attendance: 1 });
  const perDay = new Map<string, number>();
  for (const row of await world.house.db.select().from(table.outbox)) {
    const key = `${row.personId} ${wallClock(row.dueAt).day}`;
    perDay.set(key, (perDay.get(key) ?? 0) + 1);
  }
  expect(Math.max(...perDay.values())).toBe(1);
});

test('twenty looks at once put in what one would', async () => {
  await move(third(), from(3 * day));
  await world.house.expect(third(), ...world.people);
  const ctx = await world.house.ctx();
  await Promise.all(Array.from({ length: 20 }, () => runReminders(ctx)));
  expect(await all()).toHaveLength(4);
});

test('one kind that fails does not keep the others, and is seen', async () => {
  await move(third(), from(-30 * hour));
  await world.house.db.run(
    "create trigger broken before insert on job_run when new.name = 'weekOverview' begin select raise(abort, 'no'); end",
  );
  await expect(run()).rejects.toThrow();
  expect(await names('attendanceOpen')).toEqual(['Samira Haddad']);
});

test('the night clears who was reminded when', async () => {
  await move(third(), from(3 * day));
  await world.house.expect(third(), ...world.people);
  await run();
  const rows = () => world.house.db.select().from(table.jobRun);
  expect(await rows()).not.toEqual([]);
  await purgeExpired(world.house.db, from(99 * day));
  expect(await rows()).not.toEqual([]);
  await purgeExpired(world.house.db, from(101 * day));
  expect(await rows()).toEqual([]);
});
