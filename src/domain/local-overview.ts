/** "Bij ons" as the specialist of a library meets it: what needs doing, and what is in order. */
import { currentTexts, needsOf, type LocalRow, type Need } from './local-text.ts';

export interface KeptText extends LocalRow {
  /** YYYY-MM-DD */
  reviewBy: string;
  ownerCurrent: boolean;
}

export interface OverviewItem<Row extends KeptText> {
  slotId: string;
  branchId: string | null;
  /** Null: nothing is written here yet. */
  text: Row | null;
  needs: Need[];
}

export interface Overview<Row extends KeptText> {
  /** Every slot, with the texts of branches after that of the library. */
  items: OverviewItem<Row>[];
  /** Kept, but shown nowhere any more: of a slot that is no longer defined, or of a branch that was closed. */
  unused: Row[];
}

/**
 * @param rows the newest rows of one library
 * @param branchIds branches that were not closed. Where each of them has its own text, none for the library is missed.
 */
export function overviewOf<Row extends KeptText>(
  slotIds: readonly string[],
  rows: readonly Row[],
  branchIds: readonly string[],
  today: string,
): Overview<Row> {
  const texts = currentTexts(rows);
  const shown = (row: Row) => slotIds.includes(row.slotId) && (row.branchId === null || branchIds.includes(row.branchId));
  const item = (slotId: string, branchId: string | null, text: Row | null) => ({
    slotId,
    branchId,
    text,
    needs: needsOf(text, today),
  });
  const items = slotIds.flatMap((slotId) => {
    const own = texts.filter((row) => row.slotId === slotId && shown(row));
    const library = own.find((row) => row.branchId === null) ?? null;
    const branches = branchIds.flatMap((id) => own.filter((row) => row.branchId === id));
    const covered = branches.length > 0 && branches.length === branchIds.length;
    return [
      ...(library || !covered ? [item(slotId, null, library)] : []),
      ...branches.map((row) => item(slotId, row.branchId, row)),
    ];
  });
  return { items, unused: texts.filter((row) => !shown(row)) };
}

export const countNeed = (items: readonly { needs: readonly Need[] }[], need: Need) =>
  items.filter((item) => item.needs.includes(need)).length;
