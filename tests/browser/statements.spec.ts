/** What people learnt, to take along as xAPI: one's own, a library's without names, and what is passed on to another system. */
import { readFileSync } from 'node:fs';
import { openLrs, lrsKey, lrsSecret } from '#tests/kit/lrs-sink.ts';
import { statementSchema } from '#tests/kit/xapi-schema.ts';
import { demoPeople, expect, expectSound, signIn, startServer, test, widths } from './house.ts';

const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => statementSchema.parse(JSON.parse(line)));

test('without script: a learner takes the own statements along, with scores and times', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: widths.phone });
  const page = await context.newPage();
  await signIn(page, demoPeople.done);
  await page.goto('/account/gegevens');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download je leergegevens' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('mijn-leergegevens-baliewijs.jsonl');
  const statements = linesOf(readFileSync(await file.path(), 'utf8'));
  expect(statements.length).toBeGreaterThan(10);
  expect(new Set(statements.map(({ actor }) => actor.account.name)).size).toBe(1);
  expect(statements.some(({ timestamp }) => !timestamp.endsWith('T00:00:00.000Z'))).toBe(true);
  await page.goto('/account/logboek');
  await expect(page.getByText('haalde op: een kopie van eigen leergegevens').first()).toBeVisible();
  await context.close();
});

test('a specialist takes those of the library, without names; a period with too few people gives none, and says why', async ({
  page,
}) => {
  await signIn(page, demoPeople.specialist);
  await page.goto('/groepen');
  await page.getByRole('link', { name: 'Leergegevens ophalen' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Leergegevens ophalen');
  for (const width of [widths.desk, widths.phone]) {
    await page.setViewportSize(width);
    await expectSound(page);
  }
  await page.locator('summary', { hasText: 'zoals een computer' }).click();
  statementSchema.parse(JSON.parse((await page.locator('.statement-line').textContent()) ?? ''));
  await expectSound(page);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download het bestand' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^leergegevens-\d{4}-\d\d-tot-en-met-\d{4}-\d\d\.jsonl$/);
  const statements = linesOf(readFileSync(await file.path(), 'utf8'));
  expect(new Set(statements.map(({ actor }) => actor.account.name)).size).toBeGreaterThanOrEqual(5);
  expect(statements.every(({ timestamp }) => timestamp.endsWith('T00:00:00.000Z'))).toBe(true);

  const oldest = await page.getByLabel('Van').locator('option').last().getAttribute('value');
  await page.getByLabel('Van').selectOption(oldest);
  await page.getByLabel('Tot en met').selectOption(oldest);
  await page.getByRole('button', { name: 'Download het bestand' }).click();
  await expect(page.locator('.form-errors')).toContainText('minstens vijf mensen');
  await expect(page.getByLabel('Van')).toHaveValue(oldest ?? '');
  await expectSound(page);
});

test('where nothing is passed on, the pages say so', async ({ page }) => {
  for (const [path, words] of [
    ['/wie-ziet-wat', 'Nee. Baliewijs stuurt niets door naar een ander leersysteem.'],
    ['/privacy', 'Baliewijs stuurt nu niets door naar een ander leersysteem.'],
  ] as const) {
    await page.goto(path);
    await expect(page.getByText(words)).toBeVisible();
  }
});

test('where a store is set up, it is told and the pages name it', async ({ page }) => {
  const lrs = await openLrs();
  const served = await startServer({ LRS_URL: lrs.url, LRS_KEY: lrsKey, LRS_SECRET: lrsSecret });
  try {
    await expect.poll(() => lrs.held.size, { timeout: 20_000 }).toBeGreaterThan(20);
    for (const path of ['/wie-ziet-wat', '/privacy']) {
      await page.goto(`${served.url}${path}#doorsturen`);
      await expect(page.locator('main')).toContainText(lrs.host);
      await expectSound(page);
    }
    const told = JSON.stringify([...lrs.held.values()]);
    for (const secret of ['answered', 'score', 'response', 'duinrand', 'Duinrand']) expect(told).not.toContain(secret);
  } finally {
    await served.stop();
    await lrs.close();
  }
});
