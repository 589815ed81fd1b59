import type { Queryable } from '#src/db/client.ts';
import { findSide, hasOpenErasure } from '#src/db/queries/person-merge.ts';
import { shownName } from '#src/domain/person.ts';
import type { Context } from '../context.ts';
import { notFound } from '../service-error.ts';

export type Side = NonNullable<Awaited<ReturnType<typeof findSide>>>;

/** Two people who are there, of whom one may go up in the other; or why not, in plain Dutch. */
export async function findSides(
  db: Queryable,
  ctx: Context,
  ids: { keptId: string; goneId: string },
): Promise<{ kept: Side; gone: Side; refusal: string | null }> {
  const [kept, gone] = [await findSide(db, ids.keptId), await findSide(db, ids.goneId)];
  if (!kept || !gone || kept.id === gone.id || kept.erasedAt || gone.erasedAt) throw notFound();
  return { kept, gone, refusal: await refusalOf(db, ctx, kept, gone) };
}

async function refusalOf(db: Queryable, ctx: Context, kept: Side, gone: Side): Promise<string | null> {
  if (kept.mergedIntoId) return `${nameOf(kept)} is zelf al samengevoegd met een ander account. Kies dat account.`;
  if (gone.mergedIntoId) return `${nameOf(gone)} is al samengevoegd met een ander account.`;
  const own = ctx.actor?.personId;
  if (kept.id === own || gone.id === own) return 'Dit gaat over je eigen account. Vraag een andere beheerder om dit te doen.';
  if (kept.deactivatedAt)
    return `Het account van ${nameOf(kept)} is uitgezet. Zet het eerst aan, of laat het andere account blijven.`;
  for (const side of [kept, gone])
    if (await hasOpenErasure(db, side.id))
      return `${nameOf(side)} heeft gevraagd om gewist te worden. Samenvoegen kan pas als dat is ingetrokken.`;
  return null;
}

const nameOf = (side: Side) => shownName(side);
/** What someone signs in with. */
export const loginOf = (side: Side) => side.email ?? side.username ?? '';

/** Of whom the address stays when nobody chose: of who has been in, and else of the account that stays. */
export const usualLogin = (kept: Side, gone: Side): 'kept' | 'gone' =>
  kept.passwordHash === null && gone.passwordHash !== null ? 'gone' : 'kept';
