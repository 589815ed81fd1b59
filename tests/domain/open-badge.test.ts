import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { profileSchema, rowsCoveredBy } from '#src/domain/competence-profile.ts';
import { multikeyOf } from '#src/domain/multikey.ts';
import {
  achievement,
  didOf,
  didDocument,
  latest,
  listLength,
  openBadge,
  positionBy,
  revokedBits,
} from '#src/domain/open-badge.ts';

test('the issuer is the address, with a port that is no separator', () => {
  expect(didOf('https://leren.example')).toBe('did:web:leren.example');
  expect(didOf('http://127.0.0.1:4321')).toBe('did:web:127.0.0.1%3A4321');
  expect(didDocument('https://leren.example', ['z1', 'z2'])).toMatchObject({
    id: 'did:web:leren.example',
    verificationMethod: [{ id: 'did:web:leren.example#z1', controller: 'did:web:leren.example' }, { publicKeyMultibase: 'z2' }],
    assertionMethod: ['did:web:leren.example#z1', 'did:web:leren.example#z2'],
  });
});

test('a public key is written as Multikey', () => {
  // RFC 8032, test 1; as did:key writes it.
  const key = Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex');
  expect(multikeyOf(key)).toBe('z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw');
});

test('exactly the bits asked for are set, the first leftmost', () => {
  expect([...revokedBits([0, 7, 8, listLength - 1]).slice(0, 2)]).toEqual([0b1000_0001, 0b1000_0000]);
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(listLength - 1), { maxLength: 50 }), (positions) => {
      const bits = revokedBits(positions);
      expect(bits).toHaveLength(listLength / 8);
      expect(bits.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0)).toBe(positions.length);
      for (const position of positions) expect((bits[position >> 3] ?? 0) & (0x80 >> (position & 7))).toBeGreaterThan(0);
    }),
  );
});

test('every chance has a place in the list', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (chance) => {
      expect(positionBy(chance)).toBeGreaterThanOrEqual(0);
      expect(positionBy(chance)).toBeLessThan(listLength);
    }),
  );
});

test('a proof is as old as the newest that it is about', () => {
  const [a, b] = [new Date('2027-01-01'), new Date('2027-02-01')];
  expect(latest(a, b, null)).toEqual(b);
  expect(latest(b, a)).toEqual(b);
});

/** What Open Badges 3.0 and Verifiable Credentials 2.0 ask of a credential, as far as ours uses them; nothing else may be in it. */
const uri = z.url();
const time = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const text = z.string().min(1);
const credentialSchema = z.strictObject({
  '@context': z.tuple([
    z.literal('https://www.w3.org/ns/credentials/v2'),
    z.literal('https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'),
  ]),
  id: uri,
  type: z.tuple([z.literal('VerifiableCredential'), z.literal('OpenBadgeCredential')]),
  name: text,
  description: text,
  issuer: z.strictObject({ id: z.string().regex(/^did:web:/), type: z.tuple([z.literal('Profile')]), name: text, url: uri }),
  validFrom: time,
  credentialSubject: z.strictObject({
    type: z.tuple([z.literal('AchievementSubject')]),
    identifier: z
      .array(
        z.discriminatedUnion('identityType', [
          z.strictObject({
            type: z.literal('IdentityObject'),
            identityType: z.literal('emailAddress'),
            hashed: z.literal(true),
            identityHash: z.string().regex(/^sha256\$[0-9a-f]{64}$/),
            salt: text,
          }),
          z.strictObject({
            type: z.literal('IdentityObject'),
            identityType: z.literal('name'),
            hashed: z.literal(false),
            identityHash: text,
          }),
        ]),
      )
      .min(1),
    achievement: z.strictObject({
      id: uri,
      type: z.tuple([z.literal('Achievement')]),
      achievementType: z.literal('CertificateOfCompletion'),
      inLanguage: z.literal('nl'),
      name: text,
      description: text,
      criteria: z.strictObject({ id: uri, narrative: text }),
      alignment: z
        .array(
          z.strictObject({
            type: z.tuple([z.literal('Alignment')]),
            targetType: z.literal('ceasn:Competency'),
            targetFramework: text,
            targetCode: text,
            targetName: text,
            targetUrl: uri,
            targetDescription: text,
          }),
        )
        .min(1)
        .optional(),
    }),
  }),
  evidence: z.array(z.strictObject({ type: z.tuple([z.literal('Evidence')]), name: text, narrative: text, genre: text })),
  credentialStatus: z.strictObject({
    id: uri,
    type: z.literal('BitstringStatusListEntry'),
    statusPurpose: z.literal('revocation'),
    statusListIndex: z.string().regex(/^\d+$/),
    statusListCredential: uri,
  }),
});

const profile = profileSchema.parse({
  id: 'p',
  title: 'Profiel',
  summary: 's',
  source: 'b',
  groups: [
    {
      id: 'g',
      title: 'Groep',
      rows: [
        {
          id: 'een',
          text: 'doet een',
          covered: [
            { module: 'a', objective: 'a-1' },
            { module: 'b', objective: 'b-1', part: 'half' },
          ],
        },
        { id: 'twee', text: 'doet twee', covered: [{ module: 'b', objective: 'b-2' }] },
        { id: 'drie', text: 'doet drie' },
      ],
    },
  ],
});
const base = 'https://leren.example';
const made = (modules: string[], hashedEmail: { hash: string; salt: string } | null = null) =>
  openBadge(base, {
    code: 'abc',
    name: 'Noor de Wit',
    facts: {
      courseId: 'c',
      courseTitle: 'Cursus',
      groupName: 'Groep',
      libraryId: 'l',
      libraryName: 'Bibliotheek',
      modules: modules.map((id) => ({ id, title: `Module ${id}`, version: 1, passedOn: '1 februari 2027' })),
      meetings: [{ nr: 1, title: 'Kick-off', on: '2 februari 2027', how: 'madeUp' }],
      issuedOn: '3 februari 2027',
    },
    issuedAt: new Date('2027-02-03T10:00:00.123Z'),
    hashedEmail,
    status: { list: 1, position: 5 },
    achievement: achievement(base, {
      courseId: 'c',
      title: 'Cursus',
      description: 'Wat je leert.',
      covered: rowsCoveredBy([profile], modules),
      moduleTitle: (id) => `Module ${id}`,
    }),
  });

test('a badge has the shape that Open Badges asks', () => {
  for (const badge of [made(['a', 'b'], { hash: 'a'.repeat(64), salt: 'x' }), made(['a']), made([])])
    credentialSchema.parse(badge);
  expect(() => credentialSchema.parse({ ...made(['a']), credentialStatus: undefined })).toThrow();
});

test('it claims the rows of the modules that were done, and of those no more than the part they teach', () => {
  const claims = (modules: string[]) =>
    made(modules).credentialSubject.achievement.alignment?.map((a) => [a.targetCode, a.targetDescription]);
  expect(claims(['a'])).toEqual([['p/een', 'Groep. Module: Module a.']]);
  expect(claims(['b'])).toEqual([
    ['p/een', 'Groep. Module: Module b. Van deze regel alleen: half.'],
    ['p/twee', 'Groep. Module: Module b.'],
  ]);
  expect(claims([])).toBeUndefined();
});

const withRows = (rows: unknown[], more = {}) =>
  profileSchema.safeParse({ id: 'p', title: 't', summary: 's', source: 'b', groups: [{ id: 'g', title: 'G', ...more, rows }] });

test('a profile that says things twice, or proves what can’t be proved, is refused', () => {
  const cover = { module: 'a', objective: 'a-1' };
  expect(withRows([{ id: 'x', text: 't', covered: [cover] }]).success).toBe(true);
  expect(
    withRows([
      { id: 'x', text: 't' },
      { id: 'x', text: 'u' },
    ]).success,
  ).toBe(false);
  expect(withRows([{ id: 'x', text: 't', covered: [cover, cover] }]).success).toBe(false);
  expect(withRows([{ id: 'x', text: 't', covered: [cover] }], { notProven: 'Zo ben je.' }).success).toBe(false);
});
