/** Finds a Chromium for the tests, or installs one: one that is there, else Playwright's, else Debian's package. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'];

/** Path of a Chromium that is there; undefined when none is. */
export function findChromium(): string | undefined {
  return [process.env.CHROMIUM, ...known, chromium.executablePath()].find((path) => path !== undefined && existsSync(path));
}

/** Without these, Chromium asks for things on the network that a test has no use for. */
export const quietly = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function run(command: string, args: string[]): boolean {
  console.log(`${command} ${args.join(' ')}`);
  return spawnSync(command, args, { stdio: 'inherit', timeout: 300_000 }).status === 0;
}

if (import.meta.main) {
  if (!findChromium()) run('node_modules/.bin/playwright', ['install', 'chromium']);
  if (!findChromium()) {
    const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
    const apt = (...args: string[]) => run([...sudo, 'apt-get'][0] ?? '', [...[...sudo, 'apt-get'].slice(1), ...args]);
    apt('update');
    apt('install', '-y', '--no-install-recommends', 'chromium');
  }
  const found = findChromium();
  if (!found) {
    console.error('There is no Chromium and none could be installed. Set CHROMIUM to the path of one.');
    process.exit(1);
  }
  console.log(`Chromium: ${found}`);
}
