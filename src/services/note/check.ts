import { longestNote, noteText } from '#src/domain/note.ts';
import { confirmNoCustomerData } from '../customer-data/confirm.ts';
import { invalid } from '../service-error.ts';

export interface WrittenNote {
  text: string;
  /** The writer said that it is not about a customer. */
  noCustomer: boolean;
}

/**
 * The text as it may be kept, or what to mend.
 * @param known the note as it was kept before
 */
export function checkedNote(written: WrittenNote, known = ''): string {
  const note = noteText(written.text);
  if (!note.ok)
    throw invalid(
      'tekst',
      note.reason === 'empty'
        ? 'Schrijf eerst je notitie.'
        : `Je notitie is te lang: ${dutch.format(note.length)} tekens. Er passen er ${dutch.format(longestNote)}. Je tekst staat er nog.`,
    );
  confirmNoCustomerData({ texts: [note.body], confirmed: written.noCustomer, known: [known] });
  return note.body;
}

const dutch = new Intl.NumberFormat('nl-NL');
