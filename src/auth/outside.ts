/**
 * Signing in with an account elsewhere: OpenID Connect by openid-client, which is read when someone first wants it. The provider
 * is asked about itself then too, never at the start: one that is down slows nobody else.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type * as Client from 'openid-client';
import { z } from 'zod';

export interface OutsideConfig {
  issuer: string;
  clientId: string;
  clientSecret: string;
  label: string;
}

interface Secrets {
  state: string;
  nonce: string;
  verifier: string;
}

type Fault = 'denied' | 'down' | 'wrong' | 'stale';

interface Limits {
  /** How long one answer may take, in milliseconds. */
  answerMs: number;
  /** How large one answer may be. */
  bytes: number;
  /** What a provider says of itself is believed for so long … */
  keptMs: number;
  /** … and one that is down is left alone for so long. */
  restMs: number;
}

const usual: Limits = { answerMs: 5000, bytes: 256 * 1024, keptMs: 60 * 60_000, restMs: 10_000 };

const claims = z.object({
  email: z.string().max(254).nullish().catch(null),
  email_verified: z.unknown().optional(),
  name: z.string().max(500).nullish().catch(null),
});

/** The provider could not be reached, or didn't answer as one; anything else it said is not to be believed. */
class Down extends Error {}

export function makeOutside(config: OutsideConfig, limits: Limits = usual) {
  const issuer = new URL(config.issuer);
  const plain = issuer.protocol === 'http:';
  const key = randomBytes(32);
  let client: Promise<typeof Client> | undefined;
  let found: { since: number; config: Promise<Client.Configuration> } | undefined;

  /** As fetch, within limits of time and size. */
  const ask = async (url: string, options: object): Promise<Response> => {
    try {
      const response = await fetch(url, { ...options, redirect: 'manual', signal: AbortSignal.timeout(limits.answerMs) });
      const body = await readBody(response, limits.bytes);
      if (response.status >= 500) throw new Down(`status ${response.status}`);
      const empty = [101, 204, 205, 304].includes(response.status);
      return new Response(empty ? null : body, { status: response.status, headers: response.headers });
    } catch (error) {
      throw error instanceof Down ? error : new Down('no answer');
    }
  };

  const library = () => (client ??= import('openid-client'));

  async function discover(): Promise<Client.Configuration> {
    const oidc = await library();
    const made = await oidc.discovery(
      issuer,
      config.clientId,
      { client_secret: config.clientSecret, [oidc.clockTolerance]: 30 },
      undefined,
      {
        [oidc.customFetch]: ask,
        // Its answers come over TLS; their signature is checked all the same.
        execute: [oidc.enableNonRepudiationChecks, ...(plain ? [oidc.allowInsecureRequests] : [])],
        timeout: limits.answerMs / 1000,
      },
    );
    made[oidc.customFetch] = ask;
    return made;
  }

  function provider(): Promise<Client.Configuration> {
    const now = performance.now();
    if (found && now - found.since < limits.keptMs) return found.config;
    const asked = { since: now, config: discover() };
    found = asked;
    asked.config.catch(() => {
      // Whoever comes in the next seconds hears at once that it is down; after that it is asked again.
      asked.since = performance.now() - limits.keptMs + limits.restMs;
    });
    return asked.config;
  }

  return {
    label: config.label,
    issuer: config.issuer,

    async begin(redirectUri: string): Promise<{ url: string; secrets: Secrets } | { fault: Fault }> {
      try {
        const [oidc, server] = [await library(), await provider()];
        const secrets = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
        const url = oidc.buildAuthorizationUrl(server, {
          redirect_uri: redirectUri,
          scope: 'openid email profile',
          state: secrets.state,
          nonce: secrets.nonce,
          code_challenge: await oidc.calculatePKCECodeChallenge(secrets.verifier),
          code_challenge_method: 'S256',
        });
        const safe = url.protocol === 'https:' || (plain && url.protocol === 'http:');
        return safe ? { url: url.href, secrets } : { fault: 'wrong' };
      } catch (error) {
        return { fault: faultOf(error) };
      }
    },

    async finish(facts: { redirectUri: string; answer: Record<string, string>; secrets: Secrets }) {
      const { answer, secrets } = facts;
      if (answer['state'] !== secrets.state) return { fault: 'stale' as const };
      if (answer['error'] !== undefined)
        return { fault: answer['error'] === 'access_denied' ? ('denied' as const) : ('wrong' as const) };
      try {
        const [oidc, server] = [await library(), await provider()];
        const back = new URL(facts.redirectUri);
        for (const [name, value] of Object.entries(answer)) back.searchParams.set(name, value);
        const tokens = await oidc.authorizationCodeGrant(server, back, {
          expectedState: secrets.state,
          expectedNonce: secrets.nonce,
          pkceCodeVerifier: secrets.verifier,
          idTokenExpected: true,
        });
        const id = tokens.claims();
        if (!id || typeof id.sub !== 'string' || id.sub === '' || id.sub.length > 255) return { fault: 'wrong' as const };
        let said: unknown = id;
        if (id['email'] === undefined && server.serverMetadata().userinfo_endpoint)
          said = await oidc.fetchUserInfo(server, tokens.access_token, id.sub);
        const person = claims.parse(said);
        return {
          person: {
            issuer: id.iss,
            subject: id.sub,
            email: person.email ?? null,
            emailVerified: person.email_verified === true,
            name: person.name ?? null,
          },
        };
      } catch (error) {
        return { fault: faultOf(error) };
      }
    },

    seal(value: unknown, until: Date): string {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const text = Buffer.concat([cipher.update(JSON.stringify({ until: until.getTime(), value }), 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url');
    },

    unseal(sealed: string, now: Date): unknown {
      try {
        const all = Buffer.from(sealed, 'base64url');
        const decipher = createDecipheriv('aes-256-gcm', key, all.subarray(0, 12), { authTagLength: 16 });
        decipher.setAuthTag(all.subarray(12, 28));
        const text = Buffer.concat([decipher.update(all.subarray(28)), decipher.final()]).toString('utf8');
        const { until, value } = JSON.parse(text) as { until: number; value: unknown };
        return now.getTime() < until ? value : null;
      } catch {
        return null;
      }
    },
  };
}

/** Throws when there is more of it than anyone who means well would send. */
async function readBody(response: Response, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > most) throw new Down('too large');
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

/** Errors of the library wrap what `ask` threw. */
function faultOf(error: unknown): Fault {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if (at instanceof Down) return 'down';
    if ('code' in at && (at.code === 'OAUTH_TIMEOUT' || at.code === 'OAUTH_RESPONSE_IS_NOT_JSON')) return 'down';
  }
  return 'wrong';
}
