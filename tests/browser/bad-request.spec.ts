/** Requests that no browser of ours sends: each gets a Dutch page, the right status and the headers of any other. */
import { request } from 'node:http';
import { expect, test } from './house.ts';

interface Answer {
  status: number;
  text: string;
  policy: string;
}

const ask = (url: string, path: string, headers: Record<string, string> = {}) =>
  new Promise<Answer>((resolve, reject) => {
    const { hostname, port } = new URL(url);
    request({ hostname, port, path, headers, agent: false }, (res) => {
      let text = '';
      res.on('data', (part: Buffer) => (text += part.toString()));
      res.on('end', () => resolve({ status: res.statusCode ?? 0, text, policy: String(res.headers['content-security-policy']) }));
    })
      .on('error', reject)
      .end();
  });

test('odd addresses and hosts are answered with our own page', async ({ served }) => {
  const odd: [path: string, status: number, headers?: Record<string, string>][] = [
    ['/%', 404],
    ['/%00', 404],
    ['/404', 404],
    ['/_actions/session.signIn', 404],
    ['/_image?href=/x', 404],
    ['/_server-islands/x', 404],
    ['/_astro/weg.css', 404],
    ['/inloggen', 400, { host: 'a b' }],
    ['/inloggen', 400, { host: ':::' }],
    [`/${'a'.repeat(20_000)}`, 431],
  ];
  for (const [path, status, headers] of odd) {
    const answer = await ask(served.url, path, headers);
    expect(answer, path.slice(0, 40)).toMatchObject({ status, policy: expect.stringContaining("default-src 'none'") });
    expect(answer.text, path.slice(0, 40)).toContain('<html lang="nl">');
  }
});
