import type { MeetingSource, Wish } from '#src/domain/group-plan.ts';
import type { Award } from '#src/domain/certificate.ts';
import { invalid } from '../service-error.ts';

/** A wish as it travels in an address or a hidden field: `m:<id>~title`, `t:<template>~title` or `n:~title` per meeting. */
export interface WrittenWish {
  award: Award;
  moduleIds: readonly string[];
  meetings: readonly string[];
}

export const sourceOf = (text: string): MeetingSource | null => {
  const [, kind, id = ''] = /^([mtn]):([a-z0-9-]{0,64})$/.exec(text) ?? [];
  if (kind === 'n' && id === '') return { kind: 'own' };
  if (id === '') return null;
  return kind === 'm' ? { kind: 'meeting', id } : kind === 't' ? { kind: 'template', id } : null;
};

export const writeMeeting = (source: string, title: string) => `${source}~${title}`;

/** @throws ServiceError invalid where an address was tampered with or cut off */
export function readWish(written: WrittenWish): Wish {
  const meetings = written.meetings.map((text) => {
    const at = text.indexOf('~');
    const source = sourceOf(text.slice(0, at));
    const title = text.slice(at + 1).trim();
    if (at < 0 || !source || title.length < 1 || title.length > 120 || /[\u0000-\u001f\u007f]/.test(title))
      throw invalid('mee1', 'Dit formulier is niet goed aangekomen. Ga terug en vul het opnieuw in.');
    return { source, title };
  });
  return { award: written.award, moduleIds: written.moduleIds, meetings };
}

/**
 * Rows of the form by the place that was chosen for each. A row that was moved goes before (moved up) or after (moved down) the row
 * that stands there, so that only one number has to be changed to move a meeting.
 */
export function inPlace(rows: readonly { row: number; place: number }[]): number[] {
  const rank = ({ row, place }: { row: number; place: number }) => place + Math.sign(place - row) / 2;
  return rows.toSorted((a, b) => rank(a) - rank(b) || a.row - b.row).map(({ row }) => row);
}
