import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { dayDate } from '#src/domain/calendar-day.ts';
import { daysBetween, dayOff, shiftDay } from '#src/domain/holiday.ts';
import type { Context } from '#src/services/context.ts';
import { openCard } from '#src/services/card/open.ts';
import { copyGroup } from '#src/services/group/copy.ts';
import { startGroup } from '#src/services/group/start.ts';
import { changeMoment } from '#src/services/meeting/change-moment.ts';
import { openMoment } from '#src/services/meeting/open-moment.ts';
import { planMoment } from '#src/services/meeting/plan-moment.ts';
import { addMembers } from '#src/services/membership/change.ts';
import { openPlanning } from '#src/services/planning/open.ts';
import { saveDates, type WantedDate } from '#src/services/planning/save.ts';
import { keepWishes } from '#src/services/planning/wish.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

let house: House;
let ctx: Context;
let libraryId: string;
let samira: TestPerson;
let anna: TestPerson;

beforeEach(async () => {
  house = await openTestHouse();
  libraryId = await house.library('Bibliotheek Duinrand');
  samira = await house.specialist(libraryId, 'Samira');
  anna = await house.learner(libraryId, 'Anna');
  ctx = await house.ctx(samira);
});
afterEach(() => house.close());

const start = async (more: Partial<Parameters<typeof startGroup>[1]> = {}) => {
  const course = house.catalogue.courses.get('frontoffice');
  const made = { id: 'groep1', libraryId, courseId: 'frontoffice', name: 'Voorjaar', kind: 'normal' as const };
  const id = await startGroup(ctx, { ...made, moduleIds: course?.modules ?? [], meetings: 3, ...more });
  ctx = await house.ctx(samira);
  return id;
};
const propose = (groupId: string, day = '2027-03-01') =>
  openPlanning(ctx, { groupId, given: { start: day, begin: '09:30', plaats: 'Zaal boven' } });
const dates = (page: Awaited<ReturnType<typeof propose>>): WantedDate[] =>
  page.meetings.flatMap((m, i) => (m.proposal ? [{ row: i + 1, nr: m.nr, ...m.proposal }] : []));
const mails = async () => (await house.db.select().from(table.outbox)).map((m) => m.payload.kind);
const moments = () => house.db.select().from(table.moment);

test('a specialist begins a group: modules, meetings and leader are there at once, and a second click begins no other', async () => {
  await start();
  await start();
  expect(await house.db.select().from(table.learningGroup)).toHaveLength(1);
  expect(await house.db.select().from(table.meeting)).toMatchObject([
    { nr: 1, templateId: 'fo-kickoff' },
    { nr: 2, templateId: 'fo-locatie' },
    { nr: 3, templateId: 'fo-rol' },
  ]);
  expect(await house.db.select().from(table.leader)).toMatchObject([{ personId: samira.personId, kind: 'leader' }]);
  expect(await house.db.select().from(table.groupRule)).toMatchObject([{ award: 'certificate' }]);
});

test('six meetings may be asked: beyond the course they are the group’s own; none means no certificate', async () => {
  await start({ meetings: 6 });
  expect((await house.db.select().from(table.meeting)).map((m) => m.templateId)).toEqual([
    'fo-kickoff',
    'fo-locatie',
    'fo-rol',
    null,
    null,
    null,
  ]);
  await start({ id: 'groep2', name: 'Zonder', meetings: 0 });
  expect(await house.db.select().from(table.groupRule).where(eq(table.groupRule.groupId, 'groep2'))).toMatchObject([
    { award: 'participation' },
  ]);
});

test('only a specialist of that library begins a group there', async () => {
  const elsewhere = await house.library();
  await expect(start({ libraryId: elsewhere })).rejects.toMatchObject({ code: 'notFound' });
  ctx = await house.ctx(anna);
  await expect(start()).rejects.toMatchObject({ code: 'forbidden' });
});

test('from the first day the others are proposed, and planned in one go with everybody told', async () => {
  const groupId = await start();
  await addMembers(ctx, { groupId, personIds: [anna.personId] });
  const page = await propose(groupId, '2027-03-06');
  expect(page.meetings.map((m) => m.rests)).toEqual([
    'Hiervoor hoeft niemand iets te lezen.',
    expect.stringContaining('Rust op modules 1, 2, 3 en 4: samen'),
    expect.stringContaining('Rust op modules 5 en 6: samen'),
  ]);
  const [first, second, third] = page.meetings.map((m) => m.proposal);
  expect(first).toMatchObject({
    day: '2027-03-08',
    start: '09:30',
    end: '11:00',
    note: 'Een andere dag, want anders viel het op een zaterdag.',
  });
  expect(second?.day.slice(0, 4)).toBe('2027');
  expect((third?.day ?? '') > (second?.day ?? '')).toBe(true);

  const save = () => saveDates(ctx, { groupId, clientKey: 'k', wishes: true, dates: dates(page) });
  await save();
  await save();
  expect(await moments()).toHaveLength(3);
  expect(await house.db.select().from(table.momentExpected)).toHaveLength(3);
  expect((await mails()).filter((kind) => kind === 'meetingChanged')).toHaveLength(3);
  const wishes = await house.db.select().from(table.moduleDeadline);
  expect(wishes).toHaveLength(6);
  expect(wishes.every((w) => w.day < (third?.day ?? ''))).toBe(true);
});

test('a wish stands on the leerkaart as a wish, and no longer once its day is over', async () => {
  const groupId = await start();
  await addMembers(ctx, { groupId, personIds: [anna.personId] });
  await keepWishes(ctx, { groupId, wishes: [{ row: 1, moduleId: 'landelijke-context', day: '2027-02-12' }] });
  const row = async () => (await openCard(await house.ctx(anna), { groupId })).card?.card.rows.find((r) => r.kind === 'module');
  expect(await row()).toMatchObject({ detail: 'graag klaar op vr 12 feb', state: 'todo' });
  house.now = new Date('2027-02-14T09:00:00Z');
  expect(await row()).not.toHaveProperty('detail');
});

test('a day that is over, meetings out of order, and rows half filled in are refused with the row they are on', async () => {
  const groupId = await start();
  expect((await propose(groupId, '2027-02-01')).start?.error).toBe('Deze dag is al geweest. Kies een dag die nog komt.');
  expect((await propose(groupId, '2027-02-30')).start?.error).toBe('Deze dag bestaat niet. Kijk de datum na.');
  const all = dates(await propose(groupId));
  const save = (change: (rows: WantedDate[]) => WantedDate[]) =>
    saveDates(ctx, { groupId, clientKey: 'k', wishes: false, dates: change(all) });
  await expect(save((rows) => rows.map((r) => ({ ...r, day: '2027-02-09' })))).rejects.toMatchObject({
    errors: [
      { field: 'dag1', message: 'Deze dag is al geweest. Kies een dag die nog komt.' },
      { field: 'dag2' },
      { field: 'dag3' },
    ],
  });
  await expect(save((rows) => rows.map((r) => (r.nr === 2 ? { ...r, day: '2027-02-15' } : r)))).rejects.toMatchObject({
    errors: [{ field: 'dag2', message: 'Bijeenkomst 2 komt zo vóór bijeenkomst 1. Kijk de dagen na.' }],
  });
  await expect(save((rows) => rows.map((r) => ({ ...r, day: '', place: '' })))).rejects.toMatchObject({
    errors: [{ field: 'dag1' }, { field: 'plaats1' }],
  });
  await expect(save(() => [])).rejects.toMatchObject({ code: 'invalid' });
  expect(await moments()).toHaveLength(0);
});

test('who joins later is expected at what is still to come, and hears when', async () => {
  const groupId = await start();
  await saveDates(ctx, { groupId, clientKey: 'k', wishes: false, dates: dates(await propose(groupId)) });
  const bram = await house.learner(libraryId, 'Bram');
  await addMembers(ctx, { groupId, personIds: [anna.personId, bram.personId] });
  expect(await house.db.select().from(table.momentExpected)).toHaveLength(6);
  expect((await mails()).filter((kind) => kind === 'meetingChanged')).toHaveLength(6);
});

describe('the wishes of a meeting that moves', () => {
  const days = async () =>
    Object.fromEntries((await house.db.select().from(table.moduleDeadline)).map((w) => [w.moduleId, w.day]));
  const planned = async () => {
    const groupId = await start();
    await addMembers(ctx, { groupId, personIds: [anna.personId] });
    await saveDates(ctx, { groupId, clientKey: 'k', wishes: true, dates: dates(await propose(groupId)) });
    const [meeting] = (await house.db.select().from(table.meeting)).filter((m) => m.nr === 2);
    const [moment] = (await moments()).filter((m) => m.meetingId === meeting?.id);
    if (!moment) throw new Error('no moment');
    return { at: { groupId, nr: 2, momentId: moment.id }, groupId };
  };
  const move = (at: { groupId: string; nr: number; momentId: string }, day: string, moveWishes: boolean, sequence = 0) =>
    changeMoment(ctx, { ...at, sequence, moveWishes, day, start: '09:30', end: '11:00', place: 'Zaal boven' });

  test('are named beforehand, go along with it and stand on the learning card; those of other meetings stay', async () => {
    const { at, groupId } = await planned();
    const before = await days();
    const [, second] = (await openPlanning(ctx, { groupId, given: {} })).meetings;
    expect(second?.planned).toHaveLength(1);
    const page = await openMoment(ctx, at);
    expect(page.wishes).toMatch(/^module 1 \(\d+ maart 2027\), module 2 .* en module 4 \(/);
    const to = shiftDay(page.fields.day, 7);
    await move(at, to, true);
    const after = await days();
    const ids = house.catalogue.courses.get('frontoffice')?.modules ?? [];
    const by = ids.map((id) => daysBetween(before[id] ?? '', after[id] ?? ''));
    expect(by.slice(4)).toEqual([0, 0]);
    for (const id of ids.slice(0, 4)) {
      expect(dayOff(after[id] ?? '')).toBeNull();
      expect(daysBetween(before[id] ?? '', after[id] ?? '')).toBeGreaterThanOrEqual(5);
      expect((after[id] ?? '') < to).toBe(true);
    }
    const card = await openCard(await house.ctx(anna), { groupId });
    expect(JSON.stringify(card)).toContain(`graag klaar op ${dayDate(new Date(`${after[ids[0] ?? '']}T12:00:00Z`))}`);
  });

  test('stay when the leader unticks it, when only the hour changes, and where one was set for after the meeting', async () => {
    const { at, groupId } = await planned();
    const { day } = (await openMoment(ctx, at)).fields;
    const own = shiftDay(day, 2);
    await keepWishes(ctx, { groupId, wishes: [{ row: 1, moduleId: 'landelijke-context', day: own }] });
    expect((await openMoment(ctx, at)).wishes).not.toContain('module 1');
    const before = await days();
    await move(at, shiftDay(day, 7), false);
    expect(await days()).toEqual(before);
    await move(at, day, false, 1);
    await changeMoment(ctx, { ...at, sequence: 2, moveWishes: true, day, start: '13:00', end: '14:30', place: 'Zaal boven' });
    expect(await days()).toEqual(before);
    await move(at, shiftDay(day, 7), true, 3);
    expect(await days()).toMatchObject({ 'landelijke-context': own });
    expect(await days()).not.toEqual(before);
  });

  test('hang on the first moment of a meeting, not on a later one', async () => {
    const { at, groupId } = await planned();
    const { day } = (await openMoment(ctx, at)).fields;
    const { momentId } = await planMoment(ctx, {
      groupId,
      nr: 2,
      clientKey: 'later',
      everyone: false,
      day: shiftDay(day, 3),
      start: '09:00',
      end: '10:30',
      place: 'Zeedorp',
    });
    const before = await days();
    expect((await openMoment(ctx, { ...at, momentId })).wishes).toBeNull();
    await move({ ...at, momentId }, shiftDay(day, 10), true);
    expect(await days()).toEqual(before);
  });
});

test('a practice group mails nobody', async () => {
  const groupId = await start({ kind: 'practice' });
  await addMembers(ctx, { groupId, personIds: [anna.personId] });
  await saveDates(ctx, { groupId, clientKey: 'k', wishes: true, dates: dates(await propose(groupId)) });
  expect(await mails()).toEqual([]);
});

test('the next round has the same modules, meetings and leaders, without dates, and the people that were asked', async () => {
  const groupId = await start();
  const bram = await house.learner(libraryId, 'Bram');
  await addMembers(ctx, { groupId, personIds: [anna.personId, bram.personId] });
  const [rule] = await house.db.select().from(table.groupRule);
  await house.certificate(groupId, rule?.id ?? '', bram);
  const copy = (people: 'none' | 'unfinished' | 'all', id: string) =>
    copyGroup(ctx, { groupId, id, name: `Ronde ${id}`, people });
  await copy('unfinished', 'ronde2');
  await copy('unfinished', 'ronde2');
  const of = <T extends { groupId: string }>(rows: T[]) => rows.filter((r) => r.groupId === 'ronde2');
  expect(of(await house.db.select().from(table.membership))).toMatchObject([{ personId: anna.personId }]);
  expect(of(await house.db.select().from(table.meeting)).map((m) => m.templateId)).toEqual([
    'fo-kickoff',
    'fo-locatie',
    'fo-rol',
  ]);
  expect(of(await house.db.select().from(table.leader))).toMatchObject([{ personId: samira.personId }]);
  expect(await moments()).toHaveLength(0);
  await copy('none', 'ronde3');
  expect((await house.db.select().from(table.membership)).filter((m) => m.groupId === 'ronde3')).toEqual([]);
});
