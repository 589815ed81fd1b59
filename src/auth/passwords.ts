/** Passwords: argon2id as OWASP's password storage cheat sheet asks (19 MiB, 2 passes), at most two at once. */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { shortestPassword } from '#src/domain/password.ts';

const run = promisify(argon2);
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };
const letters = (text: string) => Buffer.from(text.normalize('NFC'), 'utf8');

let running = 0;
const waiting: (() => void)[] = [];

async function derive(password: string, nonce: Buffer): Promise<Buffer> {
  if (running >= 2) await new Promise<void>((resolve) => waiting.push(resolve));
  else running++;
  try {
    return Buffer.from(await run('argon2id', { ...cost, message: letters(password), nonce }));
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive(password, nonce);
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${nonce.toString('base64')}$${tag.toString('base64')}`;
}

export async function verifyPassword(hash: string, password: string): Promise<boolean> {
  const [, , , , nonce = '', tag = ''] = hash.split('$');
  const expected = Buffer.from(tag, 'base64');
  const actual = await derive(password, Buffer.from(nonce, 'base64'));
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

const nobody = randomBytes(16);

/** Takes the time of a check and says nothing. */
export async function pretendToVerify(password: string): Promise<void> {
  await derive(password, nobody);
}

let common: ReadonlySet<string> | undefined;

/**
 * The 3,000 most common passwords that are long enough to be chosen at all, in lower case. Read when someone first
 * chooses a password: the dictionary is large.
 */
export function commonPasswords(): ReadonlySet<string> {
  if (!common) {
    const { dictionary } = createRequire(import.meta.url)('@zxcvbn-ts/language-common') as {
      dictionary: Record<string, string[]>;
    };
    const words = dictionary['passwords-common'] ?? [];
    common = new Set(words.filter((word) => word.length >= shortestPassword).slice(0, 3000));
  }
  return common;
}
