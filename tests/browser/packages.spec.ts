import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoPeople, expect, expectSound, signIn, test } from './house.ts';
import { bring, golf, rows, samples, samplesFolder, sco, shell } from './packages.ts';

test.skip(!samples, 'the packages from elsewhere are not on this machine');

test('a package is refused with the reason, and a good one taken in', async ({ page }) => {
  await signIn(page, demoPeople.specialist);
  await page.goto('/pakketten');
  await expectSound(page);
  await page.getByRole('link', { name: 'Voeg een pakket toe' }).click();
  await expectSound(page);
  await page.setInputFiles('input[type=file]', join(samplesFolder, 'malformed/MalformedXml_SCORM12.zip'));
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
