/**
 * Makes the checkout ready to run: installs what the lock file says when it changed, and links the pinned Node.
 * Plain JavaScript without dependencies: it runs before anything is installed, on Node 20 or newer.
 */
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';

const mark = 'node_modules/.baliewijs-installed';
const wanted = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
const found = existsSync(mark) ? readFileSync(mark, 'utf8') : '';

if (found !== wanted) {
  console.log('Installing what the lock file says …');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (npm.status !== 0) {
    console.error('Installing failed: see above. Is the network there?');
    process.exit(1);
  }
  linkNode();
  writeFileSync(mark, wanted);
} else linkNode();

/** npm up to 10 leaves the link out when packages for two processors are listed. */
function linkNode() {
  const arch = process.arch === 'arm64' ? 'arm64' : 'x64';
  const binary = `node_modules/node-linux-${arch}/bin/node`;
  if (!existsSync(binary)) {
    if (Number(process.versions.node.split('.')[0]) >= 24) return;
    console.error('The pinned Node is missing and this machine has an older one: install Node 24 or newer.');
    process.exit(1);
  }
  mkdirSync('node_modules/.bin', { recursive: true });
  const link = 'node_modules/.bin/node';
  if (existsSync(link)) return;
  rmSync(link, { force: true });
  symlinkSync(`../node-linux-${arch}/bin/node`, link);
}
