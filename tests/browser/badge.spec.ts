/** A certificate goes along as a badge: its owner downloads it, a verifier of others checks it at this very server. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { verifyBadge } from '#tests/kit/badge-verifier.ts';
import { beside } from './beside.ts';
import { demoPeople, expect, expectSound, signIn, test, widths, type Served } from './house.ts';
import { post } from './post.ts';

/** did:web asks for https; what it finds there is what this server says. */
const verify = (served: Served, badge: object) =>
  verifyBadge(badge, (url) => (url.host === new URL(served.url).host ? outside(`${served.url}${url.pathname}`) : null));
/** As it was before a verifier was kept from the network. */
const outside = globalThis.fetch;

async function openOwn(page: Page): Promise<string> {
  await signIn(page, demoPeople.done);
  await page.goto('/leerkaart');
  const href = await page.locator('main a[href^="/certificaten/"]').first().getAttribute('href');
  await page.goto(href ?? '');
  return href ?? '';
}

for (const [size, viewport] of Object.entries(widths))
  test(`anyone reads what a certificate stands for, on a ${size}`, async ({ browser, served }) => {
    const page = await (await browser.newContext({ baseURL: served.url, viewport })).newPage();
    for (const course of ['frontoffice', 'privacy-ido', 'privacy-basis']) {
      await page.goto(`/certificaten/cursus/${course}`);
      await expect(page.getByRole('heading', { name: 'Wie krijgt het?' })).toBeVisible();
      await expectSound(page);
    }
    await page.getByRole('link', { name: 'profiel', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Profiel medewerker IDO');
    await expectSound(page);
    await openOwn(page);
    await expect(page.getByRole('region', { name: 'Ook als digitale badge' })).toBeVisible();
    await expectSound(page);
    for (const gone of [
      '/certificaten/cursus/niets',
      '/certificaten/cursus/niets.json',
      '/certificaten/profiel/niets',
      '/certificaten/status/7',
    ])
      expect((await page.request.get(gone)).status(), gone).toBe(404);
  });

test('its owner downloads it, a verifier accepts it, and refuses it once it is revoked', async ({ browser, page, served }) => {
  const href = await openOwn(page);
  const offered = page.getByRole('region', { name: 'Ook als digitale badge' });
  await expect(offered).toContainText('werkgever of school');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    offered.getByRole('link', { name: 'Download je badge' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('badge-frontoffice.json');
  const text = readFileSync(await file.path(), 'utf8');
  const badge = JSON.parse(text) as { credentialSubject: { achievement: { id: string } } };
  expect(text).toContain('Bram Vermeer');
  expect(text).not.toContain(demoPeople.done);
  expect(await verify(served, badge)).toMatchObject({ steps: { valid_signature: true, revocation_status: true }, errors: [] });
  const other = JSON.parse(text.replaceAll('Bram Vermeer', 'Sjaak Anders')) as object;
  expect((await verify(served, other)).errors).toEqual(['invalid_signature']);

  // Again, and after a restart: the same file.
  await served.restart();
  expect(await (await page.request.get(`${href}.badge.json`)).text()).toBe(text);

  // What it stands for: a page for people, the same for a machine.
  const { id } = badge.credentialSubject.achievement;
  const stranger = await browser.newContext({ baseURL: served.url });
  const forMachine = await stranger.request.get(id, { headers: { accept: 'application/ld+json' } });
  expect(forMachine.headers()['content-type']).toBe('application/ld+json');
  expect(((await forMachine.json()) as { id: string }).id).toBe(id);

  // A list that did not change is not sent again.
  const list = await stranger.request.get('/certificaten/status/1');
  const etag = list.headers()['etag'] ?? '';
  const ask = () => stranger.request.get('/certificaten/status/1', { headers: { 'if-none-match': etag } });
  expect((await ask()).status()).toBe(304);

  const client = beside(served);
  const code = href.split('/').at(-1) ?? '';
  const { rows } = await client.execute({ sql: 'select id, person_id, group_id from certificate where code = ?', args: [code] });
  client.close();
  const leader = await (await browser.newContext({ baseURL: served.url })).newPage();
  await signIn(leader, demoPeople.specialist);
  expect((await leader.request.get(`${href}.badge.json`)).status()).toBe(404);
  await leader.goto(href);
  await expect(leader.getByRole('region', { name: 'Ook als digitale badge' })).toHaveCount(0);
  await post(leader, '/groepen?_action=certificate.revoke', [
    ['groep', String(rows[0]?.['group_id'])],
    ['persoon', String(rows[0]?.['person_id'])],
    ['certificaat', String(rows[0]?.['id'])],
    ['reden', 'request'],
  ]);
  expect((await ask()).status()).toBe(200);
  expect((await verify(served, badge)).steps).toMatchObject({ valid_signature: true, revocation_status: false });
  expect((await page.request.get(`${href}.badge.json`)).status()).toBe(404);
  await page.reload();
  await expect(page.getByRole('region', { name: 'Ook als digitale badge' })).toHaveCount(0);
});
