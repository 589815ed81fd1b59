import type { Queryable } from '#src/db/client.ts';
import { findCorrection } from '#src/db/queries/correction.ts';
import { handlerOf, type Handler } from '#src/domain/correction.ts';
import { can, type Permission, type Scope } from '#src/domain/roles.ts';
import { signedIn, type Context } from '../context.ts';
import { notFound } from '../service-error.ts';

export type FoundCorrection = NonNullable<Awaited<ReturnType<typeof findCorrection>>>;

/**
 * A report, for whoever answers it and for who wrote it. To anyone else it is not there: that a report exists would
 * already tell something.
 */
export async function reachCorrection(
  ctx: Context,
  db: Queryable,
  id: string,
): Promise<{ correction: FoundCorrection; handler: Handler; answers: boolean; own: boolean }> {
  const actor = signedIn(ctx);
  const correction = await findCorrection(db, id, ctx.now);
  if (!correction) throw notFound();
  const handler = handlerOf(correction);
  const [permission, scope] = rightFor(handler);
  const answers = can(actor, permission, scope);
  const own = correction.personId === actor.personId;
  if (answers || own) return { correction, handler, answers, own };
  ctx.denied = permission;
  throw notFound();
}

function rightFor(handler: Handler): [Permission, Scope] {
  switch (handler.kind) {
    case 'specialist':
      return ['correction:local', { libraryId: handler.libraryId }];
    case 'adviser':
      return ['correction:national', { poiId: handler.poiId }];
    case 'administrator':
      return ['correction:unadvised', {}];
  }
}
