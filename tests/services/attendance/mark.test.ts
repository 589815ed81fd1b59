import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openAttendance } from '#src/services/attendance/open.ts';
import { openSignInList } from '#src/services/attendance/sign-in-list.ts';
import { expectPeople } from '#src/services/meeting/expect.ts';
import { openGroupWorld, type GroupWorld } from './world.ts';

let world: GroupWorld;
beforeEach(async () => {
  world = await openGroupWorld();
});
afterEach(() => world.house.close());

const screen = async (by = world.samira) => openAttendance(await world.house.ctx(by), world.at);

describe('taps', () => {
  test('two exceptions out of six take three taps', async () => {
    await world.everyone();
    await world.tap('Bram', 'absent');
    await world.tap('Eva', 'absent');
    expect(await world.states()).toEqual({
      Anna: 'present',
      Bram: 'absent',
      Carla: 'present',
      Dirk: 'present',
      Eva: 'absent',
      Floor: 'present',
    });
  });

  test('the exceptions may come first: everyone leaves them as they are', async () => {
    await world.tap('Bram', 'absent');
    expect((await world.everyone()).changed).toHaveLength(5);
    expect((await world.states()).Bram).toBe('absent');
  });

  test('everyone is one tap with one key, by whom and when it was', async () => {
    await world.everyone();
    const marks = await world.marks();
    expect(new Set(marks.map((m) => m.clientKey)).size).toBe(1);
    expect(marks.every((m) => m.source === 'everyone' && m.byId === world.samira.personId)).toBe(true);
  });

  test('only those expected here are marked by everyone; who came along is added in one tap', async () => {
    const { momentId } = world;
    const thursday = await world.house.moment(world.meetings.second.id, new Date('2027-02-04T09:00:00Z'));
    await world.house.expect(momentId, world.person('Anna'), world.person('Bram'));
    await world.house.expect(thursday, world.person('Carla'));
    await world.everyone();
    await world.tap('Carla', 'present');
    expect(await world.states()).toMatchObject({ Anna: 'present', Bram: 'present', Carla: 'present', Dirk: 'notRecorded' });
    const page = await screen();
    expect(page.expected.map((l) => l.name)).toEqual(['Anna', 'Bram']);
    expect(page.others.find((l) => l.name === 'Carla')).toMatchObject({ state: 'present' });
  });

  test('the same tap twice, at once or later, is one mark', async () => {
    await Promise.all([world.tap('Anna', 'present', { key: 'k' }), world.tap('Anna', 'present', { key: 'k' })]);
    await world.tap('Anna', 'absent');
    expect(await world.tap('Anna', 'present', { key: 'k' })).toMatchObject({ changed: [] });
    expect((await world.states()).Anna).toBe('absent');
    expect(await world.marks()).toHaveLength(2);
  });

  test('a tap on what stands there already adds nothing', async () => {
    await world.tap('Anna', 'present');
    expect((await world.tap('Anna', 'present')).changed).toEqual([]);
    expect(await world.marks()).toHaveLength(1);
  });

  test('everyone sent again does not mark who joined since', async () => {
    await world.everyone('k');
    const late = await world.house.learner(world.library, 'Greet');
    await world.house.join(world.group.id, late);
    expect((await world.everyone('k')).changed).toEqual([]);
    expect((await world.everyone('other')).changed).toEqual([late.personId]);
  });

  test('everyone sent again after it was taken back does nothing', async () => {
    await world.everyone('k');
    await world.undo('k_everyone');
    expect((await world.everyone('k')).changed).toEqual([]);
    expect((await world.states()).Anna).toBe('notRecorded');
  });

  test('two leaders tapping at once mark each person once', async () => {
    const wout = await world.house.specialist(world.library, 'Wout');
    await Promise.all([world.everyone('a'), world.everyone('b', wout), world.tap('Anna', 'absent', { by: wout })]);
    const marks = await world.marks();
    const perPerson = new Map<string, number>();
    for (const m of marks) perPerson.set(m.personId, (perPerson.get(m.personId) ?? 0) + 1);
    expect([...perPerson.values()].filter((n) => n > 1).length).toBeLessThanOrEqual(1);
    expect((await world.states()).Anna).toBe('absent');
    expect(Object.values(await world.states()).filter((s) => s === 'present')).toHaveLength(5);
  });

  test('someone who is not in the group can not be marked', async () => {
    const stranger = await world.house.learner(world.library, 'Greet');
    world.people.push(stranger);
    await expect(world.tap('Greet', 'present')).rejects.toMatchObject({ code: 'notFound' });
  });

  test('a leader who takes part is marked like anybody', async () => {
    await world.house.join(world.group.id, world.samira);
    world.people.push(world.samira);
    expect((await world.tap('Samira Haddad', 'present')).changed).toEqual([world.samira.personId]);
  });
});

describe('taking back', () => {
  test('takes back exactly the marks of that tap', async () => {
    await world.tap('Bram', 'absent');
    await world.everyone('k');
    const page = await screen();
    expect(page.undo).toEqual({ action: 'k_everyone', label: '‘Iedereen aanwezig’ (5)' });
    await world.undo(page.undo?.action ?? '');
    expect(await world.states()).toMatchObject({ Anna: 'notRecorded', Bram: 'absent' });
  });

  test('restores what stood before, and twice is once', async () => {
    await world.tap('Anna', 'absent');
    await world.tap('Anna', 'present');
    const action = (await screen()).undo?.action ?? '';
    expect((await Promise.all([world.undo(action), world.undo(action)])).map((r) => r.changed.length).sort()).toEqual([0, 1]);
    expect((await world.states()).Anna).toBe('absent');
    expect(await world.marks()).toHaveLength(3);
  });

  test('leaves alone who another leader marked since', async () => {
    const wout = await world.house.specialist(world.library, 'Wout');
    await world.everyone('k');
    await world.tap('Anna', 'absent', { by: wout });
    await world.undo('k_everyone');
    expect(await world.states()).toMatchObject({ Anna: 'absent', Bram: 'notRecorded' });
  });
});

describe('what is kept', () => {
  test('a first mark needs no event; a correction keeps what it was and what it became', async () => {
    await world.tap('Anna', 'present');
    expect(await world.events('attendanceChanged')).toHaveLength(0);
    await world.tap('Anna', 'absent');
    await world.tap('Anna', 'cleared');
    const events = await world.events('attendanceChanged');
    expect(events.map((e) => e.detail)).toEqual([
      { before: 'present', after: 'absent' },
      { before: 'absent', after: 'notRecorded' },
    ]);
    expect(events[0]).toMatchObject({ actorId: world.samira.personId, subjectId: world.person('Anna').personId });
  });

  test('the screen says who recorded it and when', async () => {
    await world.tap('Anna', 'present');
    expect((await screen()).expected[0]).toMatchObject({ state: 'present', note: 'door Samira Haddad, 10 uur' });
  });
});

describe('when', () => {
  const third = () => ({ momentId: world.meetings.third.moments[0]?.id ?? '', nr: 3 });

  test('marking opens an hour before the start', async () => {
    const start = world.meetings.third.moments[0]?.startsAt ?? new Date();
    const ctx = async () => world.house.ctx(world.samira);
    const { markAttendance } = await import('#src/services/attendance/mark.ts');
    const input = { ...world.at, ...third(), personId: world.person('Anna').personId, state: 'present' as const };
    world.house.now = new Date(start.getTime() - 61 * 60_000);
    expect((await openAttendance(await ctx(), { ...world.at, ...third() })).closed).toContain('vanaf 9 uur');
    await expect(markAttendance(await ctx(), { ...input, clientKey: 'a' })).rejects.toMatchObject({ code: 'invalid' });
    world.house.now = new Date(start.getTime() - 59 * 60_000);
    expect((await markAttendance(await ctx(), { ...input, clientKey: 'b' })).changed).toHaveLength(1);
  });

  test('the list on paper has the order of the screen, Dutch and without regard to accents', async () => {
    for (const name of ['Émile', 'Zoë', 'de Wit'])
      await world.house.join(world.group.id, await world.house.learner(world.library, name));
    const page = await screen();
    const sheet = await openSignInList(await world.house.ctx(world.samira), world.at);
    expect(sheet.people.map((p) => p.name)).toEqual(page.expected.map((l) => l.name));
    expect(sheet.people.map((p) => p.name)).toEqual(['Anna', 'Bram', 'Carla', 'de Wit', 'Dirk', 'Émile', 'Eva', 'Floor', 'Zoë']);
  });
});

test('where a meeting has one moment and nobody was asked, everybody is expected; asking some leaves the others out', async () => {
  expect((await screen()).expected).toHaveLength(6);
  const choices = [{ personId: world.person('Anna').personId, momentId: world.momentId, before: null }];
  await expectPeople(await world.house.ctx(world.samira), { groupId: world.group.id, nr: 2, choices, rest: null });
  const page = await screen();
  expect(page.expected.map((l) => l.name)).toEqual(['Anna']);
  expect(page.others).toHaveLength(5);
});
