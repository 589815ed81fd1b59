import { setImmediate as giveWay } from 'node:timers/promises';

let last: Promise<unknown> = Promise.resolve();

/** Parts of a page are rendered all at once: each that waits here goes on in a turn of the event loop of its own. */
export const takeTurn = (): Promise<unknown> => (last = last.then(() => giveWay()));
