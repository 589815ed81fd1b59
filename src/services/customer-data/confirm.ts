import { findCustomerData } from '#src/domain/customer-data.ts';
import { enumerate } from '#src/domain/dutch.ts';
import { invalid } from '../service-error.ts';

/**
 * Refuses a text with what looks like data of a customer, until its writer says that it isn't. The form comes back with the
 * text, and with a box to tick (CustomerDataWarning).
 * @param confirmed the box was ticked
 * @param known what was kept before: who said it once isn't asked again
 */
export function confirmNoCustomer(field: string, text: string, confirmed: boolean, known = ''): void {
  if (confirmed) return;
  const found = newCustomerData(text, known);
  if (found.length === 0) return;
  const seen = enumerate(found.slice(0, 5).map((item) => `‘${item.found}’`));
  throw invalid(field, `Dit lijkt op gegevens van een klant: ${seen}. Haal ze weg, of zet hieronder een vinkje.`);
}

function newCustomerData(text: string, known: string) {
  const before = new Set(findCustomerData(known).map((item) => item.found));
  return findCustomerData(text).filter((item) => !before.has(item.found));
}
