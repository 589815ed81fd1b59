/** Places to sign in elsewhere, on this machine: a real provider, and one that lies or breaks as a test wants. */
import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Asked } from 'oidc-provider';

export interface OutsideAccount {
  sub: string;
  email?: string;
  email_verified?: unknown;
  name?: string;
}

const client = { clientId: 'baliewijs', clientSecret: 'een-geheim-van-lengte' };
const label = 'Mijn Bibliotheek';

function listen(server: Server): Promise<string> {
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)),
  );
}

const stop = (server: Server) => async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
};

/**
 * A real one (oidc-provider): whoever is `user` there is signed in without a question; null: says no.
 * @param redirectUri where it sends people back to; asked for at the first visit
 */
export async function startProvider(redirectUri: () => string) {
  const { Provider } = await import('oidc-provider');
  let listener: RequestListener | undefined;
  const server = createServer((req, res) => (listener ??= make())(req, res));
  const issuer = await listen(server);
  const accounts = new Map<string, OutsideAccount>();
  const world = { issuer, user: null as OutsideAccount | null, stop: stop(server) };
  const make = (): RequestListener => {
    const provider = new Provider(issuer, {
      clients: [{ client_id: client.clientId, client_secret: client.clientSecret, redirect_uris: [redirectUri()] }],
      clientDefaults: { token_endpoint_auth_method: 'client_secret_post' },
      pkce: { required: () => true },
      cookies: { keys: ['een', 'twee'] },
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_ctx: unknown, { uid }: { uid: string }) => `/vraag/${uid}` },
      findAccount: (_ctx: unknown, id: string) => ({ accountId: id, claims: () => accounts.get(id) ?? { sub: id } }),
      async loadExistingGrant({ oidc }: Asked) {
        const grant = new oidc.provider.Grant({ accountId: oidc.account.accountId, clientId: oidc.client.clientId });
        grant.addOIDCScope('openid email profile');
        await grant.save();
        return grant;
      },
    });
    const answer = provider.callback();
    return (req, res) => {
      if (!req.url?.startsWith('/vraag/')) return answer(req, res);
      const { user } = world;
      if (user) accounts.set(user.sub, user);
      const result = user ? { login: { accountId: user.sub, remember: false } } : { error: 'access_denied' };
      void provider.interactionFinished(req, res, result);
    };
  };
  return { ...client, label, ...Object.assign(world, {}), world };
}

export type Breakage = 'fine' | 'html' | 'status500' | 'hang' | 'huge';

export interface ProviderLies {
  discovery: Breakage;
  token: Breakage;
  keys: Breakage;
  /** What it calls itself. */
  issuer?: string;
  claims: Record<string, unknown>;
  alg: 'RS256' | 'none' | 'HS256';
  /** Signs with a key that isn't among those it shows. */
  strangeKey: boolean;
  /** The code was used before. */
  tokenError?: string;
}

const b64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** One that does what `lies` says; the test hands it the nonce that was asked for. */
export async function startLyingProvider() {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const strange = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const server = createServer((req, res) => serve(req, res));
  const issuer = await listen(server);
  const honest = (): ProviderLies => ({
    discovery: 'fine',
    token: 'fine',
    keys: 'fine',
    claims: {},
    alg: 'RS256',
    strangeKey: false,
  });
  const world = { lies: honest(), nonce: '', asked: [] as string[] };

  function token(): string {
    const now = Math.floor(Date.now() / 1000);
    const head = { alg: world.lies.alg, kid: 'k', typ: 'JWT' };
    const claims = {
      iss: issuer,
      aud: client.clientId,
      sub: 'kees',
      nonce: world.nonce,
      iat: now,
      exp: now + 300,
      email: 'kees@test.example',
      email_verified: true,
      ...world.lies.claims,
    };
    const text = `${b64(head)}.${b64(claims)}`;
    if (world.lies.alg === 'none') return `${text}.`;
    const key: KeyObject = (world.lies.strangeKey ? strange : keys).privateKey;
    return `${text}.${createSign('sha256').update(text).sign(key, 'base64url')}`;
  }

  function reply(res: ServerResponse, how: Breakage, value: object, status = 200) {
    if (how === 'hang') return;
    if (how === 'html') return res.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>Onderhoud</h1>');
    if (how === 'status500') return res.writeHead(500, { 'Content-Type': 'application/json' }).end('{}');
    const body = how === 'huge' ? JSON.stringify({ ...value, ruis: 'x'.repeat(2_000_000) }) : JSON.stringify(value);
    return res.writeHead(status, { 'Content-Type': 'application/json' }).end(body);
  }

  function serve(req: IncomingMessage, res: ServerResponse) {
    const path = req.url ?? '';
    world.asked.push(path);
    const { lies } = world;
    if (path.startsWith('/.well-known/'))
      return reply(res, lies.discovery, {
        issuer: lies.issuer ?? issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256', 'none', 'HS256'],
      });
    if (path === '/keys')
      return reply(res, lies.keys, {
        keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' }],
      });
    if (lies.tokenError) return reply(res, 'fine', { error: lies.tokenError }, 400);
    return reply(res, lies.token, { access_token: 'toegang', token_type: 'Bearer', id_token: token() });
  }

  return { ...client, label, issuer, world, honest, stop: stop(server) };
}
