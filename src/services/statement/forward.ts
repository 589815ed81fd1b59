import { findInstallation, putInstallation } from '#src/db/queries/installation.ts';
import { deleteChannel, insertMails } from '#src/db/queries/outbox.ts';
import { listForwarded, listForwardedOf, listWaitingIds, nextLibraries } from '#src/db/queries/statement.ts';
import { nightDue } from '#src/domain/night.ts';
import { factName } from '#src/domain/xapi-facts.ts';
import type { Context } from '../context.ts';
import { giveWay } from '../give-way.ts';
import { newId } from '../new-id.ts';
import { inTurns, libraryFacts, tellableFacts } from './facts.ts';
import { stableIds } from './ids.ts';

export type ForwardOutcome =
  | { kind: 'nothingDue' }
  /** `put`: statements that wait now; `takenBack`: statements that no longer hold. */
  | { kind: 'done'; libraries: number; put: number; takenBack: number };

type Lrs = NonNullable<Context['lrs']>;

const cursor = 'xapi.forwarded';
const librariesAtOnce = 3;
const statementsPerRow = 100;
const rowsAtOnce = 100;
const peopleAtOnce = 200;
/** After the id of any library. */
const finished = '~';

/**
 * Puts in the outbox what the learning record store should know and doesn't: a few libraries at each call, every library once a
 * day. It compares what holds today with what was told, so a call too many, or one that died half-way, does no harm; where it
 * was stands in the database. Work of the house itself: nobody asks for it, so there is nobody to authorise.
 */
export async function forwardStatements(ctx: Context): Promise<ForwardOutcome> {
  const { lrs } = ctx;
  if (!lrs) return { kind: 'nothingDue' };
  const period = nightDue(ctx.now);
  const [day, last = ''] = ((await findInstallation(ctx.db, cursor)) ?? '').split(' ');
  const after = day === period ? last : '';
  if (after === finished) return { kind: 'nothingDue' };
  const libraries = await nextLibraries(ctx.db, { after, limit: librariesAtOnce });
  const done = { kind: 'done' as const, libraries: libraries.length, put: 0, takenBack: 0 };
  for (const { id } of libraries) {
    const { put, takenBack } = await forwardLibrary(ctx, lrs, id);
    done.put += put;
    done.takenBack += takenBack;
    await putInstallation(ctx.db, cursor, `${period} ${id}`);
  }
  if (libraries.length < librariesAtOnce) await putInstallation(ctx.db, cursor, `${period} ${finished}`);
  if (done.put + done.takenBack > 0) ctx.mailWaits();
  return done;
}

async function forwardLibrary(ctx: Context, lrs: Lrs, libraryId: string): Promise<{ put: number; takenBack: number }> {
  const idOf = await stableIds(ctx);
  const facts = await libraryFacts(ctx, libraryId);
  const idOfFact = new Map<(typeof facts)[number], string>();
  await inTurns(facts, (fact) => void idOfFact.set(fact, idOf(factName(fact))));
  const holds = new Set(idOfFact.values());
  const told = await listForwarded(ctx.db, lrs.host, libraryId);
  const gone = told.filter((id) => !holds.has(id));
  const known = new Set(told);
  const fresh = (await tellableFacts(facts)).flatMap((fact) => {
    const id = idOfFact.get(fact) ?? '';
    return known.has(id) ? [] : [{ id, personId: fact.personId }];
  });
  const put = await putIn(ctx, lrs, libraryId, fresh);
  await insertAll(
    ctx,
    gone.map((id) => row(ctx, lrs, { kind: 'voiding', libraryId, personId: null, ids: [id] })),
  );
  return { put, takenBack: gone.length };
}

/** What another library told already, or what waits, is left out. */
async function putIn(
  ctx: Context,
  lrs: Lrs,
  libraryId: string,
  fresh: readonly { id: string; personId: string }[],
): Promise<number> {
  const elsewhere = await listForwardedOf(
    ctx.db,
    lrs.host,
    fresh.map(({ id }) => id),
  );
  const byPerson = Map.groupBy(
    fresh.filter(({ id }) => !elsewhere.has(id)),
    ({ personId }) => personId,
  );
  const people = [...byPerson.keys()];
  let put = 0;
  for (let at = 0; at < people.length; at += peopleAtOnce) {
    const some = people.slice(at, at + peopleAtOnce);
    const waits = await listWaitingIds(ctx.db, some);
    const rows = some.flatMap((personId) => {
      const ids = (byPerson.get(personId) ?? []).map(({ id }) => id).filter((id) => !waits.has(id));
      put += ids.length;
      return inParts(ids, statementsPerRow).map((part) => row(ctx, lrs, { kind: 'statements', libraryId, personId, ids: part }));
    });
    await insertAll(ctx, rows);
  }
  return put;
}

const inParts = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, part) => list.slice(part * size, (part + 1) * size));

function row(
  ctx: Context,
  lrs: Lrs,
  {
    kind,
    libraryId,
    personId,
    ids,
  }: { kind: 'statements' | 'voiding'; libraryId: string; personId: string | null; ids: string[] },
) {
  const id = newId();
  return {
    id,
    channel: 'lrs' as const,
    // The same as long as it waits: what waits already is not put in again.
    idempotencyKey: `${kind} ${lrs.host} ${ids[0]}`,
    personId,
    payload: { kind, to: lrs.host, values: {}, libraryId, ids },
    messageId: id,
    dueAt: ctx.now,
    nextTryAt: ctx.now,
  };
}

async function insertAll(ctx: Context, rows: ReturnType<typeof row>[]): Promise<void> {
  for (const part of inParts(rows, rowsAtOnce)) {
    await giveWay();
    await insertMails(ctx.db, part);
  }
}

/** Forwarding was switched off: what waits will never go. */
export async function forgetWaiting(ctx: Context): Promise<void> {
  if (!ctx.lrs) await deleteChannel(ctx.db, 'lrs');
}
