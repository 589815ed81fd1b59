import { claimMail, deleteMail, listDue, markFailed, noteFailure, type OutboxRow } from '#src/db/queries/outbox.ts';
import { deleteForwarded, insertForwarded } from '#src/db/queries/statement.ts';
import { mostTries, nextTry } from '#src/domain/mail-retry.ts';
import { factName } from '#src/domain/xapi-facts.ts';
import { sharedStatement, voidingStatement } from '#src/domain/xapi-statement.ts';
import type { Statement } from '#src/domain/xapi.ts';
import type { LrsError, LrsTransport } from '#src/lrs/types.ts';
import type { Context } from '../context.ts';
import { libraryFacts } from './facts.ts';
import { tellingForwarded } from './telling.ts';

const day = 86_400_000;

export type SendOutcome =
  | { kind: 'nothingDue' }
  | { kind: 'sent' }
  /** `unreachable`: nothing else would get through now either. */
  | { kind: 'notSent'; rowId: string; tries: number; reason: string; givenUp: boolean; unreachable: boolean };

/**
 * Sends the statements that have waited longest: made here of the facts as they hold now, so that what was corrected meanwhile
 * is not told. The try is written down before they leave (as of mail). When the store has them, that is kept and the row goes,
 * in one transaction; a process that dies before it tells them again, by the same numbers, which the store knows. Of statements
 * that the store refuses together, each is found out; only those it won't have stay behind.
 */
export async function sendNextStatements(ctx: Context, transport: LrsTransport): Promise<SendOutcome> {
  const { lrs } = ctx;
  const [row] = lrs ? await listDue(ctx.db, 'lrs', ctx.now, 1) : [];
  if (!lrs || !row) return { kind: 'nothingDue' };
  const { failure: _earlier, ...payload } = row.payload;
  const { ids = [], libraryId } = payload;
  if (payload.to !== lrs.host || libraryId === undefined) {
    // For a store that was replaced; the new one is told by the next look at what it should know.
    await deleteMail(ctx.db, row.id);
    return { kind: 'sent' };
  }
  const tries = row.tries + 1;
  const facts = { rowId: row.id, tries };
  if (tries > mostTries) {
    await markFailed(ctx.db, row.id, ctx.now, { ...payload, failure: { code: 'STOPPED', detail: '' } });
    return { kind: 'notSent', ...facts, reason: 'stopped at every try', givenUp: true, unreachable: false };
  }
  const next = nextTry(tries, ctx.now);
  await claimMail(ctx.db, row.id, tries, next ?? new Date(ctx.now.getTime() + day));
  const statements = await statementsOf(ctx, lrs, row);
  const report: Report = { taken: [], refused: [], status: 0, fault: null };
  await tell(transport, statements, report);
  await ctx.db.transaction(async (tx) => {
    if (payload.kind === 'voiding')
      await deleteForwarded(tx, lrs.host, report.taken.length > 0 || statements.length === 0 ? ids : []);
    else
      await insertForwarded(
        tx,
        report.taken.map((id) => ({ lrs: lrs.host, id, libraryId, personId: row.personId, at: ctx.now })),
      );
    const taken = new Set(report.taken);
    if (report.fault) {
      const failure = { code: report.fault.code, detail: report.fault.detail };
      const left = { ...payload, ids: payload.kind === 'voiding' ? ids : ids.filter((id) => !taken.has(id)), failure };
      await (next === null ? markFailed(tx, row.id, ctx.now, left) : noteFailure(tx, row.id, left));
    } else if (report.refused.length > 0) {
      const failure = { code: 'NOT_VALID', detail: String(report.status) };
      const left = { ...payload, ids: payload.kind === 'voiding' ? ids : report.refused, failure };
      await markFailed(tx, row.id, ctx.now, left);
    } else await deleteMail(tx, row.id);
  });
  if (report.fault) return { kind: 'notSent', ...facts, reason: report.fault.message, givenUp: next === null, unreachable: true };
  if (report.refused.length > 0)
    return { kind: 'notSent', ...facts, reason: `refused ${report.status}`, givenUp: true, unreachable: false };
  return { kind: 'sent' };
}

async function statementsOf(ctx: Context, lrs: NonNullable<Context['lrs']>, row: OutboxRow): Promise<Statement[]> {
  const telling = await tellingForwarded(ctx, lrs);
  const { kind, ids = [], libraryId = '' } = row.payload;
  if (kind === 'voiding') return ids.map((id) => voidingStatement(telling, id, row.dueAt));
  if (row.personId === null) return [];
  const asked = new Set(ids);
  return (await libraryFacts(ctx, libraryId, row.personId))
    .filter((fact) => asked.has(telling.idOf(factName(fact))))
    .map((fact) => sharedStatement(telling, fact));
}

interface Report {
  taken: string[];
  refused: string[];
  /** Of the last refusal. */
  status: number;
  fault: LrsError | null;
}

/** A store takes all or none: where it refuses, each half is tried, down to the one that is at fault. */
async function tell(transport: LrsTransport, statements: readonly Statement[], report: Report): Promise<void> {
  if (statements.length === 0 || report.fault) return;
  let answer: Awaited<ReturnType<LrsTransport['send']>>;
  try {
    answer = await transport.send(statements);
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    report.fault = error;
    return;
  }
  const ids = statements.map(({ id }) => id);
  if (answer.kind === 'taken' || (answer.kind === 'known' && ids.length === 1)) report.taken.push(...ids);
  else if (ids.length > 1) {
    const half = Math.ceil(ids.length / 2);
    await tell(transport, statements.slice(0, half), report);
    await tell(transport, statements.slice(half), report);
  } else if (answer.kind === 'refused') {
    report.refused.push(...ids);
    report.status = answer.status;
  }
}

/** By its code: errors of an adapter may come from another copy of its file. */
const isUnreachable = (error: unknown): error is LrsError => (error as { code?: unknown }).code === 'UNREACHABLE';
