/** What only a browser can show of learning: nothing leaks before an answer, and the spot survives a customer. */
import { readCatalogue } from '#src/catalogue/read.ts';
import { demoPeople, expect, signIn, startServer, test, widths } from './house.ts';

const lesson = '/cursus/frontoffice/nieuwe-klanten/de-vraag-achter-de-vraag';
const quiz = '/cursus/frontoffice/nieuwe-klanten/toets';
const { questions } = readCatalogue(process.cwd()).quizzes.get('nieuwe-klanten') ?? { questions: [] };

test.use({ viewport: widths.phone });

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('no page has feedback on a question that was not answered yet', async ({ browser }) => {
    const served = await startServer();
    const context = await browser.newContext({ baseURL: served.url, javaScriptEnabled: false });
    const page = await context.newPage();
    await signIn(page, demoPeople.halfway);
    await page.goto(quiz);
    await page.getByRole('button', { name: 'Begin met de toets' }).click();
    const answered = new Set<string>();
    const plain = (html: string) => html.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
    for (let n = 1; n <= questions.length; n++) {
      const html = plain(await page.content());
      expect(html).toContain(`Vraag ${n} van ${questions.length}`);
      for (const question of questions)
        for (const option of question.options) expect(html, question.id).not.toContain(option.feedback);
      expect(html).not.toMatch(/correct|is-right|is-wrong/);

      const id = (await page.locator('[name=question]').getAttribute('value')) ?? '';
      answered.add(id);
      await page.locator('.quiz-option').first().click();
      await page.getByRole('button', { name: 'Nakijken' }).click();
      const after = plain(await page.content());
      for (const question of questions) {
        if (question.id === id) expect(after).toContain(question.options[0]?.feedback);
        else if (!answered.has(question.id)) expect(after).not.toContain(question.text);
      }
      await page.getByRole('link', { name: n < questions.length ? 'Volgende vraag' : 'Naar je resultaat' }).click();
    }
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Je resultaat');
    await context.close();
    await served.stop();
  });

  test('a customer comes: one tap to a neutral page, one tap back to the same part', async ({ page }) => {
    await signIn(page, demoPeople.almost);
    await page.goto(lesson);
    await page.locator('#drie-lagen').getByRole('button', { name: 'Klant aan de balie' }).click();
    await expect(page).toHaveURL('/balie');
    await expect(page).toHaveTitle('Bibliotheek');
    const seen = await page.content();
    for (const word of ['Sanne', 'Koster', 'De vraag achter de vraag', 'klanten', 'Uitloggen']) expect(seen).not.toContain(word);
    await page.getByRole('link', { name: 'Terug' }).click();
    await expect(page).toHaveURL(`${lesson}#drie-lagen`);
  });

  test('a choice that was half made is given back, and so is the question', async ({ page }) => {
    await signIn(page, demoPeople.done);
    await page.goto(quiz);
    await page.getByRole('button', { name: 'Nog een keer' }).click();
    const text = await page.locator('.quiz-text').textContent();
    await page.locator('.quiz-option').nth(1).click();
    await page.getByRole('button', { name: 'Klant aan de balie' }).click();
    await page.getByRole('link', { name: 'Terug' }).click();
    await expect(page.locator('.quiz-text')).toHaveText(text ?? '');
    await expect(page.locator('.quiz-option input').nth(1)).toBeChecked();
    await page.getByRole('button', { name: 'Nakijken' }).click();
    await expect(page.locator('.quiz-feedback')).toBeVisible();
  });

  test('a session that ended at the desk: signing in brings back the spot', async ({ page, context }) => {
    await signIn(page, demoPeople.almost);
    await page.goto(lesson);
    await page.locator('#open-vragen').getByRole('button', { name: 'Klant aan de balie' }).click();
    await context.clearCookies();
    await page.getByRole('link', { name: 'Terug' }).click();
    await expect(page).toHaveURL(/\/inloggen\?verder=/);
    await page.getByLabel('E-mailadres').fill(demoPeople.almost);
    await page.getByLabel('Wachtwoord', { exact: true }).fill('bibliotheek-demo');
    await page.getByRole('button', { name: 'Inloggen' }).click();
    await expect(page).toHaveURL(`${lesson}#open-vragen`);
  });
});

test('where someone reads is known on another device', async ({ browser, baseURL }) => {
  const open = async () => {
    const context = await browser.newContext({ baseURL: baseURL ?? '', viewport: widths.desk });
    const page = await context.newPage();
    return page;
  };
  const first = await open();
  await signIn(first, demoPeople.halfway);
  await first.goto('/cursus/frontoffice/nieuwe-klanten/is-het-overgekomen');
  const kept = first.waitForResponse((r) => r.url().endsWith('/_actions/lesson.position') && r.ok());
  const step = first.locator('section.step').nth(2);
  await step.evaluate((element) => element.scrollIntoView({ block: 'start' }));
  await kept;
  const anchor = await step.getAttribute('id');
  const second = await open();
  await signIn(second, demoPeople.halfway);
  await second.goto('/leerkaart');
  await second.getByRole('link', { name: 'Verder met de les' }).click();
  await expect(second).toHaveURL(`/cursus/frontoffice/nieuwe-klanten/is-het-overgekomen#${anchor}`);
});
