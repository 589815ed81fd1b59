/**
 * A certificate as a credential: Open Badges 3.0, which is a W3C Verifiable Credential (2.0). Everything but the proof, which
 * needs a key. Field names are those of the standards.
 */
import type { CertificateFacts } from './certificate.ts';
import { awardTitles, meanings, meetingPart, modulePart } from './certificate-text.ts';
import type { CoveredRow } from './competence-profile.ts';

const credentials = 'https://www.w3.org/ns/credentials/v2';
const openBadges = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';

/** How many certificates one list of revoked ones has room for; fewer would tell too much of who looks. */
export const listLength = 131_072;

/** Who issues: the address of this house, as a DID. A port is written so that it is no separator. */
export const didOf = (baseUrl: string) => `did:web:${new URL(baseUrl).host.replace(':', '%3A')}`;

export const achievementPath = (courseId: string) => `/certificaten/cursus/${courseId}`;
export const profilePath = (profileId: string) => `/certificaten/profiel/${profileId}`;
export const statusPath = (list: number) => `/certificaten/status/${list}`;

const issuerName = 'Baliewijs';

export const issuerProfile = (baseUrl: string) => ({
  id: didOf(baseUrl),
  type: ['Profile'],
  name: issuerName,
  url: baseUrl,
});

/** Seconds are enough, and what every verifier reads. */
export const xsdTime = (at: Date) => `${at.toISOString().slice(0, 19)}Z`;

/** @param keys public halves that still hold, the one that signs now first */
export function didDocument(baseUrl: string, keys: readonly string[]) {
  const id = didOf(baseUrl);
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id,
    alsoKnownAs: [`${baseUrl}/`],
    verificationMethod: keys.map((publicKeyMultibase) => ({
      id: `${id}#${publicKeyMultibase}`,
      type: 'Multikey',
      controller: id,
      publicKeyMultibase,
    })),
    assertionMethod: keys.map((key) => `${id}#${key}`),
  };
}

export interface AchievementFacts {
  courseId: string;
  title: string;
  description: string;
  covered: readonly CoveredRow[];
  moduleTitle: (moduleId: string) => string;
}

export function achievement(baseUrl: string, facts: AchievementFacts) {
  const id = `${baseUrl}${achievementPath(facts.courseId)}`;
  return {
    id,
    type: ['Achievement'],
    achievementType: 'CertificateOfCompletion',
    inLanguage: 'nl',
    name: facts.title,
    description: facts.description,
    criteria: { id, narrative: criteriaNarrative },
    ...(facts.covered.length > 0 ? { alignment: facts.covered.map((row) => alignment(baseUrl, row, facts.moduleTitle)) } : {}),
  };
}

/** The blended rule, as the course says it. */
export const criteriaNarrative = `${meanings.certificate} Bij een cursus kiest de groep zelf de modules en bijeenkomsten. Welke dat waren, staat bij deze badge.`;

function alignment(baseUrl: string, row: CoveredRow, moduleTitle: AchievementFacts['moduleTitle']) {
  return {
    type: ['Alignment'],
    targetType: 'ceasn:Competency',
    targetFramework: row.profileTitle,
    targetCode: `${row.profileId}/${row.rowId}`,
    targetName: row.text,
    targetUrl: `${baseUrl}${profilePath(row.profileId)}#${row.rowId}`,
    targetDescription: `${row.groupTitle}. ${row.by.map((cover) => coverText(cover, moduleTitle)).join(' ')}`,
  };
}

/** "Module: De basis van privacy. Van deze regel alleen: de regels van de AVG." */
export const coverText = (cover: CoveredRow['by'][number], moduleTitle: AchievementFacts['moduleTitle']) =>
  `Module: ${moduleTitle(cover.module)}.${cover.part ? ` Van deze regel alleen: ${cover.part}.` : ''}`;

export interface BadgeFacts {
  code: string;
  /** As it is printed on the certificate. */
  name: string;
  facts: CertificateFacts;
  issuedAt: Date;
  /** The hash of the owner's address; null for who has none. */
  hashedEmail: { hash: string; salt: string } | null;
  status: { list: number; position: number };
  achievement: ReturnType<typeof achievement>;
}

export function openBadge(baseUrl: string, given: BadgeFacts) {
  const { facts, name, hashedEmail } = given;
  const list = `${baseUrl}${statusPath(given.status.list)}`;
  return {
    '@context': [credentials, openBadges],
    id: `${baseUrl}/certificaten/${given.code}`,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: `${awardTitles.certificate}: ${facts.courseTitle}`,
    description: `Gegeven bij ${facts.libraryName}, in de groep ‘${facts.groupName}’, op ${facts.issuedOn}.`,
    issuer: issuerProfile(baseUrl),
    validFrom: xsdTime(given.issuedAt),
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: [
        ...(hashedEmail
          ? [
              {
                type: 'IdentityObject',
                hashed: true,
                identityHash: `sha256$${hashedEmail.hash}`,
                identityType: 'emailAddress',
                salt: hashedEmail.salt,
              },
            ]
          : []),
        { type: 'IdentityObject', hashed: false, identityHash: name, identityType: 'name' },
      ],
      achievement: given.achievement,
    },
    evidence: [
      ...facts.modules.map((module) => ({ ...modulePart(module), genre: 'Module' })),
      ...facts.meetings.map((meeting) => ({ ...meetingPart(meeting), genre: 'Bijeenkomst' })),
    ].map(({ title, detail, genre }) => ({ type: ['Evidence'], name: title, narrative: sentence(detail), genre })),
    credentialStatus: {
      id: `${list}#${given.status.position}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: String(given.status.position),
      statusListCredential: list,
    },
  };
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

/** @param encoded multibase base64url of the gzipped bits */
export function statusListCredential(baseUrl: string, list: number, encoded: string, validFrom: Date) {
  const id = `${baseUrl}${statusPath(list)}`;
  return {
    '@context': [credentials],
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: didOf(baseUrl),
    validFrom: xsdTime(validFrom),
    credentialSubject: { id: `${id}#list`, type: 'BitstringStatusList', statusPurpose: 'revocation', encodedList: encoded },
  };
}

/** One bit a certificate, the first one leftmost; set: revoked. */
export function revokedBits(positions: Iterable<number>): Uint8Array {
  const bits = new Uint8Array(listLength / 8);
  for (const position of positions) bits[position >> 3] = (bits[position >> 3] ?? 0) | (0x80 >> (position & 7));
  return bits;
}

/** Where a new one stands: by chance, so that nobody learns from it who got theirs when. @param chance 0 ≤ n < 1 */
export const positionBy = (chance: number) => Math.floor(chance * listLength);

/** Of these moments the last: a proof is never older than what it is about, or than its key. */
export const latest = (...times: readonly (Date | null)[]): Date =>
  new Date(Math.max(...times.flatMap((at) => (at ? [at.getTime()] : []))));
