import { expect, test } from 'vitest';
import { isHost } from '#src/http/host-header.ts';

const ask = (host: string | undefined, httpVersion = '1.1') =>
  isHost({ headers: host === undefined ? {} : { host }, httpVersion });

test.each(['leren.example', '127.0.0.1:4321', 'localhost', '[::1]:4321', 'een_naam-2.example:80'])('%s is a host', (host) => {
  expect(ask(host)).toBe(true);
});

test.each(['', 'a b', ':::::', '[::1', 'a/b', 'a?b', 'a@b', 'a\\b', 'a:123456', '<script>'])('‘%s’ is none', (host) => {
  expect(ask(host)).toBe(false);
});

test('only HTTP/1.0 may leave it out', () => {
  expect(ask(undefined, '1.0')).toBe(true);
  expect(ask(undefined)).toBe(false);
});
