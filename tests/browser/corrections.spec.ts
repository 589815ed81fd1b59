/** "Klopt dit niet?" from the reader to whoever answers and back, and the guide of a meeting on screen and paper. */
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { keyboard } from './hand.ts';
import { demoPeople, expect, expectSound, signIn, test, widths } from './house.ts';

const lesson = '/cursus/frontoffice/nieuwe-klanten/herkennen-zonder-etiket';

async function sitDown(browser: Browser, url: string, email: string, more: BrowserContextOptions = {}) {
  const context = await browser.newContext({ baseURL: url, locale: 'nl-NL', viewport: widths.phone, ...more });
  const page = await context.newPage();
  await signIn(page, email);
  return page;
}

const own = (page: Page, text: string) => page.locator('.correction', { hasText: text });

test('a report goes to the specialist with the name, and the answer comes back', async ({ browser, baseURL }) => {
  const url = baseURL ?? '';
  const reader = await sitDown(browser, url, demoPeople.halfway);
  await reader.goto(lesson);
  await reader.getByRole('link', { name: 'Klopt dit niet?' }).click();
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText('Klopt dit niet?');
  await expectSound(reader);
  const long = `Bij ons klopt het adres niet. ${'Het is verhuisd. '.repeat(70)}`.trim();
  await reader.getByText('wat je bibliotheek zelf schreef').click();
  await reader.getByLabel('Wat klopt er niet?').fill(long);
  await reader.getByRole('button', { name: 'Verstuur' }).click();
  await expect(reader.getByRole('alert')).toContainText('houd het bij 1000 tekens');
  await expect(reader.getByLabel('Wat klopt er niet?')).toHaveValue(long);
  await expectSound(reader);
  const text = 'Bij ons klopt het adres niet. Bel mevrouw op 06-12345678.';
  await reader.getByLabel('Wat klopt er niet?').fill(text);
  await reader.getByRole('button', { name: 'Verstuur' }).click();
  await expect(reader.getByRole('alert')).toContainText('een telefoonnummer (06-12345678)');
  await expect(reader.getByLabel('Wat klopt er niet?')).toHaveValue(text);
  await expectSound(reader);
  await reader.getByText('Dit gaat niet over een klant. Bewaar het zo.').click();
  await reader.getByRole('button', { name: 'Verstuur' }).click();
  await expect(reader).toHaveURL(`${lesson}?gelukt=gemeld`);
  await expect(reader.getByText('Je melding is onderweg.')).toBeVisible();

  // Nothing but the keyboard, on a desk.
  const specialist = await sitDown(browser, url, demoPeople.specialist, { viewport: widths.desk });
  const hand = keyboard(specialist);
  await specialist.goto('/meldingen');
  await expectSound(specialist);
  await hand.press(own(specialist, text).getByRole('link', { name: 'Beantwoord' }));
  await expect(specialist.locator('main')).toContainText('Noor de Wit');
  await expectSound(specialist);
  await hand.fill(specialist.getByLabel('Je antwoord'), 'Klopt, ik heb het nieuwe adres erin gezet.');
  await hand.press(specialist.getByRole('button', { name: 'Verstuur je antwoord' }));
  await expect(specialist.getByText('Je antwoord is bewaard.')).toBeVisible();
  await expect(specialist.getByLabel('Je antwoord')).toHaveCount(0);

  await reader.goto('/account');
  await reader.getByRole('link', { name: /Bekijk je meldingen/ }).click();
  await expect(own(reader, text)).toContainText('Klopt, ik heb het nieuwe adres erin gezet.');
  await expectSound(reader);
  await expect(async () => {
    await reader.goto('/postvak');
    await expect(reader.locator('article', { hasText: demoPeople.halfway }).filter({ hasText: 'nieuwe adres' })).toBeVisible({
      timeout: 500,
    });
  }).toPass();
  for (const page of [reader, specialist]) await page.context().close();
});

test('about the lesson itself it goes to the adviser, without script and without a name', async ({ browser, baseURL }) => {
  const url = baseURL ?? '';
  const reader = await sitDown(browser, url, demoPeople.almost, { javaScriptEnabled: false });
  await reader.goto(`${lesson}/klopt-niet`);
  await reader.getByRole('button', { name: 'Verstuur' }).click();
  await reader.getByText('De les zelf').click();
  await reader.getByLabel('Wat klopt er niet?').fill('De tweede zin is te lang.\nEr staan drie gedachten in.');
  await reader.getByRole('button', { name: 'Verstuur' }).click();
  await expect(reader).toHaveURL(`${lesson}?gelukt=gemeld`);

  const adviser = await sitDown(browser, url, demoPeople.adviser);
  const seen: string[] = [];
  const look = async () => seen.push(await adviser.content());
  await adviser.goto('/meldingen?staat=open');
  await look();
  await expectSound(adviser);
  await own(adviser, 'De tweede zin is te lang.').getByRole('link', { name: 'Beantwoord' }).click();
  await look();
  const path = new URL(adviser.url()).pathname;
  // The same report is open in another window, and is answered a little later.
  const colleague = await adviser.context().newPage();
  await colleague.goto(path);
  await adviser.getByLabel('Je antwoord').fill('Goed gezien. In de volgende versie zijn het drie zinnen.');
  await adviser.getByRole('button', { name: 'Verstuur je antwoord' }).click();
  await expect(adviser.getByText('Je antwoord is bewaard.')).toBeVisible();
  await look();
  await colleague.getByLabel('Je antwoord').fill('Dit wilde ik ook zeggen.');
  await colleague.getByRole('button', { name: 'Verstuur je antwoord' }).click();
  await expect(colleague.getByRole('alert')).toContainText('Je hebt deze melding al beantwoord');
  await expect(colleague.getByText('Dit wilde ik ook zeggen.')).toBeVisible();
  await expectSound(colleague);
  await adviser.goto('/meldingen?staat=beantwoord&zoek=tweede+zin');
  await look();
  await expectSound(adviser);
  for (const html of seen)
    for (const secret of ['Sanne', 'Koster', 'Duinrand', demoPeople.almost]) expect(html).not.toContain(secret);

  const specialist = await sitDown(browser, url, demoPeople.specialist);
  expect((await specialist.goto(path))?.status()).toBe(404);
  for (const page of [reader, adviser, specialist]) await page.context().close();
});

test('a leader opens the guide of a meeting, with the time on the clock, and prints it', async ({ page, served }) => {
  await signIn(page, demoPeople.specialist);
  await page.goto('/groepen');
  const link = page
    .locator('main')
    .getByRole('link', { name: /Duinrand, najaar/ })
    .first();
  const group = (await link.getAttribute('href'))?.split('/')[2] ?? '';
  for (const [name, viewport] of Object.entries(widths)) {
    await page.setViewportSize(viewport);
    await page.goto(`${served.url}/groepen/${group}/bijeenkomsten/3`);
    await page.getByRole('link', { name: 'open het draaiboek' }).click();
    await expect(page.getByRole('heading', { level: 2, name: 'Programma' }), name).toBeVisible();
    await expect(page.locator('.guide-time').first()).toHaveText('9 uur');
    await expectSound(page);
    expect(await page.locator('[style]').count()).toBe(0);
  }
  // A meeting that was held has minutes, not a clock.
  await page.goto(`${served.url}/groepen/${group}/bijeenkomsten/1/draaiboek`);
  await expect(page.locator('.guide-time').first()).toHaveText('minuut 0');
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const sheets = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  expect(sheets).toBeGreaterThan(2);
  expect(sheets).toBeLessThan(14);
  expect(pdf.toString('latin1')).toMatch(/\/MediaBox\s*\[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/);
});
