/** npm run screenshots: the README's pictures, taken from the running product with a fresh demonstration. */
import { mkdirSync } from 'node:fs';
import { chromium, type Page } from '@playwright/test';
import { buildWhenChanged } from '#src/cli/build.ts';
import { findChromium, quietly } from './chromium.ts';
import { demoPeople, signIn, startServer, widths } from './house.ts';

interface Picture {
  file: string;
  as: string;
  size: { width: number; height: number };
  open(page: Page): Promise<unknown>;
}

const toGroup = async (page: Page, name: RegExp) => {
  await page.goto('/groepen');
  await page.locator('main').getByRole('link', { name }).first().click();
};

const folder = 'content/screenshots';
const pictures: Picture[] = [
  { file: 'leerkaart', as: demoPeople.halfway, size: { width: 1280, height: 900 }, open: (page) => page.goto('/leerkaart') },
  {
    file: 'les-telefoon',
    as: demoPeople.halfway,
    size: widths.phone,
    open: (page) => page.goto('/cursus/frontoffice/nieuwe-klanten/de-vraag-achter-de-vraag'),
  },
  {
    file: 'aanwezigheid-telefoon',
    as: demoPeople.specialist,
    size: widths.phone,
    async open(page) {
      await toGroup(page, /najaar/);
      await page.locator('main a[href*="/bijeenkomsten/2/"]:not([href$=indeling], [href$=plannen])').first().click();
      await page.getByRole('heading', { name: 'Wie is er?' }).waitFor();
    },
  },
  {
    file: 'scherm',
    as: demoPeople.specialist,
    size: { width: 1280, height: 900 },
    async open(page) {
      await toGroup(page, /^Oefengroep/);
      await page.getByRole('link', { name: 'Begeleid de bijeenkomst' }).click();
      await page.getByRole('link', { name: 'Naar het scherm voor de zaal' }).click();
      for (const step of ['Zet klaar', 'Begin'])
        if (await page.getByRole('button', { name: step, exact: true }).isVisible())
          await page.getByRole('button', { name: step, exact: true }).click();
      await page.locator('.screen-pin').waitFor();
    },
  },
  {
    file: 'pilot',
    as: demoPeople.adviser,
    size: { width: 1280, height: 900 },
    async open(page) {
      await page.goto('/pilots');
      await page.locator('.pilot-card a').first().click();
      await page.locator('.pilot-reasons').first().waitFor();
    },
  },
];

buildWhenChanged();
mkdirSync(folder, { recursive: true });
const served = await startServer();
const executablePath = findChromium();
const browser = await chromium.launch({ args: quietly, ...(executablePath ? { executablePath } : {}) });
try {
  for (const { file, as, size, open } of pictures) {
    const context = await browser.newContext({ baseURL: served.url, locale: 'nl-NL', viewport: size, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await signIn(page, as);
    await open(page);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: `${folder}/${file}.png` });
    console.log(`${folder}/${file}.png`);
    await context.close();
  }
} finally {
  await browser.close();
  await served.stop();
}
