import type { AgreementRow } from '#src/db/queries/agreement.ts';
import { agreementState, byUrgency, type AgreementState } from '#src/domain/agreement.ts';
import { longDate, longDay, wallClock } from '#src/domain/calendar-day.ts';
import type { Context } from '../context.ts';

export interface AgreementLine {
  id: string;
  body: string;
  /** "Noor de Wit"; someone who was erased has no name any more. */
  owner: string;
  /** "3 maart 2027" */
  due: string | null;
  state: AgreementState;
  /** "Gedaan op 12 maart 2027." or "De dag was 3 maart 2027. Lukt het nog?" */
  note: string | null;
}

export const ownerName = (row: Pick<AgreementRow, 'ownerName' | 'ownerEmail'>) =>
  row.ownerName || row.ownerEmail || 'iemand die niet meer in Baliewijs staat';

type ShownRow = Pick<AgreementRow, 'id' | 'body' | 'ownerName' | 'ownerEmail' | 'due' | 'doneAt'>;

export function agreementLines(ctx: Context, rows: readonly ShownRow[]): AgreementLine[] {
  const today = wallClock(ctx.now).day;
  return [...rows].sort(byUrgency).map((row) => {
    const state = agreementState(row, today);
    const due = row.due && longDay(row.due);
    return {
      id: row.id,
      body: row.body,
      owner: ownerName(row),
      due,
      state,
      note:
        state === 'done' && row.doneAt
          ? `Gedaan op ${longDate(row.doneAt)}.`
          : state === 'late'
            ? `De dag was ${due}. Lukt het nog? Een nieuwe dag afspreken mag ook.`
            : null,
    };
  });
}
