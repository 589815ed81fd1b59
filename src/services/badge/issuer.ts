import { listSigningKeys } from '#src/db/queries/badge.ts';
import { didDocument } from '#src/domain/open-badge.ts';
import type { Context } from '../context.ts';

/** Who this house is to a verifier: every key whose signatures hold, the one that signs now first. For everyone. */
export async function issuerDocument(ctx: Context): Promise<object> {
  const keys = await listSigningKeys(ctx.db);
  const signs = keys.filter((key) => key.retiredAt === null);
  const retired = keys.filter((key) => key.retiredAt !== null);
  return didDocument(
    ctx.publicBaseUrl,
    [...signs, ...retired].map((key) => key.publicKey),
  );
}
