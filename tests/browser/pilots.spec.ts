/** An adviser makes a pilot, a specialist says yes without script and by keyboard, and stops again. */
import { demoPassword } from '#src/services/installation/demo-accounts.ts';
import { demoPeople, expect, expectSound, signIn, test, widths } from './house.ts';

const poldermeer = 'specialist@poldermeer.example';

test('an adviser makes a pilot and asks libraries; one says yes by keyboard without script, sees the same, and stops', async ({
  browser,
  baseURL,
}) => {
  const desk = await (await browser.newContext({ baseURL, viewport: widths.desk })).newPage();
  await signIn(desk, demoPeople.adviser);
  await expect(desk).toHaveURL('/pilots');
  await desk.getByRole('link', { name: 'Begin een pilot' }).click();
  await desk.getByLabel('Naam van de pilot').fill('Proef in de winter');
  await desk.getByLabel(/^Eerste dag na de pilot/).fill('2020-01-01');
  await desk.getByRole('button', { name: 'Begin de pilot' }).click();
  await expect(desk.getByRole('alert')).toContainText('De laatste vragenlijst');
  await expect(desk.getByLabel('Naam van de pilot')).toHaveValue('Proef in de winter');
  await expectSound(desk);
  await desk.getByLabel(/^Eerste dag na de pilot/).fill('');
  await desk.getByRole('button', { name: 'Begin de pilot' }).click();
  await expect(desk.getByRole('heading', { level: 1 })).toHaveText('Proef in de winter');
  await desk.getByText('Bibliotheek Poldermeer', { exact: true }).click();
  await desk.getByText('Bibliotheek Duinrand', { exact: true }).click();
  await desk.getByRole('button', { name: 'Vraag deze bibliotheken' }).click();
  await expect(desk.getByRole('status').first()).toContainText('Gevraagd.');
  const pilot = new URL(desk.url()).pathname;

  // On a phone, without script, with the keyboard.
  const phone = await (await browser.newContext({ baseURL, viewport: widths.phone, javaScriptEnabled: false })).newPage();
  await phone.goto('/inloggen');
  await phone.getByLabel('E-mailadres').fill(poldermeer);
  await phone.getByLabel('Wachtwoord', { exact: true }).fill(demoPassword);
  await phone.keyboard.press('Enter');
  await expect(phone).toHaveURL('/groepen');
  const line = phone.getByRole('link', { name: /doet Bibliotheek Poldermeer mee aan ‘Proef in de winter’/ });
  await line.focus();
  await phone.keyboard.press('Enter');
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('Doen jullie mee?');
  await expect(phone.getByText('Onder vijf deelnemers ziet de adviseur alleen de fase.')).toBeVisible();
  await phone.getByRole('button', { name: 'Ja, we doen mee' }).focus();
  await phone.keyboard.press('Enter');
  await expect(phone.getByText('Jullie doen mee.')).toBeVisible();

  await desk.goto(pilot);
  await expect(desk.getByRole('row', { name: /Poldermeer/ })).toContainText('nog geen kick-off gepland');
  await desk.getByRole('button', { name: /Trek in.*Duinrand/ }).click();
  await expect(desk.getByRole('row', { name: /Duinrand/ })).toContainText('doet niet mee');

  await phone.getByRole('link', { name: 'Wat deel je?' }).click();
  await phone.getByRole('button', { name: 'Stop met de pilot' }).focus();
  await phone.keyboard.press('Enter');
  await expect(phone.getByText('Jullie zijn gestopt.')).toBeVisible();
  await desk.goto(pilot);
  await expect(desk.getByRole('row', { name: /Poldermeer/ })).toContainText('gestopt');
  await desk.context().close();
  await phone.context().close();
});

test('the pages of pilots are sound, for each side', async ({ browser, baseURL }) => {
  const open = async (email: string, viewport: { width: number; height: number }) => {
    const page = await (await browser.newContext({ baseURL, viewport })).newPage();
    await signIn(page, email);
    return page;
  };
  const adviser = await open(demoPeople.adviser, widths.phone);
  await adviser.getByRole('link', { name: 'Pilot frontoffice Kustland' }).click();
  await expect(adviser.getByRole('heading', { name: 'Alle bibliotheken samen' })).toBeVisible();
  // Who asks most is first; of those under five only the phase is said.
  await expect(adviser.locator('tbody tr').first()).toContainText('Poldermeer');
  await expect(adviser.getByRole('row', { name: /Rietoever/ })).toContainText('alleen de fase');
  await expectSound(adviser);
  const pilot = adviser.url().split('?')[0] ?? '';
  await adviser.goto(`${pilot}?zoek=duin&volgorde=naam`);
  await expect(adviser.getByText('1 bibliotheek', { exact: true })).toBeVisible();
  await adviser.setViewportSize(widths.desk);
  await adviser.goto('/pilots/vergelijken');
  await adviser.getByText('Pilot frontoffice Kustland', { exact: true }).click();
  await adviser.getByText('Eerste pilot frontoffice', { exact: true }).click();
  await adviser.getByRole('button', { name: 'Vergelijk' }).click();
  await expect(adviser.getByRole('img', { name: /Alle modules klaar, week na week/ })).toBeVisible();
  await expectSound(adviser);
  await adviser.context().close();

  const specialist = await open(demoPeople.specialist, widths.phone);
  await specialist.getByRole('link', { name: /doet mee aan ‘Pilot frontoffice Kustland’/ }).click();
  await expect(specialist.getByRole('heading', { name: 'Per module' })).toBeVisible();
  await specialist.getByRole('link', { name: 'Wat deel je?' }).click();
  await expect(specialist.getByText('ongeveer 10 van de 10').first()).toBeVisible();
  await expectSound(specialist);
  await specialist.context().close();
});
