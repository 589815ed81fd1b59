import { defineConfig } from '@playwright/test';
import { findChromium, quietly } from './browser/chromium.ts';

const executablePath = findChromium();

/** Specs of which the tests run beside each other, and the longest others: they begin first, so that both workers end together. */
const long = /\/(sound|road|whole-group|run|planning|passkeys)\.spec\.ts$/;

export default defineConfig({
  testDir: './browser',
  projects: [
    { name: 'long', testMatch: long },
    { name: 'other', testMatch: '**/*.spec.ts', testIgnore: long },
  ],
  outputDir: '../test-results/browser',
  workers: 2,
  // The tests of a spec run in order, on one demonstration. A spec whose tests leave each other's people alone says so itself.
  fullyParallel: false,
  // Limits for what hangs; what takes how long is measured elsewhere (tests/bench).
  timeout: 180_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: '../test-results/reports/playwright.json' }]],
  use: {
    browserName: 'chromium',
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    screenshot: 'only-on-failure',
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
    launchOptions: { args: quietly, ...(executablePath ? { executablePath } : {}) },
  },
});
