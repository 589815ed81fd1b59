import { listEmployments } from '#src/db/queries/employment.ts';
import { listGroupNames } from '#src/db/queries/person-merge.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import { isOver } from '#src/domain/employment.ts';
import { mergeLabels, mergeUndoDays, type RawRow } from '#src/domain/person-merge.ts';
import { shownName } from '#src/domain/person.ts';
import { roleNames } from '#src/domain/roles.ts';
import { authorise, type Context } from '../context.ts';
import { planMerge, type Plan } from './plan.ts';
import { findSides, loginOf, usualLogin, type Side } from './sides.ts';

export interface MergePreview {
  kept: MergeSide;
  gone: MergeSide;
  /** Why it can't be done; then there is nothing below. */
  refusal: string | null;
  login: 'kept' | 'gone';
  /** "3 gehaalde modules" */
  goes: string[];
  /** What both have, and what happens to it. */
  doubles: string[];
  undoDays: number;
}

export interface MergeSide {
  id: string;
  name: string;
  login: string;
  beenIn: boolean;
  work: string[];
  since: string;
}

/** What goes where when these two are joined; changes nothing. */
export async function previewMerge(ctx: Context, ids: { keptId: string; goneId: string }): Promise<MergePreview> {
  authorise(ctx, 'person:manage');
  const { kept, gone, refusal } = await findSides(ctx.db, ctx, ids);
  const jobs = await listEmployments(ctx.db, [kept.id, gone.id]);
  const sideOf = (side: Side): MergeSide => ({
    id: side.id,
    name: shownName(side),
    login: loginOf(side),
    beenIn: side.passwordHash !== null,
    since: longDate(side.createdAt),
    work: jobs
      .filter((job) => job.personId === side.id && !isOver(job, ctx.now))
      .map((job) => `${job.organisationName}, ${roleNames[job.role]}`),
  });
  const plan = refusal ? null : await planMerge(ctx.db, kept, gone);
  return {
    kept: sideOf(kept),
    gone: sideOf(gone),
    refusal,
    login: usualLogin(kept, gone),
    goes: plan ? goesOf(plan) : [],
    doubles: plan ? await doublesOf(ctx, plan) : [],
    undoDays: mergeUndoDays,
  };
}

const counted = (table: string, n: number) => {
  const label = mergeLabels[table];
  return label ? `${n} ${label[n === 1 ? 0 : 1]}` : null;
};

/** In the order of the labels: where someone works first. */
const goesOf = (plan: Plan) =>
  Object.keys(mergeLabels).flatMap((table) => {
    const n = plan.counts.get(table) ?? 0;
    return n > 0 ? (counted(table, n) ?? []) : [];
  });

async function doublesOf(ctx: Context, plan: Plan): Promise<string[]> {
  const groupId = (row: RawRow) => String(row['group_id'] ?? '');
  const named = ['membership', 'buddy_pair', 'leader'];
  const groups = await listGroupNames(ctx.db, [
    ...plan.doubles.filter(({ table }) => named.includes(table)).map(({ double }) => groupId(double.away)),
    ...plan.doubleCertificates.map(groupId),
  ]);
  const nameOf = (row: RawRow) => groups.get(groupId(row)) ?? 'een groep';
  const lines = plan.doubles.flatMap(({ table, double: { away, stays } }) => {
    if (table === 'membership')
      return `Beide accounts zitten in de groep ‘${nameOf(away)}’. De inschrijving van ${day(stays, 'joined_at')} blijft.`;
    if (table === 'leader') return `Beide accounts begeleiden de groep ‘${nameOf(away)}’. Dat blijft één keer staan.`;
    if (table === 'buddy_pair')
      return stays
        ? `In de groep ‘${nameOf(away)}’ hebben beide accounts een maatje. De oudste koppeling blijft.`
        : `In de groep ‘${nameOf(away)}’ zijn deze twee elkaars maatje. Die koppeling vervalt.`;
    return [];
  });
  for (const row of plan.doubleCertificates)
    lines.push(
      `Beide accounts hebben hetzelfde certificaat of bewijs van de groep ‘${nameOf(row)}’. Het oudste blijft geldig. Dat van ${day(row, 'issued_at')} wordt ingetrokken als dubbel.`,
    );
  const others = Map.groupBy(
    plan.doubles.filter(({ table }) => !named.includes(table)),
    ({ table }) => table,
  );
  for (const [table, rows] of others) {
    const text = counted(table, rows.length);
    if (!text) continue;
    lines.push(
      table === 'attendance_mark'
        ? `${text} bij een moment waar beide accounts staan. Wat zegt dat iemand er was, blijft.`
        : `${text} dubbel. ${rows.length === 1 ? 'Eén blijft staan.' : 'Van elk blijft er één staan.'}`,
    );
  }
  return lines;
}

function day(row: RawRow | null, column: string): string {
  const at = row?.[column];
  return typeof at === 'number' ? longDate(new Date(at)) : 'eerder';
}
