/** "Bij ons": what a specialist fills in is what colleagues read, and what is at hand when a customer comes. */
import type { Browser, Page } from '@playwright/test';
import { readCatalogue } from '#src/catalogue/read.ts';
import { lessonPath } from '#src/services/course/paths.ts';
import { keyboard } from './hand.ts';
import { demoPeople, expect, expectSound, signIn, test, widths } from './house.ts';

const colleague = 'joost@heuvelland.example';
const catalogue = readCatalogue(process.cwd());

/** A lesson with this place in it. */
function lessonWith(slot: string): string {
  for (const course of catalogue.courses.values())
    for (const id of course.modules) {
      const lesson = catalogue.modules.get(id)?.lessons.find((l) => l.parts.slots.includes(slot));
      if (lesson) return lessonPath(course.id, id, lesson.slug);
    }
  throw new Error(`no lesson asks for ${slot}`);
}

async function open(browser: Browser, baseURL: string, email: string, options: object = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL, viewport: widths.phone, locale: 'nl-NL', ...options });
  const page = await context.newPage();
  await signIn(page, email);
  return page;
}

test('without script, by keyboard: a specialist fills in a slot, looks at it first, and a colleague reads it', async ({
  browser,
  baseURL,
}) => {
  test.slow();
  const page = await open(browser, baseURL ?? '', demoPeople.otherSpecialist, { javaScriptEnabled: false });
  const hand = keyboard(page);
  await page.goto('/bij-ons');
  await expect(page.getByRole('heading', { name: 'Nog leeg' })).toBeVisible();
  await hand.press(page.getByRole('link', { name: 'Ons materiaal' }));
  const field = page.getByLabel('Wat hebben jullie om mee te oefenen');
  await hand.fill(field, 'De rode kast.');
  await hand.press(page.getByRole('button', { name: 'Bekijk eerst hoe het eruitziet' }));
  await expect(page.locator('.local-preview')).toContainText('De rode kast.');
  await expect(field).toHaveValue('De rode kast.');
  await page.getByRole('button', { name: 'Sla op' }).first().click();
  await expect(page.getByText('Opgeslagen. Je collega’s lezen dit nu')).toBeVisible();
  await expect(page.locator('.is-op-orde')).toContainText('Ons materiaal');

  const reader = await open(browser, baseURL ?? '', colleague, { javaScriptEnabled: false });
  await reader.goto(lessonWith('materials'));
  await expect(reader.locator('.is-local', { hasText: 'De rode kast.' })).toContainText('Zeg het tegen Ruben Kerkhof.');
  await reader.goto('/bij-ons');
  await expect(reader.locator('#materials')).toContainText('De rode kast.');
  await expect(reader.getByText('Vraag het aan Ruben Kerkhof.')).toBeVisible();

  // The text of one branch, for who chooses that branch.
  await page.getByRole('link', { name: 'Ons materiaal' }).click();
  await page.getByLabel('Voor wie is deze tekst?').selectOption({ label: 'Groenendal' });
  await page.getByRole('button', { name: 'Kies', exact: true }).click();
  await expect(field).toHaveValue('De rode kast.');
  await field.fill('De la onder de trap.');
  await page.getByRole('button', { name: 'Sla op' }).click();
  await reader.getByText('Andere vestiging?').click();
  await reader.getByLabel('Vestiging').selectOption({ label: 'Groenendal' });
  await reader.getByRole('button', { name: 'Kies deze vestiging' }).click();
  await expect(reader.locator('#materials')).toContainText('De la onder de trap.');
  await page.context().close();
  await reader.context().close();
});

test('two windows at once: the second is told, sees both texts, and loses nothing', async ({ browser, baseURL }) => {
  const first = await open(browser, baseURL ?? '', demoPeople.specialist);
  await first.goto('/bij-ons');
  await first.getByRole('link', { name: 'Onze huisregels' }).click();
  const second = await first.context().newPage();
  await second.goto(first.url());
  const text = (page: Page) => page.getByLabel('Welke huisregels gelden');
  await text(first).fill('De eerste tekst.');
  await first.getByRole('button', { name: 'Sla op' }).click();
  await text(second).fill('De tweede tekst.');
  await second.getByRole('button', { name: 'Sla op' }).click();
  await expect(second.getByRole('alert')).toContainText('was je net voor');
  await expect(second.locator('.local-other')).toContainText('De eerste tekst.');
  await expect(text(second)).toHaveValue('De tweede tekst.');
  await expectSound(second);
  await second.getByRole('button', { name: 'Sla op' }).click();
  await expect(second).toHaveURL(/gelukt=bij-ons/);

  // What looks like data of a customer is asked about; the text stays.
  await second.getByRole('link', { name: 'Onze huisregels' }).click();
  await text(second).fill('Nummer 123456782 is van de kluis.');
  await second.getByRole('button', { name: 'Sla op' }).click();
  await expect(second.getByRole('alert')).toContainText('een BSN (123456782)');
  await expect(text(second)).toHaveValue('Nummer 123456782 is van de kluis.');
  await second.getByLabel('Dit is niet van een klant').check();
  await second.getByRole('button', { name: 'Sla op' }).click();
  await expect(second).toHaveURL(/gelukt=bij-ons/);
  await first.context().close();
});

test('a customer comes: one tap on a topic or one search finds who helps, and back is exactly back', async ({
  browser,
  baseURL,
}) => {
  const page = await open(browser, baseURL ?? '', demoPeople.almost, { javaScriptEnabled: false });
  const lesson = '/cursus/frontoffice/nieuwe-klanten/de-vraag-achter-de-vraag';
  await page.goto(lesson);
  await page.locator('#drie-lagen').getByRole('button', { name: 'Klant aan de balie' }).click();
  await page.getByRole('link', { name: 'Geld en schulden' }).click();
  await expect(page.locator('.desk-found')).toContainText('Spreekuur geldzaken');
  await expect(page.locator('.desk-found')).toContainText('085 000 12 11');
  await page.getByLabel('Zoek wie kan helpen').fill('mantelzorg');
  await page.keyboard.press('Enter');
  await expect(page.locator('.desk-found li')).toHaveCount(1);
  await expect(page).toHaveTitle('Bibliotheek');
  await expect(page.locator('header')).toHaveCount(0);
  const seen = await page.content();
  for (const word of ['Sanne', 'Koster', 'Samira', 'Haddad', 'cursus', 'Uitloggen']) expect(seen).not.toContain(word);
  await expect(page.getByRole('link', { name: 'Terug' })).toBeInViewport();
  await page.getByRole('link', { name: 'Terug' }).click();
  await expect(page).toHaveURL(`${lesson}#drie-lagen`);
  await page.context().close();
});

test('who isn’t signed in gets the neutral page as it was', async ({ page }) => {
  await page.goto('/balie?onderwerp=money&zoek=geld');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Welkom in de bibliotheek');
  await expect(page.getByRole('search')).toHaveCount(0);
  await expect(page.locator('main')).not.toContainText('Welzijn');
});

test('the sociale kaart: add, change, end and put back', async ({ browser, baseURL }) => {
  const page = await open(browser, baseURL ?? '', demoPeople.otherSpecialist);
  await page.goto('/bij-ons');
  await page.locator('main').getByRole('link', { name: 'Sociale kaart' }).click();
  await page.getByRole('link', { name: 'Regel toevoegen' }).click();
  await page.getByLabel('Onderwerp').selectOption({ label: 'Werk' });
  await page.getByLabel('Organisatie', { exact: true }).fill('Banenplein Heuvelland');
  await page.getByLabel('Waarvoor').fill('Werk zoeken.');
  await page.getByLabel('Hoe verwijs').fill('Bel samen.');
  await page.getByLabel('Contact').fill('085 000 34 20');
  await page.getByRole('button', { name: 'Voeg toe' }).dblclick();
  await expect(page.getByText('Toegevoegd.')).toBeVisible();
  await expect(page.locator('.referral', { hasText: 'Banenplein' })).toHaveCount(1);
  await page.getByRole('link', { name: 'Banenplein Heuvelland' }).click();
  await page.getByLabel('Hoe verwijs').fill('Loop mee.');
  await page.getByRole('button', { name: 'Sla op' }).click();
  await expect(page.locator('.referral', { hasText: 'Loop mee.' })).toHaveCount(1);
  await page.getByRole('link', { name: 'Banenplein Heuvelland' }).click();
  await page.getByText('Haal deze regel van de kaart').click();
  await page.getByRole('button', { name: 'Ja, haal hem van de kaart' }).click();
  await expect(page.locator('.referral', { hasText: 'Banenplein' })).toHaveCount(0);
  await page.getByLabel('Toon').selectOption({ label: 'gestopt' });
  await page.getByRole('button', { name: 'Zoek' }).click();
  await page.getByRole('link', { name: 'Banenplein Heuvelland' }).click();
  await page.getByRole('button', { name: 'Zet hem terug' }).click();
  await expect(page.locator('.referral', { hasText: 'Banenplein' })).toHaveCount(1);
  await page.context().close();
});

for (const [size, viewport] of Object.entries(widths))
  test(`the pages are sound on a ${size}, and the menu leads to them`, async ({ browser, baseURL }) => {
    const page = await open(browser, baseURL ?? '', demoPeople.specialist, { viewport });
    if (size === 'phone') await page.getByText('Menu').click();
    await page.getByRole('navigation', { name: 'Hoofdmenu' }).getByRole('link', { name: 'Bij ons' }).click();
    await expectSound(page);
    const href = async (name: string) =>
      (await page.locator('main').getByRole('link', { name }).first().getAttribute('href')) ?? '';
    const card = await href('Sociale kaart');
    const paths = [
      await href('Gedragscode'),
      '/bij-ons/lezen',
      card,
      `${card}/nieuw`,
      ...(size === 'phone' ? ['/balie'] : []),
      '/balie?onderwerp=money',
    ];
    for (const path of paths) {
      await page.goto(path);
      await expectSound(page);
      expect(await page.locator('h1').count(), path).toBe(1);
    }
    await page.context().close();
  });
