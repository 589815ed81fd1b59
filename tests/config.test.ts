import { expect, test } from 'vitest';
import { ConfigError, readConfig } from '#src/config.ts';

const refusal = (env: Record<string, string>) => {
  try {
    readConfig(env);
    return null;
  } catch (error) {
    return error instanceof ConfigError ? error.message : error;
  }
};
const production = { DEMO: '0', PUBLIC_BASE_URL: 'https://leren.duinrand.example' };

test('an empty environment is the demonstration on this machine', () => {
  expect(readConfig({})).toEqual({
    databaseUrl: 'file:data/baliewijs.db',
    dataDir: 'data',
    publicBaseUrl: 'http://127.0.0.1:4321',
    contentBaseUrl: 'http://localhost:4321',
    host: '127.0.0.1',
    port: 4321,
    mailFrom: 'Baliewijs <noreply@baliewijs.example>',
    contact: null,
    trustProxyHops: 0,
    demo: true,
  });
});

test('an empty value is no value', () => {
  expect(readConfig({ PORT: '', PUBLIC_BASE_URL: '', DEMO: '', CONTACT: '' })).toEqual(readConfig({}));
});

test('everything can be set', () => {
  expect(
    readConfig({
      ...production,
      DATABASE_URL: 'libsql://db.duinrand.example',
      DATABASE_AUTH_TOKEN: 'geheim',
      DATA_DIR: '/srv/data',
      HOST: '0.0.0.0',
      PORT: '8080',
      SMTP_URL: 'smtps://mail.duinrand.example',
      MAIL_FROM: 'leren@duinrand.example',
      CONTACT: 'veilig@duinrand.example',
      CONTENT_BASE_URL: 'https://inhoud.duinrand.example/',
      TRUST_PROXY_HOPS: '2',
    }),
  ).toEqual({
    databaseUrl: 'libsql://db.duinrand.example',
    databaseAuthToken: 'geheim',
    dataDir: '/srv/data',
    publicBaseUrl: 'https://leren.duinrand.example',
    contentBaseUrl: 'https://inhoud.duinrand.example',
    host: '0.0.0.0',
    port: 8080,
    smtpUrl: 'smtps://mail.duinrand.example',
    mailFrom: 'leren@duinrand.example',
    contact: 'veilig@duinrand.example',
    trustProxyHops: 2,
    demo: false,
  });
});

test('packages play on another host name, or not at all', () => {
  expect(readConfig(production).contentBaseUrl).toBeNull();
  for (const same of ['https://leren.duinrand.example', 'https://leren.duinrand.example:8443'])
    expect(() => readConfig({ ...production, CONTENT_BASE_URL: same })).toThrow(/CONTENT_BASE_URL must be another host name/);
  expect(readConfig({ PORT: '4500', PUBLIC_BASE_URL: 'http://localhost:4500' }).contentBaseUrl).toBe('http://127.0.0.1:4500');
});

test('the public address has no slash at its end, so that links can be put behind it', () => {
  expect(readConfig({ ...production, PUBLIC_BASE_URL: 'https://leren.duinrand.example/' }).publicBaseUrl).toBe(
    'https://leren.duinrand.example',
  );
});

test.each([
  ['PORT', 'abc'],
  ['PORT', '0'],
  ['PORT', '65536'],
  ['PORT', '80.5'],
  ['DATABASE_URL', 'data/x.db'],
  ['PUBLIC_BASE_URL', 'leren.example'],
  ['PUBLIC_BASE_URL', 'https://leren.example/pad'],
  ['SMTP_URL', 'mail.example'],
  ['MAIL_FROM', 'Baliewijs'],
  ['CONTACT', 'bel ons'],
  ['TRUST_PROXY_HOPS', '-1'],
  ['TRUST_PROXY_HOPS', 'all'],
  ['DEMO', 'yes'],
])('%s=%s is refused in one line that names it', (name, value) => {
  const message = refusal({ [name]: value });
  expect(message).toMatch(new RegExp(`^${name} [^\\n]+$`));
  expect(message).not.toContain('undefined');
});

test('several wrong values are named together, in one line', () => {
  const message = refusal({ PORT: 'abc', DEMO: 'yes' });
  expect(message).toMatch(/^PORT .*; DEMO [^\n]*$/);
});

test('production wants to know its public address', () => {
  expect(refusal({ DEMO: '0' })).toMatch(/^PUBLIC_BASE_URL is required/);
});

test('a demonstration, with its one password for everybody, can’t be put on a public address or another interface', () => {
  expect(refusal({ PUBLIC_BASE_URL: 'https://leren.example' })).toMatch(/^PUBLIC_BASE_URL .*demo/);
  expect(refusal({ HOST: '0.0.0.0' })).toMatch(/^HOST .*demo/);
  for (const local of ['http://localhost:4321', 'http://127.0.0.1:9', 'http://[::1]:4321'])
    expect(refusal({ PUBLIC_BASE_URL: local })).toBeNull();
});

test('a secret is never in the refusal', () => {
  expect(refusal({ DATABASE_AUTH_TOKEN: 'zeer-geheim', SMTP_URL: 'http://u:zeer-geheim@mail.example' })).not.toContain('geheim');
});

const elsewhere = {
  OIDC_ISSUER: 'https://inloggen.duinrand.example/realms/bieb',
  OIDC_CLIENT_ID: 'baliewijs',
  OIDC_CLIENT_SECRET: 'zeer-geheim',
  OIDC_LABEL: 'Duinrand',
};

test('another place to sign in is set by four variables, all of them or none', () => {
  expect(readConfig(production).oidc).toBeUndefined();
  expect(readConfig({ ...production, ...elsewhere }).oidc).toEqual({
    issuer: 'https://inloggen.duinrand.example/realms/bieb',
    clientId: 'baliewijs',
    clientSecret: 'zeer-geheim',
    label: 'Duinrand',
  });
  for (const name of Object.keys(elsewhere)) {
    const message = refusal({ ...production, ...elsewhere, [name]: '' });
    expect(message).toMatch(new RegExp(`^${name} is required`));
    expect(message).not.toContain('geheim');
  }
});

test.each([
  ['http://inloggen.example', false],
  ['inloggen.example', false],
  ['https://inloggen.example?x=1', false],
  ['https://naam:woord@inloggen.example', false],
  ['ftp://127.0.0.1', false],
  ['http://127.0.0.1:8080', true],
  ['http://localhost:8080', true],
  ['https://inloggen.example/', true],
])('an issuer without TLS is for this machine only: %s', (issuer, fine) => {
  const message = refusal({ ...production, ...elsewhere, OIDC_ISSUER: issuer });
  if (fine) expect(message).toBeNull();
  else expect(message).toMatch(/^OIDC_ISSUER must be/);
});

const lrs = { LRS_URL: 'https://lrs.duinrand.example/xapi', LRS_KEY: 'sleutel', LRS_SECRET: 'geheim' };

test('a learning record store is set whole or not at all', () => {
  expect(readConfig({ ...production, ...lrs }).lrs).toEqual({ url: lrs.LRS_URL, key: 'sleutel', secret: 'geheim' });
  expect(readConfig(production)).not.toHaveProperty('lrs');
  const { LRS_SECRET: _, ...half } = lrs;
  expect(refusal({ ...production, ...half })).toBe(
    'LRS_SECRET ontbreekt: zet LRS_URL, LRS_KEY en LRS_SECRET alle drie, of geen van drie',
  );
});

test.each([
  'http://lrs.duinrand.example/xapi',
  'https://sleutel@lrs.example',
  'https://lrs.example/?x',
  'lrs.example',
  'http://localhost:81',
])('people’s data don’t go to %s', (LRS_URL) =>
  expect(refusal({ ...production, ...lrs, LRS_URL })).toMatch(/^LRS_URL moet een adres zijn/),
);

test('a demonstration may tell a store on this machine', () => {
  expect(readConfig({ ...lrs, LRS_URL: 'http://127.0.0.1:8080/xapi' }).lrs?.url).toBe('http://127.0.0.1:8080/xapi');
  expect(refusal({ ...lrs, LRS_URL: 'http://lrs.example/xapi' })).toMatch(/^LRS_URL/);
});
