import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Names for people that stay the same and lead to nobody without the key. It is made when it is first needed and lies with the
 * other keys; without it everybody gets another name.
 */
export function makePseudonyms(dataDir: string): (personId: string) => string {
  const key = keyIn(join(dataDir, 'keys'));
  return (personId) => createHmac('sha256', key).update(`person ${personId}`).digest('hex').slice(0, 32);
}

function keyIn(folder: string): Buffer {
  const file = join(folder, 'pseudonym.key');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error;
  }
  const text = readFileSync(file, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(text)) throw new Error(`${file} is no key: put it back from a backup`);
  return Buffer.from(text, 'hex');
}
