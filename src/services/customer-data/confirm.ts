import { findCustomerData } from '#src/domain/customer-data.ts';
import { enumerate } from '#src/domain/dutch.ts';
import { invalid } from '../service-error.ts';

/** The checkbox of components/CustomerDataWarning.astro; in a schema it is `geenKlant: ticked`. */
export const confirmField = 'geenKlant';

const names = {
  bsn: 'een burgerservicenummer',
  iban: 'een rekeningnummer',
  email: 'een e-mailadres',
  phone: 'een telefoonnummer',
};

/**
 * Stops a text in which something looks like data of a customer, until its writer says that it isn't.
 * @param input.known what was kept before: who confirmed it once isn't asked again
 * @throws ServiceError invalid at the checkbox, naming what was seen
 */
export function confirmNoCustomerData(input: { texts: readonly string[]; confirmed: boolean; known?: readonly string[] }): void {
  if (input.confirmed) return;
  const known = new Set((input.known ?? []).flatMap((text) => findCustomerData(text)).map((item) => item.found));
  const found = input.texts
    .flatMap((text) => findCustomerData(text))
    .filter((item, index, all) => !known.has(item.found) && all.findIndex((other) => other.found === item.found) === index);
  if (found.length === 0) return;
  const seen = enumerate(found.slice(0, 5).map((item) => `${names[item.kind]} (${item.found.slice(0, 60)})`));
  throw invalid(
    confirmField,
    `Hier staat ${seen}. Is dat van een klant? Haal het dan weg. Je tekst staat er nog en is nog niet bewaard.`,
  );
}
