import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { readCatalogue } from '#src/catalogue/read.ts';
import { count } from '#src/domain/dutch.ts';
import { addAuthenticator, addPasskey, expect, expectSound, startProduction, test, type Served } from './house.ts';

/** The link in the newest mail to this address, as it lies in the outbox folder. */
async function linkTo(served: Served, email: string): Promise<string> {
  let link: string | undefined;
  await expect(() => {
    const texts = readdirSync(join(served.dataDir, 'outbox'))
      .filter((name) => name.endsWith('.txt'))
      .map((name) => readFileSync(join(served.dataDir, 'outbox', name), 'utf8'));
    link = texts.find((text) => text.includes(email))?.match(/http\S+\/uitnodiging\/\w+/)?.[0];
    expect(link).toBeDefined();
  }).toPass();
  return link ?? '';
}

async function accept(page: Page, link: string, name: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('Je naam').fill(name);
  await page.getByLabel('Kies een wachtwoord').fill('een-fiets-vol-boeken');
  await page.getByRole('button', { name: 'Maak mijn account' }).click();
}

async function invite(page: Page, email: string, role: string, group?: string): Promise<void> {
  await page.goto('/beheer/bibliotheken');
  await page.locator('main').getByRole('link', { name: 'Bibliotheek Zandvaart' }).click();
  await page.getByRole('link', { name: 'Iemand uitnodigen' }).click();
  await page.getByLabel('E-mailadres').fill(email);
  await page.getByLabel('Rol').selectOption(role);
  if (group) await page.getByLabel('Groep').selectOption({ label: group });
  await page.getByRole('button', { name: 'Nodig uit' }).click();
  await expect(page.locator('main')).toContainText('De uitnodiging is onderweg');
}

test('an empty production database grows into a library with a group, without a demonstration in sight', async ({ browser }) => {
  test.setTimeout(180_000);
  let said = '';
  const served = await startProduction((command) => {
    said = command('create-admin', '--email', 'beheer@zandvaart.example', '--name', 'Alex Brand');
  });
  const sitDown = async () => (await browser.newContext({ baseURL: served.url, locale: 'nl-NL' })).newPage();
  try {
    const admin = await sitDown();
    await admin.goto('/inloggen');
    await expect(admin.locator('body')).not.toContainText(/demo/i);
    expect((await admin.request.get('/postvak')).status()).toBe(404);

    await accept(admin, /http\S+/.exec(said)?.[0] ?? '', 'Alex Brand');
    await addAuthenticator(admin);
    await addPasskey(admin);
    await admin.goto('/beheer');
    await expect(admin).toHaveURL(/\/beheer$/);
    await expectSound(admin);

    await admin.goto('/beheer/bibliotheken/nieuw');
    await admin.getByLabel('Naam').fill('Bibliotheek Zandvaart');
    await admin.getByLabel('Provincie').selectOption('Zeeland');
    await admin.getByRole('button', { name: 'Voeg toe' }).click();
    await admin.getByLabel('Nieuwe vestiging').fill('Centrum');
    await admin.getByRole('button', { name: 'Voeg de vestiging toe' }).click();
    await expect(admin.locator('main')).toContainText('Centrum');
    await expectSound(admin);
    await invite(admin, 'specialist@zandvaart.example', 'educationSpecialist');

    await admin.goto('/beheer/groepen/nieuw');
    await admin.getByLabel('Bibliotheek', { exact: true }).selectOption({ label: 'Bibliotheek Zandvaart' });
    const further = admin.getByRole('button', { name: 'Kies' });
    if (await further.isVisible()) await further.click();
    await admin.getByLabel('Naam van de groep').fill('Zandvaart, voorjaar');
    await admin.getByRole('button', { name: /Verder met modules/ }).click();
    // Modules without lessons can't be chosen.
    const modules = admin.locator('input[name=module]:enabled');
    const written = [...readCatalogue(process.cwd()).modules.values()].filter(
      (m) => m.lessons.length > 0 && m.part !== 'Privacy',
    );
    await expect(modules).toHaveCount(written.length);
    for (const box of await modules.all()) await box.check();
    await admin.getByRole('button', { name: 'Bekijk wat er verandert' }).click();
    await expectSound(admin);
    await admin.getByRole('button', { name: 'Sla op' }).click();
    await expect(admin).toHaveURL(/\/beheer\/groepen\/\w+\?gelukt/);
    const group = new URL(admin.url()).pathname;

    await admin.goto(`${group}/begeleiders`);
    await admin.getByText('specialist@zandvaart.example').click();
    await admin.getByRole('button', { name: 'Maak begeleider' }).click();
    await invite(admin, 'puck@zandvaart.example', 'learner', 'Zandvaart, voorjaar');

    const puck = await sitDown();
    await accept(puck, await linkTo(served, 'puck@zandvaart.example'), 'Puck Linders');
    await expect(puck.locator('main')).toContainText(`Nog ${count(written.length, 'module', 'modules')} en drie bijeenkomsten`);
    await puck.goto('/beheer');
    await expect(puck.locator('h1')).toHaveText('Dit is niet voor jou bedoeld');

    const specialist = await sitDown();
    await accept(specialist, await linkTo(served, 'specialist@zandvaart.example'), 'Ravi Bakker');
    await expect(specialist).toHaveURL(/\/groepen$/);
    await specialist.locator('main').getByRole('link', { name: 'Zandvaart, voorjaar' }).click();
    await expect(specialist.locator('main')).toContainText('Puck Linders');
    for (const page of [admin, puck, specialist]) await page.context().close();
  } finally {
    await served.stop();
  }
});
