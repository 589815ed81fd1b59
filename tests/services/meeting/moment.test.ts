import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import * as table from '#src/db/schema/index.ts';
import { cancelMoment } from '#src/services/meeting/cancel-moment.ts';
import { changeMoment } from '#src/services/meeting/change-moment.ts';
import { openMoment } from '#src/services/meeting/open-moment.ts';
import { planMoment } from '#src/services/meeting/plan-moment.ts';
import { openGroupWorld, type GroupWorld } from '#tests/services/attendance/world.ts';

let world: GroupWorld;
beforeEach(async () => {
  world = await openGroupWorld(['Anna', 'Bram', 'Carla']);
});
afterEach(() => world.house.close());

const ctx = () => world.house.ctx(world.samira);
const coming = { day: '2027-03-02', start: '09:00', end: '10:30', place: 'Zeedorp' };
const plan = async (more: object = {}, key = 'key-1') =>
  planMoment(await ctx(), { groupId: world.group.id, nr: 2, clientKey: key, everyone: false, ...coming, ...more });
const moments = () => world.house.db.select().from(table.moment).where(eq(table.moment.meetingId, world.meetings.second.id));
const found = async (id: string) => (await moments()).find((m) => m.id === id);

describe('planning', () => {
  test('puts a moment in, and the same form sent twice at once puts in one', async () => {
    const [a, b] = await Promise.all([plan(), plan()]);
    expect(a?.momentId).toBe(b?.momentId);
    expect(await moments()).toHaveLength(2);
    expect(await found(a?.momentId ?? '')).toMatchObject({ startsAt: new Date('2027-03-02T08:00:00Z'), sequence: 0 });
    expect(await world.events('momentChanged')).toHaveLength(1);
  });

  test('expects everybody who stands nowhere, with one mail each', async () => {
    await world.house.expect(world.momentId, world.person('Anna'));
    const { momentId } = await plan({ everyone: true });
    const expected = await world.house.db.select().from(table.momentExpected).where(eq(table.momentExpected.momentId, momentId));
    expect(expected).toHaveLength(2);
    const mails = await world.mails('meetingChanged');
    expect(mails.map((m) => m.payload.values.name).sort()).toEqual(['Bram', 'Carla']);
    expect(mails[0]?.payload.values).toMatchObject({ when: 'dinsdag 2 maart 2027, 9 uur tot 10.30 uur', place: 'Zeedorp' });
  });

  test('in the past is allowed and says so, without mail', async () => {
    expect(await plan({ day: '2027-02-02', everyone: true })).toMatchObject({ past: true });
    expect(await world.mails('meetingChanged')).toHaveLength(0);
  });

  test('refuses wrong hours with the field they belong to', async () => {
    const field = async (more: object) =>
      plan(more).then(
        () => 'planned',
        (error: { errors: { field?: string }[] }) => error.errors[0]?.field,
      );
    expect(await field({ end: '08:00' })).toBe('einde');
    expect(await field({ day: '2027-02-29' })).toBe('dag');
    expect(await field({ day: '2027-03-28', start: '02:15', end: '05:00' })).toBe('begin');
    expect(await moments()).toHaveLength(1);
  });

  test('refuses a place that is taken at that time in the group, unless that moment is off', async () => {
    const { momentId } = await plan();
    await expect(plan({ start: '10:00', end: '11:00', place: 'zeedorp' }, 'key-2')).rejects.toMatchObject({ code: 'invalid' });
    await cancelMoment(await ctx(), { groupId: world.group.id, nr: 2, momentId });
    await expect(plan({}, 'key-2')).resolves.toMatchObject({ past: false });
  });

  test('refuses a meeting that is off, and a closed group', async () => {
    await world.house.db.update(table.meeting).set({ cancelledAt: world.house.now });
    await expect(plan()).rejects.toMatchObject({ code: 'invalid' });
    await world.house.db.update(table.meeting).set({ cancelledAt: null });
    await world.house.db.update(table.learningGroup).set({ closedAt: world.house.now });
    await expect(plan()).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('changing', () => {
  const change = async (momentId: string, more: object = {}, sequence = 0) =>
    changeMoment(await ctx(), { groupId: world.group.id, nr: 2, momentId, sequence, ...coming, ...more });

  test('raises the sequence and mails those expected once for each version', async () => {
    const { momentId } = await plan({ everyone: true });
    await change(momentId, { start: '11:00', end: '12:00' });
    await change(momentId, { start: '11:00', end: '12:00' });
    expect(await found(momentId)).toMatchObject({ sequence: 1, startsAt: new Date('2027-03-02T10:00:00Z') });
    expect(await world.mails('meetingChanged')).toHaveLength(6);
    const page = await openMoment(await ctx(), { groupId: world.group.id, nr: 2, momentId });
    expect(page.fields).toEqual({ day: '2027-03-02', start: '11:00', end: '12:00', place: 'Zeedorp', sequence: 1 });
  });

  test('tells who comes second with something else that it was changed', async () => {
    const { momentId } = await plan();
    await change(momentId, { place: 'Centrum' });
    await expect(change(momentId, { place: 'De Vuurbaak' })).rejects.toMatchObject({ code: 'conflict' });
    expect(await found(momentId)).toMatchObject({ place: 'Centrum' });
  });

  test('does not move recorded attendance into the future', async () => {
    await world.tap('Anna', 'present');
    await expect(change(world.momentId)).rejects.toMatchObject({ errors: [{ field: 'dag' }] });
    await expect(change(world.momentId, { day: '2027-02-02' })).resolves.toMatchObject({ past: true });
  });
});

describe('taking off', () => {
  const cancel = async (momentId: string) => cancelMoment(await ctx(), { groupId: world.group.id, nr: 2, momentId });

  test('mails those expected once, however often it is pressed', async () => {
    const { momentId } = await plan({ everyone: true });
    await Promise.all([cancel(momentId), cancel(momentId)]);
    expect(await found(momentId)).toMatchObject({ cancelledAt: world.house.now, sequence: 1 });
    expect(await world.mails('meetingCancelled')).toHaveLength(3);
  });

  test('is refused where somebody was recorded, until that is taken back', async () => {
    await world.tap('Anna', 'absent');
    await expect(cancel(world.momentId)).rejects.toMatchObject({ code: 'invalid' });
    await world.tap('Anna', 'cleared');
    await cancel(world.momentId);
    await expect(world.tap('Anna', 'present')).rejects.toMatchObject({ code: 'invalid' });
  });
});
