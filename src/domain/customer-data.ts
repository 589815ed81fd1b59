/**
 * What looks like data of a customer in a text that someone typed: a warning for the writer, never proof. Numbers are only
 * named when their check digits fit, so that an ordinary number (a price, a date, a room) says nothing.
 */

export interface CustomerDataFound {
  kind: 'bsn' | 'iban' | 'email' | 'phone';
  /** As it stands in the text. */
  found: string;
}

type Found = CustomerDataFound & { at: number };
type Finder = (text: string) => Found[];

/** In the order of the text. What was recognised as one kind is not looked at for the next. */
export function findCustomerData(text: string): CustomerDataFound[] {
  const all: Found[] = [];
  let rest = text;
  for (const find of [emails, ibans, phones, bsns])
    for (const hit of find(rest)) {
      all.push(hit);
      rest = `${rest.slice(0, hit.at)}${'\n'.repeat(hit.found.length)}${rest.slice(hit.at + hit.found.length)}`;
    }
  return all.sort((a, b) => a.at - b.at).map(({ kind, found }) => ({ kind, found }));
}

const emails: Finder = (text) =>
  [...text.matchAll(/[\p{L}\d._%+-]{1,64}@(?:[\p{L}\d-]{1,63}\.){1,8}\p{L}{2,24}/giu)].map((match) => ({
    kind: 'email',
    found: match[0],
    at: match.index,
  }));

/** Number of characters of an IBAN, by country (SWIFT registry). */
const ibanLengths: Readonly<Record<string, number>> = {
  ...{ AD: 24, AL: 28, AT: 20, BA: 20, BE: 16, BG: 22, CH: 21, CY: 28, CZ: 24, DE: 22, DK: 18, EE: 20, ES: 24, FI: 18 },
  ...{ FR: 27, GB: 22, GI: 23, GR: 27, HR: 21, HU: 28, IE: 22, IS: 26, IT: 27, LI: 21, LT: 20, LU: 20, LV: 21, MC: 27 },
  ...{ MD: 24, ME: 22, MK: 19, MT: 31, NL: 18, NO: 15, PL: 28, PT: 25, RO: 24, RS: 22, SE: 24, SI: 19, SK: 24, SM: 27 },
  ...{ TN: 24, TR: 26, UA: 29, XK: 20 },
};

const ibans: Finder = (text) =>
  [...text.matchAll(/(?<![\p{L}\d])([a-z]{2})\d{2}/giu)].flatMap((match): Found[] => {
    const length = ibanLengths[(match[1] ?? '').toUpperCase()];
    if (!length) return [];
    const shape = new RegExp(`^[a-z0-9](?:[ .-]?[a-z0-9]){${length - 1}}(?![a-z0-9])`, 'i');
    const found = shape.exec(text.slice(match.index, match.index + 2 * length))?.[0];
    return found && isIban(found.replaceAll(/[ .-]/g, '')) ? [{ kind: 'iban', found, at: match.index }] : [];
  });

/** ISO 13616: the four characters in front go to the end, letters become numbers from ten, and 97 divides it but for one. */
function isIban(iban: string): boolean {
  let rest = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4))
    for (const digit of Number.parseInt(character, 36).toString()) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}

const abroad = String.raw`(?:\+|00)31[ .-]?(?:\(0\)[ .-]?)?`;
const gap = '[ .-]{0,3}';
const phoneShapes = [
  `(?:${abroad}|0)6${gap}\\d(?:[ .-]?\\d){7}`,
  `(?:${abroad}[1-57-9]|\\(?0(?![89]00)[1-57-9])\\d{1,2}\\)?${gap}\\d(?:[ .-]?\\d){5,6}`,
];
/** A number stands alone: no digits on either side, and no date with an hour behind it. */
const phone = new RegExp(
  String.raw`(?<![\d+]|\d[ .-])(?!0\d[.-]\d{1,2}[.-]\d{4})(?:${phoneShapes.join('|')})(?!\d|[.,-]\d)`,
  'g',
);

/** 06 with eight digits, an area code with the rest of ten, or +31. Service numbers (0800, 0900, 14 …) belong to organisations. */
const phones: Finder = (text) =>
  [...text.matchAll(phone)]
    .filter(([found]) => /^(?:0|0031|31)[1-9]\d{8}$/.test(found.replaceAll(/\(0\)|\D/g, '')))
    .map((match) => ({ kind: 'phone', found: match[0], at: match.index }));

/** Eight or nine digits, together or in the groups that people write: 123456782, 123.456.782, 1234 56 782, 12 345 678. */
const bsns: Finder = (text) =>
  [
    ...text.matchAll(
      /(?<!\d|\d[.,])(?:\d{8,9}|\d{3}([ .-])\d{3}\1\d{3}|\d{4}([ .-])\d{2}\2\d{3}|\d{2}([ .-])\d{3}\3\d{3})(?![.,]?\d)/g,
    ),
  ].flatMap((match): Found[] =>
    isBsn(match[0].replaceAll(/\D/g, '')) ? [{ kind: 'bsn', found: match[0], at: match.index }] : [],
  );

/** The elfproef: weights nine to two, the last digit counts minus one; eleven divides the sum. Eight digits miss a zero in front. */
function isBsn(digits: string): boolean {
  const nine = digits.padStart(9, '0');
  const sum = [...nine].reduce((total, digit, index) => total + Number(digit) * (index === 8 ? -1 : 9 - index), 0);
  return sum % 11 === 0 && Number(nine) > 0;
}
