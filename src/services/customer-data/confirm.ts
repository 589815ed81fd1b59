import { findCustomerData } from '#src/domain/customer-data.ts';
import { invalid } from '../service-error.ts';

/**
 * Refuses a text with what looks like data of a customer, until its writer says that it isn't. The form comes back with the
 * text, and with a box to tick (CustomerDataWarning).
 * @param confirmed the box was ticked
 */
export function confirmNoCustomer(field: string, text: string, confirmed: boolean): void {
  if (!confirmed && findCustomerData(text).length > 0)
    throw invalid(field, 'Dit lijkt op gegevens van een klant. Haal ze weg, of zet hieronder een vinkje.');
}
