import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { endFeedAddress, makeFeedAddress, viewFeedAddress } from '#src/services/calendar/address.ts';
import { readFeed } from '#src/services/calendar/read-feed.ts';
import { newId } from '#src/services/new-id.ts';
import type { TestPerson } from '#tests/kit/house.ts';
import { openGroupWorld, type GroupWorld } from '#tests/services/attendance/world.ts';

let world: GroupWorld;
let anna: TestPerson;
beforeEach(async () => {
  world = await openGroupWorld(['Anna', 'Bram']);
  anna = world.person('Anna');
});
afterEach(() => world.house.close());

/** Makes the address as the page does; answers its secret. */
async function make(who = anna): Promise<string> {
  const { token } = await viewFeedAddress(await world.house.ctx(who), null);
  await makeFeedAddress(await world.house.ctx(who), token);
  return token;
}
const read = async (token: string, from = '192.0.2.7') => readFeed(await world.house.ctx(null, { clientAddress: from }), token);
const uids = async (token: string) => (await read(token)).map((m) => m.uid);
const uidOf = async (momentId: string) => {
  const [row] = await world.house.db.select().from(table.moment).where(eq(table.moment.id, momentId));
  return row?.icalUid;
};
const third = () => world.meetings.third.moments[0]?.id ?? '';

describe('the address', () => {
  test('is shown once, right after it was made; what is kept is no way in', async () => {
    const ctx = await world.house.ctx(anna);
    expect(await viewFeedAddress(ctx, null)).toMatchObject({ since: null, address: null });
    const token = await make();
    expect(await viewFeedAddress(ctx, token)).toMatchObject({
      since: '10 februari 2027',
      address: { web: `http://127.0.0.1:4321/agenda/${token}.ics`, program: `webcal://127.0.0.1:4321/agenda/${token}.ics` },
    });
    expect(await viewFeedAddress(ctx, null)).toMatchObject({ since: '10 februari 2027', address: null });
    expect((await viewFeedAddress(await world.house.ctx(world.person('Bram')), token)).address).toBeNull();
    const [kept] = await world.house.db.select().from(table.calendarFeed);
    expect(JSON.stringify(kept)).not.toContain(token);
    await expect(read(kept?.tokenHash ?? '')).rejects.toMatchObject({ code: 'notFound' });
  });

  test('a new one ends the old; ended, it is not found; the same form twice is one address', async () => {
    const old = await make();
    expect(await read(old)).toHaveLength(3);
    const fresh = await make();
    await makeFeedAddress(await world.house.ctx(anna), fresh);
    await expect(read(old)).rejects.toMatchObject({ code: 'notFound' });
    expect(await read(fresh)).toHaveLength(3);
    await endFeedAddress(await world.house.ctx(anna));
    await endFeedAddress(await world.house.ctx(anna));
    await expect(read(fresh)).rejects.toMatchObject({ code: 'notFound' });
  });

  test('of someone whose account is off gives nothing, and a guess at a secret is no secret', async () => {
    const token = await make();
    await world.house.db.update(table.person).set({ deactivatedAt: world.house.now }).where(eq(table.person.id, anna.personId));
    await expect(read(token)).rejects.toMatchObject({ code: 'notFound' });
    await expect(makeFeedAddress(await world.house.ctx(world.person('Bram')), 'abc')).rejects.toMatchObject({ code: 'invalid' });
    await expect(makeFeedAddress(await world.house.ctx(), 'a'.repeat(32))).rejects.toMatchObject({ code: 'notSignedIn' });
  });

  test('who tries many is stopped, and no one else; an owner’s program may look often', async () => {
    const token = await make();
    for (let n = 0; n < 20; n++) await expect(read(`onzin${n}`)).rejects.toMatchObject({ code: 'notFound' });
    await expect(read('onzin')).rejects.toMatchObject({ code: 'tooMany' });
    expect(await read(token)).toHaveLength(3);
    await expect(read('onzin', '192.0.2.8')).rejects.toMatchObject({ code: 'notFound' });
    for (let n = 0; n < 59; n++) await read(token);
    await expect(read(token)).rejects.toMatchObject({ code: 'tooMany' });
    world.house.now = new Date(world.house.now.getTime() + 3_600_000);
    expect(await read(token)).toHaveLength(3);
  });
});

describe('the feed', () => {
  test('holds where this person is expected, and nothing of others', async () => {
    const token = await make();
    const second = await world.house.moment(world.meetings.third.id, new Date('2027-02-19T09:00:00Z'), 'Zeedorp');
    await world.house.expect(second, world.person('Bram'));
    expect(await uids(token)).not.toContain(await uidOf(second));
    expect(await uids(token)).not.toContain(await uidOf(third()));
    await world.house.expect(third(), anna);
    expect(await uids(token)).toContain(await uidOf(third()));
    const bram = await uids(await make(world.person('Bram')));
    expect(bram).toContain(await uidOf(second));
    expect(bram).not.toContain(await uidOf(third()));
    expect(JSON.stringify(await read(token))).not.toMatch(/Anna|Bram|@test\.example/);
  });

  test('loses what is off, what was left, and what was practice', async () => {
    const token = await make();
    await world.house.db.update(table.moment).set({ cancelledAt: world.house.now }).where(eq(table.moment.id, third()));
    expect(await read(token)).toHaveLength(2);
    await world.house.db
      .update(table.meeting)
      .set({ cancelledAt: world.house.now })
      .where(eq(table.meeting.id, world.meetings.second.id));
    expect(await read(token)).toHaveLength(1);
    await world.house.db.update(table.learningGroup).set({ kind: 'practice' });
    expect(await read(token)).toEqual([]);
    await world.house.db.update(table.learningGroup).set({ kind: 'normal' });
    await world.house.db
      .update(table.membership)
      .set({ leftAt: world.house.now })
      .where(eq(table.membership.personId, anna.personId));
    expect(await read(token)).toEqual([]);
  });

  test('holds a moment of another group that this person visits', async () => {
    const token = await make();
    const other = await world.house.group({ libraryId: world.library });
    const visited = other.meetings[2]?.moments[0]?.id ?? '';
    await world.house.db.insert(table.momentVisit).values({
      id: newId(),
      momentId: visited,
      personId: anna.personId,
      forMeetingId: world.meetings.third.id,
      at: world.house.now,
    });
    expect(await uids(token)).toContain(await uidOf(visited));
    expect(await uids(await make(world.person('Bram')))).not.toContain(await uidOf(visited));
  });

  test('changes nothing in the database', async () => {
    const token = await make();
    const ctx = await world.house.ctx();
    const db = new Proxy(ctx.db, {
      get: (target, name, receiver) => {
        if (['insert', 'update', 'delete', 'transaction', 'run'].includes(String(name))) throw new Error('writes');
        return Reflect.get(target, name, receiver) as unknown;
      },
    });
    expect(await readFeed({ ...ctx, db }, token)).toHaveLength(3);
    await expect(readFeed({ ...ctx, db }, 'onzin')).rejects.toMatchObject({ code: 'notFound' });
  });
});
