import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { chooseMail, viewMailChoices } from '#src/services/mail/choices.ts';
import { enqueueMail } from '#src/services/mail/enqueue.ts';
import type { TestPerson } from '#tests/kit/house.ts';
import { openGroupWorld, type GroupWorld } from '#tests/services/attendance/world.ts';

let world: GroupWorld;
let anna: TestPerson;
beforeEach(async () => {
  world = await openGroupWorld(['Anna', 'Bram']);
  anna = world.person('Anna');
});
afterEach(() => world.house.close());

let n = 0;
const put = async (kind: string, more: { groupId?: string; who?: TestPerson } = {}) => {
  const text = world.house.catalogue.emails.get(kind);
  const who = more.who ?? anna;
  return enqueueMail(world.house.db, await world.house.ctx(), {
    kind,
    to: who.email,
    personId: who.personId,
    values: Object.fromEntries((text?.placeholders ?? []).map((name) => [name, 'x'])),
    idempotencyKey: String(n++),
    ...(more.groupId ? { groupId: more.groupId } : {}),
  });
};
const kinds = async () => (await world.house.db.select().from(table.outbox)).map((row) => row.payload.kind);
const rest = (groupId: string, on = true) =>
  world.house.db
    .update(table.membership)
    .set({ pausedAt: on ? world.house.now : null })
    .where(eq(table.membership.groupId, groupId));

describe('what people switch off', () => {
  test('does not reach them, what is necessary does, and nobody else is touched', async () => {
    await chooseMail(await world.house.ctx(anna), { on: ['certificateEarned'] });
    expect(await put('weekOverview')).toBe(false);
    expect(await put('certificateEarned')).toBe(true);
    expect(await put('meetingChanged')).toBe(true);
    expect(await put('weekOverview', { who: world.person('Bram') })).toBe(true);
    await chooseMail(await world.house.ctx(anna), { on: ['certificateEarned', 'weekOverview'] });
    expect(await put('weekOverview')).toBe(true);
    expect(await kinds()).toEqual(['certificateEarned', 'meetingChanged', 'weekOverview', 'weekOverview']);
  });

  test('is only what is not necessary, of what they can get at all', async () => {
    const view = async (who: TestPerson) => (await viewMailChoices(await world.house.ctx(who))).map((choice) => choice.kind);
    const own = await view(anna);
    expect(own).toContain('weekOverview');
    expect(own).not.toContain('attendanceOpen');
    expect(own).not.toContain('localReminder');
    expect(own).not.toContain('meetingChanged');
    expect(await view(world.samira)).toEqual(expect.arrayContaining(['attendanceOpen', 'localReminder']));
    // A tampered form switches nothing off that is necessary, nor what was not on the page.
    await world.house.db.insert(table.mailOff).values({ personId: anna.personId, kind: 'attendanceOpen', at: world.house.now });
    await chooseMail(await world.house.ctx(anna), { on: ['onzin'] });
    const off = (await world.house.db.select().from(table.mailOff)).map((row) => row.kind);
    expect(off).toContain('attendanceOpen');
    expect(off).not.toContain('meetingChanged');
    expect(await put('meetingChanged')).toBe(true);
  });
});

describe('who takes a rest', () => {
  test('gets what is necessary and nothing else about that group; about another group they hear', async () => {
    const other = await world.house.group({ libraryId: world.library, members: [anna] });
    await rest(world.group.id);
    expect(await put('certificateEarned', { groupId: world.group.id })).toBe(false);
    expect(await put('meetingChanged', { groupId: world.group.id })).toBe(true);
    expect(await put('certificateEarned', { groupId: other.id })).toBe(true);
    expect(await put('weekOverview')).toBe(true);
    await rest(other.id);
    expect(await put('weekOverview')).toBe(false);
    await rest(other.id, false);
    expect(await put('weekOverview')).toBe(true);
  });

  test('and leads a group, still hears of what they lead', async () => {
    const led = await world.house.group({ libraryId: world.library, leaders: [anna] });
    await rest(world.group.id);
    expect(await put('attendanceOpen', { groupId: led.id })).toBe(true);
  });
});
