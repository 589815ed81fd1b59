/** Coming in, staying in and losing nothing: invitation, forgotten password, a shared computer, a session that ends half-way. */
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { plainConnection } from '#src/db/vacuum.ts';
import { answerQuestion } from './answer-question.ts';
import { mouse } from './hand.ts';
import { demoPeople, expect, expectSound, signIn, test, widths, type Served } from './house.ts';

const password = 'drie losse woorden';

/** As if that many minutes had gone by for the sessions of this person. */
async function letMinutesPass(served: Served, email: string, minutes: number) {
  const client = plainConnection(join(served.dataDir, 'demo.db'));
  await client.execute({
    sql: 'update session set last_seen = last_seen - ? where account_id = (select id from account where email = ?)',
    args: [minutes * 60_000, email],
  });
  client.close();
}

/** The newest link in the mailbox of the demonstration whose button has this text. */
async function linkInMail(page: Page, name: string): Promise<string> {
  await page.goto('/postvak');
  return (await page.getByRole('link', { name }).first().getAttribute('href')) ?? '';
}

for (const [name, viewport] of Object.entries(widths)) {
  test(`someone new comes in by an invitation, once (${name})`, async ({ browser, baseURL }) => {
    const email = `nieuw-${name}@duinrand.example`;
    const open = async () => (await browser.newContext({ viewport, baseURL: baseURL ?? '' })).newPage();
    const admin = await open();
    await signIn(admin, demoPeople.administrator);
    await admin.goto('/beheer/mensen/nieuw');
    await admin.getByLabel('Waar werkt diegene?').selectOption({ label: 'Bibliotheek Duinrand' });
    await admin.getByRole('button', { name: 'Verder' }).click();
    await admin.getByLabel('E-mailadres').fill(email);
    await admin.getByRole('button', { name: 'Nodig uit' }).click();
    const link = await linkInMail(admin, 'Maak je account');

    const page = await open();
    await page.goto(link);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Welkom bij Baliewijs');
    await expect(page.getByText('namens Bibliotheek Duinrand')).toBeVisible();
    await expectSound(page);
    await page.getByLabel('Je naam').fill('Nina Nieuw');
    await page.getByLabel('Kies een wachtwoord').fill('bibliotheek');
    await page.getByRole('button', { name: 'Maak mijn account' }).click();
    await expect(page.getByRole('alert')).toContainText('makkelijk te raden');
    await expect(page.getByLabel('Je naam')).toHaveValue('Nina Nieuw');
    await expectSound(page);
    await page.getByLabel('Kies een wachtwoord').fill(password);
    await page.getByRole('button', { name: 'Maak mijn account' }).click();
    await page.waitForURL('**/leerkaart');
    await page.goto('/account');
    await expect(page.getByText('Nina Nieuw').last()).toBeVisible();
    await expectSound(page);

    expect((await admin.goto(link))?.status()).toBe(410);
    await expect(admin.getByRole('heading', { level: 1 })).toHaveText('Je account is er al');
    await page.context().close();
    await admin.context().close();
  });
}

test('a forgotten password is replaced by mail, and signs out whoever was in', async ({ browser, page, baseURL }) => {
  // Someone no other test signs in as: the password is another from here on.
  const email = 'amina@heuvelland.example';
  const elsewhere = await browser.newPage({ baseURL: baseURL ?? '' });
  await signIn(elsewhere, email);
  await page.goto('/wachtwoord-vergeten');
  await page.getByLabel('E-mailadres').fill(email);
  await page.getByRole('button', { name: 'Stuur mij een link' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kijk in je mail');
  await expectSound(page);
  const link = await linkInMail(page, 'Kies een nieuw wachtwoord');
  await page.goto(link);
  await expectSound(page);
  await page.getByLabel('Nieuw wachtwoord').fill(password);
  await page.getByRole('button', { name: 'Bewaar mijn nieuwe wachtwoord' }).click();
  await expect(page.getByText('Je nieuwe wachtwoord is bewaard')).toBeVisible();
  await elsewhere.goto('/leerkaart');
  await expect(elsewhere).toHaveURL(/\/inloggen\?verder=/);
  await signIn(page, email, password);
  expect((await page.goto(link))?.status()).toBe(410);
  await expectSound(page);
  await elsewhere.context().close();
});

test('a shared computer lets go after ten minutes, or at one tap for the next person', async ({ page, served }) => {
  await page.goto('/inloggen?gedeeld=1');
  await page.getByLabel('E-mailadres').fill('fenna@duinrand.example');
  await page.getByLabel('Wachtwoord', { exact: true }).fill('bibliotheek-demo');
  await page.getByRole('button', { name: 'Inloggen' }).click();
  await page.waitForURL('**/leerkaart');
  const [cookie] = await page.context().cookies();
  expect(cookie).toMatchObject({ name: 'session', httpOnly: true, sameSite: 'Lax', expires: -1 });
  await letMinutesPass(served, 'fenna@duinrand.example', 11);
  await page.goto('/account');
  await expect(page).toHaveURL('/inloggen?verder=%2Faccount');
  await page.getByLabel('E-mailadres').fill('fenna@duinrand.example');
  await page.getByLabel('Wachtwoord', { exact: true }).fill('bibliotheek-demo');
  await page.getByLabel(/gedeelde computer/).check();
  await page.getByRole('button', { name: 'Inloggen' }).click();
  await page.waitForURL('**/account');
  await page.getByRole('button', { name: /Wissel van gebruiker/ }).click();
  await expect(page).toHaveURL('/inloggen?gedeeld=1');
  await expect(page.getByLabel(/gedeelde computer/)).toBeChecked();
});

test('an answer that meets an ended session counts after signing in again', async ({ page, served }) => {
  const email = 'lotte@duinrand.example';
  await signIn(page, email);
  await page.goto('/cursus/frontoffice/nieuwe-klanten/toets');
  await page.getByRole('button', { name: /Begin met de toets|Nog een keer/ }).click();
  const { id: question } = await answerQuestion(page, mouse);
  await letMinutesPass(served, email, 15 * 24 * 60);
  await page.getByRole('button', { name: 'Nakijken' }).first().click();
  await expect(page.getByText('Wat je invulde, is bewaard.')).toBeVisible();
  await page.getByLabel('E-mailadres').fill(email);
  await page.getByLabel('Wachtwoord', { exact: true }).fill('bibliotheek-demo');
  await page.getByRole('button', { name: 'Inloggen' }).click();
  await expect(page).toHaveURL(new RegExp(`/nieuwe-klanten/toets\\?antwoord=${question}&gelukt=geteld`));
  await expect(page.getByText('Je antwoord van daarnet is bewaard en telt mee.')).toBeVisible();
});

test('wrong tries stop at the eighth, a form from elsewhere at the door', async ({ request, served }) => {
  const send = (form: Record<string, string>, origin = served.url) =>
    request.post('/inloggen?_action=session.signIn', { form, headers: { origin }, maxRedirects: 0 });
  const statuses = [];
  for (let i = 0; i < 10; i++) statuses.push((await send({ email: 'ilse@duinrand.example', wachtwoord: 'fout' })).status());
  expect(statuses).toEqual([422, 422, 422, 422, 422, 422, 422, 422, 429, 429]);
  const foreign = await send({ email: 'yusuf@duinrand.example', wachtwoord: 'bibliotheek-demo' }, 'https://evil.example');
  expect(foreign.status()).toBe(403);
  expect(await foreign.text()).toContain('Het formulier kwam niet van een pagina van Baliewijs zelf');
  const in_ = await send({ email: 'yusuf@duinrand.example', wachtwoord: 'bibliotheek-demo', verder: '//evil.example' });
  expect([in_.status(), in_.headers()['location']]).toEqual([303, '/leerkaart']);
});

test('what can’t be a token, and what is too big, is answered in Dutch', async ({ request, served }) => {
  for (const cookie of ['session=%E0%A4%A', 'session=', `session=${'a'.repeat(6000)}`]) {
    const answer = await request.get('/account', { headers: { cookie }, maxRedirects: 0 });
    expect(answer.status()).toBe(303);
  }
  const send = (bytes: number) =>
    request.post('/wachtwoord-vergeten?_action=account.requestReset', {
      form: { email: 'a'.repeat(bytes) },
      headers: { origin: served.url },
    });
  const kept = await send(2_000_000);
  expect(kept.status()).toBe(422);
  expect(await kept.text()).toContain('a'.repeat(2_000_000));
  const refused = await send(3_000_000);
  expect(refused.status()).toBe(413);
  expect(await refused.text()).toContain('Dit is te veel tekst');
});
