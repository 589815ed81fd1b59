/** Passkeys with Chromium's own virtual authenticator, and an account elsewhere with a provider on this machine. */
import type { Browser, Page } from '@playwright/test';
import { demoPassword } from '#src/services/installation/demo-accounts.ts';
import { startProvider } from '#tests/kit/outside-provider.ts';
import { routes } from '#tests/rights/routes.ts';
import { isOpenWhenHeldBack } from '#src/domain/passkey.ts';
import { beside } from './beside.ts';
import {
  addAuthenticator,
  addPasskey,
  demoPeople,
  expect,
  expectSound,
  named,
  signIn,
  startProduction,
  startServer,
  test,
  widths,
  type Served,
} from './house.ts';

const sitDown = async (browser: Browser, served: Served) =>
  (await browser.newContext({ baseURL: served.url, locale: 'nl-NL', viewport: widths.phone })).newPage();

async function signOut(page: Page): Promise<void> {
  await page.goto('/uitloggen');
  await page.locator('main').getByRole('button', { name: 'Uitloggen' }).click();
  await expect(page).toHaveURL(/inloggen/);
}

const main = (page: Page) => page.locator('main');

test('a passkey is made, signs in, is asked again, and goes; a code does once; an account elsewhere comes in', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  let url = '';
  const provider = await startProvider(() => `${url}/inloggen/terug`);
  const served = await startServer({
    ...named,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.clientId,
    OIDC_CLIENT_SECRET: provider.clientSecret,
    OIDC_LABEL: provider.label,
  });
  url = served.url;
  try {
    const page = await sitDown(browser, served);
    const errors: string[] = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    const key = await addAuthenticator(page);
    await signIn(page, demoPeople.administrator);
    await page.goto('/account/inlogmanieren');
    await expectSound(page);

    // Wrong password: said in words, and nothing is made.
    await page.getByLabel('Hoe noem je hem?').fill('Laptop');
    await page.getByLabel('Je wachtwoord').fill('iets-anders');
    await page.getByRole('button', { name: 'Maak een toegangssleutel' }).click();
    await expect(page.locator('.key-fault')).toContainText('niet je wachtwoord');
    await addPasskey(page, 'Laptop', demoPassword);
    await expectSound(page);
    await expect(main(page)).toContainText('Nog niet gebruikt.');

    // The browser knows that this one is there already.
    await page.getByLabel('Hoe noem je hem?').fill('Nog een');
    await page.getByRole('button', { name: 'Maak een toegangssleutel' }).click();
    await expect(page.locator('.key-fault')).toContainText('staat al een toegangssleutel');

    await page.getByRole('button', { name: 'Maak tien herstelcodes' }).click();
    const codes = await page.locator('.code-list code').allTextContents();
    expect(codes).toHaveLength(10);
    await expectSound(page);

    await signOut(page);
    await expectSound(page);
    await page.getByRole('button', { name: 'Inloggen met een toegangssleutel' }).click();
    await expect(page).toHaveURL(/\/beheer$/);
    await page.goto('/account/inlogmanieren');
    await expect(main(page)).toContainText('Laatst gebruikt op');

    // A browser that says no, or has no key: in words.
    await signOut(page);
    await key.cdp.send('WebAuthn.setUserVerified', { authenticatorId: key.authenticatorId, isUserVerified: false });
    await page.getByRole('button', { name: 'Inloggen met een toegangssleutel' }).click();
    await expect(page.locator('.key-fault')).toContainText('afgebroken');
    await key.cdp.send('WebAuthn.setUserVerified', { authenticatorId: key.authenticatorId, isUserVerified: true });

    // With a password only: to change anything the key is asked for, or a code.
    await signIn(page, demoPeople.administrator);
    await page.goto('/account/inlogmanieren');
    await page.getByText('Andere naam, of verwijderen').click();
    await page.getByRole('link', { name: 'Laat eerst je toegangssleutel zien' }).first().click();
    await expectSound(page);
    await page.getByRole('button', { name: 'Laat mijn toegangssleutel zien' }).click();
    await expect(page).toHaveURL(/inlogmanieren$/);
    await page.getByText('Andere naam, of verwijderen').click();
    await page.getByLabel('Naam', { exact: true }).fill('Werklaptop');
    await page.getByRole('button', { name: 'Bewaar de naam' }).click();
    await expect(main(page)).toContainText('Werklaptop');

    await signOut(page);
    await signIn(page, demoPeople.administrator);
    await page.goto('/account/bevestigen');
    await page.getByLabel('Herstelcode').fill('0000-0000-0000-0000-0000');
    await page.getByRole('button', { name: 'Gebruik deze code' }).click();
    await expect(main(page)).toContainText('klopt niet');
    await page.getByLabel('Herstelcode').fill(codes[3] ?? '');
    await page.getByRole('button', { name: 'Gebruik deze code' }).click();
    await expect(main(page)).toContainText('De code klopt');
    await page.getByText('Andere naam, of verwijderen').click();
    await page.getByRole('button', { name: /Verwijder deze toegangssleutel/ }).click();
    await expect(main(page)).toContainText('De toegangssleutel is verwijderd');
    await signOut(page);
    await page.getByRole('button', { name: 'Inloggen met een toegangssleutel' }).click();
    await expect(page.locator('.form-errors')).toContainText('past hier niet');

    // Without script the page says what is needed.
    const plain = await browser.newContext({ baseURL: served.url, javaScriptEnabled: false });
    const still = await plain.newPage();
    await still.goto('/inloggen');
    await expect(main(still)).toContainText('moet je browser scripts uitvoeren');
    await still.getByRole('button', { name: 'Inloggen met een toegangssleutel' }).click();
    await expect(still.locator('.form-errors')).toContainText('als je browser scripts uitvoert');

    // An account elsewhere: the redirect to the provider isn't stopped by the policy, with and without script.
    provider.world.user = { sub: 'noor', email: demoPeople.halfway, email_verified: true };
    for (const one of [page, still]) {
      await one.goto('/inloggen?verder=/mijn-balie');
      await one.getByRole('button', { name: 'Inloggen met Mijn Bibliotheek' }).click();
      await one.waitForURL(/\/inloggen\/terug/);
      if (one === page) await expectSound(one);
      await one.getByRole('button', { name: 'Log in' }).click();
      if (one === page) {
        await expect(main(one)).toContainText('Ben jij dit?');
        await expectSound(one);
        await one.getByLabel('Je wachtwoord van Baliewijs').fill(demoPassword);
        await one.getByRole('button', { name: 'Dit ben ik: koppel' }).click();
      }
      await expect(one).toHaveURL(/\/mijn-balie$/);
    }
    await page.goto('/account/inlogmanieren');
    await expect(main(page)).toContainText('gekoppeld op');
    await page.getByRole('button', { name: /Maak los/ }).click();
    await expect(main(page)).toContainText('Losgemaakt');

    provider.world.user = null;
    await signOut(page);
    await page.context().clearCookies({ domain: '127.0.0.1' });
    await page.getByRole('button', { name: 'Inloggen met Mijn Bibliotheek' }).click();
    await page.waitForURL(/\/inloggen\/terug/);
    await page.getByRole('button', { name: 'Log in' }).click();
    await expect(main(page)).toContainText('bij Mijn Bibliotheek is het afgebroken');
    await provider.stop();
    await page.goto('/inloggen');
    await expect(main(page)).toContainText('Of log anders in');
    // Statuses of refusals are on the console; what the policy blocks would be too.
    expect(errors.filter((text) => /Content Security Policy|Refused to/.test(text))).toEqual([]);
    await plain.close();
    await page.context().close();
  } finally {
    await served.stop();
    await provider.stop();
  }
});

test('in production an administrator gets nothing but the way to show a passkey, on every page and with every form', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  let said = '';
  const served = await startProduction((command) => {
    said = command('create-admin', '--email', 'beheer@zandvaart.example', '--name', 'Alex Brand');
  });
  try {
    const page = await sitDown(browser, served);
    await addAuthenticator(page);
    await page.goto(/http\S+/.exec(said)?.[0] ?? '');
    await page.getByLabel('Kies een wachtwoord').fill('een-fiets-vol-boeken');
    await page.getByRole('button', { name: 'Maak mijn account' }).click();
    await expect(page).toHaveURL(/\/account\/inlogmanieren$/);
    await expect(main(page)).toContainText('Eerst een toegangssleutel');
    await expectSound(page);

    // Someone with the stolen password gets nowhere, and can make no first passkey.
    const thief = await sitDown(browser, served);
    await addAuthenticator(thief);
    await signIn(thief, 'beheer@zandvaart.example', 'een-fiets-vol-boeken');
    await expect(thief).toHaveURL(/\/account\/inlogmanieren$/);
    await expect(main(thief)).toContainText('Een gestolen wachtwoord mag niet genoeg zijn');
    await expectSound(thief);
    const wrong: string[] = [];
    for (const pattern of Object.keys(routes)) {
      const path = pattern.replaceAll(/\[(\.\.\.)?\w+\]/g, 'x');
      const response = await thief.request.get(path, { maxRedirects: 0 });
      const away = response.status() === 303 && response.headers()['location']?.startsWith('/account/bevestigen?verder=');
      if (isOpenWhenHeldBack(pattern) === away) wrong.push(`${pattern}: ${response.status()}`);
    }
    expect(wrong.filter((line) => !line.startsWith('/[...weg]'))).toEqual([]);
    const headers = { 'sec-fetch-site': 'same-origin' };
    for (const [path, form] of [
      ['/_actions/person.add', { bibliotheek: 'x', email: 'x@x.example', rol: 'administrator' }],
      ['/_actions/passkey.makeCodes', {}],
      ['/_actions/passkey.rename', { sleutel: 'x', naam: 'x' }],
      ['/_actions/outside.unlink', {}],
      ['/beheer?_action=session.signIn', { email: 'x', wachtwoord: 'x' }],
      ['/_actions/note.add', { sleutel: 'i', tekst: 'x' }],
    ] as const)
      expect((await thief.request.post(path, { form, headers })).status(), path).toBe(403);

    await addPasskey(page);
    await page.goto('/beheer');
    await expect(page.locator('h1')).toContainText('Beheer');
    await signOut(page);
    await signIn(page, 'beheer@zandvaart.example', 'een-fiets-vol-boeken');
    await expect(page).toHaveURL(/\/account\/bevestigen\?verder=%2Fbeheer$/);
    await expectSound(page);
    await page.getByRole('button', { name: 'Laat mijn toegangssleutel zien' }).click();
    await expect(page).toHaveURL(/\/beheer$/);

    const client = beside(served);
    const kinds = (await client.execute('select kind from audit_event order by at')).rows.map((row) => row.kind);
    client.close();
    expect(kinds).toEqual(expect.arrayContaining(['invitationAccepted', 'passkeyAdded', 'passkeyShown']));

    // Another address of the same machine is another site: its passkeys are not ours.
    const elsewhere = await browser.newContext({ baseURL: served.url.replace('localhost', '127.0.0.1') });
    const away = await elsewhere.newPage();
    await addAuthenticator(away);
    await away.goto('/inloggen');
    await away.getByRole('button', { name: 'Inloggen met een toegangssleutel' }).click();
    await expect(away.locator('.key-fault')).not.toBeEmpty();
    await expect(away).toHaveURL(/\/inloggen$/);
    await elsewhere.close();
    for (const one of [page, thief]) await one.context().close();
  } finally {
    await served.stop();
  }
});
