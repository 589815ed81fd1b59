import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkHealth } from '#src/services/installation/health.ts';
import { securityText } from '#src/services/installation/security-text.ts';
import { openTestHouse, type House } from '#tests/kit/house.ts';

let house: House;

beforeEach(async () => {
  house = await openTestHouse();
});
afterEach(() => house.close());

test('a house with its database is healthy, and says which version it is', async () => {
  expect(await checkHealth(await house.ctx(null, { version: '1.2.3' }))).toEqual({ ok: true, version: '1.2.3', database: 'ok' });
});

test('a database that can’t be read is told in one word', async () => {
  const broken = new Proxy(house.db, {
    get: () => () => {
      throw new Error('no such file: /srv/secret/x.db');
    },
  });
  const health = await checkHealth(await house.ctx(null, { db: broken }));
  expect(health).toEqual({ ok: false, version: '0.0.0', database: 'unreachable' });
});

test('security.txt names the contact, its own address, and an end within a year', () => {
  const about = { demo: false, now: house.now, publicBaseUrl: 'https://leren.example' };
  const text = securityText({ ...about, contact: 'veilig@duinrand.example' }) ?? '';
  expect(text.split('\n')).toEqual([
    'Contact: mailto:veilig@duinrand.example',
    'Expires: 2028-02-09T09:00:00Z',
    'Preferred-Languages: nl, en',
    'Canonical: https://leren.example/.well-known/security.txt',
    '',
  ]);
  for (const contact of ['https://leren.example/meld', 'mailto:a@b.example'])
    expect(securityText({ ...about, contact })).toContain(`Contact: ${contact}\n`);
  expect(securityText({ ...about, contact: null })).toBeNull();
  expect(securityText({ ...about, contact: null, demo: true })).not.toBeNull();
});
