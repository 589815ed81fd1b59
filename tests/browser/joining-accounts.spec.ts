/** A link by mail to sign in, a person who moves to another library, and two accounts of one person that are joined. */
import type { Browser, Page } from '@playwright/test';
import { demoPeople, expect, expectSound, signIn, test, widths } from './house.ts';

const open = async (browser: Browser, baseURL: string | undefined, viewport = widths.desk) =>
  (await browser.newContext({ viewport, baseURL: baseURL ?? '' })).newPage();

async function linkInMail(page: Page): Promise<string> {
  await page.goto('/postvak');
  return (await page.getByRole('link', { name: 'Log in bij Baliewijs' }).first().getAttribute('href')) ?? '';
}

const invite = async (admin: Page, email: string, name: string, library: string) => {
  await admin.goto('/beheer/mensen/nieuw');
  await admin.getByLabel('Waar werkt diegene?').selectOption({ label: library });
  await admin.getByRole('button', { name: 'Verder' }).click();
  await admin.getByLabel('E-mailadres').fill(email);
  await admin.getByLabel(/^Naam/).fill(name);
  await admin.getByRole('button', { name: 'Nodig uit' }).click();
  await admin.waitForURL(/\/beheer\/mensen\/[^/?]+\?gelukt/);
  return new URL(admin.url()).pathname;
};

test('a link by mail signs in on another device, once, and goes on to where one was', async ({ browser, page, baseURL }) => {
  const email = 'amina@heuvelland.example';
  await page.setViewportSize(widths.phone);
  await page.goto('/account');
  await page.getByLabel('E-mailadres').fill(email);
  await page.getByLabel('Dit is een gedeelde computer').check();
  await expectSound(page);
  await page.getByRole('button', { name: 'Stuur mij een link' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kijk in je mail');
  await expectSound(page);
  const link = await linkInMail(page);

  const elsewhere = await open(browser, baseURL, widths.phone);
  // As a scanner does, with and without a body.
  for (const method of ['GET', 'HEAD', 'GET']) expect((await elsewhere.request.fetch(link, { method })).status()).toBe(200);
  await elsewhere.goto(link);
  await expect(elsewhere.getByText(email)).toBeVisible();
  await expect(elsewhere.getByLabel('Dit is een gedeelde computer')).toBeChecked();
  await expectSound(elsewhere);
  await elsewhere.getByLabel('Dit is een gedeelde computer').uncheck();
  await elsewhere.getByRole('button', { name: 'Log in' }).click();
  await elsewhere.waitForURL('**/account');
  await expect(elsewhere.getByText('Amina').last()).toBeVisible();

  expect((await page.goto(link))?.status()).toBe(410);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Deze link is al gebruikt');
  await expectSound(page);
  await page.getByRole('link', { name: 'Vraag een nieuwe link' }).click();
  await page.getByLabel('E-mailadres').fill('dit is geen adres');
  await page.locator('form').evaluate((form: HTMLFormElement) => (form.noValidate = true));
  await page.getByRole('button', { name: 'Stuur mij een link' }).click();
  await expect(page.getByRole('alert')).toContainText('geen e-mailadres');
  await expectSound(page);
  expect((await page.goto('/inloglink/bestaatniet'))?.status()).toBe(404);
  await expectSound(page);
  await elsewhere.context().close();
});

test('an administrator lets someone move, joins two accounts of one person, and takes that back', async ({
  browser,
  baseURL,
}) => {
  const admin = await open(browser, baseURL);
  await signIn(admin, demoPeople.administrator);
  const kept = await invite(admin, 'd.verhuis@duinrand.example', 'Dora Verhuis', 'Bibliotheek Duinrand');
  const gone = await invite(admin, 'dora@heuvelland.example', 'Dora Verhuis', 'Bibliotheek Heuvelland');

  await admin.goto(kept);
  await admin.getByRole('link', { name: /^Stop/ }).click();
  await expectSound(admin);
  await admin.getByLabel('Laatste werkdag').fill('2099-08-31');
  await admin.getByRole('button', { name: 'Stop deze werkplek' }).click();
  await expect(admin.getByText('tot en met 31 augustus 2099')).toBeVisible();
  await admin.getByRole('link', { name: 'Werkplek of rol toevoegen' }).click();
  await admin.getByLabel('Waar?').selectOption({ label: 'Bibliotheek Duinrand' });
  await admin.getByRole('button', { name: 'Verder' }).click();
  await admin.getByLabel('Eerste dag').fill('2099-08-01');
  await admin.getByRole('button', { name: 'Voeg toe' }).click();
  await expect(admin.getByRole('alert')).toContainText('Kies andere dagen');
  await admin.getByLabel('Eerste dag').fill('2099-09-01');
  await expectSound(admin);
  await admin.getByRole('button', { name: 'Voeg toe' }).click();
  await expect(admin.getByText('begint op 1 september 2099')).toBeVisible();
  await expectSound(admin);

  await admin.getByRole('link', { name: 'Voeg ze samen' }).click();
  await admin.setViewportSize(widths.phone);
  await expectSound(admin);
  await admin.getByRole('link', { name: 'Bekijk samenvoegen met Dora Verhuis' }).click();
  await expect(admin.getByText('1 werkplek')).toBeVisible();
  await expectSound(admin);
  await admin.locator('label', { hasText: 'dora@heuvelland' }).click();
  await admin.getByRole('button', { name: 'Voeg samen' }).click();
  await expect(admin.getByText('Samengevoegd. Er gaat een mail')).toBeVisible();
  await expect(admin.getByText('dora@heuvelland.example').first()).toBeVisible();
  await admin.goto(gone);
  expect(new URL(admin.url()).pathname).toBe(kept);
  await admin.getByRole('link', { name: 'Maak ongedaan' }).click();
  await expectSound(admin);
  await admin.getByRole('button', { name: 'Maak ongedaan' }).click();
  await expect(admin.getByText('Ongedaan gemaakt.')).toBeVisible();
  await admin.goto(gone);
  expect(new URL(admin.url()).pathname).toBe(gone);
  await expect(admin.getByText('dora@heuvelland.example').first()).toBeVisible();
  await admin.context().close();
});
