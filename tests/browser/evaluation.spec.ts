/** The report of a pilot: its adviser judges a module and makes a report in one click; a library's specialist reads her own. */
import { demoPeople, expect, expectSound, signIn, test, widths } from './house.ts';

test('an adviser judges a module, makes a report and takes it along; the specialist reads her own', async ({
  browser,
  baseURL,
}) => {
  test.slow();
  const open = async (email: string, viewport: { width: number; height: number }) => {
    const context = await browser.newContext({ baseURL: baseURL ?? '', viewport, locale: 'nl-NL', javaScriptEnabled: true });
    const page = await context.newPage();
    await signIn(page, email);
    return page;
  };
  const page = await open(demoPeople.adviser, widths.phone);
  await page.goto('/pilots');
  await page.getByRole('link', { name: 'Pilot frontoffice Kustland' }).click();
  await page.getByRole('link', { name: 'Verslag', exact: true }).click();
  await expectSound(page);
  const module = page.locator('#module-onze-activiteiten');
  await module.locator('summary').click();
  await module.getByText('Aanpassen', { exact: true }).click();
  await module.getByLabel('Waarom?').fill('De folder is oud.');
  await module.getByRole('button', { name: 'Bewaar het besluit' }).click();
  // What was typed is still there, with what is missing.
  await expect(page.getByRole('link', { name: /Kies wie ervoor zorgt/ })).toBeVisible();
  await expect(module.getByLabel('Waarom?')).toHaveValue('De folder is oud.');
  await module.getByLabel('Wie').selectOption({ index: 1 });
  await module.getByLabel('Klaar op').fill(
    await module
      .getByLabel('Klaar op')
      .getAttribute('max')
      .then((day) => day ?? ''),
  );
  await module.getByRole('button', { name: 'Bewaar het besluit' }).click();
  await expect(page.getByText('Het besluit is bewaard.')).toBeVisible();

  await page.getByRole('button', { name: 'Maak een tussenstand' }).click();
  await expect(page.getByText('De cijfers erin veranderen niet meer.').first()).toBeVisible();
  await expect(page.locator('.evaluation')).toContainText('De folder is oud.');
  await expectSound(page);
  const path = new URL(page.url()).pathname;
  for (const [ending, begin] of [
    ['pdf', '%PDF'],
    ['docx', 'PK'],
    ['csv', '\uFEFFverslag;'],
  ] as const) {
    const file = await page.request.get(`${path}.${ending}`);
    expect(file.status()).toBe(200);
    expect((await file.body()).toString('utf8').startsWith(begin)).toBe(true);
  }
  const own = await page.getByRole('link', { name: 'Bibliotheek Duinrand' }).getAttribute('href');

  const reader = await open(demoPeople.specialist, widths.desk);
  await reader.goto(own ?? '');
  await expect(reader.getByRole('heading', { level: 1 })).toContainText('Tussenstand');
  await expect(reader.locator('.evaluation')).not.toContainText('Heuvelland');
  await expectSound(reader);
  expect((await reader.request.get(path)).status()).toBe(403);
});

test('an administrator sees beforehand for whom a course closes', async ({ page }) => {
  await signIn(page, demoPeople.administrator);
  await page.goto('/beheer/cursussen');
  await expectSound(page);
  await page.getByRole('link', { name: 'Frontoffice en basisvaardigheden' }).click();
  await expectSound(page);
  await expect(page.getByText('Bibliotheek Poldermeer', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Zet op pilot' }).click();
  await expect(page.getByText('pilot, sinds')).toBeVisible();
});
