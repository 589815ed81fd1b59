/** A conversation at the desk: on a phone without script, with the keyboard only, and with a customer in between. */
import { readCatalogue } from '#src/catalogue/read.ts';
import type { Page } from '@playwright/test';
import { demoPeople, expect, expectSound, signIn, test, widths } from './house.ts';
import { keyboard, mouse, type Hand } from './hand.ts';

const path = '/cursus/frontoffice/nieuwe-klanten/gesprek/nk-gesprek-vader';
const talk = readCatalogue(process.cwd())
  .conversations.get('nieuwe-klanten')
  ?.find((c) => c.id === 'nk-gesprek-vader');
if (!talk) throw new Error('the conversation of this test is gone');
const { nodes, endings } = talk;

type Quality = 'helpt' | 'kan-beter';

/** Says the same kind of thing until it is over; answers how many turns it took. */
async function walkOn(page: Page, hand: Hand, quality: Quality, look: (page: Page) => Promise<void>): Promise<number> {
  for (let turn = 1; turn < 20; turn++) {
    const id = await page.locator('input[name=node]').getAttribute('value');
    const node = nodes.find((n) => n.id === id);
    const choice = node?.choices.find((c) => c.quality === quality) ?? node?.choices[0];
    await look(page);
    await hand.press(page.getByRole('button', { name: choice?.text ?? '', exact: true }));
    await expect(page.locator('.turn-feedback').last()).toContainText(choice?.feedback ?? '');
    if (choice?.better) await expect(page.locator('.turn-feedback').last()).toContainText(choice.better);
    if (endings.some((e) => e.id === choice?.next)) return turn;
    // The page stays; it opens at what is new.
    await expect(page).toHaveURL(`${path}#beurt-${turn + 1}`);
    await expect(page.locator(`#beurt-${turn + 1} .say`).last()).toBeInViewport();
  }
  throw new Error('this conversation never ends');
}

/** Nothing of what was not reached stands in the page. */
async function nothingAhead(page: Page): Promise<void> {
  const html = (await page.content()).replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
  for (const ending of endings) expect(html).not.toContain(ending.lesson);
  const now = await page.locator('input[name=node]').getAttribute('value');
  for (const choice of nodes.find((n) => n.id === now)?.choices ?? []) expect(html).not.toContain(choice.feedback);
}

test.describe('on a phone, without script', () => {
  test.use({ viewport: widths.phone, javaScriptEnabled: false });

  test('one conversation to two endings', async ({ page }) => {
    await signIn(page, demoPeople.done);
    await page.goto('/cursus/frontoffice/nieuwe-klanten');
    await page.getByRole('link', { name: talk.title }).click();
    await expect(page).toHaveURL(path);
    await expect(page.locator('main')).toContainText('Niemand anders ziet wat je kiest');
    await walkOn(page, mouse, 'kan-beter', nothingAhead);
    await expect(page).toHaveURL(`${path}#einde`);
    const first = await page.locator('#einde h2').innerText();
    await expect(page.locator('#einde')).toContainText(`Je zag 1 van de ${endings.length} aflopen.`);

    await page.getByRole('button', { name: 'Nog een keer' }).click();
    await expect(page).toHaveURL(`${path}#beurt-1`);
    await expect(page.locator('#einde')).toHaveCount(0);
    await walkOn(page, mouse, 'helpt', nothingAhead);
    const second = await page.locator('#einde h2').innerText();
    expect(second).not.toBe(first);
    await expect(page.locator('#einde')).toContainText(`Je zag 2 van de ${endings.length} aflopen.`);
    await expect(page.locator('.talk-sum li')).toHaveText([first, second].toSorted((a, b) => placeOf(a) - placeOf(b)));

    await page.locator('.talk-ways').getByRole('link', { name: 'Terug naar de les' }).click();
    await expect(page).toHaveURL(/\/nieuwe-klanten\/[\w-]+#nk-gesprek-vader$/);
    await expect(page.locator('#nk-gesprek-vader')).toContainText('Je zag 2 van de');
  });

  test('a customer comes, and a page from before is pressed', async ({ page, browser, baseURL }) => {
    await signIn(page, demoPeople.almost);
    await page.goto(path);
    await page.locator('.reply').first().click();
    await page.getByRole('button', { name: 'Klant aan de balie' }).click();
    await expect(page).toHaveURL('/balie');
    expect(await page.content()).not.toContain(talk.title);
    await page.getByRole('link', { name: 'Terug' }).click();
    await expect(page).toHaveURL(`${path}#beurt-2`);

    // The same person at another desk goes on; this page is then of an earlier turn.
    const other = await browser.newContext({ baseURL: baseURL ?? '', javaScriptEnabled: false });
    const elsewhere = await other.newPage();
    await signIn(elsewhere, demoPeople.almost);
    await elsewhere.goto(path);
    await expect(elsewhere.locator('.turn.is-now h2')).toHaveText('Beurt 2');
    await elsewhere.locator('.reply').first().click();
    await page.locator('.reply').last().click();
    await expect(page).toHaveURL(`${path}?stand=verder#beurt-3`);
    await expect(page.locator('#beurt-3')).toContainText('Je bent nu hier');
    await expect(page.locator('.turn')).toHaveCount(3);
    await other.close();
  });
});

const placeOf = (title: string) => endings.findIndex((e) => e.title === title);

test('with the keyboard only, the focus at what is new, and every page sound', async ({ page }) => {
  await page.setViewportSize(widths.desk);
  await signIn(page, demoPeople.halfway);
  await page.goto('/gesprekken');
  await expectSound(page);
  await page.goto(path);
  const turns = await walkOn(page, keyboard(page), 'helpt', async () => {
    await expectSound(page);
    if (page.url().includes('#'))
      expect(await page.evaluate(() => document.activeElement?.id)).toBe(new URL(page.url()).hash.slice(1));
  });
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('einde');
  await expectSound(page);
  await expect(page.locator('#einde')).toContainText(/Alle \S+ je antwoorden hielpen/);
  await page.setViewportSize(widths.phone);
  await expectSound(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectSound(page);

  // On paper the whole dialogue stands, and nothing to press.
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.turn-feedback')).toHaveCount(turns);
  for (const thing of ['.talk-ways', '.step-bar', '.site-header']) await expect(page.locator(thing)).toBeHidden();
});
