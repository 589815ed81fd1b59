/** The golf packages of Rustici (CC BY 3.0), of every edition: each imports, plays, closes, goes on and reports. */
import { expect, demoPeople, signIn, test } from './house.ts';
import type { Page } from '@playwright/test';
import { bring, golf, rows, samples, sco, shell } from './packages.ts';

test.skip(!samples, 'the packages from elsewhere are not on this machine');

const content = (page: Page) => sco(page).frameLocator('#contentFrame');

/** Reads the part that is open to its end, and answers its test with what is right. */
async function readPart(page: Page): Promise<void> {
  const next = sco(page).locator('#butNext');
  await expect(next).toBeVisible();
  await expect(content(page).locator('h1').first()).toBeVisible();
  while (await next.isEnabled()) await next.click();
  const submit = content(page).getByRole('button', { name: 'Submit Answers' });
  await expect(content(page).locator('body')).not.toBeEmpty();
  if ((await content(page).getByText('Knowledge Check').count()) === 0) return;
  for (const radio of await content(page).locator('.correctAnswer input[type=radio]').all()) await radio.check();
  for (const field of await content(page)
    .locator('.correctAnswer')
    .filter({ has: page.locator('input[type=text]') })
    .all())
    await field.locator('input').fill(/\((\d+)\)/.exec((await field.textContent()) ?? '')?.[1] ?? '');
  await submit.click();
  await expect(content(page).getByText('Score: 100')).toBeVisible();
}

async function begin(page: Page, id: string, button: 'Begin' | 'Ga verder' = 'Begin'): Promise<void> {
  await page.goto(`/pakket/${id}`);
  await page.getByRole('button', { name: button }).click();
}

test.beforeEach(async ({ page }) => {
  // "Would you like to resume?", and the goodbye of a part.
  page.on('dialog', (dialog) => void dialog.accept());
  await signIn(page, demoPeople.specialist);
});

for (const [name, location, score] of [
  ['RuntimeBasicCalls_SCORM12', 'cmi.core.lesson_location', 'cmi.core.score.raw'],
  ['RuntimeBasicCalls_SCORM20043rdEdition', 'cmi.location', 'cmi.score.scaled'],
] as const)
  test(`${name}: one part`, async ({ page, served }) => {
    const id = await bring(page, golf(name), 'passed');
    await begin(page, id);
    await expect(sco(page).locator('#butNext')).toBeVisible();
    await sco(page).locator('#butNext').click();
    await sco(page).locator('#butNext').click();
    // A tab that just closes.
    await page.goto('/leerkaart');
    await begin(page, id, 'Ga verder');
    await expect(sco(page).locator('#butPrevious')).toBeEnabled();
    const kept = async () => {
      const [state] = await rows(served, 'select data, total_seconds from scorm_state order by at desc limit 1');
      return { data: JSON.parse(String(state?.data)) as Record<string, string>, total: Number(state?.total_seconds) };
    };
    expect((await kept()).data[location]).toBe('2');
    await readPart(page);
    await shell(page)
      .getByRole('button', { name: /Stoppen|Later verder/ })
      .last()
      .click();
    await page.waitForURL(`**/pakket/${id}`);
    await expect(page.getByText(/gehaald, score 100/)).toBeVisible();
    expect(Number((await kept()).data[score])).toBe(name.includes('SCORM12') ? 100 : 1);
  });

test('ContentPackagingOneFilePerSCO_SCORM12: many parts that tell nothing but that they were open', async ({ page }) => {
  const id = await bring(page, golf('ContentPackagingOneFilePerSCO_SCORM12'));
  await begin(page, id);
  const onwards = shell(page).getByRole('button', { name: 'Volgende' });
  await expect(onwards).toBeVisible();
  await onwards.click();
  await expect(sco(page).locator('body')).toContainText('Par');
  await page.goto('/leerkaart');
  await begin(page, id, 'Ga verder');
  await expect(sco(page).locator('body')).toContainText('Par');
  while (await onwards.isEnabled()) {
    const before = await shell(page).locator('#sco').getAttribute('title');
    await onwards.click();
    await expect(shell(page).locator('#sco')).not.toHaveAttribute('title', before ?? '');
    await expect(sco(page).locator('h1').first()).toBeVisible();
    if ((await sco(page).getByText('Knowledge Check').count()) > 0)
      await sco(page).getByRole('button', { name: 'Submit Answers' }).click();
  }
  await shell(page)
    .getByRole('button', { name: /Stoppen|Later verder/ })
    .last()
    .click();
  await page.waitForURL(`**/pakket/${id}`);
  await expect(page.getByText(/Begonnen op .*: afgerond/)).toBeVisible();
});

for (const [name, result] of [
  // Its rules say that no score of a part counts for the whole.
  ['SequencingForcedSequential_SCORM20043rdEdition', /Begonnen op .*: gehaald\./],
  ['SequencingPostTestRollup4thEd_SCORM20044thEdition', /Begonnen op .*: gehaald, score 100/],
] as const)
  test(`${name}: parts in the order of the package, to the test`, async ({ page }) => {
    const id = await bring(page, golf(name), 'passed');
    await begin(page, id);
    await readPart(page);
    await shell(page).getByRole('button', { name: 'Later verder' }).click();
    await page.waitForURL(`**/pakket/${id}`);
    await begin(page, id, 'Ga verder');
    await expect(sco(page).locator('#butPrevious')).toBeEnabled();
    const onwards = shell(page).getByRole('button', { name: 'Volgende' });
    await expect(onwards).toBeVisible();
    while ((await shell(page).locator('#sco').getAttribute('title')) !== 'Quiz') {
      const before = await shell(page).locator('#sco').getAttribute('title');
      await onwards.click();
      await expect(shell(page).locator('#sco')).not.toHaveAttribute('title', before ?? '');
      await readPart(page);
    }
    await shell(page)
      .getByRole('button', { name: /Stoppen|Later verder/ })
      .last()
      .click();
    await page.waitForURL(`**/pakket/${id}`);
    await expect(page.getByText(result)).toBeVisible();
  });

test('what a package takes from a site with libraries comes from us, and notes go along to the next part', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).hostname));
  const id = await bring(page, golf('SequencingPostTestRollup4thEd_SCORM20044thEdition'));
  await expect(page.getByText('jQuery van een andere site')).toBeVisible();
  await begin(page, id);
  await sco(page).getByRole('button', { name: /notes/i }).click();
  await sco(page).locator('#txtNotes').fill('Nooit over de green lopen.');
  await sco(page).getByRole('button', { name: /save/i }).click();
  await readPart(page);
  await shell(page).getByRole('button', { name: 'Volgende' }).click();
  await expect(sco(page).locator('#butPrevious')).toBeDisabled();
  await sco(page).getByRole('button', { name: /notes/i }).click();
  await expect(sco(page).locator('#txtNotes')).toHaveValue('Nooit over de green lopen.');
  expect([...new Set(asked)].sort()).toEqual(['127.0.0.1', 'localhost']);
});
