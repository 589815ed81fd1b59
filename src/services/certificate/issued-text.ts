import type { listValidCertificates } from '#src/db/queries/attendance.ts';
import { awardNames } from '#src/domain/certificate.ts';
import { enumerate } from '#src/domain/dutch.ts';

/**
 * For whom the last form issued something, as a sentence; null for nobody.
 * @param earned person ids as the address carries them: only who really has a valid certificate is named
 */
export function issuedSentence(
  valid: Awaited<ReturnType<typeof listValidCertificates>>,
  earned: readonly string[],
  names: ReadonlyMap<string, string>,
): string | null {
  const people = [...new Set(earned)].filter((id) => valid.some((c) => c.personId === id));
  if (people.length === 0) return null;
  const kind = valid.findLast((c) => c.personId === people[0])?.kind ?? 'certificate';
  const who = enumerate(people.map((id) => names.get(id) ?? ''));
  return `${who} ${people.length === 1 ? 'heeft' : 'hebben'} nu een ${awardNames[kind]}. De mail is onderweg.`;
}
