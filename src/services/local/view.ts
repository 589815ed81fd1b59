import { longDate, longDay, wallClock } from '#src/domain/calendar-day.ts';
import type { LocalSlotView } from '#src/domain/lesson-parts.ts';
import { isStale } from '#src/domain/local-text.ts';

export interface ShownText {
  body: string | null;
  documentTitle: string | null;
  documentDate: string | null;
  documentPlace: string | null;
  checkedAt: Date;
  /** YYYY-MM-DD */
  reviewBy: string;
  ownerName: string | null;
  ownerCurrent: boolean;
  branchName: string | null;
}

/** A slot as its readers see it, with the library's text or without one. */
export function slotView(title: string, text: ShownText | null, libraryName: string, now: Date): LocalSlotView {
  if (text === null || text.body === null) return { title, text: null, where: null, checked: null, stale: false, document: null };
  const owner = text.ownerCurrent && text.ownerName ? ` Weet je meer of klopt het niet? Zeg het tegen ${text.ownerName}.` : '';
  return {
    title,
    text: text.body,
    where: text.branchName ? `${libraryName}, ${text.branchName}` : libraryName,
    checked: `Nagekeken op ${longDate(text.checkedAt)}.${owner}`,
    stale: isStale(text.reviewBy, wallClock(now).day),
    document:
      text.documentTitle && text.documentDate
        ? { title: text.documentTitle, date: longDay(text.documentDate), place: text.documentPlace }
        : null,
  };
}

/** "Samira Haddad"; someone who was erased has no name any more. */
export const writerName = (name: string | null) => name || 'iemand die niet meer in Baliewijs staat';
