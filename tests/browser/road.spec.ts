import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { demoModules, demoPeople, expect, expectSound, signIn, test, widths, type Served } from './house.ts';
import { count } from '#src/domain/dutch.ts';
import { answerQuestion, catalogue } from './answer-question.ts';
import { keyboard, mouse, type Hand } from './hand.ts';
import { passQuickly } from './pass-quickly.ts';

// Each test has people of its own.
test.describe.configure({ mode: 'parallel' });

interface Way {
  name: string;
  slug: string;
  options: BrowserContextOptions;
  hand(page: Page): Hand;
}

const ways: Way[] = [
  { name: 'on a phone', slug: 'telefoon', options: { viewport: widths.phone, hasTouch: true }, hand: () => mouse },
  { name: 'on a desk PC', slug: 'bureau', options: { viewport: widths.desk }, hand: () => mouse },
  { name: 'with the keyboard only', slug: 'toetsen', options: { viewport: widths.desk }, hand: keyboard },
  {
    name: 'without JavaScript',
    slug: 'zonder',
    options: { viewport: widths.phone, javaScriptEnabled: false },
    hand: () => mouse,
  },
];

/** Each person has a browser of their own. */
async function sitDown(browser: Browser, served: Served, way: Way): Promise<{ page: Page; hand: Hand }> {
  const context = await browser.newContext({
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
    baseURL: served.url,
    ...way.options,
  });
  const page = await context.newPage();
  return { page, hand: way.hand(page) };
}

/** axe needs script in the page. */
const look = (page: Page, way: Way) => (way.options.javaScriptEnabled === false ? Promise.resolve() : expectSound(page));

/** @param seen the kinds of question that were looked at before; all kinds are looked at on a phone, one on a desk */
async function passQuiz(page: Page, hand: Hand, way: Way, seen: Set<string>): Promise<void> {
  for (let n = 1; n < 40; n++) {
    const { kind } = await answerQuestion(page, hand);
    const isNew = !seen.has(kind) && (seen.size === 0 || way.slug === 'telefoon');
    seen.add(kind);
    if (isNew) await look(page, way);
    await hand.press(page.getByRole('button', { name: 'Nakijken' }));
    const on = page.getByRole('link', { name: /Volgende vraag|Naar je resultaat/ });
    const last = (await on.innerText()).includes('resultaat');
    await expect(page.locator('.quiz-outcome'), kind).toHaveText('Goed');
    if (isNew) await look(page, way);
    await hand.press(on);
    if (last) return;
  }
}

for (const way of ways)
  test(`three people go the whole road to a certificate, ${way.name}`, async ({ browser, served }) => {
    test.setTimeout(480_000);
    const email = `nieuw-${way.slug}@duinrand.example`;
    const name = `Jasmijn ${way.slug[0]?.toUpperCase()}${way.slug.slice(1)}`;

    // The administrator invites someone into the group of Duinrand.
    const desk = await sitDown(browser, served, way);
    await signIn(desk.page, demoPeople.administrator);
    await desk.page.goto('/beheer/mensen/nieuw');
    await desk.hand.pick(desk.page.locator('main select').first(), 'Bibliotheek Duinrand');
    await desk.hand.press(desk.page.locator('main form').getByRole('button').last());
    await desk.hand.fill(desk.page.getByLabel('E-mailadres'), email);
    await desk.hand.pick(desk.page.getByLabel('Groep'), 'Duinrand, najaar');
    await desk.hand.press(desk.page.getByRole('button', { name: 'Nodig uit' }));
    await expect(desk.page.locator('main')).toContainText(/uitnodiging|uitgenodigd/i);

    // The new colleague follows the link in the mail and chooses a name and a password.
    const { page, hand } = await sitDown(browser, served, way);
    const link = page.locator('article', { hasText: email }).getByRole('link', { name: 'Maak je account' });
    await expect(async () => {
      await page.goto('/postvak');
      await expect(link).toBeVisible({ timeout: 500 });
    }).toPass();
    await hand.press(link);
    await hand.fill(page.getByLabel('Je naam'), name);
    await hand.fill(page.getByLabel('Kies een wachtwoord'), 'een-fiets-vol-boeken');
    await look(page, way);
    await hand.press(page.getByRole('button', { name: 'Maak mijn account' }));
    await expect(page).toHaveURL(/\/leerkaart/);
    const modules = await demoModules(served);
    await expect(page.locator('main')).toContainText(`Nog ${count(modules.length, 'module', 'modules')} en drie bijeenkomsten`);
    await look(page, way);

    // Two modules by hand: one lesson, then the quiz, and the assignment that comes with it. The others go by their forms alone.
    const seen = new Set<string>();
    for (const module of modules.slice(0, 2)) {
      const lesson = catalogue.modules.get(module)?.lessons[0]?.slug ?? '';
      await page.goto(`/cursus/frontoffice/${module}/${lesson}`);
      await hand.press(page.locator('main details summary').first());
      await hand.press(page.getByRole('button', { name: 'Klaar, volgende les' }));
      await page.waitForURL((url) => !url.pathname.endsWith(`/${lesson}`));
      await page.goto(`/cursus/frontoffice/${module}/toets`);
      await hand.press(page.getByRole('button', { name: 'Begin met de toets' }));
      await passQuiz(page, hand, way, seen);
      await expect(page.locator('main')).toContainText(/gehaald/i);
      await look(page, way);
      const asked = catalogue.modules.get(module)?.assignments.find((a) => a.required);
      if (!asked) continue;
      await hand.press(page.getByRole('link', { name: `Naar de opdracht ‘${asked.title}’` }));
      for (const field of asked.fields) await hand.fill(page.locator(`[name="tekst:${field.id}"]`), 'Nagekeken met een collega.');
      await look(page, way);
      await hand.press(page.getByRole('button', { name: 'Bewaar' }));
      await expect(page.locator('main')).toContainText('De module heb je gehaald');
    }
    for (const module of modules.slice(2)) await passQuickly(page, 'frontoffice', module);

    // The specialist records attendance at the past moment of each meeting.
    const leader = await sitDown(browser, served, way);
    await signIn(leader.page, demoPeople.specialist);
    for (const nr of [1, 2, 3]) {
      await leader.page.goto('/groepen');
      await leader.hand.press(
        leader.page
          .locator('main')
          .getByRole('link', { name: /Duinrand, najaar/ })
          .first(),
      );
      await leader.hand.press(
        leader.page.locator(`main a[href*="/bijeenkomsten/${nr}/"]:not([href$=indeling], [href$=plannen])`).first(),
      );
      await leader.hand.press(leader.page.locator('li', { hasText: name }).getByRole('button', { name: /Was er ook|Aanwezig/ }));
      await expect(leader.page.locator('li', { hasText: name })).toContainText('aanwezig');
    }
    await look(leader.page, way);
    await expect(leader.page.locator('main')).toContainText(/certificaat/i);

    // The card is full; the certificate can be seen by whoever has its address, and printed by its owner.
    await page.goto('/leerkaart');
    await expect(page.locator('main')).toContainText('Je kaart is vol');
    await look(page, way);
    await hand.press(page.locator('main a[href^="/certificaten/"]').first());
    await expect(page.locator('main')).toContainText(name);
    await look(page, way);
    const pdf = await page.request.get(`${page.url().replace(/\?.*/, '')}.pdf`);
    expect(pdf.status()).toBe(200);
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');

    const stranger = await sitDown(browser, served, way);
    await stranger.page.goto(page.url());
    await expect(stranger.page.locator('main')).toContainText(name);
    expect((await stranger.page.request.get(`${page.url().replace(/\?.*/, '')}.pdf`, { maxRedirects: 0 })).status()).toBe(303);

    // And there is a mail that says so.
    await expect(async () => {
      await page.goto('/postvak');
      await expect(page.locator('article', { hasText: email }).filter({ hasText: 'certificaat' }).first()).toBeVisible({
        timeout: 500,
      });
    }).toPass();
    for (const who of [desk, { page }, leader, stranger]) await who.page.context().close();
  });
