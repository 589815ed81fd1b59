/** WebAuthn by @simplewebauthn/server, which is read when someone first uses a passkey. User verification is always asked. */
import { z } from 'zod';
import type { RelyingParty } from '#src/domain/passkey.ts';

const read = () => import('@simplewebauthn/server');

const bytes = z
  .string()
  .max(20_000)
  .regex(/^[\w-]+$/);
const ways = z
  .array(
    z
      .string()
      .max(20)
      .regex(/^[a-z-]+$/),
  )
  .max(10);

/** What a browser sends, as far as it is used; anything else in it is let go. */
const registration = z.object({
  id: bytes.max(1400),
  rawId: bytes.max(1400),
  type: z.literal('public-key'),
  response: z.object({ clientDataJSON: bytes, attestationObject: bytes, transports: ways.catch([]).default([]) }),
});
const assertion = z.object({
  id: bytes.max(1400),
  rawId: bytes.max(1400),
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    signature: bytes,
    userHandle: bytes.max(200).nullish(),
  }),
});

interface Known {
  id: string;
  transports: string[];
}
interface Key extends Known {
  publicKey: string;
  counter: number;
}

/** EdDSA, ES256 and RS256: what phones, computers and security keys make. */
const algorithms = [-8, -7, -257];

/** Long enough to look for a phone; the challenge lives longer. */
const timeout = 2 * 60_000;

/** What a passkey carries to tell whose it is: the account's number, never a name or address. */
const handleOf = (accountId: string) => new TextEncoder().encode(accountId);

export const passkeys = {
  async registerOptions(facts: {
    site: RelyingParty;
    challenge: string;
    accountId: string;
    login: string;
    name: string;
    known: readonly Known[];
  }): Promise<object> {
    const { generateRegistrationOptions } = await read();
    return generateRegistrationOptions({
      rpName: 'Baliewijs',
      rpID: facts.site.id,
      userName: facts.login,
      userDisplayName: facts.name,
      userID: handleOf(facts.accountId),
      challenge: Buffer.from(facts.challenge, 'base64url'),
      timeout,
      attestationType: 'none',
      supportedAlgorithmIDs: algorithms,
      excludeCredentials: [...facts.known],
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
  },

  async verifyRegistration(facts: { site: RelyingParty; challenge: string; answer: unknown }) {
    const answer = registration.safeParse(facts.answer);
    if (!answer.success) return null;
    const { verifyRegistrationResponse } = await read();
    const made = await verifyRegistrationResponse({
      response: { ...answer.data, clientExtensionResults: {} },
      expectedChallenge: facts.challenge,
      expectedOrigin: facts.site.origin,
      expectedRPID: facts.site.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    }).catch(() => null);
    if (!made?.verified) return null;
    const { credential, credentialBackedUp } = made.registrationInfo;
    return {
      id: credential.id,
      publicKey: Buffer.from(credential.publicKey).toString('base64url'),
      counter: credential.counter,
      transports: answer.data.response.transports,
      backedUp: credentialBackedUp,
    };
  },

  async signInOptions(facts: { site: RelyingParty; challenge: string; known: readonly Known[] }): Promise<object> {
    const { generateAuthenticationOptions } = await read();
    return generateAuthenticationOptions({
      rpID: facts.site.id,
      challenge: Buffer.from(facts.challenge, 'base64url'),
      timeout,
      userVerification: 'required',
      ...(facts.known.length > 0 ? { allowCredentials: [...facts.known] } : {}),
    });
  },

  async verifySignIn(facts: { site: RelyingParty; challenge: string; answer: unknown; key: Key; accountId: string }) {
    const answer = assertion.safeParse(facts.answer);
    if (!answer.success || answer.data.id !== facts.key.id) return { kind: 'wrong' as const };
    const { userHandle, ...response } = answer.data.response;
    if (userHandle && userHandle !== Buffer.from(handleOf(facts.accountId)).toString('base64url'))
      return { kind: 'wrong' as const };
    const { verifyAuthenticationResponse } = await read();
    const told = await verifyAuthenticationResponse({
      response: { ...answer.data, response, clientExtensionResults: {} },
      expectedChallenge: facts.challenge,
      expectedOrigin: facts.site.origin,
      expectedRPID: facts.site.id,
      requireUserVerification: true,
      // Judged below, so that it can be told apart from an answer that is just wrong.
      credential: {
        id: facts.key.id,
        publicKey: new Uint8Array(Buffer.from(facts.key.publicKey, 'base64url')),
        counter: 0,
      },
    }).catch(() => null);
    if (!told?.verified) return { kind: 'wrong' as const };
    const { newCounter, credentialBackedUp } = told.authenticationInfo;
    // Many passkeys don't count: theirs stays 0.
    if ((newCounter > 0 || facts.key.counter > 0) && newCounter <= facts.key.counter) return { kind: 'counter' as const };
    return { kind: 'right' as const, counter: newCounter, backedUp: credentialBackedUp };
  },
};
