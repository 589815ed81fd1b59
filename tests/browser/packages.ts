/** What specs of packages share: bringing one in, and the frames in which it plays. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator, Page } from '@playwright/test';
import { scormSamples } from '#tests/kit/scorm-samples.ts';
import { beside } from './beside.ts';
import { expect, type Served } from './house.ts';

/** Packages from elsewhere are used where they are; they may not be in the repository. */
export const samplesFolder = scormSamples();
export const samples = existsSync(join(samplesFolder, 'golf'));
if (!samples) console.warn(`Skipped: no folder ${samplesFolder} with packages (set SCORM_SAMPLES).`);

export const golf = (name: string) => join(samplesFolder, 'golf', `${name}.zip`);

export const shell = (page: Page): FrameLocator => page.frameLocator('iframe.package-player');
export const sco = (page: Page): FrameLocator => shell(page).frameLocator('#sco');

/** A specialist brings it in and opens it; answers its id. */
export async function bring(page: Page, file: string, rule: 'completed' | 'passed' = 'completed'): Promise<string> {
  await page.goto('/pakketten/nieuw');
  await page.setInputFiles('input[type=file]', file);
  await page.getByRole('button', { name: 'Voeg toe' }).click();
  await page.waitForURL(/\/pakketten\/pkg_/);
  if (rule === 'passed') await page.getByText('Als iemand het heeft gehaald').click();
  await page.getByRole('button', { name: 'Zet het open' }).click();
  await expect(page.getByText('Het pakket staat open')).toBeVisible();
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

export async function rows(served: Served, sql: string): Promise<Record<string, unknown>[]> {
  const client = beside(served);
  try {
    return (await client.execute(sql)).rows.map((row) => ({ ...row }));
  } finally {
    client.close();
  }
}
