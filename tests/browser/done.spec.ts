/** Practice assignments, a module that changed, and a course that one does alone; without script where that is telling. */
import { demoPeople, expect, expectSound, signIn, test, widths } from './house.ts';

const assignment = '/cursus/frontoffice/nieuwe-klanten/opdracht/nk-opdracht-drie-regels';

for (const [size, viewport] of Object.entries(widths))
  test(`an assignment is written, warned about, handed in, answered and taken back, on a ${size}`, async ({
    browser,
    served,
  }) => {
    const sitDown = async (email: string) => {
      const context = await browser.newContext({ baseURL: served.url, locale: 'nl-NL', viewport });
      const page = await context.newPage();
      await signIn(page, email);
      return page;
    };
    // Each size has a person of its own: what is handed in stays.
    const name = size === 'phone' ? 'Dirk Zonneveld' : 'Tomasz Wójcik';
    const learner = await sitDown(size === 'phone' ? 'dirk@duinrand.example' : 'tomasz@duinrand.example');
    await learner.goto('/cursus/frontoffice/nieuwe-klanten/warm-doorverwijzen');
    await learner.getByRole('link', { name: 'Vul in' }).click();
    await expect(learner).toHaveURL(assignment);
    await expectSound(learner);
    await learner.locator('textarea').first().fill('Ik belde 06-12345678.');
    await learner.getByRole('button', { name: 'Bewaar' }).click();
    await expect(learner.locator('.form-errors')).toContainText('06-12345678');
    await expect(learner.locator('textarea').first()).toHaveValue('Ik belde 06-12345678.');
    await expectSound(learner);
    await learner.getByLabel('Dit gaat niet over een klant').check();
    await learner.getByRole('button', { name: 'Bewaar' }).click();
    await expect(learner.locator('main')).toContainText('Nog niet alles is ingevuld');

    // A customer comes while the rest is half typed.
    await learner.locator('textarea').nth(1).fill('Half getypt');
    await learner.getByText('Inleveren bij de specialist', { exact: true }).click();
    await learner.getByRole('button', { name: 'Klant aan de balie' }).click();
    await expect(learner).toHaveURL('/balie');
    await learner.getByRole('link', { name: 'Terug' }).click();
    await expect(learner.locator('textarea').nth(1)).toHaveValue('Half getypt');
    await expect(learner.getByLabel('Inleveren bij de specialist')).toBeChecked();
    await learner.locator('textarea').nth(2).fill('De volgende keer vraag ik het meteen.');
    await learner.getByRole('button', { name: 'Bewaar' }).click();
    await expect(learner.locator('main')).toContainText('Ingeleverd op');

    const specialist = await sitDown(demoPeople.specialist);
    await specialist
      .locator('main')
      .getByRole('link', { name: /Duinrand, najaar/ })
      .first()
      .click();
    await specialist.getByRole('link', { name: 'Ingeleverde opdrachten' }).click();
    await expect(specialist.getByRole('heading', { level: 1 })).toHaveText('Ingeleverde opdrachten');
    const work = specialist.locator('.handed-in > li', { hasText: name });
    await expect(work).toContainText('Half getypt');
    await work.getByText('Schrijf een reactie').click();
    await expectSound(specialist);
    await work.getByLabel('Je reactie').fill('Goed gezien.');
    await work.getByRole('button', { name: /Stuur de reactie/ }).click();
    await expect(specialist.locator('.notice').first()).toContainText('Je reactie is bewaard');
    await expect(work).toContainText('Goed gezien.');

    await learner.reload();
    await expect(learner.locator('.replies')).toContainText('Goed gezien.');
    await expectSound(learner);
    await learner.getByText('Alleen ik', { exact: true }).click();
    await learner.getByRole('button', { name: 'Bewaar' }).click();
    await expect(learner.locator('main')).toContainText('Alleen jij kunt dit lezen');
    await specialist.reload();
    await expect(work).toHaveCount(0);
    for (const page of [learner, specialist]) await page.context().close();
  });

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false, viewport: widths.phone });

  test('what is too long comes back with every word of it', async ({ page }) => {
    await signIn(page, 'fenna@duinrand.example');
    await page.goto(assignment);
    const long = 'woord '.repeat(300).trim();
    await page.locator('textarea').first().fill(long);
    await page.getByRole('button', { name: 'Bewaar' }).click();
    await expect(page.locator('.field-error')).toContainText('te lang');
    await expect(page.locator('textarea').first()).toHaveValue(long);
  });

  test('a module that changed: three lines, one question, and the card is up to date again', async ({ page }) => {
    await signIn(page, 'marieke@duinrand.example');
    const changed = page.getByRole('link', { name: /Wat is er veranderd/ });
    const before = await changed.count();
    expect(before).toBeGreaterThan(0);
    await changed.first().click();
    await expect(page.locator('.change-lines li')).toHaveCount(3);
    await page.getByRole('button', { name: 'Nakijken' }).click();
    await expect(page.locator('.form-errors')).toBeVisible();
    expect(await page.content()).not.toContain('Jouw antwoord');
    await page.locator('.quiz-option').first().click();
    await page.getByRole('button', { name: 'Nakijken' }).click();
    await expect(page.locator('.quiz-feedback')).toContainText('Jouw antwoord');
    await page.getByRole('link', { name: /Klaar, naar je leerkaart/ }).click();
    await expect(changed).toHaveCount(before - 1);
  });

  test('a course without meetings is put on one’s own leerkaart', async ({ page }) => {
    await signIn(page, 'fenna@duinrand.example');
    await page.goto('/cursus/privacy-basis');
    await page.getByRole('button', { name: 'Zet op mijn leerkaart' }).click();
    await expect(page).toHaveURL(/\/leerkaart\/\w+\?gelukt=op-kaart/);
    await expect(page.locator('main')).toContainText('Wat mis ik nog voor mijn bewijs van deelname?');
    await page.goto('/cursus/privacy-basis');
    await expect(page.getByRole('link', { name: 'Bekijk je leerkaart' })).toBeVisible();
    await page.goto('/leerkaart');
    await expect(page.locator('.learning-card')).toContainText('Duinrand, najaar');
  });
});

test('an assignment on paper has its text, and lines where nothing was written', async ({ page }) => {
  await signIn(page, demoPeople.halfway);
  await page.goto('/cursus/frontoffice/onze-activiteiten/opdracht/oa-opdracht-kaart');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.assignment-form')).toBeHidden();
  await expect(page.locator('.assignment-print')).toContainText('Taalcafé');
  await page.goto(assignment);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.assignment-print .is-empty')).toHaveCount(3);
});
