/** A whole group, from the first mail to the last certificate: two leaders, sixteen people, three meetings. */
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { readCatalogue } from '#src/catalogue/read.ts';
import { around } from './around.ts';
import { demoPeople, expect, expectSound, signIn, test, widths } from './house.ts';
import { passQuickly } from './pass-quickly.ts';
import { post } from './post.ts';

// Each test has people of its own.
test.describe.configure({ mode: 'parallel' });

const course = readCatalogue(process.cwd()).courses.get('frontoffice');
const modules = course?.modules ?? [];
const password = 'een-fiets-vol-boeken';
const names = [
  ...['Aaltje Bos', 'Bilal Amrani', 'Carla Duin', 'Daan Eik', 'Esra Tunç', 'Femke Groot', 'Gijs Haak', 'Hinke Idema'],
  ...['Imane Jaouad', 'Jorrit Kamp', 'Kees Lans', 'Laila Mansour', 'Mees Noord', 'Nanda Oost'],
];
const withoutMail = 'Oeds Prins';

for (const [size, viewport] of Object.entries(widths))
  test(`two leaders take sixteen people from invitation to certificate, on a ${size}`, async ({ browser, served }) => {
    test.setTimeout(600_000);
    const slug = size === 'phone' ? 'tel' : 'bur';
    const emailOf = (name: string) => `${slug}.${name.split(' ')[0]?.toLowerCase()}@duinrand.example`;
    const open = async (browser: Browser, email: string | null, options: BrowserContextOptions = {}) => {
      const context = await browser.newContext({ baseURL: served.url, viewport, locale: 'nl-NL', ...options });
      const page = await context.newPage();
      if (email) await signIn(page, email);
      return page;
    };
    const seen = new Set<string>();
    /** Looks at a page once. */
    const look = async (page: Page, what: string) => {
      if (seen.has(what)) return;
      seen.add(what);
      await expectSound(page);
    };

    // The specialist begins the group, with all that the course asks, and asks a colleague to lead it too.
    const samira = await open(browser, demoPeople.specialist);
    await samira.goto('/groepen/nieuw?cursus=frontoffice');
    await samira.getByLabel('Naam van de groep').fill(`Duinrand, proef ${size}`);
    await look(samira, 'start');
    await samira.getByRole('button', { name: 'Begin de groep' }).dblclick();
    await samira.waitForURL(/\/planning\?gelukt=groep-begonnen/);
    const group = new URL(samira.url()).pathname.replace('/planning', '');
    const groupId = group.split('/').at(-1) ?? '';
    await samira.goto(`${group}/begeleiders`);
    await samira.getByText('Ellen Postma', { exact: true }).click();
    await samira.getByRole('button', { name: 'Maak begeleider' }).click();
    await expect(samira.getByRole('button', { name: /Stopt.*Ellen Postma/ })).toBeVisible();
    await look(samira, 'leaders');

    // The people: fourteen with an address, one without, and a colleague who has an account and follows a link.
    await samira.goto(`${group}/mensen/lijst`);
    await samira.getByLabel('Lijst').fill([...names.map((name) => `${name} <${emailOf(name)}>`), withoutMail].join('\n'));
    await samira.getByRole('button', { name: 'Kijk de lijst na' }).click();
    await look(samira, 'list');
    await samira.getByRole('button', { name: 'Zet deze 15 mensen in de groep' }).click();
    await expect(samira.getByText('0 van 15 zijn ingelogd geweest.')).toBeVisible();
    await samira.goto(`${group}/mensen/kaarten`);
    await samira.getByRole('button', { name: 'Maak kaarten' }).click();
    const firstPassword = (await samira.locator('.sign-in-card code').first().textContent()) ?? '';
    const userName = /\boeds[.a-z0-9]*/.exec(await samira.locator('.sign-in-card').first().innerText())?.[0] ?? '';
    await look(samira, 'cards');
    await samira.goto(`${group}/mensen/link`);
    await samira.getByLabel('Hoeveel mensen').fill('1');
    await samira.getByRole('button', { name: 'Maak een link' }).click();
    const link = (await samira.locator('.made-link code').textContent()) ?? '';

    const people: { name: string; page: Page }[] = [];
    const links = await test.step('fourteen mails', async () => {
      const found = new Map<string, string>();
      await expect(async () => {
        await samira.goto('/postvak');
        for (const article of await samira.locator('article', { hasText: 'Maak je account' }).all()) {
          const to = await article.locator('b').first().innerText();
          found.set(to, (await article.getByRole('link', { name: 'Maak je account' }).getAttribute('href')) ?? '');
        }
        expect(names.filter((name) => !found.has(emailOf(name)))).toEqual([]);
      }).toPass();
      return found;
    });
    for (const [index, name] of names.entries()) {
      const page = await open(browser, null);
      people.push({ name, page });
      const address = links.get(emailOf(name)) ?? '';
      if (index === 0) {
        await page.goto(address);
        await page.getByLabel('Kies een wachtwoord').fill(password);
        await page.getByRole('button', { name: 'Maak mijn account' }).click();
        await page.waitForURL(/\/leerkaart/);
        await look(page, 'card');
      } else {
        const { pathname } = new URL(address);
        await post(page, `${pathname}?_action=account.acceptInvitation`, [
          ['token', pathname.split('/').at(-1) ?? ''],
          ['naam', name],
          ['wachtwoord', password],
        ]);
      }
    }
    const oeds = await open(browser, null);
    await oeds.goto('/inloggen');
    await oeds.getByLabel('E-mailadres of gebruikersnaam').fill(userName);
    await oeds.getByLabel('Wachtwoord', { exact: true }).fill(firstPassword);
    await oeds.getByRole('button', { name: 'Inloggen' }).click();
    await oeds.getByLabel('Kies een wachtwoord').fill(password);
    await oeds.getByRole('button', { name: 'Maak mijn account' }).click();
    await oeds.waitForURL(/\/leerkaart/);
    people.push({ name: withoutMail, page: oeds });
    const omar = await open(browser, 'omar@duinrand.example');
    await omar.goto(link);
    await omar.getByRole('button', { name: 'Doe mee' }).click();
    await omar.waitForURL(/gelukt=doet-mee/);
    people.push({ name: 'Omar Benali', page: omar });
    await samira.goto(`${group}/mensen`);
    await expect(samira.getByText('16 van 16 zijn ingelogd geweest.')).toBeVisible();
    await look(samira, 'people');

    // Each meeting is planned when its turn comes.
    const plan = async (page: Page, nr: number, now = around(5, 55)) => {
      await page.goto(`${group}/bijeenkomsten/${nr}/plannen`);
      await page.getByLabel('Dag').fill(now.day);
      await page.getByLabel('Begin').fill(now.start);
      await page.getByLabel('Einde').fill(now.end);
      await page.getByLabel('Plaats').fill(`Vestiging Centrum, zaal ${nr}`);
      await page.getByRole('main').getByRole('button').last().click();
      await page.waitForURL(/gelukt=gepland/);
      const hrefs = await page.locator('main a').evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''));
      return hrefs.find((href) => new RegExp(`^${group}/bijeenkomsten/${nr}/[a-z0-9]{16,}$`).test(href)) ?? '';
    };

    // The first meeting: the screen of one leader, the phone of the other, and everybody types the PIN.
    const first = await plan(samira, 1);
    await samira.goto(`${group}/bijeenkomsten/1/begeleiden`);
    await samira.getByRole('button', { name: 'Zet klaar' }).click();
    await samira.getByRole('button', { name: 'Begin' }).click();
    const pin = (await samira.locator('.screen-pin').innerText()).replace(/\D/g, '');
    await look(samira, 'screen');
    const ellen = await open(browser, 'ido@duinrand.example');
    await ellen.goto(`${first}/afstandsbediening`);
    for (const [index, { page }] of people.entries()) {
      if (index === 0) {
        await page.goto('/inchecken');
        await page.getByLabel('Pincode').fill(pin);
        await page.getByRole('button', { name: 'Check in' }).click();
        await page.waitForURL(/\/bijeenkomst\//);
        await look(page, 'checked in');
      } else
        await post(page, '/inchecken?_action=checkIn.pin', [
          ['sleutel', `${slug}${groupId}${index}`],
          ['pincode', pin],
        ]);
    }
    await expect(samira.getByText('16 zijn er')).toBeVisible();
    await ellen.getByRole('button', { name: 'Bevestig alle 16' }).click();
    await expect(ellen.getByText('Niemand wacht op bevestiging. 16 op aanwezig.')).toBeVisible();
    await look(ellen, 'remote');
    await ellen.goto(`${group}/bijeenkomsten/1/opbrengst`);
    await ellen.getByLabel('Wat spreken jullie af?').fill('Hang de kaart bij de telefoon.');
    await ellen.getByLabel('Wie pakt het op?').selectOption({ label: names[1] ?? '' });
    await ellen.getByRole('button', { name: 'Zet erbij' }).click();
    await expect(ellen.getByText('De afspraak staat erbij.')).toBeVisible();
    await look(ellen, 'yield');

    // Everybody reads and passes six modules.
    for (const { page } of people) for (const module of modules) await passQuickly(page, 'frontoffice', module);
    await samira.goto(group);
    await look(samira, 'group');

    // The second meeting: both leaders tick names at once, and nothing is lost.
    const second = await plan(samira, 2);
    const half = [people.slice(0, 8), people.slice(8)];
    await Promise.all(
      [samira, ellen].map(async (page, which) => {
        await page.goto(second);
        for (const { name } of half[which] ?? []) {
          const row = page.locator('li', { hasText: name });
          await row.getByRole('button', { name: 'Aanwezig' }).click();
          await expect(row).toContainText('aanwezig');
        }
      }),
    );
    await ellen.reload();
    await expect(ellen.locator('#stand')).toHaveText('16 aanwezig, 0 afwezig, 0 niet ingevuld');
    await look(ellen, 'attendance');

    // The third is just over: one person was ill, and all others have their certificate at once.
    const third = await plan(ellen, 3, around(3, 0));
    await ellen.goto(third);
    const late = people[3];
    if (!late) throw new Error('nobody is late');
    await ellen.locator('li', { hasText: late.name }).getByRole('button', { name: 'Afwezig' }).click();
    await ellen.getByRole('button', { name: 'Verder iedereen aanwezig (15)' }).click();
    await expect(ellen.locator('#stand')).toHaveText('15 aanwezig, 1 afwezig, 0 niet ingevuld');
    await look(ellen, 'issued');
    await samira.goto(group);
    await expect(samira.locator('main')).toContainText('15 van 16');

    // Who was ill makes up for it, and the specialist accepts.
    await late.page.goto('/leerkaart');
    await expect(late.page.locator('main')).toContainText('inhaalopdracht');
    await late.page.getByRole('link', { name: 'Begin aan je inhaalopdracht van bijeenkomst 3' }).click();
    for (const field of await late.page.locator('textarea').all()) await field.fill('Ik vraag eerst wat iemand zoekt.');
    await late.page.getByLabel('Dat gesprek is geweest').check();
    await look(late.page, 'make up');
    await late.page.getByRole('button', { name: 'Lever in' }).click();
    await expect(late.page.getByText('Je opdracht wacht op')).toBeVisible();
    await samira.goto(`${group}/bijeenkomsten/3`);
    await samira.getByRole('link', { name: `Lees de opdracht van ${late.name}` }).click();
    await look(samira, 'judge');
    await samira.getByRole('button', { name: 'Goed zo: bijeenkomst ingehaald' }).click();
    await expect(samira.getByText('Opgeslagen: deze bijeenkomst is ingehaald.')).toBeVisible();
    await look(samira, 'meeting');

    // Sixteen full cards, sixteen certificates that a stranger can check.
    await samira.goto(group);
    await expect(samira.locator('main')).toContainText('16 van 16');
    await look(samira, 'done');
    const stranger = await open(browser, null);
    for (const { name, page } of people) {
      await page.goto('/leerkaart');
      await expect(page.locator('main'), name).toContainText('Je kaart is vol');
      const certificate = await page.locator('main a[href^="/certificaten/"]').first().getAttribute('href');
      expect(await (await stranger.request.get(certificate ?? '')).text()).toContain(name);
    }
    await look(people[5]?.page ?? samira, 'full card');
    for (const page of [samira, ellen, stranger, ...people.map((p) => p.page)]) await page.context().close();
  });
