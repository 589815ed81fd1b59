import { createServer, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { trackConnections } from '#src/http/connections.ts';

let server: Server;
let connections: ReturnType<typeof trackConnections>;
let asked: ServerResponse[];
let sockets: Socket[];

beforeEach(async () => {
  asked = [];
  sockets = [];
  server = createServer((_, res) => void asked.push(res));
  connections = trackConnections(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server.closeAllConnections();
  server.close();
});

/** A connection over which this was sent, once the server has seen it; `heard` resolves with the whole answer. */
async function talk(sent: string): Promise<{ heard: Promise<string> }> {
  const arrived = new Promise<void>((resolve) => server.once('connection', () => resolve()));
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => {});
  sockets.push(socket);
  let heard = '';
  socket.on('data', (part: Buffer) => (heard += part.toString()));
  const ended = new Promise<string>((resolve) => socket.once('close', () => resolve(heard)));
  if (sent) socket.write(sent);
  await arrived;
  return { heard: ended };
}
const request = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
const until = async (done: () => boolean) => {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 5));
};

test.each([
  ['nothing at all', ''],
  ['half a request', 'GET / HTTP/1.1\r\nHost: a\r\n'],
])('a browser that opened a connection and sent %s keeps no server from stopping', async (_, sent) => {
  await talk(sent);
  await connections.stop(60_000);
});

test('a request that is under way gets its whole answer, and its connection ends after it', async () => {
  const { heard } = await talk(request);
  await until(() => asked.length === 1);
  const stopped = connections.stop(60_000);
  setTimeout(() => asked[0]?.end('ja'), 50);
  await stopped;
  expect(await heard).toMatch(/^HTTP\/1\.1 200[^]*ja$/);
});

test('a connection that was kept open after its answer is let go', async () => {
  const { heard } = await talk(request);
  await until(() => asked.length === 1);
  asked[0]?.end('ja');
  await connections.stop(60_000);
  expect(await heard).toContain('ja');
});

test('what is never done is cut off in the end', async () => {
  const { heard } = await talk(request);
  await until(() => asked.length === 1);
  await connections.stop(50);
  expect(await heard).toBe('');
});
