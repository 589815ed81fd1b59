import type { KeptWork } from '#src/db/queries/assignment.ts';
import { longDate } from '#src/domain/calendar-day.ts';
import { count } from '#src/domain/dutch.ts';

/** What someone kept of an assignment, in words; null when nothing. */
export function keptText(kept: KeptWork | undefined): string | null {
  if (!kept) return null;
  const on = longDate(kept.at);
  const what = kept.sharedWith === 'specialist' ? `Ingeleverd op ${on}.` : `Bewaard op ${on}. Alleen jij kunt dit lezen.`;
  const rest = kept.done ? '' : ' Nog niet alles is ingevuld.';
  return `${what}${rest}${kept.replies > 0 ? ` Er ${kept.replies === 1 ? 'is' : 'zijn'} ${count(kept.replies, 'reactie', 'reacties')}.` : ''}`;
}

/** On the button that leads to it. */
export const openButton = (kept: KeptWork | undefined) => (!kept ? 'Vul in' : kept.done ? 'Bekijk of verander' : 'Vul verder in');
