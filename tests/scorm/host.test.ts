import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rangeOf } from '#src/scorm/host/files.ts';
import { contentListener, isContentHost } from '#src/scorm/host/handler.ts';
import { freePort } from '#tests/kit/free-port.ts';

const token = 'a'.repeat(32);
let folder: string;
let server: Server;
let base: string;
const saved: unknown[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'host-'));
  mkdirSync(join(folder, 'version/De map'), { recursive: true });
  mkdirSync(join(folder, 'player'));
  writeFileSync(join(folder, 'version/index.html'), '<p>Dag');
  writeFileSync(join(folder, 'version/De map/film.mp4'), '0123456789');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'player/shell.js'), 'shell');
  mkdirSync(join(folder, 'player/lib'));
  writeFileSync(join(folder, 'player/lib/jquery-1.js'), 'jquery');
  const port = await freePort();
  base = `http://127.0.0.1:${port}`;
  const listener = contentListener({
    contentBaseUrl: base,
    publicBaseUrl: 'http://leren.example',
    playerDir: join(folder, 'player'),
    filesOf: () => join(folder, 'version'),
    versionOf: async (given) => (given === token ? 'v' : null),
    launch: async () => ({ title: 'x' }),
    save: async (_token, body) => {
      saved.push(body);
      if (body === undefined) throw new Error('no body');
      return { kind: 'saved' };
    },
    explain: () => ({ status: 422, message: 'Nee.' }),
  });
  server = createServer((req, res) => void listener(req, res));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(base + path, { redirect: 'manual', headers });
const post = (path: string, body: string, headers: Record<string, string> = { 'Sec-Fetch-Site': 'same-origin' }) =>
  fetch(base + path, { method: 'POST', body, headers });

describe('files', () => {
  test('of the package, in any letters, and only with a key', async () => {
    const answer = await get(`/s/${token}/p/INDEX.html?x=1`);
    expect([answer.status, await answer.text(), answer.headers.get('content-type')]).toEqual([200, '<p>Dag', 'text/html']);
    expect((await get(`/s/${'b'.repeat(32)}/p/index.html`)).status).toBe(404);
    expect((await get('/index.html')).status).toBe(404);
  });

  test.each(['../secret.txt', '..%2fsecret.txt', '%2e%2e/secret.txt', '..%5csecret.txt', 'index.html%00', '', 'De%20map', '%'])(
    'nothing outside: %s',
    async (path) => {
      const answer = await get(`/s/${token}/p/${path}`);
      expect(answer.status).toBe(404);
      expect(await answer.text()).not.toContain('secret');
    },
  );

  test('parts of a film', async () => {
    const answer = await get(`/s/${token}/p/de%20MAP/film.mp4`, { Range: 'bytes=2-4' });
    expect([answer.status, await answer.text(), answer.headers.get('content-range')]).toEqual([206, '234', 'bytes 2-4/10']);
    expect((await get(`/s/${token}/p/De%20map/film.mp4`, { Range: 'bytes=20-' })).status).toBe(416);
    expect(rangeOf('bytes=-3', 10)).toEqual({ start: 7, end: 9 });
    expect(rangeOf('bytes=0-1,4-5', 10)).toBeNull();
  });

  test('reach no other host, and stand in no other frame', async () => {
    const policy = (await get(`/s/${token}/p/index.html`)).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("connect-src 'self'");
    expect(policy).toContain("frame-ancestors 'self' http://leren.example");
    expect(policy).not.toMatch(/https?:(?!\/\/leren\.example)/);
    const shell = (await get(`/s/${token}/`)).headers;
    expect(shell.get('content-security-policy')).toContain("script-src 'self'");
    expect(shell.get('content-security-policy')).not.toContain('unsafe');
    for (const path of ['/', '/nee', `/s/${token}/`, `/s/${token}/p/index.html`])
      for (const [name, value] of [
        ['x-content-type-options', 'nosniff'],
        ['referrer-policy', 'no-referrer'],
      ] as const)
        expect((await get(path)).headers.get(name), path).toBe(value);
  });
});

test('nothing of one package stays in the browser for another, and no worker of one outlives its key', async () => {
  expect((await get(`/s/${token}/`)).headers.get('clear-site-data')).toBe('"storage"');
  expect((await get(`/s/${token}/p/index.html`)).headers.get('clear-site-data')).toBeNull();
  expect((await get(`/s/${token}/p/index.html`, { 'Service-Worker': 'script' })).status).toBe(403);
});

test('libraries that packages take from elsewhere, for everyone', async () => {
  expect(await (await get('/lib/jquery-1.js')).text()).toBe('jquery');
  for (const path of ['/lib/jquery-9.js', '/lib/../shell.js', '/lib/%2e%2e%2fshell.js'])
    expect((await get(path)).status, path).toBe(404);
});

test('the root leads to the platform', async () => {
  const answer = await get('/');
  expect([answer.status, answer.headers.get('location')]).toEqual([302, 'http://leren.example/']);
});

describe('reports', () => {
  test('are read as JSON, whatever they call themselves', async () => {
    const answer = await post(`/s/${token}/commit`, '{"item":"a"}');
    expect([answer.status, await answer.json()]).toEqual([200, { kind: 'saved' }]);
    expect(saved.at(-1)).toEqual({ item: 'a' });
  });

  test.each([
    ['another site', { 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['the platform', { 'Sec-Fetch-Site': 'same-site' }, 403],
    ['an old browser elsewhere', { Origin: 'http://leren.example' }, 403],
    ['nobody', {}, 403],
  ])('not from %s', async (_, headers, status) => {
    const before = saved.length;
    expect((await post(`/s/${token}/commit`, '{}', headers as Record<string, string>)).status).toBe(status);
    expect(saved).toHaveLength(before);
  });

  test('too big, no JSON, elsewhere', async () => {
    expect((await post(`/s/${token}/commit`, `"${'x'.repeat(10 * 1024 ** 2)}"`)).status).toBe(413);
    expect((await post(`/s/${token}/commit`, 'nee')).status).toBe(422);
    expect((await post(`/s/${token}/launch.json`, '{}')).status).toBe(404);
    expect((await fetch(`${base}/s/${token}/commit`, { method: 'PUT' })).status).toBe(405);
  });
});

test('the host is known by its name', () => {
  const of = (host: string, content: string | null) => isContentHost({ headers: { host } }, content);
  expect(of('localhost:4321', 'http://localhost:4321')).toBe(true);
  expect(of('LOCALHOST', 'http://localhost:4321')).toBe(true);
  expect(of('127.0.0.1:4321', 'http://localhost:4321')).toBe(false);
  expect(of('localhost', null)).toBe(false);
});
