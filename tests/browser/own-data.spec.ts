/** One's own data: read, downloaded, asked to be erased; and what the administrator sees of it. */
import { demoPeople, expect, expectSound, signIn, test, widths } from './house.ts';
import { demoPassword } from '#src/services/installation/demo-accounts.ts';

test('on a phone and without script: read all, download it, ask to be erased and take it back', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: widths.phone });
  const page = await context.newPage();
  await signIn(page, demoPeople.done);
  await page.goto('/account');
  await page.getByRole('link', { name: 'Alles wat we van je bewaren' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Alles wat we van je bewaren');
  await expect(page.getByRole('heading', { name: 'Modules die je haalde' })).toBeVisible();
  const copy = await page.request.get('/account/gegevens.json');
  expect(copy.headers()['content-disposition']).toContain('attachment');
  const data = (await copy.json()) as { gegevens: { account: { rijen: { email: string }[] } } };
  expect(data.gegevens.account.rijen[0]?.email).toBe(demoPeople.done);

  await page.goto('/account');
  await page.getByRole('link', { name: 'Mijn gegevens wissen' }).click();
  await page.getByText('Mijn naam gaat eraf').click();
  await page.getByLabel('Je wachtwoord').fill('verkeerd');
  await page.getByRole('button', { name: 'Vraag om alles te wissen' }).click();
  await expect(page.locator('.form-errors')).toContainText('niet je wachtwoord');
  await expect(page.getByLabel('Mijn naam gaat eraf')).toBeChecked();
  await page.getByLabel('Je wachtwoord').fill(demoPassword);
  await page.getByRole('button', { name: 'Vraag om alles te wissen' }).click();
  await expect(page.getByText('worden je gegevens gewist')).toBeVisible();
  await page.getByRole('button', { name: 'Trek het in' }).click();
  await expect(page.getByText('Er wordt niets gewist')).toBeVisible();
  await page.goto('/account/logboek');
  await expect(page.getByText('Je vroeg om eigen gegevens te wissen.')).toBeVisible();
  await context.close();
});

test('the pages are sound on a phone and at a desk', async ({ page }) => {
  await signIn(page, demoPeople.done);
  for (const path of ['/account', '/account/gegevens', '/account/gegevens/membership', '/account/logboek', '/account/wissen'])
    for (const width of [widths.phone, widths.desk]) {
      await page.setViewportSize(width);
      await page.goto(path);
      await expectSound(page);
    }
});

test('the only administrator is told what to arrange first', async ({ page }) => {
  await signIn(page, demoPeople.administrator);
  await page.goto('/account/wissen');
  await expect(page.getByText('Jij bent de enige beheerder')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Vraag om alles te wissen' })).toHaveCount(0);
});

test('the administrator looks what other terms would clear, chooses them, and carries a wish out', async ({ page, browser }) => {
  const other = await browser.newPage();
  await signIn(other, demoPeople.almost);
  await other.goto('/account/wissen');
  await other.getByLabel('Je wachtwoord').fill(demoPassword);
  await other.getByRole('button', { name: 'Vraag om alles te wissen' }).click();
  await expect(other.getByText('worden je gegevens gewist')).toBeVisible();

  await signIn(page, demoPeople.administrator);
  await page.goto('/beheer/bewaren');
  await page.getByLabel('Het logboek, in jaren').fill('1');
  await page.getByRole('button', { name: 'Kijk eerst wat dat doet' }).click();
  await expect(page.getByText('Er is nog niets opgeslagen.')).toBeVisible();
  await expect(page.getByLabel('Het logboek, in jaren')).toHaveValue('1');
  await page.getByRole('button', { name: 'Opslaan' }).click();
  await expect(page.getByText('Opgeslagen.')).toBeVisible();

  const pages = ['', '/bewaren', '/logboek', '/wissen', '/verantwoording'];
  const papers = ['register', 'rollen', 'bewaartermijnen', 'dpia', 'toegankelijkheid'];
  for (const path of [...pages, ...papers.map((paper) => `/verantwoording/${paper}`)]) {
    await page.setViewportSize(path.length % 2 ? widths.desk : widths.phone);
    await page.goto(`/beheer${path}`);
    await expectSound(page);
  }

  await page.goto('/beheer');
  await page.getByRole('link', { name: 'wordt binnenkort gewist' }).click();
  await page.getByRole('link', { name: /^Nu al wissen/ }).click();
  await page.getByRole('button', { name: 'Wis nu alles' }).click();
  await expect(page.getByText('Er zijn geen verzoeken')).toBeVisible();
  // Signed out at once, and the account is not there any more.
  await other.goto('/account');
  expect(new URL(other.url()).pathname).toBe('/inloggen');
  await other.close();
});
