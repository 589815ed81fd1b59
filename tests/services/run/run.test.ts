import { afterEach, beforeEach, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { mostPerPerson } from '#src/live.ts';
import * as table from '#src/db/schema/index.ts';
import { chooseMoment } from '#src/services/run/choose-moment.ts';
import { openParticipant } from '#src/services/run/open-participant.ts';
import { openPaper } from '#src/services/run/open-paper.ts';
import { openRemote } from '#src/services/run/open-remote.ts';
import { openCarousel, planCarousel } from '#src/services/run/plan-carousel.ts';
import { saveRunNote } from '#src/services/run/save-note.ts';
import { watchAsLeader, watchAsParticipant } from '#src/services/run/stream.ts';
import { openRunWorld, type RunWorld } from './world.ts';

let world: RunWorld;
beforeEach(async () => {
  world = await openRunWorld();
});
afterEach(() => world.house.close());

const at = (minutes: number) => (world.house.now = world.minutes(minutes));

test('looking makes nothing; getting ready, starting, going on, pausing and ending are kept', async () => {
  expect((await world.screen()).stage).toBe('notReady');
  expect(await world.house.db.select().from(table.meetingRun)).toEqual([]);
  await world.lead({ kind: 'prepare' });
  expect(await world.screen()).toMatchObject({ stage: 'waiting', part: null });
  expect((await world.screen()).checkIn?.pin).toMatch(/^\d{3} \d{3}$/);
  await world.lead({ kind: 'start' });
  at(7);
  expect(await world.screen()).toMatchObject({ stage: 'running', part: { nr: 1 }, timer: { running: true } });
  await world.lead({ kind: 'go', part: 1 });
  await world.lead({ kind: 'pause' });
  at(30);
  const paused = await world.screen();
  expect(paused.timer?.running).toBe(false);
  expect(paused.part?.nr).toBe(2);
  expect(paused.agenda.map((l) => l.state).slice(0, 3)).toEqual(['done', 'now', 'later']);
  await world.lead({ kind: 'end' });
  expect((await world.screen()).stage).toBe('ended');
});

test('two leaders at once take one step, and each screen hears of it', async () => {
  await world.lead({ kind: 'start' });
  const second = await world.house.specialist(world.library, 'Joris');
  const screen = world.listen('leaders');
  await Promise.all([world.lead({ kind: 'go', part: 1 }), world.lead({ kind: 'go', part: 1 }, second)]);
  expect((await world.screen()).part?.nr).toBe(2);
  expect(screen.heard).toEqual([(await world.run()).revision]);
});

test('no name of a participant or leader is on the screen', async () => {
  await world.lead({ kind: 'start' });
  for (const who of world.people) await world.scan(who, await world.code());
  const shown = JSON.stringify(await world.screen());
  for (const name of [...world.people.map((p) => p.name), 'Samira']) expect(shown).not.toContain(`"${name}`);
  for (const who of world.people) expect(shown).not.toContain(who.personId);
});

test('an agenda that was made shorter while it runs ends at its last part', async () => {
  await world.lead({ kind: 'go', part: 6 });
  await world.house.db.insert(table.meetingAgenda).values({
    id: 'a',
    meetingId: world.meetings.second.id,
    agenda: [
      { minutes: 5, title: 'Eén', form: 'kring', notes: [] },
      { minutes: 5, title: 'Twee', form: 'kring', notes: [] },
    ],
    at: world.house.now,
  });
  expect((await world.screen()).part).toMatchObject({ nr: 2, of: 2, title: 'Twee' });
});

test('is for leaders of this group; a moment that is off or long over can’t be led', async () => {
  const other = await world.house.specialist(await world.house.library());
  const anna = world.person('Anna');
  await expect(world.lead({ kind: 'start' }, other)).rejects.toMatchObject({ code: 'notFound' });
  await expect(world.lead({ kind: 'start' }, anna)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(world.screen(anna)).rejects.toMatchObject({ code: 'forbidden' });
  at(90 + 13 * 60);
  await expect(world.lead({ kind: 'start' })).rejects.toMatchObject({ code: 'invalid' });
  at(5);
  await world.house.db.update(table.moment).set({ cancelledAt: world.house.now }).where(eq(table.moment.id, world.momentId));
  await expect(world.lead({ kind: 'start' })).rejects.toMatchObject({ code: 'invalid' });
});

test('a leader’s notes are their own', async () => {
  const samira = await world.house.ctx(world.samira);
  const joris = await world.house.ctx(await world.house.specialist(world.library, 'Joris'));
  await saveRunNote(samira, { ...world.at, body: 'Vraag naar de sleutel' });
  expect((await openRemote(samira, world.at)).note).toBe('Vraag naar de sleutel');
  expect((await openRemote(joris, world.at)).note).toBe('');
  await saveRunNote(samira, { ...world.at, body: '' });
  expect(await world.house.db.select().from(table.runNote)).toEqual([]);
});

test('participants see what is on, and nobody else does', async () => {
  await world.lead({ kind: 'start' });
  const ctx = await world.house.ctx(world.person('Anna'));
  const page = await openParticipant(ctx, { momentId: world.momentId });
  expect(page).toMatchObject({ stage: 'running', checkIn: { state: 'open' } });
  await world.scan(world.person('Anna'), await world.code());
  expect((await openParticipant(ctx, { momentId: world.momentId })).checkIn.state).toBe('done');
  await world.tap('Anna', 'present');
  expect((await openParticipant(ctx, { momentId: world.momentId })).checkIn.state).toBe('confirmed');
  const stranger = await world.house.ctx(await world.house.learner(world.library));
  await expect(openParticipant(stranger, { momentId: world.momentId })).rejects.toMatchObject({ code: 'notFound' });
});

test('the carousel is as the leader planned it, and turns with the timer', async () => {
  const ctx = await world.house.ctx(world.samira);
  const topics = ['Taal', 'Digitaal', 'Voorlezen'];
  await planCarousel(ctx, { ...world.at, topics, minutes: 5 });
  const page = await openCarousel(ctx, world.at);
  expect(page.carousel?.rounds).toEqual([
    ['Taal', 'Digitaal', 'Voorlezen'],
    ['Digitaal', 'Voorlezen', 'Taal'],
    ['Voorlezen', 'Taal', 'Digitaal'],
  ]);
  expect(page.sizes).toBe('Met zes mensen: groepen van 2.');
  await world.house.db.insert(table.meetingAgenda).values({
    id: 'a',
    meetingId: world.meetings.second.id,
    agenda: [{ minutes: 15, title: 'Carrousel', form: 'groepen', tool: 'carousel', options: topics, notes: [] }],
    at: world.house.now,
  });
  await world.lead({ kind: 'start' });
  at(11);
  expect((await world.screen()).carousel?.now).toMatchObject({ round: 1, timer: { left: 240 } });
  await expect(planCarousel(ctx, { ...world.at, topics: ['één'], minutes: 5 })).rejects.toMatchObject({ code: 'invalid' });
});

test('everything of the screen is on paper too', async () => {
  const paper = await openPaper(await world.house.ctx(world.samira), world.at);
  expect(paper.agenda.length).toBeGreaterThan(3);
  expect(paper.sheets.some((s) => s.vote)).toBe(true);
  expect(paper.agenda[0]?.from).toMatch(/uur$/);
});

test('goes straight to the moment of today, and else lets choose', async () => {
  const ctx = await world.house.ctx(world.samira);
  expect((await chooseMoment(ctx, { groupId: world.group.id, nr: 2 })).only).toContain(`${world.momentId}/begeleiden`);
  const third = await chooseMoment(ctx, { groupId: world.group.id, nr: 3 });
  expect(third.only).toBeNull();
  expect(third.moments).toHaveLength(1);
});

const asked = (last?: string) =>
  new Request('http://127.0.0.1/stroom', {
    headers: { accept: 'text/event-stream', ...(last === undefined ? {} : { 'last-event-id': last }) },
  });

async function readUntil(reader: ReadableStreamDefaultReader<Uint8Array>, wanted: string): Promise<string> {
  let text = '';
  while (!text.includes(wanted)) {
    const { value, done } = await reader.read();
    if (done) return `${text}(end)`;
    text += new TextDecoder().decode(value);
  }
  return text;
}

test('the stream tells a number at once, then each change, and nothing that was heard already', async () => {
  await world.lead({ kind: 'prepare' });
  const leader = await world.house.ctx(world.samira);
  const first = (await watchAsLeader(leader, asked(), world.at)).body?.getReader();
  if (!first) throw new Error('no stream');
  expect(await readUntil(first, 'data: 1')).toContain('retry:');
  await world.lead({ kind: 'start' });
  expect(await readUntil(first, 'data: 2')).toContain('id: 2');
  await first.cancel();
  // A server that was away: the browser says what it heard last.
  const again = (await watchAsLeader(leader, asked('2'), world.at)).body?.getReader();
  await world.lead({ kind: 'pause' });
  expect(await readUntil(again as never, 'data: ')).not.toContain('data: 2');
  world.house.live.close();
  expect(await readUntil(again as never, 'nothing more')).toContain('(end)');
  expect((await watchAsLeader(leader, asked(), world.at)).status).toBe(429);
});

test('participants aren’t told of each other’s comings and votes', async () => {
  await world.lead({ kind: 'start' });
  const response = await watchAsParticipant(await world.house.ctx(world.person('Anna')), asked('1'), {
    momentId: world.momentId,
  });
  const reader = response.body?.getReader();
  await world.scan(world.person('Bram'), await world.code());
  await world.lead({ kind: 'pause' });
  const { revision } = await world.run();
  const heard = await readUntil(reader as never, `data: ${revision}`);
  expect(heard).not.toContain(`data: ${revision - 1}\n`);
  await reader?.cancel();
});

test('a few streams per person, a plain question any time', async () => {
  await world.lead({ kind: 'prepare' });
  const ctx = await world.house.ctx(world.samira);
  const open = await Promise.all(Array.from({ length: mostPerPerson }, () => watchAsLeader(ctx, asked(), world.at)));
  expect(new Set(open.map((r) => r.status))).toEqual(new Set([200]));
  expect((await watchAsLeader(ctx, asked(), world.at)).status).toBe(429);
  await open[0]?.body?.cancel();
  expect((await watchAsLeader(ctx, asked(), world.at)).status).toBe(200);
  const plain = await watchAsLeader(ctx, new Request('http://127.0.0.1/stroom'), world.at);
  expect(await plain.json()).toEqual({ revision: 1 });
  world.house.live.close();
});
