import { listSigningKeys } from '#src/db/queries/badge.ts';
import { didOf, latest } from '#src/domain/open-badge.ts';
import type { Context } from '../context.ts';
import { ServiceError } from '../service-error.ts';

/** The key that signs now. */
export async function currentKey(ctx: Context) {
  const key = (await listSigningKeys(ctx.db)).find((k) => k.retiredAt === null);
  if (!key) throw unsigned(new Error('there is no key to sign with'));
  return key;
}

/** @param since when what it says came about: the proof bears that time, so that the same is signed the same */
export async function sign(
  ctx: Context,
  key: Awaited<ReturnType<typeof currentKey>>,
  document: object,
  since: Date,
): Promise<object> {
  const how = { publicKey: key.publicKey, controller: didOf(ctx.publicBaseUrl), created: latest(since, key.createdAt) };
  try {
    return await ctx.signer.sign(document, how);
  } catch (error) {
    throw unsigned(error);
  }
}

function unsigned(cause: unknown): ServiceError {
  const error = new ServiceError(
    'busy',
    'De badge kan nu niet worden gemaakt. Dat ligt aan ons, niet aan jou. Probeer het later opnieuw.',
  );
  error.cause = cause;
  return error;
}
