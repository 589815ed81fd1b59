import type { Queryable } from '#src/db/client.ts';
import {
  exists,
  findMerge,
  findRecordedSince,
  findSide,
  hasLaterMerge,
  hasOtherCertificate,
  setMergeUndone,
  swapLogins,
  takeBackStep,
} from '#src/db/queries/person-merge.ts';
import { isConstraint } from '#src/db/errors.ts';
import { personTables } from '#src/db/queries/person-links.ts';
import { addDays, fullMoment, longDate } from '#src/domain/calendar-day.ts';
import { isRecord, mergeLabels, mergeUndoDays, replaceable, type MergeRecord } from '#src/domain/person-merge.ts';
import { shownName } from '#src/domain/person.ts';
import { endSessions } from '../account/end-sessions.ts';
import { recordEvent } from '../audit.ts';
import { authorise, type Context } from '../context.ts';
import { notFound, refused } from '../service-error.ts';

type Merge = NonNullable<Awaited<ReturnType<typeof findMerge>>>;

/** Whether a merge can be undone, for the page that asks whether to do it. */
export async function previewUndo(ctx: Context, personId: string, mergeId: string) {
  authorise(ctx, 'person:manage');
  const merge = await findMerge(ctx.db, mergeId);
  if (merge?.keptId !== personId) throw notFound();
  const [kept, gone] = [await findSide(ctx.db, merge.keptId), await findSide(ctx.db, merge.goneId)];
  if (!kept || !gone) throw notFound();
  return {
    mergeId,
    personId,
    name: shownName(kept),
    on: fullMoment(merge.at),
    until: longDate(addDays(merge.at, mergeUndoDays)),
    undone: merge.undoneAt !== null,
    refusal: merge.undoneAt ? null : await refusalOf(ctx.db, ctx, merge),
  };
}

/**
 * Puts everything back as it was: what moved, what was double, and who signs in with what. What was done since stays with the
 * account that stayed. Refused where that can't be.
 */
export async function undoMerge(ctx: Context, mergeId: string): Promise<{ personId: string }> {
  authorise(ctx, 'person:manage');
  const undone = await ctx.db.transaction(async (tx) => {
    const merge = await findMerge(tx, mergeId);
    if (!merge) throw notFound();
    if (merge.undoneAt) return { personId: merge.keptId };
    const refusal = await refusalOf(tx, ctx, merge);
    if (refusal || !isRecord(merge.moved)) throw refused(refusal ?? tooLate);
    const [kept, gone] = [await findSide(tx, merge.keptId), await findSide(tx, merge.goneId)];
    if (!kept || !gone) throw notFound();
    if (merge.moved.swapped) await swapLogins(tx, kept.accountId, gone.accountId);
    for (const step of merge.moved.steps.toReversed()) {
      if (step.do === 'remove' && replaceable.has(step.table) && (await isReplaced(tx, step.table, step.row))) continue;
      try {
        await takeBackStep(tx, step);
      } catch (error) {
        if (!isConstraint(error)) throw error;
        const label = mergeLabels[step.table]?.[0] ?? 'iets';
        throw refused(`Dit kan niet meer terug: er is intussen iets nieuws op de plek van ‘${label}’. Er is niets veranderd.`);
      }
    }
    for (const side of [kept, gone]) await endSessions(tx, side.id);
    await setMergeUndone(tx, merge.id, ctx.now);
    await recordEvent(tx, ctx, {
      kind: 'mergeUndone',
      entity: 'person',
      entityId: merge.keptId,
      subjectId: merge.keptId,
      detail: { merge: merge.id, gone: merge.goneId },
    });
    return { personId: merge.keptId };
  });
  return undone;
}

const tooLate = `Ongedaan maken kan tot ${mergeUndoDays} dagen na het samenvoegen. Daarna bewaren we niet meer wat van wie was.`;

async function refusalOf(db: Queryable, ctx: Context, merge: Merge): Promise<string | null> {
  if (!isRecord(merge.moved) || addDays(merge.at, mergeUndoDays) <= ctx.now) return tooLate;
  const sides = [await findSide(db, merge.keptId), await findSide(db, merge.goneId)];
  if (sides.some((side) => !side || side.erasedAt)) return 'Een van de twee accounts is intussen gewist.';
  if (ctx.actor && [merge.keptId, merge.goneId].includes(ctx.actor.personId))
    return 'Dit gaat over je eigen account. Vraag een andere beheerder om dit te doen.';
  if (await hasLaterMerge(db, merge)) return 'Een van de twee is daarna nog een keer samengevoegd. Maak dat eerst ongedaan.';
  const known = new Set(merge.moved.certificates);
  if (await hasOtherCertificate(db, merge.keptId, known))
    return 'Na het samenvoegen is een certificaat of bewijs uitgereikt. Dat kan op beide accounts steunen. Trek het eerst in.';
  const group = await findRecordedSince(db, {
    personId: merge.keptId,
    groupIds: merge.moved.groups,
    since: merge.at,
    markSeqs: movedMarks(merge.moved),
  });
  return group === null
    ? null
    : `Na het samenvoegen is in de groep ‘${group}’ aanwezigheid ingevuld. Die is niet meer uit elkaar te halen.`;
}

const movedMarks = (record: MergeRecord) =>
  new Set(record.steps.flatMap((s) => (s.do === 'change' && s.table === 'attendance_mark' ? Number(s.key['seq']) : [])));

/** Something came in the place of a row that was taken away. */
async function isReplaced(db: Queryable, table: string, row: Readonly<Record<string, string | number | null>>) {
  for (const { columns } of personTables.find((own) => own.name === table)?.unique ?? [])
    if (await exists(db, table, Object.fromEntries(columns.map((column) => [column, row[column] ?? null])))) return true;
  return false;
}
