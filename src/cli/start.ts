/** npm start: build when sources changed, migrate, make a demonstration when there is none, serve. */
import { readConfig } from '#src/config.ts';
import { acquireLock } from '#src/db/lock.ts';
import { serve, stopOnSignal } from '#src/server.ts';
import { demoAccounts } from '#src/services/installation/demo-accounts.ts';
import { seedDemo } from '#src/services/installation/seed-demo.ts';
import { buildWhenChanged } from './build.ts';

try {
  const config = readConfig(process.env);
  // Refused before anything is built: a server that runs would miss the files that a build replaces.
  const lock = await acquireLock(config.databaseUrl);
  try {
    if (buildWhenChanged()) console.log('Built the pages.');
  } finally {
    await lock.release();
  }
  const running = await serve(config, process.cwd());
  stopOnSignal(running);
  const demo = demoAccounts({ demo: config.demo });
  if (demo) {
    if (await seedDemo(running.app.background(new Date()))) console.log('Made the demonstration: two invented libraries.');
    console.log(`\nSign in as one of these; the password is ${demo.password}\n`);
    for (const { email, what } of demo.accounts) console.log(`  ${email.padEnd(34)} ${what}`);
  }
  console.log(`\nBaliewijs is ready at ${running.url}`);
} catch (error) {
  console.error(`Baliewijs can't start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
