/** The player with packages of our own: what a learner does in one, and what a package may not. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from '@playwright/test';
import { makeZip } from '#tests/scorm/zips.ts';
import { violationsOf } from './axe.ts';
import { demoPeople, expect, expectSound, signIn, test, widths } from './house.ts';
import { bring, rows, sco, shell } from './packages.ts';

const folder = mkdtempSync(join(tmpdir(), 'baliewijs-sco-'));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const manifest = `<manifest identifier="m" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations default="o"><organization identifier="o"><title>Brutaal pakket</title><item identifier="a" identifierref="r"><title>Deel</title></item></organization></organizations>
<resources><resource identifier="r" type="webcontent" adlcp:scormtype="sco" href="index.html"/></resources></manifest>`;

/** A page that does nothing but look for the API; the test says the rest. */
const page12 = `<!doctype html><html lang="nl"><title>Deel</title><h1>Brutaal</h1><button id="open">Venster</button><script>
let place = window; while (!place.API && place.parent !== place) place = place.parent;
window.api = place.API; api.LMSInitialize('');
document.getElementById('open').onclick = () => void window.open('index.html');</script></html>`;

const rude = () =>
  makeZip(join(folder, `${Math.random()}.zip`), [
    { name: 'imsmanifest.xml', content: manifest },
    { name: 'index.html', content: page12 },
  ]);

const begin = async (page: Page, id: string) => {
  await page.goto(`/pakket/${id}`);
  await page.getByRole('button', { name: /^(Begin|Ga verder)$/ }).click();
};

async function inside(page: Page): Promise<Frame> {
  await expect(sco(page).getByRole('heading')).toBeVisible();
  const frame = page.frames().find((f) => f.url().includes('/p/index.html'));
  if (!frame) throw new Error('no package to be seen');
  return frame;
}

declare global {
  interface Window {
    api: Record<string, (...given: string[]) => string>;
  }
}

const demoPackage = async (page: Page) => {
  await page.goto('/cursus');
  await page.getByRole('link', { name: 'Huisregels aan de balie' }).click();
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
};

test('on a phone with nothing but a keyboard: goes on where it was, answers, and is done', async ({ page, served }) => {
  await page.setViewportSize(widths.phone);
  await signIn(page, demoPeople.halfway);
  const id = await demoPackage(page);
  await expectSound(page);
  await page.getByRole('button', { name: 'Ga verder' }).focus();
  await page.keyboard.press('Enter');
  await expect(sco(page).getByRole('heading', { name: 'Vraag 2 van 2' })).toBeVisible();
  for (const frame of page.frames().slice(1)) expect(await violationsOf(frame)).toEqual([]);
  const tabTo = async (reached: () => Promise<boolean>) => {
    for (let i = 0; i < 60 && !(await reached()); i++) await page.keyboard.press('Tab');
    expect(await reached()).toBe(true);
  };
  const onto = (selector: string) => () =>
    sco(page)
      .locator(selector)
      .evaluate((e) => e === e.ownerDocument.activeElement);
  await tabTo(onto('form[data-question=foto] input >> nth=0'));
  await page.keyboard.press('Space');
  await tabTo(onto('form[data-question=foto] button'));
  await page.keyboard.press('Enter');
  await expect(sco(page).getByText('Goed. De foto mag')).toBeVisible();
  await tabTo(onto('#on'));
  await page.keyboard.press('Enter');
  await expect(sco(page).getByText('Je had 2 van de 2 vragen goed.')).toBeVisible();
  await expect(shell(page).locator('#state')).toHaveText('Bewaard');
  const stop = shell(page).getByRole('button', { name: 'Stoppen' });
  await tabTo(() => stop.evaluate((e) => e === e.ownerDocument.activeElement));
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/pakket/${id}`);
  await expect(page.getByText(/gehaald, score 100/)).toBeVisible();
  await page.getByRole('link', { name: 'Bekijk wat het bewaart' }).click();
  await expectSound(page);
  await expect(page.locator('.package-answers li')).toHaveText([/bellen.*goed/s, /foto.*goed/s]);
  // Two minutes and ten seconds of the day before count as well.
  await expect(page.locator('main')).toContainText('Tijd: 2 minuten');
  const done = await rows(served, `select via from module_completion where module_id = '${id}'`);
  expect(done).toEqual([{ via: 'package' }]);
});

test('a lost connection: what isn’t saved is said, and is saved afterwards', async ({ page, context, served }) => {
  await signIn(page, demoPeople.almost);
  await demoPackage(page);
  await page.getByRole('button', { name: 'Begin' }).click();
  await sco(page).getByRole('button', { name: 'Verder' }).click();
  await expect(shell(page).locator('#state')).toHaveText('Bewaard');
  await context.setOffline(true);
  await sco(page).getByRole('button', { name: 'Verder' }).click();
  await expect(shell(page).locator('#state')).toContainText('Nog niet opgeslagen');
  await sco(page).getByRole('button', { name: 'Verder' }).click();
  await context.setOffline(false);
  await expect(shell(page).locator('#state')).toHaveText('Bewaard', { timeout: 30_000 });
  const [state] = await rows(served, 'select data from scorm_state order by at desc limit 1');
  expect(JSON.parse(String(state?.data))['cmi.core.lesson_location']).toBe('3');
});

test.describe('a package that is after more than it may', () => {
  test('keeps no more than may be kept, and the player goes on', async ({ page, served }) => {
    await signIn(page, demoPeople.specialist);
    await begin(page, await bring(page, await rude()));
    const frame = await inside(page);
    const said = await frame.evaluate(() => {
      const big = 'x'.repeat(10_000_000);
      const answers = {
        suspend: window.api.LMSSetValue?.('cmi.suspend_data', big),
        error: window.api.LMSGetLastError?.(),
        rows: '',
      };
      for (let i = 0; i < 300; i++) window.api.LMSSetValue?.(`cmi.interactions.${i}.id`, big.slice(0, 200));
      answers.rows = window.api.LMSSetValue?.('cmi.comments', 'y'.repeat(4000)) ?? '';
      return { ...answers, committed: window.api.LMSCommit?.('') };
    });
    expect(said).toMatchObject({ suspend: 'false', error: '405' });
    expect(await frame.evaluate(() => window.api.LMSSetValue?.('cmi.suspend_data', 'z'.repeat(70_000)))).toBe('true');
    await frame.evaluate(() => window.api.LMSCommit?.(''));
    await expect(shell(page).locator('#state')).toContainText('meer dan de standaard');
    const [state] = await rows(served, 'select length(data) as size from scorm_state order by at desc limit 1');
    expect(Number(state?.size)).toBeLessThan(2_000_000);
  });

  test('saves in a loop: the server hears of it now and then', async ({ page }) => {
    await signIn(page, demoPeople.specialist);
    await begin(page, await bring(page, await rude()));
    const frame = await inside(page);
    let heard = 0;
    page.on('request', (request) => (heard += request.url().endsWith('/commit') ? 1 : 0));
    await frame.evaluate(() => {
      for (let i = 0; i < 3000; i++) {
        window.api.LMSSetValue?.('cmi.core.lesson_location', String(i));
        window.api.LMSCommit?.('');
      }
    });
    await expect(shell(page).locator('#state')).toHaveText('Bewaard');
    expect(heard).toBeLessThan(60);
  });

  test('opens no window, unless its keeper lets it', async ({ page }) => {
    await signIn(page, demoPeople.specialist);
    const id = await bring(page, await rude());
    await begin(page, id);
    const press = async (who: Page) => {
      await inside(who);
      await sco(who).getByRole('button', { name: 'Venster' }).click();
    };
    /** The browser says so where nobody looks. */
    const refuses = async () => {
      const said = page.waitForEvent('console', (message) => message.text().includes('allow-popups'));
      await press(page);
      await said;
      expect(page.context().pages()).toHaveLength(1);
    };
    await refuses();
    await page.goto(`/pakketten/${id}/versie`);
    await page.setInputFiles('input[type=file]', await rude());
    await page.getByRole('button', { name: 'Voeg toe' }).click();
    await page.getByText('Ja, nieuwe vensters mogen').click();
    await page.getByRole('button', { name: 'Zet het open' }).click();
    await page.goto(`/pakket/${id}`);
    // Who is under way stays in the version it began with.
    await begin(page, id);
    await refuses();
    const other = await page
      .context()
      .browser()
      ?.newContext({ baseURL: new URL(page.url()).origin });
    const fresh = await other?.newPage();
    if (!fresh) throw new Error('no browser');
    await signIn(fresh, demoPeople.halfway);
    await begin(fresh, id);
    const opened = fresh.context().waitForEvent('page');
    await press(fresh);
    await opened;
    await other?.close();
  });

  test('takes nobody anywhere, and outlives nothing', async ({ page, served }) => {
    await signIn(page, demoPeople.specialist);
    await begin(page, await bring(page, await rude()));
    const frame = await inside(page);
    const tried = await frame.evaluate(async () => {
      const attempt = async (run: () => unknown) => {
        try {
          return String(await run());
        } catch (error) {
          return (error as Error).name;
        }
      };
      return {
        top: await attempt(() => {
          window.top!.location.href = 'https://example.org/';
          return 'went';
        }),
        worker: await attempt(() => navigator.serviceWorker.register('worker.js')),
        image: await attempt(
          () =>
            new Promise((resolve) => {
              const image = new Image();
              image.onload = image.onerror = (event) => resolve((event as Event).type);
              image.src = 'https://example.org/?all-that-i-know';
            }),
        ),
        beacon: await attempt(() => fetch('https://example.org/', { method: 'POST', mode: 'no-cors', body: 'all' })),
      };
    });
    expect(tried).toMatchObject({ top: 'SecurityError', image: 'error', beacon: 'TypeError' });
    expect(tried.worker).not.toContain('object');
    expect(page.url()).toContain(served.url);
    // It goes elsewhere itself: there is nothing to be seen, and nothing left this machine.
    const asked: string[] = [];
    page.on('requestfinished', (request) => asked.push(request.url()));
    await frame.evaluate(() => void (window.location.href = 'https://example.org/?all')).catch(() => {});
    await expect(shell(page).getByRole('button', { name: 'Stoppen' })).toBeVisible();
    expect(asked.filter((url) => url.includes('example.org'))).toEqual([]);
  });

  test('a tab that closes without goodbye keeps what was said', async ({ page, served }) => {
    await signIn(page, demoPeople.specialist);
    const id = await bring(page, await rude());
    await begin(page, id);
    const frame = await inside(page);
    await frame.evaluate(() => void window.api.LMSSetValue?.('cmi.core.lesson_location', 'halverwege'));
    await page.goto('/leerkaart');
    await begin(page, id);
    const again = await inside(page);
    expect(await again.evaluate(() => window.api.LMSGetValue?.('cmi.core.lesson_location'))).toBe('halverwege');
    expect(await again.evaluate(() => window.api.LMSGetValue?.('cmi.core.entry'))).toBe('resume');
    expect(
      (
        await rows(
          served,
          'select count(*) as n from scorm_attempt a join scorm_version v on v.id = a.version_id where v.package_id = ' +
            `'${id}'`,
        )
      )[0]?.n,
    ).toBe(1);
  });
});
