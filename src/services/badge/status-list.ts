import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { hasList, listRevokedPositions, newestList } from '#src/db/queries/badge.ts';
import { latest, revokedBits, statusListCredential } from '#src/domain/open-badge.ts';
import type { Context } from '../context.ts';
import { notFound } from '../service-error.ts';
import { currentKey, sign } from './sign.ts';

const gzipped = promisify(gzip);

/** Which badges of this list were revoked, for everyone: a verifier asks for all at once, so we don't learn whose it looks at. */
export async function readStatusList(ctx: Context, nr: string): Promise<{ body: string; etag: string }> {
  const list = /^[1-9]\d{0,5}$/.test(nr) ? Number(nr) : 0;
  // The first is there from the start: an address that may stand in a badge must answer.
  if (list === 0 || (list > 1 && (list > (await newestList(ctx.db)) || !(await hasList(ctx.db, list))))) throw notFound();
  const key = await currentKey(ctx);
  const revoked = await listRevokedPositions(ctx.db, list);
  const since = latest(key.createdAt, ...revoked.map((r) => r.at));
  const bits = await gzipped(revokedBits(revoked.map((r) => r.position)), { level: 9 });
  const document = statusListCredential(ctx.publicBaseUrl, list, `u${bits.toString('base64url')}`, since);
  const body = JSON.stringify(await sign(ctx, key, document, since));
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` };
}
