import { listSamePerson } from '#src/db/queries/personal.ts';
import { ownStatement, type Telling } from '#src/domain/xapi-statement.ts';
import { recordEvent } from '../audit.ts';
import { authorise, signedIn, type Context } from '../context.ts';
import { ownFacts } from '../statement/facts.ts';
import { stableIds } from '../statement/ids.ts';
import { titlesOf } from '../statement/titles.ts';

/**
 * What the reader did, as statements of xAPI: one a line, in full, with answers, scores and times. In pieces, so that a long
 * history holds nobody up.
 */
export async function downloadOwnStatements(ctx: Context): Promise<AsyncGenerator<string>> {
  const actor = authorise(ctx, 'account:manage', { personId: signedIn(ctx).personId });
  const ids = await listSamePerson(ctx.db, actor.personId);
  const base = ctx.publicBaseUrl;
  const telling: Telling = {
    base,
    titles: titlesOf(ctx.catalogue),
    idOf: await stableIds(ctx),
    // Of whichever account it was: the same person.
    actorOf: () => ({ objectType: 'Agent', name: actor.name, account: { homePage: base, name: actor.personId } }),
  };
  await recordEvent(ctx.db, ctx, {
    kind: 'exported',
    entity: 'person',
    entityId: actor.personId,
    subjectId: actor.personId,
    detail: { what: 'ownStatements' },
  });
  return write(ctx, ids, telling);
}

async function* write(ctx: Context, ids: readonly string[], telling: Telling): AsyncGenerator<string> {
  for await (const facts of ownFacts(ctx, ids))
    if (facts.length > 0) yield facts.map((fact) => `${JSON.stringify(ownStatement(telling, fact))}\n`).join('');
}
