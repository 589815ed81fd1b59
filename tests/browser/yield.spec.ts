/**
 * What a meeting yields, making up for one, buddies, and asking a colleague: from the leader to the participant and back.
 * That pages are sound at both widths is what sound.spec.ts looks at: only those without a link from there are looked at here.
 */
import type { Browser, Page } from '@playwright/test';
import { keyboard } from './hand.ts';
import { demoPeople, expect, expectSound, signIn, test, widths } from './house.ts';

async function open(browser: Browser, baseURL: string | undefined, email: string, options: object = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: baseURL ?? '', viewport: widths.phone, locale: 'nl-NL', ...options });
  const page = await context.newPage();
  await signIn(page, email);
  return page;
}

/** The page of a meeting of the group, by its number. */
async function toMeeting(page: Page, nr: number): Promise<string> {
  await page.goto('/groepen');
  await page
    .getByRole('link', { name: /najaar|winter/ })
    .first()
    .click();
  await page.getByRole('link', { name: `Bijeenkomst ${nr}:` }).click();
  return new URL(page.url()).pathname;
}

test('without script, by keyboard: two agreements in a row, one is ticked off by its owner, and the report goes once', async ({
  browser,
  baseURL,
}) => {
  test.slow();
  const page = await open(browser, baseURL, demoPeople.specialist, { javaScriptEnabled: false });
  const hand = keyboard(page);
  await toMeeting(page, 2);
  await page.getByRole('link', { name: 'Schrijf de opbrengst op' }).click();
  for (const [what, who] of [
    ['Leg de folders recht.', 'Noor de Wit'],
    ['Bel de school.', 'Sanne Koster'],
  ] as const) {
    await hand.fill(page.getByLabel('Wat spreken jullie af?'), what);
    await page.getByLabel('Wie pakt het op?').selectOption({ label: who });
    await hand.press(page.getByRole('button', { name: /^Zet/ }).first());
    await expect(page.getByText('De afspraak staat erbij.')).toBeVisible();
    await expect(page.locator('.agreement', { hasText: what })).toContainText(who);
  }
  // What looks like data of a customer is asked about, with the text kept.
  await page.getByLabel('Wat spreken jullie af?').fill('Bel 06-12345678 terug.');
  await page.getByLabel('Wie pakt het op?').selectOption({ label: 'Noor de Wit' });
  await page.getByRole('button', { name: /^Zet/ }).first().click();
  await expect(page.getByLabel('Wat spreken jullie af?')).toHaveValue('Bel 06-12345678 terug.');
  await expect(page.getByRole('alert')).toContainText('een telefoonnummer');

  // What was written down can still change, by the same rules.
  const second = page.locator('.agreement', { hasText: 'Bel de school.' });
  await second.getByRole('link', { name: /^Verander/ }).click();
  const what = page.getByLabel('Wat spreken jullie af?');
  await expect(what).toHaveValue('Bel de school.');
  await what.fill('x'.repeat(301));
  await page.getByRole('button', { name: 'Bewaar' }).click();
  await expect(page.getByRole('alert')).toContainText('Dit is te lang');
  await expect(what).toHaveValue('x'.repeat(301));
  await what.fill('Bel de school op.');
  await page.getByLabel('Wie pakt het op?').selectOption({ label: 'Tomasz Wójcik' });
  await page.getByRole('button', { name: 'Bewaar' }).click();
  await expect(page.getByText('Wie hem nu oppakt, krijgt één mail.')).toBeVisible();
  await expect(page.locator('.agreement', { hasText: 'Bel de school op.' })).toContainText('Tomasz Wójcik');

  const owner = await open(browser, baseURL, demoPeople.halfway, { javaScriptEnabled: false });
  await owner.goto('/leerkaart');
  await owner.getByRole('button', { name: /Vink af.*Leg de folders recht/ }).click();
  await expect(owner.getByText('Afgevinkt. Mooi.')).toBeVisible();

  await toMeeting(page, 2);
  await page.getByRole('link', { name: 'Verslag' }).click();
  await expect(page.locator('.report')).toContainText('7 van de 11 mensen');
  await expect(page.locator('.report li', { hasText: 'Leg de folders recht.' })).toContainText('gedaan');
  await expect(page.locator('.report')).not.toContainText('Marieke');
  await page.getByRole('button', { name: 'Mail dit verslag naar de groep' }).click();
  await expect(page.getByRole('button', { name: 'Mail dit verslag' })).toHaveCount(0);
  await owner.goto('/bijeenkomsten');
  await owner.getByRole('link', { name: /Lees het verslag.*Wat doen wij/ }).click();
  await expect(owner.locator('.report')).toContainText('Bel de school op.');
  await page.context().close();
  await owner.context().close();
});

test('someone makes up for a meeting: kept, handed in, asked to complete, and accepted', async ({ browser, baseURL }) => {
  test.slow();
  const page = await open(browser, baseURL, 'dirk@duinrand.example');
  const answer = (nr: number) => page.locator('textarea').nth(nr);
  await page.goto('/leerkaart');
  await page.getByRole('link', { name: 'Begin aan je inhaalopdracht van bijeenkomst 2' }).click();
  await answer(0).fill('De tijd van het spreekuur.');
  await page.getByRole('button', { name: 'Bewaar voor later' }).click();
  await expect(page.getByText('Bewaard. Je kunt later verder.')).toBeVisible();
  await expect(answer(0)).toHaveValue('De tijd van het spreekuur.');
  await answer(1).fill('Doorvragen.');
  await answer(2).fill('De kaart.');
  await page.getByLabel('Dat gesprek is geweest').check();
  await page.getByRole('button', { name: 'Lever in' }).dblclick();
  await expect(page.getByText('Je opdracht wacht op Samira Haddad.')).toBeVisible();
  await expectSound(page);

  const leader = await open(browser, baseURL, demoPeople.specialist);
  const meeting = await toMeeting(leader, 2);
  await leader.getByRole('link', { name: 'Lees de opdracht van Dirk Zonneveld' }).click();
  await expect(leader.locator('.make-up-answers')).toContainText('Dat gesprek is geweest.');
  await expectSound(leader);
  await leader.getByText('Vraag om iets aan te vullen').click();
  await leader.getByLabel('Wat mist er nog?').fill('Welke kaart bedoel je?');
  await leader.getByRole('button', { name: 'Geef terug met deze vraag' }).click();
  await expect(leader.getByText('Je vraag is onderweg.')).toBeVisible();

  await page.reload();
  await expect(page.getByText('Welke kaart bedoel je?')).toBeVisible();
  await answer(2).fill('De kaart bij de telefoon.');
  await page.getByRole('button', { name: 'Lever in' }).click();
  await leader.goto(meeting);
  await leader.getByRole('link', { name: 'Lees de opdracht van Dirk Zonneveld' }).click();
  await leader.getByRole('button', { name: 'Goed zo: bijeenkomst ingehaald' }).dblclick();
  await expect(leader.getByText('Opgeslagen: deze bijeenkomst is ingehaald.')).toBeVisible();
  await page.goto('/leerkaart');
  await expect(page.locator('.is-madeUp')).toContainText('ingehaald');
  await page.context().close();
  await leader.context().close();
});

test('a leader takes over the proposed buddies, a pair sees each other, and one asks the other for help', async ({
  browser,
  baseURL,
}) => {
  const leader = await open(browser, baseURL, demoPeople.otherSpecialist);
  await leader.goto('/groepen');
  await leader
    .getByRole('link', { name: /winter/ })
    .first()
    .click();
  await leader.getByRole('link', { name: 'Wie is met wie?' }).click();
  await leader.getByRole('button', { name: 'Neem dit voorstel over' }).dblclick();
  await leader.getByLabel('Wie', { exact: true }).selectOption({ label: 'Joost Limpens' });
  await leader.getByLabel('Samen met').selectOption({ label: 'Leyla Demir' });
  await leader.getByRole('button', { name: 'Zet samen' }).click();
  await expect(leader.locator('.buddy-pairs li', { hasText: 'Joost Limpens' })).toContainText('Leyla Demir');
  await expect(leader.locator('.buddy-pairs li')).toHaveCount(3);

  const page = await open(browser, baseURL, 'joost@heuvelland.example', { javaScriptEnabled: false });
  await page.goto('/leerkaart');
  await expect(page.getByRole('heading', { name: 'Je maatje: Leyla Demir' })).toBeVisible();
  await page.getByRole('button', { name: 'Dit deden we samen' }).click();
  await expect(page.getByText('Afgevinkt, voor jullie samen.')).toBeVisible();
  await page.goto('/cursus/frontoffice/nieuwe-klanten/de-vraag-achter-de-vraag');
  await page.getByRole('link', { name: 'Ik kom er niet uit' }).click();
  await page.getByLabel('Leyla Demir').check();
  await page.getByLabel('Wat wil je vragen?').fill('Wanneer vraag je door?');
  await page.getByRole('button', { name: 'Verstuur' }).click();
  await expect(page.getByText('Je vraag is onderweg.')).toBeVisible();
  await page.goto('/postvak');
  await expect(page.locator('main')).toContainText('Wanneer vraag je door?');
  await leader.context().close();
  await page.context().close();
});

test('an intention is private until it is shared', async ({ browser, baseURL }) => {
  const page = await open(browser, baseURL, demoPeople.almost);
  await page.goto('/bijeenkomsten');
  await page.getByRole('link', { name: /Mijn voornemen.*Kick-off/ }).click();
  await page.getByLabel('Op welk moment').fill('Vrijdag om tien voor negen.');
  await page.getByRole('button', { name: 'Bewaar' }).click();
  await expect(page.getByText('Je voornemen is bewaard.')).toBeVisible();
  await page.goto('/leerkaart');
  await expect(page.locator('.intention')).toContainText('Alleen jij leest dit.');
  const leader = await open(browser, baseURL, demoPeople.specialist);
  const meeting = await toMeeting(leader, 1);
  await leader.goto(`${meeting}/opbrengst`);
  await expect(leader.locator('main')).toContainText('Tomasz Wójcik');
  await expect(leader.locator('main')).not.toContainText('Vrijdag om tien voor negen.');
  await page.context().close();
  await leader.context().close();
});
