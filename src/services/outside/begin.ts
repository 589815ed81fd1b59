import type { SessionKind } from '#src/domain/session.ts';
import type { Context } from '../context.ts';
import { assertNotTooOften, outsideTerm, reachOutside, refuseOutside } from './fault.ts';
import type { Away } from './kept.ts';

export const returnPath = '/inloggen/terug';

/**
 * Begins to sign in elsewhere.
 * @param input.next the path of this site to go on to
 * @returns where the browser goes, and what it keeps until it comes back
 * @throws ServiceError notFound, tooMany, invalid (the provider doesn't answer)
 */
export async function beginOutside(ctx: Context, input: { kind: SessionKind; next: string }) {
  const outside = reachOutside(ctx);
  assertNotTooOften(ctx);
  const begun = await outside.begin(ctx.publicBaseUrl + returnPath);
  if ('fault' in begun) throw await refuseOutside(ctx, begun.fault);
  const away: Away = { stage: 'away', secrets: begun.secrets, ...input };
  return { url: begun.url, kept: outside.seal(away, new Date(ctx.now.getTime() + outsideTerm)) };
}
