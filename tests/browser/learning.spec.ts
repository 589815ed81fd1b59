/** What only a browser can show of learning: nothing leaks before an answer, and the spot survives a customer. */
import { textsOf, toPublic } from '#src/domain/question/question.ts';
import { askedCount } from '#src/domain/quiz.ts';
import { answerQuestion, catalogue } from './answer-question.ts';
import { mouse } from './hand.ts';
import { demoModules, demoPeople, expect, signIn, test, widths } from './house.ts';

const lesson = '/cursus/frontoffice/nieuwe-klanten/de-vraag-achter-de-vraag';
const quiz = '/cursus/frontoffice/nieuwe-klanten/toets';
const own = catalogue.quizzes.get('nieuwe-klanten') ?? { sources: [], questions: [] };
const total = askedCount(own);

/** What a reader may learn of a question only after answering it. */
const secrets = own.questions.map((question) => {
  const open = JSON.stringify(toPublic(question));
  const texts = textsOf(question).filter((text) => !open.includes(JSON.stringify(text).slice(1, -1)));
  return { id: question.id, text: question.text, texts };
});

test.use({ viewport: widths.phone });

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('no page has feedback on a question that was not answered yet', async ({ page }) => {
    await signIn(page, demoPeople.halfway);
    await page.goto(quiz);
    await page.getByRole('button', { name: 'Begin met de toets' }).click();
    const answered = new Set<string>();
    const plain = (html: string) => html.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
    for (let n = 1; n <= total; n++) {
      const html = plain(await page.content());
      expect(html).toContain(`Vraag ${n} van ${total}`);
      for (const secret of secrets) for (const text of secret.texts) expect(html, secret.id).not.toContain(text);
      expect(html).not.toMatch(/correct|mistake|is-right|is-wrong/);

      const { id } = await answerQuestion(page, mouse, n % 2 === 0 ? 'wrong' : 'right');
      answered.add(id);
      await page.getByRole('button', { name: 'Nakijken' }).first().click();
      await expect(page.locator('.quiz-outcome'), id).toHaveText(n % 2 === 0 ? 'Nog niet goed' : 'Goed');
      const after = plain(await page.content());
      for (const secret of secrets) if (!answered.has(secret.id)) expect(after).not.toContain(secret.text);
      await page.getByRole('link', { name: n < total ? 'Volgende vraag' : 'Naar je resultaat' }).click();
    }
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Je resultaat');
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

  test('an answer that was half given is given back, and so is the question', async ({ page }) => {
    await signIn(page, demoPeople.done);
    await page.goto(quiz);
    await page.getByRole('button', { name: /Begin met de toets|Nog een keer/ }).click();
    const text = await page.locator('.quiz-text').textContent();
    await answerQuestion(page, mouse);
    const given = () =>
      page.locator('.quiz-question').evaluate((field) => {
        const form = field.closest('form');
        return form ? [...new FormData(form)].filter(([name]) => name.startsWith('chosen')) : [];
      });
    const before = await given();
    await page.getByRole('button', { name: 'Klant aan de balie' }).click();
    await page.getByRole('link', { name: 'Terug' }).click();
    await expect(page.locator('.quiz-text')).toHaveText(text ?? '');
    expect(await given()).toEqual(before);
    await page.getByRole('button', { name: 'Nakijken' }).first().click();
    await expect(page.locator('.quiz-outcome')).toHaveText('Goed');
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

test('where someone reads is known on another device', async ({ browser, baseURL, served }) => {
  const open = async () => {
    const context = await browser.newContext({ baseURL: baseURL ?? '', viewport: widths.desk });
    const page = await context.newPage();
    return page;
  };
  // A lesson of the module that this learner has begun: the card goes on with one that the group asks.
  const module = (await demoModules(served))[2] ?? '';
  const lesson = `/cursus/frontoffice/${module}/${catalogue.modules.get(module)?.lessons[3]?.slug}`;
  const first = await open();
  await signIn(first, demoPeople.halfway);
  await first.goto(lesson);
  const kept = first.waitForResponse((r) => r.url().endsWith('/_actions/lesson.position') && r.ok());
  const step = first.locator('section.step').nth(2);
  await step.evaluate((element) => element.scrollIntoView({ block: 'start' }));
  await kept;
  const anchor = await step.getAttribute('id');
  const second = await open();
  await signIn(second, demoPeople.halfway);
  await second.goto('/leerkaart');
  await second.getByRole('link', { name: 'Verder met de les' }).click();
  await expect(second).toHaveURL(`${lesson}#${anchor}`);
});
