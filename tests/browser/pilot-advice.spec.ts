/** Adviser and library in a pilot: talks, agreements and advice, from one side to the other. Without script. */
import type { Browser, Page } from '@playwright/test';
import { beside } from './beside.ts';
import { demoPeople, expect, expectSound, signIn, test, widths, type Served } from './house.ts';

async function open(browser: Browser, served: Served, email: string): Promise<Page> {
  const context = await browser.newContext({
    baseURL: served.url,
    viewport: widths.phone,
    locale: 'nl-NL',
    javaScriptEnabled: false,
  });
  const page = await context.newPage();
  await signIn(page, email);
  return page;
}

/** Where adviser and library of the demonstration's own pilot write to each other. */
async function pathOf(served: Served): Promise<string> {
  const client = beside(served);
  const { rows } = await client.execute(
    "select l.pilot_id, l.id from pilot_library l join organisation o on o.id = l.library_id where o.name like '%Duinrand'",
  );
  client.close();
  return `/pilots/${String(rows[0]?.[0])}/${String(rows[0]?.[1])}/advies`;
}

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test('the adviser plans a talk, moves it and writes advice; the specialist reads it and ticks off', async ({
  browser,
  served,
}) => {
  const path = await pathOf(served);
  const adviser = await open(browser, served, demoPeople.adviser);
  await adviser.goto(path);
  await adviser.getByText('Plan een gesprek', { exact: true }).click();
  const form = adviser.locator('form', { has: adviser.getByRole('button', { name: 'Plan het gesprek' }) });
  await form.getByLabel('Waar gaat het over?').fill('de laatste bijeenkomst');
  await form.getByLabel('Dag').fill(day(9));
  await form.getByLabel('Begin').fill('14:00');
  await form.getByLabel('Einde').fill('13:00');
  await form.getByLabel('Waar?').fill('We bellen');
  await form.getByRole('button').click();
  // What was typed stays.
  await expect(adviser.getByRole('alert')).toContainText('Het einde is niet later dan het begin');
  await expect(form.getByLabel('Waar gaat het over?')).toHaveValue('de laatste bijeenkomst');
  await form.getByLabel('Einde').fill('14:45');
  await form.getByRole('button').click();
  await expect(adviser.getByText('Het gesprek staat erin.')).toBeVisible();
  const talk = adviser.locator('.talk', { hasText: 'de laatste bijeenkomst' });
  await talk.getByRole('link', { name: /^Verander of zeg af/ }).click();
  await adviser.getByLabel('Begin').fill('13:00');
  await adviser.getByRole('button', { name: 'Sla de wijziging op' }).click();
  await expect(talk).toContainText('13 uur tot 14.45 uur');

  await adviser.getByText('Schrijf een advies', { exact: true }).click();
  await adviser.getByLabel('Je advies').fill('Begin met de casussen.\nDe rest volgt vanzelf.');
  await adviser.getByRole('button', { name: 'Plaats het advies' }).click();
  await expect(adviser.getByText('Je advies staat erbij.')).toBeVisible();

  const specialist = await open(browser, served, demoPeople.specialist);
  await specialist.goto('/groepen');
  const own = specialist.getByRole('region', { name: 'Voor jou in de pilot' });
  await expect(own).toContainText('Gesprek: de laatste bijeenkomst');
  const waiting = await own.getByRole('button').count();
  await own.getByRole('button').first().click();
  await expect(specialist.getByText('Afgevinkt. Mooi.')).toBeVisible();
  await expect(own.getByRole('button')).toHaveCount(waiting - 1);
  await own.getByRole('link', { name: /de laatste bijeenkomst/ }).click();
  await expect(specialist.getByText('Begin met de casussen.')).toBeVisible();
  await expect(specialist.getByText('Plan een gesprek', { exact: true })).toHaveCount(0);
  await adviser.context().close();
  await specialist.context().close();
});

test('two change one agreement at once: the second reads what stands there now, with the typed text kept', async ({
  browser,
  served,
}) => {
  const path = await pathOf(served);
  const [adviser, specialist] = [
    await open(browser, served, demoPeople.adviser),
    await open(browser, served, demoPeople.specialist),
  ];
  for (const page of [adviser, specialist]) {
    await page.goto(path);
    await page
      .locator('.agreement', { hasText: 'Klik & Tik op vrijdag' })
      .getByRole('link', { name: /^Verander/ })
      .click();
  }
  await adviser.getByLabel('Wat spreken jullie af?').fill('Zoek uit wie ook op vrijdag begon.');
  await adviser.getByRole('button', { name: 'Bewaar' }).click();
  await expect(adviser.getByText('De afspraak is veranderd.')).toBeVisible();
  const typed = specialist.getByLabel('Wat spreken jullie af?');
  await typed.fill('Vraag het rond in het netwerk.');
  await specialist.getByRole('button', { name: 'Bewaar' }).click();
  await expect(specialist.getByRole('alert')).toContainText('Iemand anders was je net voor');
  await expect(specialist.locator('.changed-now')).toContainText('Zoek uit wie ook op vrijdag begon.');
  await expect(typed).toHaveValue('Vraag het rond in het netwerk.');
  await specialist.getByRole('button', { name: 'Bewaar' }).click();
  await expect(specialist.locator('.agreement', { hasText: 'Vraag het rond in het netwerk.' })).toBeVisible();
  await adviser.context().close();
  await specialist.context().close();
});

test('the pages are sound at both widths', async ({ browser, served }) => {
  const path = await pathOf(served);
  for (const viewport of Object.values(widths)) {
    const context = await browser.newContext({ baseURL: served.url, viewport, locale: 'nl-NL' });
    const page = await context.newPage();
    await signIn(page, demoPeople.adviser);
    await page.goto(path);
    await page.locator('details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
    await expectSound(page);
    for (const link of [/^Verander of zeg af/, /^Verander(?! of)/]) {
      await page.goto(path);
      await page.getByRole('link', { name: link }).first().click();
      await expectSound(page);
    }
    await context.close();
  }
});
