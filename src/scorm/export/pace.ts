import { setImmediate as giveWay } from 'node:timers/promises';

/** So long may be worked on before others have their turn, in milliseconds. */
const longest = 8;

/** For work in small steps: await the answer between them. */
export function paced(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < longest) return;
    await giveWay();
    began = performance.now();
  };
}
