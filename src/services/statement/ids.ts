import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { findInstallation, setInstallation } from '#src/db/queries/installation.ts';
import { uuidOf } from '#src/domain/xapi.ts';
import type { Context } from '../context.ts';

const key = 'id';

/** Numbers that are the same each time the same fact is told, and those of no other installation. */
export async function stableIds(ctx: Context): Promise<(name: string) => string> {
  const known = await findInstallation(ctx.db, key);
  if (known === null) await setInstallation(ctx.db, key, randomUUID());
  return idsIn((known ?? (await findInstallation(ctx.db, key))) as string);
}

/** Numbers for one file: nothing in another file has the same. */
export const idsForOnce = () => idsIn(randomBytes(32));

const idsIn =
  (namespace: string | Uint8Array) =>
  (name: string): string =>
    uuidOf(createHash('sha1').update(namespace).update(`\0${name}`).digest());
