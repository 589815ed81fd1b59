import type { Queryable } from '#src/db/client.ts';
import { personTables } from '#src/db/queries/person-links.ts';
import { listOpenLinks, listRevoked, readChildren, readMergeTable } from '#src/db/queries/person-merge.ts';
import {
  doubleCertificates,
  planTable,
  type Double,
  type Pair,
  type Raw,
  type RawRow,
  type Step,
} from '#src/domain/person-merge.ts';
import type { Side } from './sides.ts';

export interface Plan {
  /** What is done, in this order. */
  steps: Step[];
  /** How many rows of each table go along. */
  counts: Map<string, number>;
  doubles: { table: string; double: Double }[];
  /** Certificates that are revoked because there is an older one that says the same. */
  doubleCertificates: RawRow[];
  /** Groups in which only the account that goes took part. */
  groups: string[];
}

const pick = (row: RawRow, columns: readonly string[]): RawRow =>
  Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));

/** Everything that joining these two would do, without doing it. */
export async function planMerge(db: Queryable, kept: Side, gone: Side): Promise<Plan> {
  const pair: Pair = { keptId: kept.id, goneId: gone.id };
  const plan: Plan = { steps: [], counts: new Map(), doubles: [], doubleCertificates: [], groups: [] };
  const removed = new Map<string, Set<string>>();
  const removals: Step[] = [];
  /** Before the removals: nothing may point at a row that goes. */
  const lettingGo: (Step & { do: 'change' })[] = [];
  const changes: (Step & { do: 'change' })[] = [];
  const keyText = (keys: readonly string[], row: RawRow) => JSON.stringify(pick(row, keys));
  const isRemoved = (table: string, key: string) => removed.get(table)?.has(key) ?? false;

  /** What leans on a row goes before it, or leans on what stays in its place. */
  async function remove(table: string, keys: readonly string[], { away, stays }: Double) {
    const key = keyText(keys, away);
    if (isRemoved(table, key)) return;
    removed.set(table, (removed.get(table) ?? new Set()).add(key));
    for (const child of await readChildren(db, table, away)) {
      if (!child.nullable) await remove(child.table, child.keys, { away: child.row, stays: null });
      else {
        const next = child.column === 'employment_id' ? (stays?.['id'] ?? null) : null;
        lettingGo.push(change(child.table, child.keys, child.row, { [child.column]: next }));
      }
    }
    removals.push({ do: 'remove', table, row: away });
  }

  for (const own of personTables) {
    const table = await readMergeTable(db, own, pair);
    const { changes: moved, doubles } = planTable(table, pair);
    for (const double of doubles) await remove(table.name, table.keys, double);
    plan.doubles.push(...doubles.map((double) => ({ table: table.name, double })));
    changes.push(...moved.map(({ row, values }) => change(table.name, table.keys, row, values)));
    plan.counts.set(table.name, moved.length);
    if (table.name === 'membership') plan.groups = moved.map(({ row }) => String(row['group_id']));
    if (table.name !== 'certificate') continue;
    const ids = table.rows.map((row) => String(row['id']));
    plan.doubleCertificates = doubleCertificates(table.rows, await listRevoked(db, ids), pair);
  }

  // What is removed needs no change; a change of a row's own key comes after every other change of it.
  const stillThere = ({ table, key }: Step & { do: 'change' }) => !isRemoved(table, JSON.stringify(key));
  const left = changes.filter(stillThere);
  const keyed = (step: Step & { do: 'change' }) => Number(Object.keys(step.after).some((column) => column in step.key));
  plan.steps = [...lettingGo.filter(stillThere), ...removals, ...left.toSorted((a, b) => keyed(a) - keyed(b))];
  for (const link of [...(await listOpenLinks(db, gone.accountId)), ...(await listOpenLinks(db, kept.accountId))])
    plan.steps.push(
      change('one_time_link', ['token_hash'], { token_hash: link.tokenHash, uses_left: link.usesLeft }, { uses_left: 0 }),
    );
  if (!kept.name && gone.name) plan.steps.push(change('person', ['id'], { id: kept.id, name: kept.name }, { name: gone.name }));
  plan.steps.push(change('person', ['id'], { id: gone.id, merged_into_id: null }, { merged_into_id: kept.id }));
  return plan;
}

function change(
  table: string,
  keys: readonly string[],
  row: RawRow,
  values: Readonly<Record<string, Raw>>,
): Step & { do: 'change' } {
  return { do: 'change', table, key: pick(row, keys), before: pick(row, Object.keys(values)), after: values };
}
