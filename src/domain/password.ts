/** Rules for a password (OWASP ASVS 5.0, 6.2): length, not among the most common, not its owner's own words; no rules on kinds of characters. */
export const shortestPassword = 8;
export const longestPassword = 128;

export type PasswordFault = 'tooShort' | 'tooLong' | 'common' | 'ownWords';

/** What the person reads; each says what to do. */
export const passwordFaultTexts: Record<PasswordFault, string> = {
  tooShort: `Dit wachtwoord is te kort. Kies minstens ${shortestPassword} tekens, bijvoorbeeld drie losse woorden.`,
  tooLong: `Dit wachtwoord is te lang. Kies hoogstens ${longestPassword} tekens.`,
  common: 'Dit wachtwoord gebruiken veel mensen. Kies iets anders, bijvoorbeeld drie losse woorden.',
  ownWords: 'Dit wachtwoord is makkelijk te raden: het is je naam, je e-mailadres of de naam van deze site. Kies iets anders.',
};

/** Words of this site that people reach for first. */
const siteWords = ['baliewijs', 'bibliotheek', 'debibliotheek', 'leerkaart', 'frontoffice', 'wachtwoord', 'welkom'];

/**
 * Length counts characters as people see them; null when the password will do.
 * @param common lower case
 * @param ownWords name, e-mail and the like of the person it is for
 */
export function passwordFault(
  password: string,
  common: ReadonlySet<string>,
  ownWords: readonly string[] = [],
): PasswordFault | null {
  const length = [...password.normalize('NFC')].length;
  if (length < shortestPassword) return 'tooShort';
  if (length > longestPassword) return 'tooLong';
  if (common.has(password.toLowerCase())) return 'common';
  const bare = lettersOf(password);
  const words = [...siteWords, ...ownWords.flatMap((word) => [word, word.split('@')[0] ?? ''])].map(lettersOf);
  return bare.length > 0 && words.includes(bare) ? 'ownWords' : null;
}

/** "Bibliotheek-2027!" is "bibliotheek" with trimmings. */
const lettersOf = (text: string) =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}]/gu, '');
