/** Modules that go out: how they are taken along, and how they work in a plain other platform, in none, and in our own. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIResponse, FrameLocator, Page } from '@playwright/test';
import { idealResponse, questionKinds, type Question, type QuestionKind } from '#src/domain/question/question.ts';
import type { Edition } from '#src/domain/scorm-elements.ts';
import { readZip } from '#tests/kit/read-zip.ts';
import { wrongResponse } from '#tests/kit/responses.ts';
import { faultsIn } from '#tests/scorm/export/check.ts';
import { faultsOf, hasSchemas } from '#tests/scorm/export/schemas.ts';
import { catalogue, fillIn } from './answer-question.ts';
import { beside } from './beside.ts';
import { keyboard, mouse, type Hand } from './hand.ts';
import { demoPeople, expect, expectSound, signIn, test, widths } from './house.ts';
import { openStandIn, type LmsCall, type StandIn } from './stand-in-lms.ts';

/** All kinds of question, conversations, an order to practise with. */
const rich = 'digitaalhuis';

const ask = (page: Page, query: Record<string, string>): Promise<APIResponse> =>
  page.request.get(`/uitvoer/pakket?${new URLSearchParams(query).toString()}`);

async function fetchPackage(page: Page, wat: string, editie: Edition, more: Record<string, string> = {}): Promise<Buffer> {
  const answer = await ask(page, { wat, editie, antwoorden: 'on', ...more });
  expect(answer.status(), wat).toBe(200);
  return answer.body();
}

/** Everything that can be taken along, as the page offers it. */
async function offered(page: Page): Promise<string[]> {
  await page.goto('/uitvoer');
  const values = await page
    .getByLabel('Wat wil je meenemen?')
    .locator('option')
    .evaluateAll((all) => all.map((o) => (o as HTMLOptionElement).value));
  return values.filter((value) => value !== '');
}

const questionIn = async (sco: Page | FrameLocator, module: string): Promise<Question> => {
  const text = (await sco.locator('.quiz-question .quiz-text').textContent())?.trim();
  const question = catalogue.quizzes.get(module)?.questions.find((q) => q.text === text);
  if (!question) throw new Error(`no question “${text}” in ${module}`);
  return question;
};

/** Answers questions of the quiz until this many are done, or the result is there. */
async function answer(
  sco: FrameLocator,
  module: string,
  how: { hand: Hand; right: boolean; times?: number },
): Promise<QuestionKind[]> {
  const kinds: QuestionKind[] = [];
  for (let n = 0; n < (how.times ?? 40); n++) {
    const question = await questionIn(sco, module);
    await fillIn(sco, how.hand, question, how.right ? idealResponse(question) : wrongResponse(question));
    await how.hand.press(sco.getByRole('button', { name: 'Nakijken' }).last());
    await expect(sco.locator('.quiz-outcome')).toContainText(how.right ? 'Goed' : 'Nog niet goed');
    kinds.push(question.kind);
    const onward = sco.getByRole('button', { name: /Volgende vraag|Naar je resultaat/ });
    const last = (await onward.textContent()) === 'Naar je resultaat';
    if (n + 1 === how.times) break;
    await how.hand.press(onward);
    if (last) break;
  }
  return kinds;
}

/** Calls that a platform would not take; asking for what was never said is no fault. */
const refusals = (calls: readonly LmsCall[]) =>
  calls.filter((c) => c.error !== '0' && !(c.method === 'GetValue' && c.error === '403'));

const setTo = (calls: readonly LmsCall[], element: string) =>
  calls.filter((c) => c.method === 'SetValue' && c.given[0] === element).map((c) => c.given[1] ?? '');

async function inStandIn<T>(edition: Edition, zip: Buffer, work: (lms: StandIn) => Promise<T>): Promise<T> {
  const lms = await openStandIn(edition, readZip(zip));
  try {
    return await work(lms);
  } finally {
    await lms.stop();
  }
}

test('the page says what comes of it, and gives a file with a name', async ({ page }) => {
  await signIn(page, demoPeople.specialist);
  await page.goto('/cursus/frontoffice/boekstart');
  await page.getByRole('link', { name: 'Neem deze module mee' }).click();
  await expect(page.getByLabel('Wat wil je meenemen?')).toHaveValue('module:boekstart');
  await expect(page.getByText('De resultaten blijven in de andere leeromgeving.')).toBeVisible();
  await expect(page.getByText('Een certificaat komt daar niet vandaan.')).toBeVisible();
  for (const size of Object.values(widths)) {
    await page.setViewportSize(size);
    await expectSound(page);
  }
  await page.getByText('SCORM 1.2').click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Haal het pakket op' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^baliewijs-boekstart-v\d+-scorm-1-2\.zip$/);
  expect(faultsIn('1.2', readZip(readFileSync(await download.path())))).toEqual([]);

  await signIn(page, demoPeople.adviser);
  await page.goto('/uitvoer');
  await expect(page.getByLabel('Teksten van ‘Bij ons’')).toHaveCount(0);
  await signIn(page, demoPeople.halfway);
  expect((await page.goto('/uitvoer'))?.status()).toBe(403);
  expect((await page.goto('/uitvoer/inhoud'))?.status()).toBe(404);
});

test('every module and course, as it is rendered, is whole and always the same', async ({ page }) => {
  await signIn(page, demoPeople.administrator);
  const all = await offered(page);
  expect(all.length).toBeGreaterThan(8);
  for (const [n, wat] of all.entries()) {
    const edition = n % 2 === 0 ? '2004' : '1.2';
    const zip = await fetchPackage(page, wat, edition);
    const files = readZip(zip);
    expect(faultsIn(edition, files), wat).toEqual([]);
    if (hasSchemas) expect(await faultsOf(edition, files.get('imsmanifest.xml')?.toString() ?? ''), wat).toEqual([]);
    for (const [name, bytes] of files) {
      if (!name.endsWith('.html')) continue;
      const html = bytes.toString();
      const id = name.includes('/') ? (name.split('/')[0] ?? '') : wat.slice('module:'.length);
      const module = catalogue.modules.get(id);
      for (const lesson of module?.lessons ?? []) expect(html, wat).toContain(`data-view="les/${lesson.slug}"`);
      for (const question of catalogue.quizzes.get(id)?.questions ?? []) expect(html).toContain(`data-question="${question.id}"`);
      expect(html.match(/<lesson-part|\bundefined\b|\[object Object\]/), wat).toBeNull();
      expect(zip.length).toBeLessThan(wat.startsWith('cursus') ? 900_000 : 400_000);
    }
    if (n < 3) expect((await fetchPackage(page, wat, edition)).equals(zip), wat).toBe(true);
  }
});

test('texts of the own library go along when they are asked for, and only then', async ({ page }) => {
  await signIn(page, demoPeople.specialist);
  await page.goto('/uitvoer');
  const place = await page.getByLabel('Teksten van ‘Bij ons’').locator('option').nth(1).getAttribute('value');
  const html = async (bijons: string) =>
    readZip(await fetchPackage(page, 'cursus:frontoffice', '2004', { bijons }))
      .get('onze-activiteiten/index.html')
      ?.toString() ?? '';
  expect(await html('')).not.toContain('Duinrand. </b>');
  const own = await html(place ?? '');
  expect(own).toContain('Bibliotheek Duinrand');
  expect(own).toMatch(/local-checked"><b>Bibliotheek Duinrand/);
  expect(own).not.toContain('Zeg het tegen');
});

for (const edition of ['1.2', '2004'] as const)
  test(`${edition}: in another platform it keeps its place, tells its result and goes on later`, async ({ page }) => {
    await signIn(page, demoPeople.administrator);
    const zip = await fetchPackage(page, `module:${rich}`, edition);
    const old = edition === '1.2';
    const status = old ? 'cmi.core.lesson_status' : 'cmi.success_status';
    const score = old ? 'cmi.core.score.raw' : 'cmi.score.scaled';
    const hand = old ? keyboard(page) : mouse;
    await inStandIn(edition, zip, async (lms) => {
      await page.setViewportSize(old ? widths.desk : widths.phone);
      let sco = await lms.launch(page, 'index.html');
      await expect(sco.getByRole('heading', { level: 1 })).toHaveText(catalogue.modules.get(rich)?.title ?? '');
      await hand.press(sco.getByRole('link', { name: 'Begin met de eerste les' }));
      await hand.press(sco.getByRole('button', { name: 'Klaar, volgende les' }));
      await expect(sco.locator('.track-text')).toContainText('Les 2 van');

      // Halfway the quiz the window is closed, without a goodbye.
      await sco.locator('body').evaluate(() => (location.hash = '#/toets'));
      await hand.press(sco.getByRole('button', { name: 'Begin met de toets' }));
      const before = await answer(sco, rich, { hand, right: true, times: 6 });
      const first = await lms.calls(page);
      expect(refusals(first)).toEqual([]);
      expect(setTo(first, old ? 'cmi.core.lesson_status' : 'cmi.completion_status')).toEqual(['incomplete']);
      expect(setTo(first, score)).toEqual([]);

      sco = await lms.launch(page, 'index.html');
      await expect(sco.locator('.lesson-item.is-done')).toHaveCount(1);
      await hand.press(sco.getByRole('link', { name: 'Verder waar je was: Toets' }));
      await expect(sco.locator('.quiz-number')).toHaveText(/^Vraag 7 van /);
      const after = await answer(sco, rich, { hand, right: true });
      await expect(sco.locator('.quiz-score')).toContainText('Je hebt de toets gehaald.');
      const second = await lms.calls(page);
      expect(refusals(second)).toEqual([]);
      expect(setTo(second, status)).toEqual([old ? 'incomplete' : 'passed', ...(old ? ['passed'] : [])]);
      expect(setTo(second, score)).toEqual([old ? '100' : '1']);
      const told = (await lms.calls(page)).filter((c) => /interactions\.\d+\.id$/.test(c.given[0] ?? ''));
      expect(told).toHaveLength(after.length);
      expect(JSON.stringify([...first, ...second])).not.toMatch(/latency|timestamp|interactions\.\d+\.time/);

      // Passed stays passed, whatever comes after.
      await hand.press(sco.getByRole('button', { name: 'Nog een keer' }));
      const again = await answer(sco, rich, { hand: mouse, right: false });
      // Of each pool the second go asks what the first did not.
      expect(new Set([...before, ...after, ...again])).toEqual(new Set(questionKinds));
      await expect(sco.locator('.quiz-score')).toContainText('Deze keer niet gehaald.');
      await hand.press(sco.getByRole('button', { name: 'Later verder' }));
      await expect(sco.getByRole('heading', { level: 1 })).toHaveText('Tot later');
      const third = await lms.calls(page);
      expect(refusals(third)).toEqual([]);
      expect(setTo(third, status).at(-1)).toBe('passed');
      expect(third.at(-1)).toMatchObject({ method: 'Terminate', answer: 'true' });
      expect(setTo(third, 'adl.nav.request')).toEqual(old ? [] : ['suspendAll']);
      const kept = await lms.kept(page);
      expect(kept).toMatchObject({
        [score]: old ? '100' : '1',
        [old ? 'cmi.core.exit' : 'cmi.exit']: 'suspend',
        ...(old ? {} : { 'cmi.completion_status': 'completed', 'cmi.progress_measure': '1' }),
      });
      expect(kept['cmi.suspend_data']?.length).toBeLessThan(2000);

      // A platform that lost what was kept, but not the result.
      await page.evaluate(
        (element) => localStorage.setItem('kept', JSON.stringify({ [element]: 'passed', 'cmi.suspend_data': '{' })),
        status,
      );
      sco = await lms.launch(page, 'index.html');
      await expect(sco.getByText('Je hebt deze module gehaald.')).toBeVisible();
      expect(setTo(await lms.calls(page), status)).toEqual(['passed']);
    });
  });

test('failing is told as failing; answers only where that was left on', async ({ page }) => {
  await signIn(page, demoPeople.administrator);
  const zip = await fetchPackage(page, 'module:boekstart', '1.2', { antwoorden: '' });
  await inStandIn('1.2', zip, async (lms) => {
    const sco = await lms.launch(page, 'index.html#/toets');
    await expect(sco.getByText('Je antwoorden niet.')).toBeVisible();
    await sco.getByRole('button', { name: 'Begin met de toets' }).click();
    // Lines in an order are an answer as they stand; of everything else nothing filled in is none.
    while ((await questionIn(sco, 'boekstart')).kind === 'order') {
      await answer(sco, 'boekstart', { hand: mouse, right: false, times: 1 });
      await sco.getByRole('button', { name: 'Volgende vraag' }).click();
    }
    await sco.getByRole('button', { name: 'Nakijken' }).last().click();
    await expect(sco.locator('.field-error')).toBeVisible();
    await answer(sco, 'boekstart', { hand: mouse, right: false });
    await expect(sco.locator('.quiz-score')).toContainText('Nog niet gehaald.');
    const calls = await lms.calls(page);
    expect(refusals(calls)).toEqual([]);
    expect(setTo(calls, 'cmi.core.lesson_status')).toEqual(['incomplete', 'failed']);
    expect(setTo(calls, 'cmi.core.score.raw')).toEqual(['0']);
    expect(JSON.stringify(calls)).not.toContain('interactions');
  });
});

test('conversations, practice, an assignment, the desk: all without a server', async ({ page }) => {
  await signIn(page, demoPeople.administrator);
  const zip = await fetchPackage(page, 'module:onze-activiteiten', '2004');
  const fetched: string[] = [];
  const faults: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (line) => line.type() === 'error' && !line.text().includes('404') && faults.push(line.text()));
  await inStandIn('2004', zip, async (lms) => {
    const module = catalogue.modules.get('onze-activiteiten');
    const [talk] = catalogue.conversations.get('onze-activiteiten') ?? [];
    if (!module || !talk) throw new Error('no such module');
    let sco = await lms.launch(page, `index.html#/gesprek/${talk.id}`);
    await sco.locator('.reply').first().click();
    await expect(sco.locator('.turn')).toHaveCount(2);
    sco = await lms.launch(page, `index.html#/gesprek/${talk.id}`);
    await expect(sco.locator('.turn')).toHaveCount(2);
    while ((await sco.locator('.reply').count()) > 0) await sco.locator('.reply').first().click();
    await expect(sco.locator('.talk-sum')).toContainText('Je zag 1 van de');
    await sco.getByRole('button', { name: 'Nog een keer' }).click();
    await expect(sco.locator('.turn')).toHaveCount(1);

    // The assignment that the module asks for, and a practice question.
    const assignment = module.assignments.find((a) => a.required);
    const lesson = module.lessons.find((l) => l.id === assignment?.lesson);
    sco = await lms.launch(page, `index.html#/les/${lesson?.slug}`);
    await sco.getByText('Ik heb deze opdracht gedaan').click();
    await expect(sco.locator(`[data-assignment="${assignment?.id}"]`)).toBeChecked();
    const practised = module.lessons.find((l) => l.parts.practice.length === 1);
    sco = await lms.launch(page, `index.html#/les/${practised?.slug}`);
    const question = catalogue.practice.get(module.id)?.questions.find((q) => q.id === practised?.parts.practice[0]);
    if (!question) throw new Error('nothing to practise');
    await fillIn(sco, mouse, question, idealResponse(question));
    await sco.getByRole('button', { name: 'Kijk na' }).click();
    await expect(sco.locator('.practice-outcome')).toHaveText('Goed.');
    await sco.getByRole('button', { name: 'Nog een keer proberen' }).click();
    await expect(sco.getByRole('button', { name: 'Kijk na' })).toBeVisible();

    // A customer comes: nothing of the lesson is in sight, and one press brings it back.
    const bell = sco.getByRole('button', { name: 'Klant aan de balie' }).first();
    await bell.click();
    await expect(sco.getByRole('heading', { name: 'Welkom in de bibliotheek' })).toBeVisible();
    await expect(sco.locator('article.lesson')).toBeHidden();
    await sco.getByRole('button', { name: 'Terug' }).click();
    await expect(sco.locator('article.lesson')).toBeVisible();

    await sco.locator('body').evaluate(() => (location.hash = '#/toets'));
    await sco.getByRole('button', { name: 'Begin met de toets' }).click();
    await answer(sco, 'onze-activiteiten', { hand: mouse, right: true });
    await expect(sco.locator('.quiz-score')).toContainText('Je hebt de toets gehaald.');
    expect(await lms.kept(page)).toMatchObject({ 'cmi.success_status': 'passed', 'cmi.completion_status': 'completed' });
    expect(refusals(await lms.calls(page))).toEqual([]);
    expect(fetched.filter((url) => !url.startsWith(lms.url) && !url.includes('/uitvoer'))).toEqual([]);
  });
  expect(faults).toEqual([]);
});

test('without a platform it works as plain pages, sound at both widths, and says that nothing is kept', async ({ page }) => {
  await signIn(page, demoPeople.administrator);
  const zip = await fetchPackage(page, `module:${rich}`, '2004');
  await inStandIn('2004', zip, async (lms) => {
    const module = catalogue.modules.get(rich);
    const [talk] = catalogue.conversations.get(rich) ?? [];
    const open = async (route: string) => {
      await page.goto('about:blank');
      await page.goto(`${lms.url}/pakket/index.html#/${route}`);
    };
    const routes = [
      '',
      ...(module?.lessons ?? []).map((l) => `les/${l.slug}`),
      'toets',
      `gesprek/${talk?.id}`,
      'woorden',
      'niets',
    ];
    for (const [size, colorScheme] of [
      [widths.phone, 'light'],
      [widths.desk, 'dark'],
    ] as const) {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme });
      for (const route of size === widths.phone ? routes : ['', 'toets', `gesprek/${talk?.id}`]) {
        await open(route);
        await expect(page.getByText('Er is geen leeromgeving gevonden.')).toBeVisible();
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expectSound(page);
      }
      // Every kind of question, and what is said of it.
      await open('toets');
      await page.getByRole('button', { name: 'Begin met de toets' }).click();
      for (;;) {
        await expectSound(page);
        const question = await questionIn(page, rich);
        await fillIn(page, mouse, question, wrongResponse(question));
        await page.getByRole('button', { name: 'Nakijken' }).last().click();
        await expectSound(page);
        // Once is enough for every kind; at the other width two of them are.
        if (size === widths.desk && (await page.getByText('Vraag 2 van').count()) > 0) break;
        const last = await page.getByRole('button', { name: 'Naar je resultaat' }).count();
        await page.getByRole('button', { name: /Volgende vraag|Naar je resultaat/ }).click();
        if (last > 0) break;
      }
      await expectSound(page);
      await open(`les/${module?.lessons[0]?.slug}`);
      await page.getByRole('button', { name: 'Klant aan de balie' }).first().click();
      await expectSound(page);
    }
    // Back and on with the browser, and a link to the word list from a text.
    await open('');
    await page.getByRole('link', { name: 'Begin met de eerste les' }).click();
    await page.goBack();
    await expect(page.getByRole('heading', { name: 'Wat je leert' })).toBeVisible();
  });
});

test('in our own player it is done as any package, up to the learning card', async ({ page, served, browser }) => {
  await signIn(page, demoPeople.specialist);
  const folder = mkdtempSync(join(tmpdir(), 'export-'));
  const file = join(folder, 'boekstart.zip');
  writeFileSync(file, await fetchPackage(page, 'module:boekstart', '2004'));
  const course = join(folder, 'cursus.zip');
  writeFileSync(course, await fetchPackage(page, 'cursus:frontoffice', '1.2'));
  const id = await bring(page, file);
  const courseId = await bring(page, course);
  rmSync(folder, { recursive: true });
  const context = await browser.newContext({ baseURL: served.url });
  const learner = await context.newPage();
  await signIn(learner, demoPeople.halfway);
  await learner.goto(`/pakket/${id}`);
  await learner.getByRole('button', { name: 'Begin' }).click();
  const shell = learner.frameLocator('iframe.package-player');
  const sco = shell.frameLocator('#sco');
  await sco.getByRole('link', { name: 'Naar de toets' }).click();
  await sco.getByRole('button', { name: 'Begin met de toets' }).click();
  await answer(sco, 'boekstart', { hand: mouse, right: true, times: 3 });
  await learner.close({ runBeforeUnload: false });

  const again = await context.newPage();
  await again.goto(`/pakket/${id}`);
  await again.getByRole('button', { name: 'Ga verder' }).click();
  const shell2 = again.frameLocator('iframe.package-player');
  const sco2 = shell2.frameLocator('#sco');
  await sco2.getByRole('link', { name: 'Verder waar je was: Toets' }).click();
  await expect(sco2.locator('.quiz-number')).toHaveText(/^Vraag 4 van /);
  await answer(sco2, 'boekstart', { hand: mouse, right: true });
  await expect(sco2.locator('.quiz-score')).toContainText('Je hebt de toets gehaald.');
  await expect(shell2.locator('#state')).toHaveText('Bewaard', { timeout: 20_000 });
  await sco2.getByRole('button', { name: 'Later verder' }).click();
  await again.waitForURL(`**/pakket/${id}`);
  await expect(again.getByText('gehaald').first()).toBeVisible();
  const client = beside(served);
  const done = await client.execute({ sql: 'select via from module_completion where module_id = ?', args: [id] });
  expect(done.rows.map((row) => row['via'])).toEqual(['package']);

  // A course: each module is a part, in the contents of the player.
  await again.goto(`/pakket/${courseId}`);
  await again.getByRole('button', { name: 'Begin' }).click();
  await expect(sco2.getByRole('heading', { level: 1 })).toHaveText('Landelijke context vertaald');
  await shell2.getByRole('button', { name: 'Inhoud' }).click();
  await shell2.getByRole('button', { name: 'BoekStart' }).click();
  await expect(sco2.getByRole('heading', { level: 1 })).toContainText('BoekStart');
  await context.close();
});

/** A specialist brings a package in and opens it; answers its id. */
async function bring(page: Page, file: string): Promise<string> {
  await page.goto('/pakketten/nieuw');
  await page.setInputFiles('input[type=file]', file);
  await page.getByRole('button', { name: 'Voeg toe' }).click();
  await page.waitForURL(/\/pakketten\/pkg_/);
  await page.getByText('Als iemand het heeft gehaald').click();
  await page.getByRole('button', { name: 'Zet het open' }).click();
  await expect(page.getByText('Het pakket staat open')).toBeVisible();
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}
