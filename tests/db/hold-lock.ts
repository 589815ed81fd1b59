/** Another process that takes the lock and keeps it until its input ends. */
import { once } from 'node:events';
import { acquireLock } from '#src/db/lock.ts';

const lock = await acquireLock(process.argv[2]!);
console.log('locked');
process.stdin.resume();
await once(process.stdin, 'end');
await lock.release();
