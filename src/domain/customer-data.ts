/** What in a text looks like data of a customer: numbers and addresses that belong to one person. */
export type CustomerDataKind = 'bsn' | 'iban' | 'email' | 'phone';

export interface CustomerData {
  kind: CustomerDataKind;
  /** As it stands in the text. */
  found: string;
}

const patterns: [CustomerDataKind, RegExp, (found: string) => boolean][] = [
  ['email', /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, () => true],
  ['iban', /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/gi, isIban],
  ['phone', /(?<![\d+])(?:\+31|0031|0)[ -]?(?:\(0\)[ -]?)?[1-9](?:[ -]?\d){8}(?!\d)/g, () => true],
  ['bsn', /(?<![\d.])\d{3}[ .]?\d{3}[ .]?\d{3}(?![\d])|(?<![\d.])\d{4}\.\d{2}\.\d{3}(?!\d)/g, isBsn],
];

/** In the order of the text; each thing once. */
export function findCustomerData(text: string): CustomerData[] {
  let rest = text;
  const all: (CustomerData & { at: number })[] = [];
  for (const [kind, pattern, fits] of patterns)
    for (const match of rest.matchAll(pattern)) {
      const [found] = match;
      if (!fits(found)) continue;
      all.push({ kind, found, at: match.index });
      // What was found as one kind is not looked at as another.
      rest = rest.slice(0, match.index) + '·'.repeat(found.length) + rest.slice(match.index + found.length);
    }
  all.sort((a, b) => a.at - b.at);
  return all
    .filter((item, index) => all.findIndex((other) => other.found === item.found) === index)
    .map(({ kind, found }) => ({ kind, found }));
}

/** The elfproef of a burgerservicenummer. */
function isBsn(found: string): boolean {
  const digits = [...found.replaceAll(/\D/g, '')].map(Number);
  if (digits.length !== 9 || digits.every((d) => d === digits[0])) return false;
  const sum = digits.reduce((total, digit, index) => total + digit * (index === 8 ? -1 : 9 - index), 0);
  return sum % 11 === 0;
}

/** ISO 13616: the check digits of a bank account. */
function isIban(found: string): boolean {
  const text = found.replaceAll(' ', '').toUpperCase();
  if (text.length < 15 || text.length > 34) return false;
  let rest = 0;
  for (const char of text.slice(4) + text.slice(0, 4))
    for (const digit of /\d/.test(char) ? char : String(char.charCodeAt(0) - 55)) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}
