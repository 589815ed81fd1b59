import { rmSync } from 'node:fs';
import { readConfig } from '#src/config.ts';
import { acquireLock } from '#src/db/lock.ts';
import { makeLargeDemo } from '#src/services/installation/large/make.ts';
import { seedDemo } from '#src/services/installation/seed-demo.ts';
import { withApp, type Command } from './command.ts';

/** Makes the demonstration when there is none; with --reset anew. */
export const demo: Command = {
  name: 'demo',
  usage:
    'demo [--reset] [--size n]  make the demonstration (--reset: throw the old one away first; --size: with n people, as a country)',
  async run(args) {
    const config = readConfig(process.env);
    if (!config.demo) throw new Error('this is production (DEMO=0): there is no demonstration here');
    if (args.includes('--reset')) await removeDemo(config.databaseUrl);
    const people = sizeIn(args);
    const made = await withApp((app) => {
      const ctx = app.background(new Date());
      return people === null ? seedDemo(ctx) : makeLargeDemo(ctx, { people, tell: (line) => console.log(line) });
    });
    console.log(made ? 'The demonstration has been made.' : 'There is a demonstration already (make it anew with --reset).');
  },
};

function sizeIn(args: string[]): number | null {
  const at = args.indexOf('--size');
  if (at < 0) return null;
  if (!/^\d+$/.test(args[at + 1] ?? '')) throw new Error('--size needs a number of people, such as --size 20000');
  return Number(args[at + 1]);
}

/** Only a file whose recorded mode is demo is ever removed. */
async function removeDemo(url: string): Promise<void> {
  if (!url.startsWith('file:')) throw new Error('--reset works on a database file only');
  await withApp(async () => {}); // refuses a production database, and one that a server holds
  const lock = await acquireLock(url);
  try {
    for (const ending of ['', '-wal', '-shm']) rmSync(url.slice('file:'.length) + ending, { force: true });
  } finally {
    await lock.release();
  }
}
