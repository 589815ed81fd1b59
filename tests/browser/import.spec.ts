import type { Page } from '@playwright/test';
import { demoPeople, expect, expectSound, signIn, test, widths } from './house.ts';

const list = (who: string) => `naam;telefoon;e-mail;rol;vestiging;groep
Noor van ${who};06;noor.${who}@duinrand.example;medewerker;;
Zoë Çelik;06;zoe.${who}@duinrand.example;Vrijwilliger;;
=HYPERLINK("http://x");06;x@duinrand.example;;;
Bas;06;bas@duinrand.example;directeur;;
`;

async function choose(page: Page, name: string, text: string | Buffer) {
  await page.setInputFiles('input[type=file]', { name, mimeType: 'text/csv', buffer: Buffer.from(text as string) });
  await page.getByRole('button', { name: 'Kijk het bestand na' }).click();
}

for (const [device, viewport] of Object.entries(widths))
  test.describe(device, () => {
    test.use({ viewport, javaScriptEnabled: device === 'desk' });

    test('a specialist lets people in, having seen what changes', async ({ page }) => {
      await signIn(page, demoPeople.specialist);
      await page.goto('/groepen');
      await page.getByRole('link', { name: 'Mensen inlezen' }).click();
      if (device === 'desk') await expectSound(page);

      await choose(page, 'foto.csv', Buffer.from([0xff, 0xd8, 0xff, 0, 1, 2, 3]));
      await expect(page.getByRole('alert')).toContainText('geen tekstbestand');

      await choose(page, 'personeel.csv', list(device));
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Klopt dit?');
      await expect(page.getByText('Deze kolommen gebruiken we niet: telefoon.')).toBeVisible();
      await expect(page.getByRole('row')).toHaveCount(5);
      if (device === 'desk') await expectSound(page);
      else expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);

      await page.getByRole('navigation', { name: 'Welke regels je ziet' }).getByRole('link', { name: 'Geweigerd' }).click();
      await expect(page.getByText('De rol ‘directeur’ kennen we niet.')).toBeVisible();
      await expect(page.getByText('De naam begint met een teken')).toBeVisible();
      await expect(page.getByText(`Noor van ${device}`)).toHaveCount(0);

      await page.getByText('Stuur meteen mail', { exact: true }).click();
      await page.getByRole('button', { name: 'Lees 2 mensen in' }).dblclick();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mensen ingelezen');
      if (device === 'desk') await expectSound(page);

      // The same file again: everybody is there.
      await page.getByRole('link', { name: 'Lees nog een bestand in' }).click();
      await choose(page, 'personeel.csv', list(device));
      await expect(page.getByText('Er is niemand om in te lezen')).toBeVisible();
      await expect(page.getByRole('link', { name: /^Gelijk/ })).toContainText('2');
    });
  });

test('an administrator chooses the library, and into a group from its own page', async ({ page }) => {
  await signIn(page, demoPeople.administrator);
  await page.goto('/beheer/mensen');
  await page.getByRole('link', { name: 'Mensen inlezen' }).click();
  await page.getByLabel('Voor welke bibliotheek?').selectOption({ label: 'Bibliotheek Duinrand' });
  await page.getByRole('button', { name: 'Verder' }).click();
  await choose(page, 'mensen.csv', Buffer.from('\ufeffe-mail\trol\nbaas.nieuw@duinrand.example\tspecialist\n', 'utf16le'));
  await expect(page).toHaveURL(/\/beheer\/mensen\/inlezen\/\w+$/);
  await page.getByRole('button', { name: 'Lees 1 mens in' }).click();
  await page.getByRole('link', { name: 'Bekijk de mensen' }).click();
  await expect(page.getByText('baas.nieuw@duinrand.example')).toBeVisible();
});

test('a file that is far too big is refused before it came, in words', async ({ page, served }) => {
  await signIn(page, demoPeople.specialist);
  const cookie = (await page.context().cookies()).map((c) => `${c.name}=${c.value}`).join('; ');
  const part = new Uint8Array(1024 * 1024).fill(97);
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (++sent > 200) controller.close();
      else controller.enqueue(part);
    },
  });
  const send = { method: 'POST', body, duplex: 'half', headers: { cookie, 'sec-fetch-site': 'same-origin' } } as RequestInit;
  const response = await fetch(`${served.url}/mensen/inlezen?_action=people.upload`, send);
  expect(response.status).toBe(413);
  expect(await response.text()).toContain('hoogstens 5 MB');
  expect(sent).toBeLessThan(100);
});
