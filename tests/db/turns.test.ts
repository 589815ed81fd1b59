import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Turns } from '#src/db/turns.ts';

/** What a statement does: holds the thread, and is over at once. */
function work(ms: number): Promise<void> {
  const until = performance.now() + ms;
  while (performance.now() < until);
  return Promise.resolve();
}

/** How often the others had their turn meanwhile. */
async function turnsDuring(run: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let over = false;
  const counting = (async () => {
    for (await turn(); !over; await turn()) turns++;
  })();
  await run();
  over = true;
  await counting;
  return turns;
}

test('short statements one after another, for long, let the others have their turn', async () => {
  const turns = new Turns();
  const many = async () => {
    for (let i = 0; i < 60; i++) {
      await turns.take();
      await work(2);
    }
  };
  expect(await turnsDuring(many)).toBeGreaterThanOrEqual(3);
});

test('so do statements that were asked all at once', async () => {
  const turns = new Turns();
  const all = () => Promise.all(Array.from({ length: 60 }, () => turns.alone(() => work(2))));
  expect(await turnsDuring(all)).toBeGreaterThanOrEqual(3);
});

test('a few short ones are not held up, and one that fails holds up nobody', async () => {
  const turns = new Turns();
  await expect(turns.alone(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  const few = () => Promise.all(Array.from({ length: 3 }, () => turns.alone(() => work(0))));
  expect(await turnsDuring(few)).toBeLessThanOrEqual(1);
});
