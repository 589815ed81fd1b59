import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bodyLimitOf, limitBody } from '#src/http/body-limit.ts';

const limit = 1000;
let server: Server;
let port: number;
let reached: (string | undefined)[];

beforeEach(async () => {
  reached = [];
  server = createServer((req, res) => {
    void limitBody(req, res, { most: limit, tooBig: 'form' }, 'ref123').then(async (fits) => {
      if (!fits) return;
      // As Astro's adapter does: what was read already, else the stream.
      const { body } = req as typeof req & { body?: Uint8Array };
      const parts: Uint8Array[] = [];
      if (body) parts.push(body);
      else for await (const part of req) parts.push(part as Uint8Array);
      reached.push(Buffer.concat(parts).toString());
      res.end('fine');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

interface Talk {
  socket: Socket;
  /** All that was answered so far. */
  heard(): string;
  /** Resolves when the answer holds this text; rejects when the connection ends without it. */
  hears(text: string): Promise<void>;
}

function talk(): Talk {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  const waiting = new Set<() => void>();
  socket.on('error', () => {});
  socket.on('data', (part: Buffer) => {
    heard += part.toString();
    for (const look of waiting) look();
  });
  return {
    socket,
    heard: () => heard,
    hears: (text) =>
      new Promise((resolve, reject) => {
        const look = () => heard.includes(text) && resolve();
        waiting.add(look);
        socket.once('close', () => reject(new Error(`closed after: ${heard}`)));
        look();
      }),
  };
}

const head = (...lines: string[]) => ['POST /x HTTP/1.1', 'Host: a', ...lines, '', ''].join('\r\n');
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
const open = '<h1>Dit is te veel tekst</h1>';

test('a body that fits goes through, declared or in chunks', async () => {
  const declared = talk();
  declared.socket.write(head('Content-Length: 5') + 'hallo');
  await declared.hears('fine');
  const chunked = talk();
  chunked.socket.write(head('Transfer-Encoding: chunked') + chunk('hal') + chunk('lo') + '0\r\n\r\n');
  await chunked.hears('fine');
  expect(reached).toEqual(['hallo', 'hallo']);
});

test('exactly the limit fits, one byte more doesn’t', async () => {
  for (const [length, answer] of [
    [limit, 'fine'],
    [limit + 1, open],
  ] as const) {
    const declared = talk();
    declared.socket.write(head(`Content-Length: ${length}`) + 'a'.repeat(length));
    await declared.hears(answer);
    const chunked = talk();
    chunked.socket.write(head('Transfer-Encoding: chunked') + chunk('a'.repeat(length)) + '0\r\n\r\n');
    await chunked.hears(answer);
  }
});

test('a request without a body goes through', async () => {
  const one = talk();
  one.socket.write(head());
  await one.hears('fine');
});

test('a declared length over the limit is answered at once, before the body comes', async () => {
  const one = talk();
  one.socket.write(head('Content-Length: 50000'));
  await one.hears(open);
  expect(one.heard()).toMatch(/^HTTP\/1\.1 413 /);
  expect(one.heard()).toContain('ref123');
  expect(reached).toEqual([]);
});

test('chunks stop being read at the limit, with a page that is whole, though more would come', async () => {
  const one = talk();
  one.socket.write(head('Transfer-Encoding: chunked') + chunk('a'.repeat(limit)) + chunk('b'));
  await one.hears('</html>');
  expect(one.heard()).toMatch(/^HTTP\/1\.1 413 /);
  expect(reached).toEqual([]);
});

// More than the kernel's buffers hold.
test.each(['Content-Length: 20000000', 'Transfer-Encoding: chunked'])(
  'who sends everything first and reads then still gets the page (%s)',
  async (kind) => {
    const one = talk();
    one.socket.pause();
    one.socket.write(head(kind));
    const text = 'a'.repeat(100_000);
    for (let i = 0; i < 200; i++)
      await new Promise<void>((resolve, reject) => {
        one.socket.write(kind.includes('chunked') ? chunk(text) : text, (error) => (error ? reject(error) : resolve()));
      });
    if (kind.includes('chunked')) one.socket.write('0\r\n\r\n');
    one.socket.resume();
    await one.hears('</html>');
    expect(one.heard()).toMatch(/^HTTP\/1\.1 413 /);
  },
);

test('after a refusal the same connection takes the next request', async () => {
  const one = talk();
  one.socket.write(head('Content-Length: 2000') + 'a'.repeat(2000));
  await one.hears('</html>');
  one.socket.write(head('Content-Length: 5') + 'hallo');
  await one.hears('fine');
});

test('who never stops sending is cut off after some megabytes', async () => {
  const one = talk();
  one.socket.write(head('Content-Length: 1000000000000'));
  await one.hears(open);
  const closed = new Promise<void>((resolve) => one.socket.once('close', () => resolve()));
  const megabyte = 'a'.repeat(1_000_000);
  const send = () =>
    one.socket.writable && one.socket.bytesWritten < 300_000_000 && one.socket.write(megabyte, () => setImmediate(send));
  send();
  await closed;
  expect(one.socket.bytesWritten).toBeLessThan(300_000_000);
});

test('who hangs up half-way leaves nothing waiting', async () => {
  const one = talk();
  one.socket.write(head('Transfer-Encoding: chunked') + chunk('hal'));
  await new Promise((resolve) => setTimeout(resolve, 50));
  one.socket.destroy();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(reached).toEqual([]);
  expect(await new Promise((resolve) => server.getConnections((_, n) => resolve(n)))).toBe(0);
});

test('only where a list of people is uploaded more may come', () => {
  for (const path of ['/mensen/inlezen', '/beheer/mensen/inlezen?_action=people.upload'])
    expect(bodyLimitOf(path)).toMatchObject({ most: 5 * 1024 * 1024 + 64 * 1024, tooBig: 'list' });
  for (const path of ['/mensen/inlezen/x', '/_actions/people.upload', '/', undefined, '/account?x=/mensen/inlezen'])
    expect(bodyLimitOf(path)).toMatchObject({ most: 2.5 * 1024 * 1024, tooBig: 'form' });
});
