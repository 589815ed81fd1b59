import type { Transaction } from '#src/db/client.ts';
import type { OrganisationRow } from '#src/db/queries/organisation.ts';
import { findImport, finishImport, insertImport, keepImport } from '#src/db/queries/people-list.ts';
import { countStates, sameVerdict, type KeptList, type LineCounts } from '#src/domain/people-list.ts';
import { recordEvent } from '../audit.ts';
import { can } from '#src/domain/roles.ts';
import { signedIn, type Context } from '../context.ts';
import { giveWay } from '../give-way.ts';
import { newId } from '../new-id.ts';
import { notFound, refused, ServiceError } from '../service-error.ts';
import { judgeLines, loadPlace, type Judged } from './judge.ts';
import { reachImport } from './reach.ts';
import { writePeople } from './write.ts';

/**
 * Lets in who is on a list: all of it or nothing, and only what was shown. What turns out otherwise by now is shown again first.
 * A second time does nothing.
 * @param input.invites mail who is new an invitation, and who has an account that they are in a group
 */
export async function letPeopleIn(
  ctx: Context,
  input: { id: string; invites: boolean },
): Promise<{ id: string; manages: boolean }> {
  const library = await reachImport(ctx.db, ctx, input.id);
  const changed = await ctx.db.longTransaction(async (tx) => {
    const list = await findImport(tx, input.id);
    if (!list) throw notFound();
    const { rows: kept } = list;
    if (list.appliedAt || !kept) return 0;
    if (list.counts.new + list.counts.changed === 0) throw refused('Er is niemand om in te lezen.');
    const judged = await judgeKept(tx, ctx, library, kept);
    const otherwise = judged.filter(({ decision }, index) => {
      const before = kept.rows[index];
      return !before || !sameVerdict(before, decision);
    }).length;
    if (otherwise > 0) {
      const rows = judged.map(({ line, decision: { steps: _steps, ...verdict } }) => ({ line, ...verdict }));
      await keepImport(tx, list.id, { rows: { ...kept, rows }, counts: countStates(rows) });
      return otherwise;
    }
    await letIn(tx, ctx, library, { id: list.id, counts: list.counts, judged, invites: input.invites });
    return 0;
  });
  if (changed > 0)
    throw new ServiceError(
      'conflict',
      `Er is intussen iets veranderd: ${changed === 1 ? 'één regel is' : `${changed} regels zijn`} nu anders. Er is nog niets ingelezen. Kijk hieronder en druk dan opnieuw.`,
    );
  ctx.mailWaits();
  return { id: input.id, manages: can(signedIn(ctx), 'person:manage') };
}

/** The same for an operator, who has seen what changes and says to go on. */
export async function letInUnseen(
  ctx: Context,
  library: Pick<OrganisationRow, 'id' | 'name'>,
  list: { fileName: string; kept: KeptList; invites: boolean },
): Promise<LineCounts> {
  const counts = await ctx.db.longTransaction(async (tx) => {
    const judged = await judgeKept(tx, ctx, library, list.kept);
    const counts = countStates(judged.map(({ decision }) => decision));
    const id = newId();
    const { fileName } = list;
    await insertImport(tx, { id, libraryId: library.id, byId: null, at: ctx.now, fileName, rows: null, counts });
    await letIn(tx, ctx, library, { id, counts, judged, invites: list.invites });
    return counts;
  });
  ctx.mailWaits();
  return counts;
}

async function judgeKept(
  tx: Transaction,
  ctx: Context,
  library: Pick<OrganisationRow, 'id' | 'name'>,
  kept: KeptList,
): Promise<Judged[]> {
  await giveWay();
  const place = await loadPlace(tx, ctx, library, kept.groupId);
  const lines = kept.rows.map((row) => row.line);
  return judgeLines(tx, ctx, { libraryId: library.id, place }, lines);
}

async function letIn(
  tx: Transaction,
  ctx: Context,
  library: Pick<OrganisationRow, 'id' | 'name'>,
  list: { id: string; counts: LineCounts; judged: readonly Judged[]; invites: boolean },
): Promise<void> {
  await writePeople(tx, ctx, library, list);
  await finishImport(tx, list.id, ctx.now);
  await recordEvent(tx, ctx, {
    kind: 'peopleImported',
    entity: 'organisation',
    entityId: library.id,
    organisationId: library.id,
    detail: { ...list.counts, invites: list.invites },
  });
}
