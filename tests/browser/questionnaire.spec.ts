/** A questionnaire without names: asked on the card, filled in without script, counted once. */
import type { Page } from '@playwright/test';
import { dayAfter } from '#src/domain/pilot.ts';
import { wallClock } from '#src/domain/calendar-day.ts';
import { beside } from './beside.ts';
import { demoPeople, expect, expectSound, signIn, test, widths, type Served } from './house.ts';

const words = (page: Page) => page.getByRole('textbox', { name: 'Wat helpt je het meest' });
const colleague = 'fenna@duinrand.example';

/** As if the pilot had begun so many days ago: then the round of six weeks is open. */
async function openRound(served: Served): Promise<{ part: string; pilot: string }> {
  const client = beside(served);
  await client.execute({
    sql: "update pilot set starts_on = ? where name like '%Kustland'",
    args: [dayAfter(wallClock(new Date()).day, -45)],
  });
  await client.execute('delete from questionnaire_round where round = 6');
  const found = await client.execute(
    "select pl.id, pl.pilot_id from pilot_library pl join organisation o on o.id = pl.library_id where o.name like '%Duinrand'",
  );
  client.close();
  return { part: String(found.rows[0]?.[0]), pilot: String(found.rows[0]?.[1]) };
}

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false, viewport: widths.phone });

  test('from the leerkaart to thanks: what was typed stays after a mistake, and a second time is refused', async ({
    page,
    served,
  }) => {
    const { part } = await openRound(served);
    await signIn(page, demoPeople.halfway);
    await page.getByRole('link', { name: 'Vragenlijst van de pilot' }).click();
    const address = page.url();
    const send = page.getByRole('button', { name: 'Stuur in' });
    await send.click();
    await expect(page.getByRole('alert')).toContainText('beantwoord minstens één vraag');
    await page.getByRole('group', { name: 'De lessen zijn helder' }).getByLabel('helemaal mee eens').check();
    await page.getByLabel('mag zonder mijn naam').check();
    await words(page).fill('Oefenen met Sanne');
    await send.click();
    await expect(page.getByRole('alert')).toContainText('‘Sanne’');
    await expect(words(page)).toHaveValue('Oefenen met Sanne');
    await expect(page.getByRole('group', { name: 'De lessen zijn helder' }).getByLabel('helemaal mee eens')).toBeChecked();
    await words(page).fill('Oefenen met een collega');
    await send.click();
    await expect(page).toHaveURL(address);
    await expect(page.getByRole('heading', { name: 'Dank je wel' })).toBeVisible();
    await expect(page.getByText('Oefenen met')).toHaveCount(0);
    const again = await page.request.post(`/vragenlijst/${part}/6?_action=questionnaire.fill`, {
      form: { deelname: part, ronde: '6', 'antwoord:b-warm': 'b-warm.2' },
      headers: { origin: served.url },
    });
    expect(again.status()).toBe(409);
    expect(await again.text()).toContain('vulde deze vragenlijst al in');
    await page.goto('/leerkaart');
    await expect(page.getByRole('link', { name: 'Vragenlijst van de pilot' })).toHaveCount(0);
  });

  test('the specialist counts, the adviser reads', async ({ page, served }) => {
    const { part, pilot } = await openRound(served);
    await signIn(page, demoPeople.specialist);
    await page.goto(`/pilots/${pilot}/${part}/tellingen`);
    const round = page.getByRole('region', { name: 'Na 6 weken' });
    await round.getByLabel('Vragen bij het IDO').fill('veel');
    await round.getByRole('button', { name: 'Sla op' }).click();
    await expect(page.getByRole('alert')).toContainText('heel getal');
    await expect(round.getByLabel('Vragen bij het IDO')).toHaveValue('veel');
    await round.getByLabel('Vragen bij het IDO').fill('53');
    await round.getByLabel('Aanmeldingen').fill('');
    await round.getByRole('button', { name: 'Sla op' }).click();
    await expect(page.getByText('De tellingen zijn opgeslagen.')).toBeVisible();
    await page.context().clearCookies();
    await signIn(page, demoPeople.adviser);
    await page.goto(`/pilots/${pilot}/${part}/tellingen`);
    await expect(round).toContainText('53');
    await expect(round).toContainText('niet geteld');
    await expect(page.getByRole('button', { name: 'Sla op' })).toHaveCount(0);
  });
});

test('by keyboard, at both widths, and nothing of it is kept when the session ended', async ({ page, served }) => {
  const { part, pilot } = await openRound(served);
  await signIn(page, colleague);
  await page.goto(`/vragenlijst/${part}/6`);
  for (const size of [widths.phone, widths.desk]) {
    await page.setViewportSize(size);
    await expectSound(page);
  }
  await page.locator('#veld-r-helder').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  const checked = await page
    .locator('main input:checked')
    .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
  expect(checked).toEqual(['r-helder.2', 'r-moment.1']);
  const client = beside(served);
  await client.execute({
    sql: 'update session set absolute_until = 1000, last_seen = 1000 where account_id = (select id from account where email = ?)',
    args: [colleague],
  });
  await page.getByRole('button', { name: 'Stuur in' }).click();
  await expect(page).toHaveURL(/verlopen=kwijt/);
  expect((await client.execute('select count(*) from draft where body like ?', ['%r-helder%'])).rows[0]?.[0]).toBe(0);
  client.close();
  await page.context().clearCookies();
  await signIn(page, demoPeople.specialist);
  await page.goto(`/pilots/${pilot}/${part}/tellingen`);
  await expectSound(page);
});
