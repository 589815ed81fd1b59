/** A meeting that is held: the screen of the room, the leader's phone and a participant at the same time. */
import type { Browser, Page } from '@playwright/test';
import { codeFor } from '#src/services/check-in/code.ts';
import { demoPassword } from '#src/services/installation/demo-accounts.ts';
import { beside } from './beside.ts';
import { around } from './around.ts';
import { demoPeople, expect, expectSound, signIn, test, widths, type Served } from './house.ts';
import { post } from './post.ts';

test.describe.configure({ mode: 'serial' });

async function someone(browser: Browser, served: Served, email: string, options: { phone?: boolean; script?: boolean } = {}) {
  const context = await browser.newContext({
    baseURL: served.url,
    viewport: options.phone ? widths.phone : widths.desk,
    javaScriptEnabled: options.script ?? true,
  });
  const page = await context.newPage();
  await signIn(page, email);
  return page;
}

/** A moment of the third meeting that began a few minutes ago; answers its address. */
async function planNow(page: Page): Promise<string> {
  await page.goto('/groepen');
  await page
    .getByRole('link', { name: /Duinrand, najaar/ })
    .first()
    .click();
  const group = new URL(page.url()).pathname;
  await page.goto(`${group}/bijeenkomsten/3/plannen`);
  const now = around(5, 55);
  await page.getByLabel('Dag').fill(now.day);
  await page.getByLabel('Begin').fill(now.start);
  await page.getByLabel('Einde').fill(now.end);
  await page.getByLabel('Plaats').fill('Vestiging Zeedorp');
  await page.getByRole('main').getByRole('button').last().click();
  await page.waitForURL(/gelukt=gepland/);
  await page.goto(`${group}/bijeenkomsten/3/begeleiden`);
  await expect(page).toHaveURL(/\/begeleiden$/);
  return new URL(page.url()).pathname.replace(/\/begeleiden$/, '');
}

/** What the QR code of now holds, from the secret beside the running server. */
async function codeOf(served: Served, momentId: string): Promise<string> {
  const client = beside(served);
  const { rows } = await client.execute({ sql: 'select secret from meeting_run where moment_id = ?', args: [momentId] });
  client.close();
  return codeFor({ momentId, secret: String(rows[0]?.secret) }, new Date());
}

/** Sizes in px of what can be read, of the smallest text. */
const smallest = (page: Page) =>
  page.evaluate(() => {
    const sizes: number[] = [];
    const walker = document.createTreeWalker(document.querySelector('.screen') as Element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (parent && walker.currentNode.textContent?.trim() && !parent.closest('.visually-hidden'))
        sizes.push(Number.parseFloat(getComputedStyle(parent).fontSize));
    }
    return Math.min(...sizes);
  });

let moment = '';

// A screen that stays open keeps its connection, and one person may have only so many.
test.afterEach(async ({ browser }) => {
  for (const context of browser.contexts()) await context.close();
});

test('screen, phone and participant go together, also when the server starts again in the middle', async ({
  browser,
  served,
}) => {
  const screen = await someone(browser, served, demoPeople.specialist);
  moment = await planNow(screen);
  await screen.getByRole('button', { name: 'Zet klaar' }).click();
  await screen.getByRole('button', { name: 'Begin' }).click();
  await expect(screen.getByText('Deel 1 van')).toBeVisible();
  expect(await smallest(screen)).toBeGreaterThanOrEqual(28);
  await expectSound(screen);

  const phone = await screen.context().newPage();
  await phone.setViewportSize(widths.phone);
  await phone.goto(`${moment}/afstandsbediening`);
  await expectSound(phone);

  // Scanned while signed out: the code survives signing in.
  const participant = await (await browser.newContext({ baseURL: served.url, viewport: widths.phone })).newPage();
  const code = await codeOf(served, moment.split('/').at(-1) ?? '');
  await participant.goto(`/inchecken/${code}`);
  await participant.getByLabel('E-mailadres').fill(demoPeople.halfway);
  await participant.getByLabel('Wachtwoord', { exact: true }).fill(demoPassword);
  await participant.getByRole('button', { name: 'Inloggen' }).click();
  await expect(participant).toHaveURL(`${served.url}/inchecken/${code}`);
  await expect(participant.getByRole('button', { name: 'Ik ben er' })).toBeVisible();
  await expectSound(participant);

  // This one types the PIN instead, wrong at first.
  await participant.goto('/inchecken');
  await expectSound(participant);
  const pin = await screen.locator('.screen-pin').innerText();
  await participant.getByLabel('Pincode').fill(pin === '000 000' ? '000001' : '000000');
  await participant.getByRole('button', { name: 'Check in' }).click();
  await expect(participant.getByRole('alert')).toContainText('klopt niet');
  await participant.getByLabel('Pincode').fill(pin);
  await participant.getByRole('button', { name: 'Check in' }).click();
  await expect(participant).toHaveURL(/\/bijeenkomst\//);
  await expect(participant.getByText('Je bent ingecheckt.', { exact: true })).toBeVisible();

  // The leader sees it at once; on the screen there is a number and no name.
  await expect(phone.locator('.remote-list').getByText('Noor de Wit')).toBeVisible();
  await expect(screen.getByText('1 is er')).toBeVisible();
  expect(await screen.locator('body').innerText()).not.toContain('Noor');

  const title = (await phone.getByText(/^Straks:/).innerText()).replace('Straks: ', '');
  await phone.getByRole('button', { name: /^Volgende/ }).click();
  await expect(screen.getByRole('heading', { level: 1 })).toHaveText(title);
  await expect(participant.getByRole('heading', { level: 2 }).first()).toHaveText(title);
  await phone.getByRole('button', { name: 'Pauze' }).click();
  await expect(screen.getByText('pauze').first()).toBeVisible();

  // A vote: nobody sees a result of one.
  await phone.getByText('Een eigen vraag').click();
  await phone.getByLabel('Vraag').fill('Waar begin jij mee?');
  await phone.getByLabel('Antwoorden').fill('Taal\nDigitaal');
  await phone.getByRole('button', { name: 'Open deze stemming' }).click();
  await expect(screen.getByRole('heading', { name: 'Waar begin jij mee?' })).toBeVisible();
  await participant.getByText('Digitaal', { exact: true }).click();
  await phone.getByRole('button', { name: 'Verder', exact: true }).click();
  // What the participant chose and didn't send yet stays when the page follows.
  await expect(participant.getByLabel('Digitaal')).toBeChecked();
  await expectSound(participant);
  await participant.getByRole('button', { name: 'Stem', exact: true }).click();
  await expect(participant.getByText('Je stem is binnen. De uitslag')).toBeVisible();
  await expect(phone.getByText('één persoon stemde')).toBeVisible();
  await phone.getByRole('button', { name: 'Sluit en laat de uitslag zien' }).click();
  await expect(screen.getByText('minder dan vijf mensen')).toBeVisible();

  await phone.getByLabel('Alleen jij leest dit').fill('Vraag naar de sleutel');
  await expect(phone.getByText('Bewaard.', { exact: true })).toBeVisible();

  const before = await screen.getByText(/^Deel \d van/).innerText();
  await served.restart();
  await phone.reload();
  await expect(phone.getByLabel('Alleen jij leest dit')).toHaveValue('Vraag naar de sleutel');
  await expect(screen.getByText(before)).toBeVisible();
  const next = (await phone.getByText(/^Straks:/).innerText()).replace('Straks: ', '');
  await phone.getByRole('button', { name: /^Volgende/ }).click();
  await expect(screen.getByRole('heading', { level: 1 })).toHaveText(next, { timeout: 15_000 });
  await expect(participant.getByRole('heading', { level: 2 }).first()).toHaveText(next, { timeout: 15_000 });

  await phone.getByRole('button', { name: 'Bevestig deze persoon' }).click();
  await expect(phone.getByText('Niemand wacht op bevestiging. 1 op aanwezig.')).toBeVisible();
  await expect(participant.getByText('Je staat op aanwezig.')).toBeVisible();
});

test('a change that comes while a screen is fetching the one before is on it too', async ({ browser, served }) => {
  const screen = await someone(browser, served, demoPeople.specialist);
  await screen.goto(`${moment}/begeleiden`);
  const pin = (await screen.locator('.screen-pin').innerText()).replace(/\D/g, '');
  const phone = await screen.context().newPage();
  await phone.goto(`${moment}/afstandsbediening`);
  const [fetched, letGo] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  await phone.route(
    (url) => url.pathname.endsWith('/afstandsbediening'),
    async (route) => {
      const response = await route.fetch();
      fetched.resolve();
      await letGo.promise;
      await route.fulfill({ response });
    },
    { times: 1 },
  );
  const checkIn = async (email: string) =>
    post(await someone(browser, served, email, { phone: true }), '/inchecken?_action=checkIn.pin', [
      ['sleutel', email.replaceAll(/\W/g, '').slice(0, 20)],
      ['pincode', pin],
    ]);
  await checkIn(demoPeople.almost);
  await fetched.promise;
  await checkIn('tomasz@duinrand.example');
  await expect(screen.getByText('3 zijn er')).toBeVisible();
  letGo.resolve();
  const waiting = phone.getByRole('region', { name: 'Ingecheckt' });
  await expect(waiting.getByText('Sanne Koster')).toBeVisible();
  await expect(waiting.getByText('Tomasz Wójcik')).toBeVisible();
});

test('an agreement is written on the phone and stands on the screen at once; what someone intends stays theirs', async ({
  browser,
  served,
}) => {
  const phone = await someone(browser, served, demoPeople.specialist, { phone: true });
  const screen = await someone(browser, served, demoPeople.specialist);
  const participant = await someone(browser, served, demoPeople.halfway, { phone: true });
  await phone.goto(`${moment}/afstandsbediening`);
  await phone.getByRole('button', { name: /Ga hierheen.*Zo houden we het levend/ }).click();
  await screen.goto(`${moment}/begeleiden`);
  await expect(screen.getByText('Wat jullie afspreken, komt hier te staan')).toBeVisible();
  await participant.goto(`/bijeenkomst/${moment.split('/').at(-1) ?? ''}`);

  const what = phone.getByLabel('Wat spreken jullie af?');
  await what.fill('x'.repeat(301));
  await phone.getByLabel('Wie pakt het op?').selectOption({ label: 'Noor de Wit' });
  await phone.getByRole('button', { name: 'Zet erbij' }).click();
  await expect(phone.getByRole('alert')).toContainText('Dit is te lang');
  await expect(what).toHaveValue('x'.repeat(301));
  await what.fill('Bel de school.');
  await phone.getByRole('button', { name: 'Zet erbij' }).dblclick();
  await expect(phone).toHaveURL(/afstandsbediening\?gelukt=afspraak/);
  for (const page of [screen, participant, phone]) {
    await expect(page.locator('.made-agreements li')).toHaveCount(1);
    await expect(page.locator('.made-agreements li')).toContainText('Noor, klaar op');
  }
  expect(await smallest(screen)).toBeGreaterThanOrEqual(28);
  for (const page of [screen, participant, phone]) await expectSound(page);

  // What is being typed stays when another leader goes on.
  await what.fill('Hang de kaart');
  await screen.getByRole('button', { name: 'Vorige' }).click();
  await expect(phone.getByRole('heading', { level: 2 }).first()).toHaveText('Hoe pak ik mijn rol op?');
  await expect(what).toHaveValue('Hang de kaart');
  await expect(screen.getByText('Niemand leest het, tenzij jij het deelt.')).toBeVisible();
  await participant.getByRole('link', { name: 'Schrijf je voornemen op' }).click();
  await participant.getByLabel('Hoe pak ik mijn rol op?').fill('Ik vraag één vraag door.');
  await participant.getByRole('button', { name: 'Bewaar' }).click();
  await expect(participant.getByRole('link', { name: 'Lees of verander je voornemen' })).toBeVisible();
  await expectSound(participant);
  await participant.goto('/mijn-balie');
  await expect(participant.locator('#voornemens')).toContainText('Ik vraag één vraag door.');
  await expect(participant.locator('#voornemens')).toContainText('Alleen jij ziet dit.');
  await expectSound(participant);
  await screen.reload();
  await expect(screen.locator('main')).not.toContainText('Ik vraag één vraag door.');
});

test('ticks without a connection are sent later, and the page says so', async ({ browser, served }) => {
  const page = await someone(browser, served, demoPeople.specialist, { phone: true });
  await page.goto(moment);
  await page.context().setOffline(true);
  for (const name of ['Dirk Zonneveld', 'Fenna Terpstra'])
    await page.getByRole('button', { name: `Was er ook : ${name}` }).click();
  await expect(page.getByText('2 nog niet verstuurd')).toBeVisible();
  await expectSound(page);
  await page.context().setOffline(false);
  await expect(page.getByText(/^3 aanwezig/)).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText('nog niet verstuurd')).toBeHidden();
});

test('all of it works without script, and the pages are sound', async ({ browser, served }) => {
  const plain = await someone(browser, served, demoPeople.specialist, { script: false });
  await plain.goto(`${moment}/begeleiden`);
  await plain.getByRole('button', { name: 'Volgende' }).click();
  await expect(plain.getByText('Deel 6 van')).toBeVisible();
  const meeting = moment.replace(/\/[^/]+$/, '');
  await plain.goto(`${meeting}/agenda`);
  const first = await plain.getByLabel('Wat', { exact: true }).first().inputValue();
  await plain.getByRole('button', { name: /^Omlaag ?: deel 1$/ }).click();
  await expect(plain.getByText('nog niet bewaard')).toBeVisible();
  await expect(plain.getByLabel('Wat', { exact: true }).nth(1)).toHaveValue(first);
  await plain.getByRole('button', { name: /^Deel erbij +na deel 1$/ }).click();
  await plain.getByLabel('Wat', { exact: true }).nth(1).fill('Koffie');
  await plain.getByRole('button', { name: 'Bewaar het programma' }).click();
  await expect(plain.getByText('Het programma is opgeslagen')).toBeVisible();
  await plain.goto(`${meeting}/draaiboek`);
  await expect(plain.getByText('Aangepast door Samira Haddad')).toBeVisible();
  await expect(plain.getByText('Suggestie van Marit Claassen')).toBeVisible();

  const page = await someone(browser, served, demoPeople.specialist);
  for (const path of [
    `${meeting}/agenda`,
    `${meeting}/draaiboek`,
    `${moment}/begeleiden`,
    `${moment}/papier`,
    `${moment}/carrousel`,
  ])
    for (const size of Object.values(widths)) {
      await page.setViewportSize(size);
      await page.goto(path);
      await expectSound(page);
    }
  const adviser = await someone(browser, served, demoPeople.adviser, { phone: true });
  await adviser.goto('/suggesties');
  await adviser.getByLabel('Voor welke bibliotheek?').selectOption('Bibliotheek Heuvelland');
  await adviser.getByLabel('Bij welke bijeenkomst?').selectOption({ index: 1 });
  await adviser.getByLabel('Je suggestie').fill('Begin met een rondje langs de balies.');
  await adviser.getByRole('button', { name: 'Stuur de suggestie' }).click();
  await expect(adviser.getByText('Begin met een rondje langs de balies.')).toBeVisible();
  await expectSound(adviser);
});
