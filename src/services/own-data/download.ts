import { listSamePerson, nextPersonal, personalTables } from '#src/db/queries/personal.ts';
import { categoryTexts } from '#src/domain/own-data.ts';
import { recordEvent } from '../audit.ts';
import { authorise, signedIn, type Context } from '../context.ts';
import { callPeople, forMachine } from './read.ts';

const rowsAtOnce = 500;

/**
 * Everything that is held about the reader as JSON, in pieces: however much it is, no more than a few hundred rows are in
 * memory. Secrets and names of others are not in it.
 */
export async function downloadOwnData(ctx: Context): Promise<AsyncGenerator<string>> {
  const actor = authorise(ctx, 'account:manage', { personId: signedIn(ctx).personId });
  const ids = await listSamePerson(ctx.db, actor.personId);
  await recordEvent(ctx.db, ctx, {
    kind: 'exported',
    entity: 'person',
    entityId: actor.personId,
    subjectId: actor.personId,
    detail: { what: 'ownData' },
  });
  return write(ctx, ids);
}

async function* write(ctx: Context, ids: readonly string[]): AsyncGenerator<string> {
  const head = { gemaakt: ctx.now.toISOString(), van: 'Baliewijs', adres: ctx.publicBaseUrl };
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "gegevens": {`;
  let first = true;
  for (const found of personalTables) {
    if (!found.rule.shown) continue;
    const about = JSON.stringify({ soort: found.rule.title, onderdeel: categoryTexts[found.rule.category].title });
    yield `${first ? '' : ','}\n    ${JSON.stringify(found.name)}: ${about.slice(0, -1)},"rijen":[`;
    first = false;
    let comma = '';
    // Row numbers begin at 1, but a row may be given any.
    let after: number | null = Number.MIN_SAFE_INTEGER;
    while (after !== null) {
      const { rows, last } = await nextPersonal(ctx.db, found, ids, { after, limit: rowsAtOnce });
      const people = await callPeople(ctx.db, found, rows, ids);
      const text = rows.map((row) => JSON.stringify(forMachine(found, row, people))).join(',\n      ');
      if (text) yield `${comma}\n      ${text}`;
      if (text) comma = ',';
      after = last;
    }
    yield ']}';
  }
  yield '\n  }\n}\n';
}
