import { setImmediate as turn } from 'node:timers/promises';

/** Lets others have their turn: for work in parts that would hold everybody up when it was done in one go. */
export const giveWay = () => turn();
