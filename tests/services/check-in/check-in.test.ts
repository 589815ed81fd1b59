import { afterEach, beforeEach, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import * as table from '#src/db/schema/index.ts';
import { openScanned } from '#src/services/check-in/open.ts';
import { confirmCheckIns } from '#src/services/run/confirm.ts';
import { openRemote } from '#src/services/run/open-remote.ts';
import { newId } from '#src/services/new-id.ts';
import { openRunWorld, type RunWorld } from '#tests/services/run/world.ts';

let world: RunWorld;
const anna = () => world.person('Anna');
const bram = () => world.person('Bram');

beforeEach(async () => {
  world = await openRunWorld();
  await world.lead({ kind: 'prepare' });
});
afterEach(() => world.house.close());

const ids = async () => (await world.checkIns()).map((c) => c.personId);

test('by the code and by the PIN, and leaders see it at once', async () => {
  const leader = world.listen('leaders');
  const participant = world.listen('all');
  expect(await world.scan(anna(), await world.code())).toBe(world.momentId);
  expect(await world.type(bram(), await world.pin())).toBe(world.momentId);
  expect(await ids()).toEqual([anna().personId, bram().personId]);
  expect(leader.heard).toEqual([2, 3]);
  expect(participant.heard).toEqual([]);
  expect((await world.screen()).countText).toBe('2 van 6 zijn er');
});

test('no attendance yet: the leader confirms everybody in one tap, and the certificate follows', async () => {
  await world.almostDone(anna(), bram());
  for (const who of [anna(), bram()]) await world.scan(who, await world.code());
  expect(await world.states()).toMatchObject({ Anna: 'notRecorded' });
  const ctx = await world.house.ctx(world.samira);
  const remote = await openRemote(ctx, world.at);
  expect(remote.waiting.map((w) => w.name)).toEqual(['Anna', 'Bram']);
  const input = { ...world.at, people: remote.waiting.map((w) => w.personId), clientKey: remote.clientKey };
  const done = await confirmCheckIns(ctx, input);
  expect(done.issued).toHaveLength(2);
  expect(await world.states()).toMatchObject({ Anna: 'present', Bram: 'present', Carla: 'notRecorded' });
  expect((await world.marks()).filter((m) => m.source === 'checkIn')).toHaveLength(2);
  expect((await confirmCheckIns(ctx, input)).changed).toEqual([]);
  expect((await openRemote(ctx, world.at)).waiting).toEqual([]);
});

test('confirms whom the leader saw: not who came in since, who was marked absent, or who never checked in', async () => {
  await world.scan(anna(), await world.code());
  const ctx = await world.house.ctx(world.samira);
  await world.scan(bram(), await world.code());
  await world.tap('Anna', 'absent');
  const people = [anna().personId, world.person('Carla').personId];
  expect((await confirmCheckIns(ctx, { ...world.at, people, clientKey: newId() })).changed).toEqual([]);
  expect(await world.states()).toMatchObject({ Anna: 'absent', Bram: 'notRecorded', Carla: 'notRecorded' });
});

test('twice is once: the same press, and a second scan', async () => {
  const clientKey = newId();
  const code = await world.code();
  await world.scan(anna(), code, { clientKey });
  await world.scan(anna(), code, { clientKey });
  await world.scan(anna(), code);
  await world.type(anna(), await world.pin());
  expect(await ids()).toEqual([anna().personId]);
});

test('somebody else’s key stands in nobody’s way', async () => {
  const clientKey = newId();
  for (const who of [anna(), bram()]) await world.scan(who, await world.code(), { clientKey });
  expect(await ids()).toEqual([anna().personId, bram().personId]);
});

test('the PIN of the window before still counts, an older one doesn’t; a scanned code one window longer', async () => {
  const [pin, code] = [await world.pin(), await world.code()];
  world.house.now = world.minutes(15);
  await world.type(anna(), pin);
  world.house.now = world.minutes(26);
  await expect(world.type(bram(), pin)).rejects.toMatchObject({ code: 'invalid' });
  await world.scan(bram(), code);
  world.house.now = world.minutes(40);
  await expect(world.scan(world.person('Carla'), code)).rejects.toMatchObject({ code: 'invalid' });
  expect(await ids()).toEqual([anna().personId, bram().personId]);
});

test('only in its time: from half an hour before until half an hour after', async () => {
  for (const [at, opens] of [
    [-31, false],
    [-30, true],
    [120, true],
    [121, false],
  ] as const) {
    world.house.now = world.minutes(at);
    const tried = world.scan(anna(), await world.code());
    if (opens) await tried;
    else await expect(tried).rejects.toMatchObject({ code: 'invalid' });
    await world.house.db.delete(table.checkIn);
  }
});

test('only who is of this meeting: members, who is expected, and visitors', async () => {
  const other = await world.house.learner(world.library, 'Vera');
  await expect(world.scan(other, await world.code())).rejects.toMatchObject({ code: 'invalid' });
  await expect(world.type(other, await world.pin())).rejects.toMatchObject({ code: 'invalid' });
  await world.house.db.insert(table.momentVisit).values({
    id: newId(),
    momentId: world.momentId,
    personId: other.personId,
    forMeetingId: world.meetings.third.id,
    at: world.house.now,
  });
  await world.scan(other, await world.code());
  expect(await ids()).toEqual([other.personId]);
  expect((await world.screen()).countText).toBe('1 van 7 is er');
  await world.house.db
    .update(table.membership)
    .set({ leftAt: world.house.now })
    .where(eq(table.membership.personId, anna().personId));
  await expect(world.type(anna(), await world.pin())).rejects.toMatchObject({ code: 'invalid' });
});

test('a wrong PIN says the same whether there is a meeting or not, and the ninth in a quarter of an hour is refused', async () => {
  const outsider = await world.house.learner(world.library);
  const say = async (who: typeof outsider, pin: string) => {
    try {
      await world.type(who, pin);
      return 'in';
    } catch (error) {
      return (error as { errors: { message: string }[] }).errors[0]?.message;
    }
  };
  const right = await world.pin();
  const wrong = right === '000000' ? '000001' : '000000';
  const said = await say(anna(), wrong);
  expect(await say(outsider, right)).toBe(said);
  for (let n = 2; n <= 8; n++) expect(await say(anna(), wrong)).toBe(said);
  await expect(world.type(anna(), right)).rejects.toMatchObject({ code: 'tooMany' });
  await expect(world.type(anna(), right, { from: '198.51.100.9' })).rejects.toMatchObject({ code: 'tooMany' });
  // The others in the room are not kept out, and a scanned code always works.
  await world.type(bram(), right);
  await world.scan(anna(), await world.code());
  world.house.now = world.minutes(21);
  expect(await ids()).toContain(anna().personId);
});

test('one address can’t try for everybody', async () => {
  let refused = 0;
  for (let n = 0; n < 70; n++) {
    const who = await world.house.learner(world.library);
    await world.type(who, '999999').catch((error: { code: string }) => (refused += error.code === 'tooMany' ? 1 : 0));
  }
  expect(refused).toBe(10);
});

test('a forged code, one of another moment and nonsense open nothing', async () => {
  const code = await world.code();
  const [momentId, window, signature = ''] = code.split('.');
  const forged = `${momentId}.${window}.${signature.startsWith('0') ? '1' : '0'}${signature.slice(1)}`;
  for (const wrong of [forged, code.replace(momentId ?? '', 'zzz'), '', 'x', `${code}0`]) {
    await expect(world.scan(anna(), wrong)).rejects.toMatchObject({ code: 'invalid' });
    expect((await openScanned(await world.house.ctx(anna()), { code: wrong })).meeting).toBeNull();
  }
  expect(await ids()).toEqual([]);
});

test('what a phone without a connection held back counts by the time it was done, and says so', async () => {
  const [pin, code] = [await world.pin(), await world.code()];
  world.house.now = world.minutes(65);
  await expect(world.type(anna(), pin)).rejects.toMatchObject({ code: 'invalid' });
  await world.type(anna(), pin, { waited: 60 });
  await world.scan(bram(), code, { waited: 60 });
  expect((await world.checkIns()).map((c) => c.late)).toEqual([true, true]);
  const remote = await openRemote(await world.house.ctx(world.samira), world.at);
  expect(remote.waiting[0]?.note).toContain('later verstuurd');
});

test('looking at the scanned page checks nobody in', async () => {
  const page = await openScanned(await world.house.ctx(anna()), { code: await world.code() });
  expect(page).toMatchObject({ done: false, why: null });
  expect(await ids()).toEqual([]);
  await expect(openScanned(await world.house.ctx(null), { code: 'x' })).rejects.toMatchObject({ code: 'notSignedIn' });
});
