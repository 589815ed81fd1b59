import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Readable } from 'node:stream';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isUpload, takeUpload } from '#src/http/upload.ts';
import { freePort } from '#tests/kit/free-port.ts';

let server: Server;
let port: number;
const dropped: string[] = [];
const results: unknown[] = [];
let settle: () => void = () => {};
/** Told when the first of a file has come in. */
let begun: () => void = () => {};

beforeAll(async () => {
  port = await freePort();
  server = createServer((req, res) => {
    const receive = async (stream: Readable, name: string) => {
      let bytes = 0;
      for await (const chunk of stream) {
        bytes += (chunk as Buffer).length;
        begun();
      }
      return `${name} ${bytes}`;
    };
    void takeUpload(req, receive, async (file) => void dropped.push(file)).then((taken) => {
      const { body, headers } = req as IncomingMessage & { body?: Uint8Array };
      results.push(taken && { file: taken.file, body: Buffer.from(body ?? []).toString(), type: headers['content-type'] });
      res.end('ok');
      settle();
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
});
afterAll(() => void server.close());

test('a file goes where it is received, and the page gets the other fields as a plain form', async () => {
  const form = new FormData();
  form.set('voor', 'één & twee');
  form.set('bestand', new File([new Uint8Array(3 * 1024 ** 2)], 'pakket ü.zip'));
  form.append('bestand', new File(['x'], 'tweede.zip'));
  await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: form });
  expect(results.at(-1)).toEqual({
    file: `pakket ü.zip ${3 * 1024 ** 2}`,
    body: new URLSearchParams({ voor: 'één & twee' }).toString(),
    type: 'application/x-www-form-urlencoded',
  });
});

test('no file', async () => {
  const form = new FormData();
  form.set('voor', 'x');
  await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: form });
  expect(results.at(-1)).toMatchObject({ file: null, body: 'voor=x' });
});

test('a browser that goes away halfway leaves nothing', async () => {
  const before = dropped.length;
  const halfway = new Promise<void>((resolve) => (begun = resolve));
  const over = new Promise<void>((resolve) => (settle = resolve));
  const socket = connect(port, '127.0.0.1');
  socket.write(
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 100000\r\n\r\n' +
      '--b\r\nContent-Disposition: form-data; name="bestand"; filename="a.zip"\r\n\r\nhalf of it',
  );
  await halfway;
  socket.destroy();
  await over;
  expect(results.at(-1)).toBeNull();
  expect(dropped.length - before).toBeLessThanOrEqual(1);
});

test('which addresses take a big file', () => {
  const of = (url: string, type = 'multipart/form-data; boundary=x') => isUpload({ url, headers: { 'content-type': type } });
  expect(of('/pakketten/nieuw?_action=packages.upload')).toBe(true);
  expect(of('/pakketten/pkg_abc/versie')).toBe(true);
  expect(of('/pakketten/nieuw', 'application/x-www-form-urlencoded')).toBe(false);
  for (const other of ['/', '/pakketten', '/pakketten/nieuw/x', '/mensen/inlezen', '/_actions/packages.upload'])
    expect(of(other)).toBe(false);
});
