/** The keys that sign badges, for an operator: each is known by its public half. */
import {
  deleteSigningKey,
  hasBadges,
  insertSigningKey,
  listAllSigningKeys,
  retireSigningKeys,
  withdrawSigningKey,
} from '#src/db/queries/badge.ts';
import { didOf } from '#src/domain/open-badge.ts';
import type { Context } from '../context.ts';
import { addMissingBadges } from './add.ts';

export interface KnownKey {
  publicKey: string;
  createdAt: Date;
  state: 'signs' | 'retired' | 'withdrawn';
  until: Date | null;
  /** Of the private half; only that of the key that signs needs to be here. */
  file: { path: string; state: 'whole' | 'missing' | 'damaged' };
}

export async function listKeys(ctx: Context): Promise<KnownKey[]> {
  const rows = await listAllSigningKeys(ctx.db);
  return Promise.all(
    rows.map(async ({ publicKey, createdAt, retiredAt, withdrawnAt }) => ({
      publicKey,
      createdAt,
      state: withdrawnAt ? ('withdrawn' as const) : retiredAt ? ('retired' as const) : ('signs' as const),
      until: withdrawnAt ?? retiredAt,
      file: { path: ctx.signer.fileOf(publicKey), state: await ctx.signer.check(publicKey) },
    })),
  );
}

/**
 * At the start: there is a key, and its private half is whole. Never makes a new one where badges may be signed with another.
 * @throws one clear line for who starts it
 */
export async function prepareKeys(ctx: Context): Promise<void> {
  const current = (await listKeys(ctx)).find((key) => key.state === 'signs');
  if (!current) {
    await addMissingBadges(ctx);
    // A file without a row: it was written and then the power went, or the database was made anew beside it.
    const [left] = await ctx.signer.listKeys();
    if (left !== undefined && (await ctx.signer.check(left)) !== 'whole')
      throw new Error(`the key in ${ctx.signer.fileOf(left)} is damaged: put the right file back, or move it away`);
    await insertSigningKey(ctx.db, { publicKey: left ?? (await ctx.signer.makeKey()), createdAt: ctx.now });
    return;
  }
  if (current.file.state === 'whole') return;
  if (await hasBadges(ctx.db))
    throw new Error(
      `the key that signs badges is ${current.file.state}: ${current.file.path}. Put it back from a backup. Is there none? ` +
        'Then npm run baliewijs -- keys rotate makes a new one; badges that were given before stay valid',
    );
  await deleteSigningKey(ctx.db, current.publicKey);
  await ctx.signer.removeKey(current.publicKey);
  await insertSigningKey(ctx.db, { publicKey: await ctx.signer.makeKey(), createdAt: ctx.now });
}

/** A new key signs from now on. The old one's public half stays, so that what it signed stays valid; its private half goes. */
export async function rotateKeys(ctx: Context): Promise<{ publicKey: string; retired: string[]; did: string }> {
  await addMissingBadges(ctx);
  const publicKey = await ctx.signer.makeKey();
  const retired = await ctx.db.transaction(async (tx) => {
    const gone = await retireSigningKeys(tx, ctx.now);
    await insertSigningKey(tx, { publicKey, createdAt: ctx.now });
    return gone;
  });
  for (const old of retired) await ctx.signer.removeKey(old);
  return { publicKey, retired, did: didOf(ctx.publicBaseUrl) };
}

/**
 * Someone else may have had this key: what it signed holds no more, and people download their badge again.
 * @throws one clear line where there is no such key, or it is the one that signs
 */
export async function withdrawKey(ctx: Context, publicKey: string): Promise<void> {
  const found = (await listKeys(ctx)).find((key) => key.publicKey === publicKey);
  if (!found) throw new Error(`there is no key ${publicKey}: see keys list`);
  if (found.state === 'signs') throw new Error('this key signs now: first make another with keys rotate');
  if (found.state === 'withdrawn') throw new Error('this key was withdrawn already');
  await withdrawSigningKey(ctx.db, publicKey, ctx.now);
  await ctx.signer.removeKey(publicKey);
}
