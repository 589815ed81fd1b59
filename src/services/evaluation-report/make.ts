import { findSnapshotById, insertSnapshot, newestVersion } from '#src/db/queries/evaluation-report.ts';
import type { PilotRow } from '#src/db/queries/pilot.ts';
import type { Queryable } from '#src/db/client.ts';
import { longDay } from '#src/domain/calendar-day.ts';
import { finalFrom, followUpFrom, kindsOn } from '#src/domain/evaluation-kind.ts';
import {
  canonicalJson,
  type EvaluationReport,
  type EvaluationSelection,
  type ReportKind,
} from '#src/domain/evaluation-report.ts';
import { recordEvent } from '../audit.ts';
import type { Context } from '../context.ts';
import { reachPilot } from '../pilot/reach.ts';
import { notFound, refused } from '../service-error.ts';
import { composeReport } from './compose.ts';
import { hashOf } from './hash.ts';
import { selectFor } from './select.ts';

export interface MadeReport {
  report: EvaluationReport;
  selection: EvaluationSelection;
  hash: string;
}

/** The report of a pilot as it is now; kept nowhere. For services that authorised already. */
export async function reportOfToday(ctx: Context, db: Queryable, pilot: PilotRow, kind: ReportKind): Promise<MadeReport> {
  const selection = await selectFor(ctx, db, pilot, kind);
  const report = await composeReport(db, ctx.catalogue, selection);
  return { report, selection, hash: hashOf(report, selection) };
}

/**
 * Makes the report of a pilot and keeps it for ever, as its next version. The same form a second time makes no second one; two
 * forms at once make two versions, one after the other.
 * @param input.id chosen by the form
 * @returns the version
 * @throws ServiceError invalid for a kind whose day has not come
 */
export async function makeReport(ctx: Context, input: { pilotId: string; id: string; kind: ReportKind }): Promise<number> {
  const { actor, pilot } = await reachPilot(ctx, input.pilotId);
  if (!kindsOn(pilot, ctx.now).includes(input.kind)) throw refused(tooEarly(pilot, input.kind));
  return ctx.db.transaction(async (tx) => {
    const known = await findSnapshotById(tx, input.id);
    if (known) {
      if (known.pilotId !== pilot.id) throw notFound();
      return known.version;
    }
    const { report, selection, hash } = await reportOfToday(ctx, tx, pilot, input.kind);
    const version = (await newestVersion(tx, pilot.id)) + 1;
    await insertSnapshot(tx, {
      id: input.id,
      pilotId: pilot.id,
      version,
      kind: input.kind,
      // Stored in the order in which it is hashed.
      selection: JSON.parse(canonicalJson(selection)),
      report: JSON.parse(canonicalJson(report)),
      hash,
      byId: actor.personId,
      at: ctx.now,
    });
    await recordEvent(tx, ctx, {
      kind: 'evaluationMade',
      entity: 'pilot',
      entityId: pilot.id,
      organisationId: pilot.poiId,
      detail: { version, report: input.kind },
    });
    return version;
  });
}

export function tooEarly(pilot: PilotRow, kind: ReportKind): string {
  if (kind === 'interim') return `Deze pilot begint op ${longDay(pilot.startsOn)}. Een verslag kan vanaf die dag.`;
  if (kind === 'final')
    return `Het eindverslag kan vanaf ${longDay(finalFrom(pilot))}. Dan is de pilot voorbij en de laatste vragenlijst gesloten.`;
  const later = followUpFrom(pilot);
  return later === null
    ? 'Deze pilot heeft geen latere meting.'
    : `Het verslag van de latere meting kan vanaf ${longDay(later)}. Dan is die vragenlijst gesloten.`;
}
