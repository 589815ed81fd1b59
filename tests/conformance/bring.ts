import type { Page } from '@playwright/test';

/** Takes a package in and opens it to everyone, with the forms; answers where a learner finds it. */
export async function bring(page: Page, zip: string): Promise<string> {
  await page.goto('/pakketten/nieuw');
  await page.setInputFiles('input[type=file]', zip);
  await page.getByRole('button', { name: 'Voeg toe' }).click();
  await page.waitForURL(/\/pakketten\/pkg_/);
  await page.getByRole('button', { name: 'Zet het open' }).click();
  await page.getByText('Het pakket staat open').waitFor();
  return `/pakket/${new URL(page.url()).pathname.split('/').at(-1) ?? ''}`;
}
