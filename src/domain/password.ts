/** Rules for a password (OWASP ASVS 5.0, 6.2): length and not among the most common; no rules on kinds of characters. */
export const shortestPassword = 8;
export const longestPassword = 128;

export type PasswordFault = 'tooShort' | 'tooLong' | 'common';

/** Length counts characters as people see them; null when the password will do. */
export function passwordFault(password: string, common: ReadonlySet<string>): PasswordFault | null {
  const length = [...password.normalize('NFC')].length;
  if (length < shortestPassword) return 'tooShort';
  if (length > longestPassword) return 'tooLong';
  if (common.has(password.toLowerCase())) return 'common';
  return null;
}
