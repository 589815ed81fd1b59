import type { Telling } from '#src/domain/xapi-statement.ts';
import type { Context } from '../context.ts';
import { stableIds } from './ids.ts';
import { titlesOf } from './titles.ts';

/** As the learning record store is told: the same person, and the same fact, by the same number every time. */
export async function tellingForwarded(ctx: Context, lrs: NonNullable<Context['lrs']>): Promise<Telling> {
  const base = ctx.publicBaseUrl;
  return {
    base,
    titles: titlesOf(ctx.catalogue),
    idOf: await stableIds(ctx),
    actorOf: (personId) => ({ objectType: 'Agent', account: { homePage: base, name: lrs.pseudonym(personId) } }),
  };
}
