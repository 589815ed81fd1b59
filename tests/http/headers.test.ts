import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { answerClientError } from '#src/http/client-error.ts';
import { baseHeaders } from '#src/http/headers.ts';

test('the policy allows nothing inline, nothing from elsewhere and no frame around a page', () => {
  const policy = baseHeaders({ publicBaseUrl: 'http://127.0.0.1:4321' })['Content-Security-Policy'] ?? '';
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  for (const part of ["default-src 'none'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"])
    expect(policy).toContain(part);
});

test('https is demanded for a year where the site has it, and only there', () => {
  expect(baseHeaders({ publicBaseUrl: 'https://leren.example' })['Strict-Transport-Security']).toMatch(/max-age=31536000/);
  expect(baseHeaders({ publicBaseUrl: 'http://127.0.0.1:4321' })).not.toHaveProperty('Strict-Transport-Security');
});

test.each([
  ['no HTTP at all', 'HALLO\r\n\r\n', 400, 'Dit verzoek is niet goed aangekomen'],
  [
    'a cookie of 40 kB',
    `GET / HTTP/1.1\r\nHost: a\r\nCookie: session=${'a'.repeat(40_000)}\r\n\r\n`,
    431,
    'Je browser stuurt te veel mee',
  ],
])('%s is answered with a page and the headers of any other', async (_, sent, status, title) => {
  const headers = baseHeaders({ publicBaseUrl: 'http://127.0.0.1:4321' });
  const server = createServer().on('clientError', (error, socket) => answerClientError(error, socket, headers, 'ref123'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const answer = await new Promise<string>((resolve) => {
    let heard = '';
    connect((server.address() as AddressInfo).port, '127.0.0.1')
      .on('data', (part: Buffer) => (heard += part.toString()))
      .on('error', () => {})
      .on('close', () => resolve(heard))
      .write(sent);
  });
  server.close();
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(answer).toContain(title);
  for (const name of Object.keys(headers)) expect(answer).toContain(`${name}: `);
});
