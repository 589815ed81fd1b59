/** A specialist begins a group, plans it and asks people in; colleagues come in with a link or a card. */
import type { Browser, Page } from '@playwright/test';
import { addDays, wallClock } from '#src/domain/calendar-day.ts';
import { workingDay } from '#src/domain/holiday.ts';
import { demoPeople, expect, expectSound, signIn, test, widths } from './house.ts';

const dayIn = (days: number) => workingDay(wallClock(addDays(new Date(), days)).day);

async function open(browser: Browser, baseURL: string, email: string | null, options: object = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL, viewport: widths.phone, locale: 'nl-NL', ...options });
  const page = await context.newPage();
  if (email) await signIn(page, email);
  return page;
}

test('without script: from nothing to a planned group with people, a link and a card', async ({ browser, baseURL }) => {
  test.slow();
  const page = await open(browser, baseURL ?? '', demoPeople.specialist, { javaScriptEnabled: false });
  await page.goto('/groepen');
  await page.getByRole('link', { name: 'Groep beginnen' }).click();
  await page.getByRole('link', { name: 'Frontoffice en basisvaardigheden' }).click();
  await page.getByLabel('Naam van de groep').fill('Zeedorp, proef');
  await page.getByRole('button', { name: 'Begin de groep' }).click();
  await expect(page).toHaveURL(/\/planning\?gelukt=groep-begonnen/);
  const group = new URL(page.url()).pathname.replace('/planning', '');

  // A day that is over is refused; a good one fills in the rest.
  await page.getByLabel('Dag van de eerste bijeenkomst').fill('2024-01-08');
  await page.getByLabel('Plaats').fill('Zeedorp');
  await page.getByRole('button', { name: 'Stel de dagen voor' }).click();
  await expect(page.getByText('Deze dag is al geweest')).toBeVisible();
  await page.getByLabel('Dag van de eerste bijeenkomst').fill(dayIn(20));
  await page.getByRole('button', { name: 'Stel de dagen voor' }).click();
  await expect(page.getByText('Rust op modules 1, 2, 3 en 4')).toBeVisible();
  await page.getByRole('button', { name: 'Plan deze bijeenkomsten' }).click();
  await expect(page.locator('.plan-row.is-planned')).toHaveCount(3);
  await expect(page.getByLabel('1. ')).not.toHaveValue('');

  // A list: what is wrong stands beside its line, what is right comes in.
  await page.goto(`${group}/mensen/lijst`);
  await page.getByLabel('Lijst').fill('Jip Kramer <jip@duinrand.example>\nfout@\nToos Blauw');
  await page.getByRole('button', { name: 'Kijk de lijst na' }).click();
  await expect(page.locator('.checked-lines .is-wrong')).toContainText('Het e-mailadres klopt niet.');
  await page.getByRole('button', { name: 'Zet deze 2 mensen in de groep' }).click();
  await expect(page.getByText('0 van 2 zijn ingelogd geweest.')).toBeVisible();
  await expect(page.locator('.people-list')).toContainText('toos.blauw');

  // A card: shown once; its first password opens the account, and only once.
  await page.goto(`${group}/mensen/kaarten`);
  await page.getByRole('button', { name: 'Maak kaarten' }).click();
  const first = (await page.locator('.sign-in-card code').first().textContent()) ?? '';
  const scanned = page.locator('.sign-in-card', { hasText: 'Toos Blauw' });
  await expect(scanned.getByRole('img')).toBeVisible();
  const toos = await open(browser, baseURL ?? '', null, { javaScriptEnabled: false });
  await toos.goto('/inloggen');
  await toos.getByLabel('E-mailadres of gebruikersnaam').fill('toos.blauw');
  await toos.getByLabel('Wachtwoord', { exact: true }).fill(first);
  await toos.getByRole('button', { name: 'Inloggen' }).click();
  await expect(toos.getByRole('heading', { name: 'Kies je wachtwoord' })).toBeVisible();
  const cardPage = toos.url();
  await toos.getByLabel('Kies een wachtwoord').fill('drie losse woorden');
  await toos.getByRole('button', { name: 'Maak mijn account' }).click();
  await expect(toos.getByRole('heading', { name: 'Leerkaart', exact: true })).toBeVisible();
  await expect(toos.locator('.card-rows')).toContainText('graag klaar op');
  expect((await toos.goto(cardPage))?.status()).toBe(410);

  // A link: who is signed in joins with one tap, and pauses as easily.
  await page.goto(`${group}/mensen/link`);
  await page.getByLabel('Hoeveel mensen').fill('1');
  await page.getByRole('button', { name: 'Maak een link' }).click();
  const link = (await page.locator('.made-link code').textContent()) ?? '';
  const joiner = await open(browser, baseURL ?? '', demoPeople.halfway, { javaScriptEnabled: false });
  await joiner.goto(link);
  await joiner.getByRole('button', { name: 'Doe mee' }).click();
  await expect(joiner).toHaveURL(/gelukt=doet-mee/);
  await joiner.getByRole('link', { name: 'Even pauze, of stoppen' }).click();
  await joiner.getByRole('button', { name: 'Ik neem pauze' }).click();
  await expect(joiner.getByText('Je hebt pauze.').first()).toBeVisible();
  const stranger = await open(browser, baseURL ?? '', null);
  expect((await stranger.goto(link))?.status()).toBe(410);
  await stranger.context().close();
  await page.goto(`${group}/mensen?staat=pauze`);
  await expect(page.locator('.people-list')).toContainText('Noor de Wit');

  // What the group asks is changed by the specialist, who sees first for whom it matters.
  await page.goto(`${group}/onderdelen`);
  await page.getByLabel('Bijeenkomst 3').uncheck();
  await page.getByRole('button', { name: 'Bekijk wat er verandert' }).click();
  await expect(page.getByText('Eraf: bijeenkomst 3')).toBeVisible();
  await page.getByRole('button', { name: 'Sla op' }).click();
  await expect(page).toHaveURL(new RegExp(`${group}\\?gelukt=opgeslagen`));
  for (const p of [page, toos, joiner]) await p.context().close();
});

test('a poll for a date: one click in the mail, a day is chosen, and it is planned', async ({ browser, baseURL }) => {
  const page = await open(browser, baseURL ?? '', demoPeople.otherSpecialist);
  await page.goto('/groepen');
  await page.getByRole('link', { name: /Heuvelland, winter/ }).click();
  const group = new URL(page.url()).pathname;
  await page.goto(`${group}/bijeenkomsten/3/datumprikker`);
  await page.getByLabel('Dag', { exact: true }).first().fill(dayIn(30));
  await page.getByLabel('Dag', { exact: true }).nth(1).fill(dayIn(34));
  await page.getByLabel('Plaats').fill('Markt');
  await page.getByLabel('Tot welke dag').fill(dayIn(10));
  await page.getByRole('button', { name: 'Vraag het de groep' }).dblclick();
  await expect(page.getByText('0 van de')).toBeVisible();
  const colleague = await open(browser, baseURL ?? '', 'joost@heuvelland.example');
  await colleague.goto('/bijeenkomsten');
  await colleague.getByRole('link', { name: 'Vul in wanneer je kunt' }).click();
  const option = await colleague.locator('input[value$=":yes"]').nth(1).getAttribute('value');
  await colleague.goto(`${new URL(colleague.url()).pathname}?kan=${option?.split(':')[0]}`);
  await expect(colleague.locator('input[value$=":yes"]').nth(1)).toBeChecked();
  await expectSound(colleague);
  await colleague.getByRole('button', { name: 'Sla op' }).click();
  await expect(colleague.getByText('Opgeslagen.')).toBeVisible();
  await page.reload();
  await expect(page.locator('.poll-option.is-best')).toContainText('Hier kunnen de meesten');
  await expectSound(page);
  await page.locator('.poll-option.is-best').getByRole('button').click();
  await expect(page).toHaveURL(/bijeenkomsten\/3\?gelukt=gepland/);
  await page.context().close();
  await colleague.context().close();
});

test('an adviser who is asked as a guest reads names and attendance of that moment, and nothing else', async ({
  browser,
  baseURL,
}) => {
  const page = await open(browser, baseURL ?? '', demoPeople.specialist);
  await page.goto('/groepen');
  await page.getByRole('link', { name: /Duinrand, najaar/ }).click();
  const group = new URL(page.url()).pathname;
  await page.goto(`${group}/bijeenkomsten/2`);
  await page.getByRole('link', { name: 'Vervanger of gast' }).first().click();
  const path = new URL(page.url()).pathname.replace('/begeleiding', '');
  // The moment is four weeks ago: too late to ask anybody.
  await page.getByText('Marit Claassen').click();
  await page.getByRole('button', { name: 'Nodig uit als gast' }).click();
  await expect(page.getByRole('alert')).toContainText('te lang geleden');
  await page.goto(`${group}/bijeenkomsten/3`);
  await page.getByRole('link', { name: 'Vervanger of gast' }).first().click();
  await page.getByText('Marit Claassen').click();
  await page.getByRole('button', { name: 'Nodig uit als gast' }).click();
  await expect(page.getByText('Gevraagd.')).toBeVisible();
  await expectSound(page);

  const guest = await open(browser, baseURL ?? '', demoPeople.adviser);
  await guest.goto('/bijeenkomsten');
  await guest
    .locator('main')
    .getByRole('link', { name: /Hoe pak ik mijn rol op/ })
    .click();
  await expect(guest.getByText('Je bent hier te gast.')).toBeVisible();
  const guestPath = guest.url();
  await expect(guest.getByRole('button', { name: /Aanwezig/ })).toHaveCount(0);
  await expectSound(guest);
  for (const other of [path, group, `${group}/mensen`])
    expect((await guest.goto(other))?.status(), other).toBeGreaterThanOrEqual(403);
  // Who is a guest no more, reads nothing any more.
  await page.getByRole('button', { name: /^Haal weg.*Marit Claassen/ }).click();
  await expect(page.getByText('Marit Claassen').first()).toBeVisible();
  expect((await guest.goto(guestPath))?.status()).toBe(403);
  await page.context().close();
  await guest.context().close();
});

for (const [size, viewport] of Object.entries(widths))
  test(`the pages are sound on a ${size}`, async ({ browser, baseURL }) => {
    const page = await open(browser, baseURL ?? '', demoPeople.specialist, { viewport });
    await page.goto('/groepen');
    await page.getByRole('link', { name: /Duinrand, najaar/ }).click();
    const group = new URL(page.url()).pathname;
    for (const path of [
      '/groepen/nieuw',
      '/groepen/nieuw?cursus=frontoffice',
      `${group}/planning`,
      `${group}/mensen`,
      `${group}/mensen/kiezen`,
      `${group}/mensen/lijst`,
      `${group}/mensen/link`,
      `${group}/mensen/kaarten`,
      `${group}/begeleiders`,
      `${group}/wijzigen`,
      `${group}/kopieren`,
      `${group}/onderdelen`,
      `${group}/bijeenkomsten/3/datumprikker`,
    ]) {
      await page.goto(path);
      await expectSound(page);
      expect(await page.locator('h1').count(), path).toBe(1);
    }
    await page.context().close();
  });
