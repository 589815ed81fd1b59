import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import type { FrameLocator, Page } from '@playwright/test';
import { scormSamples } from '#tests/kit/scorm-samples.ts';
import { demoPeople, expect, expectSound, signIn, test, type Served } from './house.ts';

const shared = scormSamples();
const samples = existsSync(join(shared, 'golf'));
if (!samples) console.warn(`Skipped: no folder ${shared} with packages (set SCORM_SAMPLES).`);
test.skip(!samples, 'the packages from elsewhere are not on this machine');

const golf = (name: string) => join(shared, 'golf', `${name}.zip`);

const shell = (page: Page): FrameLocator => page.frameLocator('iframe.package-player');
const sco = (page: Page): FrameLocator => shell(page).frameLocator('#sco');

/** A specialist brings it in and opens it; answers its id. */
async function bring(page: Page, file: string, rule: 'completed' | 'passed' = 'completed'): Promise<string> {
  await page.goto('/pakketten/nieuw');
  await page.setInputFiles('input[type=file]', file);
  await page.getByRole('button', { name: 'Voeg toe' }).click();
  await page.waitForURL(/\/pakketten\/pkg_/);
  if (rule === 'passed') await page.getByLabel('Als iemand het heeft gehaald').check();
  await page.getByRole('button', { name: 'Zet het open' }).click();
  await expect(page.getByText('Het pakket staat open')).toBeVisible();
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

async function rows(served: Served, sql: string): Promise<Record<string, unknown>[]> {
  const client = createClient({ url: `file:${join(served.dataDir, 'demo.db')}` });
  try {
    return (await client.execute(sql)).rows.map((row) => ({ ...row }));
  } finally {
    client.close();
  }
}

test('a package is refused with the reason, and a good one taken in', async ({ page }) => {
  await signIn(page, demoPeople.specialist);
  await page.goto('/pakketten');
  await expectSound(page);
  await page.getByRole('link', { name: 'Voeg een pakket toe' }).click();
  await expectSound(page);
  await page.setInputFiles('input[type=file]', join(shared, 'malformed/MalformedXml_SCORM12.zip'));
  await page.getByRole('button', { name: 'Voeg toe' }).click();
  await expect(page.locator('.form-errors')).toContainText('geen geldige XML');
  await bring(page, golf('RuntimeBasicCalls_SCORM12'));
  await expectSound(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Haal het bestand op' }).click(),
  ]);
  expect(readFileSync(await download.path())).toEqual(readFileSync(golf('RuntimeBasicCalls_SCORM12')));
});

test('1.2: plays, closes, goes on where it was, and is done', async ({ page, served, browser }) => {
  await signIn(page, demoPeople.specialist);
  const id = await bring(page, golf('RuntimeBasicCalls_SCORM12'));
  const context = await browser.newContext({ baseURL: served.url });
  const learner = await context.newPage();
  learner.on('dialog', (dialog) => void dialog.accept());
  await signIn(learner, demoPeople.halfway);
  await learner.goto(`/pakket/${id}`);
  await expectSound(learner);
  await learner.getByRole('button', { name: 'Begin' }).click();
  await expect(sco(learner).frameLocator('#contentFrame').locator('body')).toContainText('Golf');
  for (let i = 0; i < 3; i++) await sco(learner).locator('#butNext').click();
  // The tab closes without a goodbye.
  await learner.close({ runBeforeUnload: false });
  const again = await context.newPage();
  again.on('dialog', (dialog) => void dialog.accept());
  await again.goto(`/pakket/${id}`);
  await again.getByRole('button', { name: 'Ga verder' }).click();
  await expect(sco(again).locator('#butPrevious')).toBeEnabled();
  const [kept] = await rows(served, `select data, session from scorm_state`);
  expect(JSON.parse(String(kept?.data))['cmi.core.lesson_location']).toBe('3');
  await served.restart();
  for (let i = 0; i < 30 && (await sco(again).locator('#butNext').isEnabled()); i++) await sco(again).locator('#butNext').click();
  await expect(shell(again).locator('#state')).toHaveText('Bewaard', { timeout: 20_000 });
  await shell(again).getByRole('button', { name: 'Stoppen' }).click();
  await again.waitForURL(`**/pakket/${id}`);
  await expect(again.getByText('gehaald').first()).toBeVisible();
  const [completion] = await rows(served, `select via, version from module_completion where module_id = '${id}'`);
  expect(completion).toEqual({ via: 'package', version: 1 });
  await context.close();
});

test('a package reaches nothing but its own attempt', async ({ page, served }) => {
  await signIn(page, demoPeople.specialist);
  const id = await bring(page, golf('RuntimeBasicCalls_SCORM12'));
  page.on('dialog', (dialog) => void dialog.accept());
  await page.goto(`/pakket/${id}`);
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(sco(page).locator('#butNext')).toBeVisible();
  const frame = page.frames().find((f) => f.url().includes('/p/shared/launchpage'));
  const seen = await frame?.evaluate(async () => {
    const api = (window.parent as unknown as { API: Record<string, (...given: unknown[]) => string> }).API;
    const tried = (run: () => unknown) => {
      try {
        return String(run());
      } catch (error) {
        return (error as Error).name;
      }
    };
    const fetched = async (url: string) =>
      fetch(url, { credentials: 'include' }).then(
        (answer) => `status ${answer.status}`,
        () => 'refused',
      );
    return {
      keys: Object.keys(api).length,
      frozen: Object.isFrozen(api),
      settings: api.LMSGetValue?.('settings.lmsCommitUrl'),
      session: api.LMSGetValue?.('cmi.session._exit'),
      broken: api.LMSSetValue?.('cmi', 'x'),
      name: api.LMSGetValue?.('cmi.core.student_name'),
      replaced: tried(() => ((window.parent as unknown as { API: unknown }).API = {})),
      platform: tried(() => window.top?.document.title),
      cookie: document.cookie,
      away: await fetched('https://example.org/'),
      page: await fetched(new URL('/leerkaart', location.href).href),
      elsewhere: await fetched(new URL('/s/00000000000000000000000000000000/launch.json', location.href).href),
    };
  });
  expect(seen).toMatchObject({
    keys: 8,
    frozen: true,
    settings: '',
    session: '',
    broken: 'false',
    name: 'Haddad, Samira',
    platform: 'SecurityError',
    cookie: '',
    away: 'refused',
    page: 'status 404',
    elsewhere: 'status 404',
  });
  expect(page.url()).toContain(served.url);
  const [token] = /\/s\/([0-9a-z]+)\//.exec(frame?.url() ?? '')?.slice(1) ?? [];
  const content = served.url.replace('127.0.0.1', 'localhost');
  const commit = { item: 'item_1', session: 1, sequence: 1, final: false, data: {} };
  // From another page, with another key, and for a part that isn't there.
  expect((await page.request.post(`${content}/s/${token}/commit`, { data: commit })).status()).toBe(403);
  const own = { headers: { 'Sec-Fetch-Site': 'same-origin' }, data: commit };
  expect((await page.request.post(`${content}/s/${'0'.repeat(32)}/commit`, own)).status()).toBe(404);
  const wrong = { ...own, data: { ...commit, item: 'other' } };
  expect((await page.request.post(`${content}/s/${token}/commit`, wrong)).status()).toBe(404);
  // The same package in a second window: the first keeps nothing any more.
  const second = await page.context().newPage();
  second.on('dialog', (dialog) => void dialog.accept());
  await second.goto(`/pakket/${id}`);
  await second.getByRole('button', { name: 'Ga verder' }).click();
  await expect(sco(second).locator('#butNext')).toBeVisible();
  expect((await page.request.post(`${content}/s/${token}/commit`, own)).status()).toBe(409);
});

test('1.2 with many parts: contents, next, previous', async ({ page }) => {
  await signIn(page, demoPeople.specialist);
  const id = await bring(page, golf('ContentPackagingOneFilePerSCO_SCORM12'));
  await page.goto(`/pakket/${id}`);
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(sco(page).locator('body')).toContainText('Play');
  await shell(page).getByRole('button', { name: 'Volgende' }).click();
  await expect(sco(page).locator('body')).toContainText('Par');
  await shell(page).getByRole('button', { name: 'Inhoud' }).click();
  await shell(page).getByRole('button', { name: 'Keeping Score' }).click();
  await expect(sco(page).locator('body')).toContainText('Scor');
  await expect(shell(page).getByRole('button', { name: 'Vorige' })).toBeVisible();
});

for (const name of ['RuntimeBasicCalls_SCORM20043rdEdition', 'SequencingForcedSequential_SCORM20043rdEdition'])
  test(`2004: ${name} plays, closes and goes on`, async ({ page, served }) => {
    page.on('dialog', (dialog) => void dialog.accept());
    await signIn(page, demoPeople.specialist);
    const id = await bring(page, golf(name));
    await page.goto(`/pakket/${id}`);
    await page.getByRole('button', { name: 'Begin' }).click();
    await expect(sco(page).locator('#butNext')).toBeVisible();
    await sco(page).locator('#butNext').click();
    await sco(page).locator('#butNext').click();
    await shell(page).getByRole('button', { name: 'Later verder' }).click();
    await page.waitForURL(`**/pakket/${id}`);
    await page.getByRole('button', { name: 'Ga verder' }).click();
    await expect(sco(page).locator('#butPrevious')).toBeEnabled();
    const states = await rows(served, 'select data, session, finished from scorm_state order by at desc limit 1');
    expect(states[0]).toMatchObject({ session: 1, finished: 1 });
    expect(JSON.parse(String(states[0]?.data))['cmi.location']).toBe('2');
    // A tab that just closes.
    await sco(page).locator('#butNext').click();
    await page.goto('/leerkaart');
    await page.goto(`/pakket/${id}`);
    await page.getByRole('button', { name: 'Ga verder' }).click();
    await expect(sco(page).locator('#butPrevious')).toBeEnabled();
  });

test('2004, 4th Edition: what it wants from another site is said, and it opens without', async ({ page }) => {
  page.on('dialog', (dialog) => void dialog.accept());
  await signIn(page, demoPeople.specialist);
  const id = await bring(page, golf('SequencingPostTestRollup4thEd_SCORM20044thEdition'));
  await expect(page.getByText('ajax.googleapis.com')).toBeVisible();
  await page.goto(`/pakket/${id}`);
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(sco(page).locator('#butNext')).toBeVisible();
  await shell(page).getByRole('button', { name: 'Inhoud' }).click();
  await expect(shell(page).getByText('Having Fun')).toBeVisible();
  await shell(page).getByRole('button', { name: 'Later verder' }).click();
  await page.waitForURL(`**/pakket/${id}`);
});
