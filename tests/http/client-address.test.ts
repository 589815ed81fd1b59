import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { clientAddress } from '#src/http/client-address.ts';

const from = (remoteAddress: string | undefined, forwarded: string | undefined, hops: number) =>
  clientAddress(
    {
      headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
      socket: { remoteAddress } as IncomingMessage['socket'],
    },
    hops,
  );

test('without proxies the header proves nothing', () => {
  expect(from('192.0.2.9', '10.0.0.1', 0)).toBe('192.0.2.9');
});

test('behind proxies it counts from the right: what the browser wrote itself stands further left', () => {
  expect(from('10.0.0.2', '198.51.100.7', 1)).toBe('198.51.100.7');
  expect(from('10.0.0.2', '1.1.1.1, 2.2.2.2,198.51.100.7', 1)).toBe('198.51.100.7');
  expect(from('10.0.0.2', '1.1.1.1, 198.51.100.7, 10.0.0.1', 2)).toBe('198.51.100.7');
});

test.each([
  ['no header', undefined, 1],
  ['an empty header', '', 1],
  ['fewer entries than hops', '198.51.100.7', 2],
  ['text that is no address', '198.51.100.7, <script>', 1],
  ['an empty entry', '198.51.100.7,', 1],
])('with %s it is the address of the connection', (_, forwarded, hops) => {
  expect(from('10.0.0.2', forwarded, hops)).toBe('10.0.0.2');
});

test('ports, brackets and an IPv6 coat around IPv4 make no other address', () => {
  expect(from('::ffff:192.0.2.9', undefined, 0)).toBe('192.0.2.9');
  expect(from('10.0.0.2', '198.51.100.7:50123', 1)).toBe('198.51.100.7');
  expect(from('10.0.0.2', '[2001:db8::1]:443', 1)).toBe('2001:db8::1');
  expect(from('10.0.0.2', '2001:db8::1', 1)).toBe('2001:db8::1');
});

test('a connection that is gone has no address', () => {
  expect(from(undefined, undefined, 0)).toBe('');
});
