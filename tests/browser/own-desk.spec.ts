/** Mijn balie, notes, the folded card, searching, the word list, reading aloud and lessons on paper. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Page } from '@playwright/test';
import { demoPeople, expect, expectSound, signIn, test, widths } from './house.ts';

const lesson = '/cursus/frontoffice/digitaalhuis/wie-doet-wat';

async function pagesOf(page: Page): Promise<{ pages: number; text: string; size: number[] }> {
  const data = new Uint8Array(await page.pdf({ preferCSSPageSize: true }));
  const document = await getDocument({ data, verbosity: 0 }).promise;
  let text = '';
  for (let n = 1; n <= document.numPages; n++)
    text += (await (await document.getPage(n)).getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join(' ');
  const size = (await document.getPage(1)).view.slice(2).map(Math.round);
  return { pages: document.numPages, text: text.replaceAll(/\s+/g, ' '), size };
}

test.describe('without script, on a phone', () => {
  test.use({ javaScriptEnabled: false, viewport: widths.phone });

  test('a note is written beside a lesson, found, changed and thrown away; data of a customer is asked about', async ({
    page,
  }) => {
    await signIn(page, demoPeople.almost);
    await page.goto(lesson);
    await page.getByRole('link', { name: 'Schrijf een notitie bij deze les' }).click();
    await expect(page.locator('main')).toContainText('Alleen jij ziet deze notitie');
    const field = page.getByLabel('Je notitie');
    await field.fill('x'.repeat(2001));
    await page.getByRole('button', { name: 'Bewaar de notitie' }).click();
    await expect(page.getByRole('alert')).toContainText('2.001 tekens');
    await expect(field).toHaveValue('x'.repeat(2001));

    await field.fill('Vijf kwispelende brieven.\nBel 06-12345678');
    await page.getByRole('button', { name: 'Bewaar de notitie' }).click();
    await expect(page.locator('main')).toContainText('een telefoonnummer (06-12345678)');
    await expect(field).toHaveValue(/kwispelende brieven/);
    await page.getByLabel('Dit gaat niet over een klant. Bewaar het zo.').check();
    await page.getByRole('button', { name: 'Bewaar de notitie' }).click();
    await expect(page).toHaveURL(/\/mijn-balie\?gelukt=notitie/);

    await page.getByLabel('Zoek in mijn balie').fill('brief kwispel');
    await page.getByRole('button', { name: 'Zoek', exact: true }).click();
    await expect(page.locator('.note mark').first()).toHaveText('kwispelende');
    await expect(page.locator('.note')).toContainText('bij de les Wie doet wat?');
    await page.getByRole('link', { name: /^Verander/ }).click();
    await field.fill('Zes brieven.');
    await page.getByRole('button', { name: 'Bewaar de notitie' }).click();
    await page.getByRole('link', { name: /^Verwijder/ }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Deze notitie verwijderen?');
    await page.getByRole('button', { name: 'Verwijder' }).click();
    await expect(page.getByRole('status')).toContainText('Je notitie is verwijderd.');
    await expect(page.locator('#notities')).toContainText('Nog geen notities');
  });

  test('a search finds a lesson in other forms of the word, and leads to it; the word list has its words', async ({ page }) => {
    await signIn(page, demoPeople.halfway);
    await page.goto('/cursus/frontoffice');
    await page.getByLabel('Zoek in alle lessen').fill('aanmaningen');
    await page.getByRole('button', { name: 'Zoek', exact: true }).click();
    await expect(page.locator('.found-list mark').first()).toHaveText(/aanmaning/i);
    await page.getByRole('link', { name: 'De vraag achter de vraag' }).first().click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('De vraag achter de vraag');
    await page.goto('/zoeken?q=%22%3Cb%3E*NEAR(');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Zoeken');
    await page.goto('/begrippen');
    const term = page.locator('.glossary-term').first();
    await expect(term.locator('h3')).not.toBeEmpty();
    await page.goto(`/begrippen#${await term.getAttribute('id')}`);
    await expect(term).toBeInViewport();
  });
});

// The pages themselves are looked at in sound.spec.ts, by their links; these are without one.
test('what a search finds, and does not find, is sound on a phone', async ({ page }) => {
  await page.setViewportSize(widths.phone);
  await signIn(page, demoPeople.halfway);
  for (const path of ['/mijn-balie?zoek=vraag', '/zoeken?q=doorverwijzn']) {
    await page.goto(path);
    await expectSound(page);
  }
});

test('the card is one sheet of A4, nothing is cut off, and it has what was chosen', async ({ page }) => {
  await signIn(page, demoPeople.halfway);
  await page.goto('/mijn-balie/kaart');
  await page.getByRole('group', { name: 'Notities' }).getByRole('checkbox').first().check();
  await page.getByRole('button', { name: 'Zet dit op het kaartje' }).click();
  await expect(page.locator('.fold-panel.is-back li')).toHaveCount(1);
  const { pages, text, size } = await pagesOf(page);
  expect(pages).toBe(1);
  expect(size).toEqual([595, 842]);
  for (const word of ['Mijn zinnen', 'Mijn notities', 'Wie is waarvoor', 'Waar en wanneer', 'Eerst uitleggen'])
    expect(text).toContain(word);
  expect(text).not.toContain('Zet dit op het kaartje');
  const cutOff = async () => {
    await page.emulateMedia({ media: 'print' });
    const over = await page.locator('.fold-panel').evaluateAll((all) => all.map((p) => p.scrollHeight - p.clientHeight));
    await page.emulateMedia({ media: null });
    return Math.max(...over);
  };
  expect(await cutOff()).toBeLessThanOrEqual(0);
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await page.getByRole('button', { name: 'Zet dit op het kaartje' }).click();
  await expect(page.locator('.fold-how')).toContainText('Kies er minder.');
  expect(await cutOff()).toBeLessThanOrEqual(0);
  expect((await pagesOf(page)).pages).toBe(1);
});

test('a lesson on paper: choices open, words explained, sources with their address, nothing to press', async ({ page }) => {
  await signIn(page, demoPeople.halfway);
  await page.goto(lesson);
  const feedback = await page.locator('.option-feedback').first().textContent();
  const { text, pages } = await pagesOf(page);
  expect(pages).toBeLessThan(8);
  for (const words of [
    (feedback ?? '').replaceAll(/\s+/g, ' ').trim().slice(15, 45),
    'Woorden in deze les',
    'Iemand die als vrijwilliger',
    'https://certificeringsorganisatie.nl',
  ])
    expect(text).toContain(words);
  for (const words of ['Klant aan de balie', 'Lees voor', 'Schrijf een notitie', 'Sluiten', 'Volgende les', 'Kijk na'])
    expect(text).not.toContain(words);
});

test.describe('reading aloud', () => {
  /** A browser that says nothing, and remembers what it was told to say; voices come when the test lets them. */
  const fake = () => {
    const said: { text: string; lang: string; onend(): void }[] = [];
    const state = { voices: [] as { lang: string; localService: boolean }[], cancelled: 0 };
    const target = new EventTarget();
    Object.assign(window, {
      said,
      SpeechSynthesisUtterance: class {
        text: string;
        constructor(text: string) {
          this.text = text;
        }
      },
      voicesCome(lang: string) {
        state.voices = [{ lang, localService: true }];
        target.dispatchEvent(new Event('voiceschanged'));
      },
    });
    Object.defineProperty(window, 'speechSynthesis', {
      value: {
        getVoices: () => state.voices,
        speak: (utterance: (typeof said)[0]) => void said.push(utterance),
        cancel() {
          state.cancelled++;
          sessionStorage.setItem('cancelled', String(state.cancelled));
        },
        addEventListener: target.addEventListener.bind(target),
      },
    });
  };
  const said = (page: Page) => page.evaluate(() => (window as never as { said: { text: string }[] }).said.map((u) => u.text));
  const finish = (page: Page) => page.evaluate(() => (window as never as { said: { onend(): void }[] }).said.at(-1)?.onend());
  const come = (page: Page, lang: string) =>
    page.evaluate((l) => (window as never as { voicesCome(lang: string): void }).voicesCome(l), lang);

  test.beforeEach(async ({ page }) => {
    await page.addInitScript(fake);
    await signIn(page, demoPeople.halfway);
    await page.goto(lesson);
  });

  test('is there when a Dutch voice is, reads by paragraph, pauses, goes on and stops; by keyboard', async ({ page }) => {
    const play = page.getByRole('button', { name: 'Lees voor' });
    await expect(play).toBeHidden();
    await come(page, 'en-GB');
    await expect(play).toBeHidden();
    await come(page, 'nl-NL');
    await expect(play).toBeVisible();
    await expectSound(page);
    const spoken = ((await page.locator('.say-text').first().textContent()) ?? '').trim().slice(0, 30);
    await play.focus();
    await page.keyboard.press('Enter');
    expect(await said(page)).toEqual(['Wie doet wat?']);
    for (let n = 0; n < 5; n++) await finish(page);
    expect((await said(page)).at(-1)).toContain(spoken);
    await expect(page.locator('.is-read')).toHaveCount(1);
    await expect(page.locator('.is-read')).toBeInViewport();
    await expectSound(page);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Ga verder' })).toBeFocused();
    const before = (await said(page)).length;
    await finish(page);
    expect(await said(page)).toHaveLength(before);
    await page.keyboard.press('Enter');
    expect((await said(page)).at(-1)).toContain(spoken);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(play).toBeFocused();
    await expect(page.locator('.is-read')).toHaveCount(0);
  });

  test('reads to the end without sources, buttons or closed answers, and falls silent when the page is left', async ({
    page,
  }) => {
    await come(page, 'nl-NL');
    // The part of a choice after its verdict, which a mark and a word go before.
    const feedback = async (n: number) =>
      ((await page.locator('.option-feedback').nth(n).textContent()) ?? '').replaceAll(/\s+/g, ' ').trim().slice(15, 55);
    const [opened, closed] = [await feedback(1), await feedback(0)];
    const keep = ((await page.locator('.keep blockquote').textContent()) ?? '').trim();
    await page.locator('.option summary').nth(1).click();
    await page.getByRole('button', { name: 'Lees voor' }).click();
    for (let n = 0; n < 200 && (await page.getByRole('button', { name: 'Pauze' }).isVisible()); n++) await finish(page);
    const all = (await said(page)).join(' ');
    for (const words of [opened, keep]) expect(all).toContain(words);
    for (const words of [closed, 'Klant aan de balie', 'pagina zonder datum', 'Kijk na', 'bron'])
      expect(all).not.toContain(words);
    await page.getByRole('button', { name: 'Lees voor' }).click();
    const cancelled = () => page.evaluate(() => Number(sessionStorage.getItem('cancelled')));
    const before = await cancelled();
    await page.goto('/mijn-balie');
    expect(await cancelled()).toBe(before + 1);
  });

  test('its script weighs next to nothing', async ({ page }) => {
    const scripts = await page
      .locator('script[src]')
      .evaluateAll((all) => all.map((s) => new URL((s as HTMLScriptElement).src).pathname));
    const sizes = scripts.map((path) => gzipSync(readFileSync(`dist/client${path}`)).length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(3000);
  });
});
