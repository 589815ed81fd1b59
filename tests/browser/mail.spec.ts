import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { request } from '@playwright/test';
import { beside } from './beside.ts';
import { demoPeople, expect, expectSound, signIn, test, widths } from './house.ts';

test('someone makes a calendar address, a program reads it without signing in, and it stops when it is switched off', async ({
  page,
  served,
}) => {
  await signIn(page, demoPeople.halfway);
  await page.setViewportSize(widths.phone);
  await page.goto('/account/mail');
  await expectSound(page);
  await page.goto('/account');
  await page.getByRole('link', { name: 'Je bijeenkomsten in je agenda' }).click();
  await expectSound(page);
  await page.getByRole('button', { name: 'Maak mijn agenda-adres' }).click();
  const address = await page.locator('.feed-url').innerText();
  expect(address).toMatch(new RegExp(`^${served.url}/agenda/[0-9a-z]{32}\\.ics$`));
  await expect(page.getByRole('link', { name: 'Open het in de agenda' })).toHaveAttribute('href', /^webcal:/);
  await expectSound(page);

  const program = await request.newContext();
  const read = await program.get(address);
  expect(read.status()).toBe(200);
  expect(read.headers()['content-type']).toBe('text/calendar; charset=utf-8');
  expect(read.headers()['cache-control']).toBe('private, no-store');
  expect(read.headers()['set-cookie']).toBeUndefined();
  expect(read.headers()['content-security-policy']).toContain("default-src 'none'");
  const file = await read.text();
  expect(file).toMatch(/^BEGIN:VCALENDAR\r\n[^]*BEGIN:VEVENT[^]*DTSTART;TZID=Europe\/Amsterdam:[^]*END:VCALENDAR\r\n$/);
  expect(file).not.toContain('@duinrand.example');

  await page.goto('/account/agenda');
  await expect(page.locator('.feed-url')).toHaveCount(0);
  await page.getByRole('button', { name: 'Zet mijn agenda-adres uit' }).click();
  await expect(page.getByText('Je agenda-adres werkt niet meer.')).toBeVisible();
  expect((await program.get(address)).status()).toBe(404);
  await program.dispose();
});

test('without script and with the keyboard, someone switches a kind of mail off', async ({ browser, served }) => {
  const context = await browser.newContext({ baseURL: served.url, javaScriptEnabled: false, viewport: widths.phone });
  const page = await context.newPage();
  await signIn(page, demoPeople.almost);
  await page.goto('/account/mail');
  const week = page.getByLabel('Overzicht van je week');
  await expect(week).toBeChecked();
  await week.focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await page.waitForURL(/gelukt=opgeslagen/);
  await expect(page.getByLabel('Overzicht van je week')).not.toBeChecked();
  await expect(page.getByLabel('Je certificaat of bewijs staat klaar')).toBeChecked();
  await context.close();
});

test('a leader moves a moment, and a mail with a new version for the calendar goes out', async ({ page, served }) => {
  const calendars = () => {
    const folder = join(served.dataDir, 'outbox');
    return readdirSync(folder)
      .filter((name) => name.endsWith('.ics'))
      .map((name) => readFileSync(join(folder, name), 'utf8'));
  };
  const client = beside(served);
  const [row] = (
    await client.execute({
      sql: `select meeting.group_id, meeting.nr, moment.id from moment join meeting on meeting.id = moment.meeting_id
        join moment_expected on moment_expected.moment_id = moment.id join learning_group on learning_group.id = meeting.group_id
        where learning_group.name like 'Heuvelland%' and moment.starts_at > ? limit 1`,
      args: [Date.now()],
    })
  ).rows;
  client.close();
  await signIn(page, demoPeople.otherSpecialist);
  await page.goto(`/groepen/${row?.group_id}/bijeenkomsten/${row?.nr}/${row?.id}/wijzigen`);
  await page.getByLabel('Plaats').fill('Zaal Agenda');
  await page.getByRole('button', { name: 'Sla de wijziging op' }).click();
  await page.waitForURL(/gelukt=/);
  await expect
    .poll(
      () =>
        calendars().filter(
          (file) => file.includes('Zaal Agenda') && file.includes('METHOD:REQUEST') && file.includes('SEQUENCE:1'),
        ).length,
    )
    .toBeGreaterThan(0);
});

test('the administrator looks at every kind of mail, and sends one again that did not arrive', async ({ page, served }) => {
  const client = beside(served);
  const [row] = (
    await client.execute("select id, person_id from outbox where json_extract(payload, '$.kind') = 'certificateEarned' limit 1")
  ).rows;
  await client.execute({
    sql: `update outbox set sent_at = null, failed_at = ?, payload = json_set(payload, '$.failure', json('{"code":"BOUNCED","detail":"EENVELOPE 550 5.1.1"}')) where id = ?`,
    args: [Date.now(), row?.id ?? ''],
  });
  await signIn(page, demoPeople.administrator);
  await page.getByRole('link', { name: '1 mail is niet aangekomen' }).click();
  for (const size of Object.values(widths)) {
    await page.setViewportSize(size);
    await expect(page.getByText('Het adres wordt geweigerd.')).toBeVisible();
    await expectSound(page);
  }

  await page.getByRole('link', { name: 'Je week in Baliewijs' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Je week in Baliewijs' })).toBeVisible();
  await expectSound(page);
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.getByRole('link', { name: 'Bekijk precies wat aankomt' }).click();
  await expect(page.getByRole('link', { name: 'Naar Baliewijs' })).toHaveCSS('background-color', 'rgb(11, 92, 94)');
  expect(errors).toEqual([]);

  await page.goto('/beheer/berichten');
  await page.getByRole('button', { name: /Opnieuw sturen/ }).click();
  await expect(page.getByText('Deze mail gaat opnieuw de deur uit.')).toBeVisible();
  await expect
    .poll(
      async () =>
        (await client.execute({ sql: 'select sent_at from outbox where id = ?', args: [row?.id ?? ''] })).rows[0]?.sent_at,
    )
    .not.toBeNull();
  client.close();
});
