/**
 * Private halves of Ed25519 keys as files, one a key, named after the public half: PKCS #8 in PEM, which every tool reads. A file
 * that was damaged or swapped does not fit its name.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { mkdir, open, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { multikeyOf } from '#src/domain/multikey.ts';

const prefix = 'badge-';
const ending = '.pem';

export const keyFile = (folder: string, publicKey: string) => join(folder, `${prefix}${publicKey}${ending}`);

/** Written under another name first: a key that is there is whole. */
export async function makeKeyFile(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('ed25519');
  const publicKey = publicHalf(privateKey);
  const part = join(folder, `.${prefix}${randomBytes(6).toString('hex')}.part`);
  const file = await open(part, 'wx', 0o600);
  try {
    await file.writeFile(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(part, keyFile(folder, publicKey));
  const parent = await open(folder, 'r');
  await parent.sync().finally(() => parent.close());
  return publicKey;
}

/** @returns the text of the file; null where there is none, or where it holds another key or none */
export async function readKeyFile(folder: string, publicKey: string): Promise<string | 'missing' | 'damaged'> {
  let pem: string;
  try {
    pem = await readFile(keyFile(folder, publicKey), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'missing';
    throw error;
  }
  try {
    return publicHalf(createPrivateKey(pem)) === publicKey ? pem : 'damaged';
  } catch {
    return 'damaged';
  }
}

export async function listKeyFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const found: { publicKey: string; at: number }[] = [];
  for (const name of names.filter((n) => n.startsWith(prefix) && n.endsWith(ending)))
    found.push({ publicKey: name.slice(prefix.length, -ending.length), at: (await stat(join(folder, name))).mtimeMs });
  return found.sort((a, b) => b.at - a.at).map(({ publicKey }) => publicKey);
}

export const removeKeyFile = (folder: string, publicKey: string) => rm(keyFile(folder, publicKey), { force: true });

function publicHalf(key: KeyObject): string {
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('not an Ed25519 key');
  return multikeyOf(Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x ?? '', 'base64url'));
}
