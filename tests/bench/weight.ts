import { chromium } from '@playwright/test';
import { findChromium, quietly } from '#tests/browser/chromium.ts';

export interface Weight {
  requests: number;
  /** Bytes as they came over the line. */
  total: number;
  css: number;
  script: number;
  /** Number of font files. */
  fonts: number;
  /** Requests to another origin. */
  others: number;
  /** Largest contentful paint on a slow phone, median of 5, in milliseconds. */
  lcp: number;
  shift: number;
}

/** What the first visit of a page costs a browser with an empty cache. */
export async function weigh(base: string, path: string, email: string, password: string): Promise<Weight> {
  const executablePath = findChromium();
  const browser = await chromium.launch({ args: quietly, ...(executablePath ? { executablePath } : {}) });
  const state = await signedInState(browser, base, email, password);
  const weight: Weight = { requests: 0, total: 0, css: 0, script: 0, fonts: 0, others: 0, lcp: 0, shift: 0 };
  const paints: number[] = [];
  for (let round = 0; round < 5; round++) {
    const context = await browser.newContext({ storageState: state, viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Network.enable');
    if (round > 0) {
      await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
      const kbps = (1.6 * 1_000_000) / 8;
      await cdp.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 150,
        downloadThroughput: kbps,
        uploadThroughput: kbps / 2,
      });
    } else {
      const types = new Map<string, string>();
      cdp.on('Network.responseReceived', ({ requestId, type, response }) => {
        types.set(requestId, type);
        if (!response.url.startsWith(base) && !response.url.startsWith('data:')) weight.others++;
      });
      cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
        const type = types.get(requestId);
        if (type === undefined || encodedDataLength === 0) return;
        weight.requests++;
        weight.total += encodedDataLength;
        if (type === 'Stylesheet') weight.css += encodedDataLength;
        if (type === 'Script') weight.script += encodedDataLength;
        if (type === 'Font') weight.fonts++;
      });
    }
    await page.goto(base + path, { waitUntil: 'networkidle' });
    const seen = await page.evaluate(
      () =>
        new Promise<{ lcp: number; shift: number }>((resolve) => {
          let lcp = 0;
          let shift = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) lcp = entry.startTime;
          }).observe({ type: 'largest-contentful-paint', buffered: true });
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) shift += (entry as PerformanceEntry & { value: number }).value;
          }).observe({ type: 'layout-shift', buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => resolve({ lcp, shift })));
        }),
    );
    if (round > 0) paints.push(seen.lcp);
    weight.shift = Math.max(weight.shift, seen.shift);
    await context.close();
  }
  weight.lcp = paints.sort((a, b) => a - b)[Math.floor(paints.length / 2)] ?? 0;
  await browser.close();
  return weight;
}

async function signedInState(
  browser: Awaited<ReturnType<typeof chromium.launch>>,
  base: string,
  email: string,
  password: string,
) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${base}/inloggen`);
  await page.fill('input[name=email]', email);
  await page.fill('input[name=wachtwoord]', password);
  await page.click('main form button');
  await page.waitForURL((url) => url.pathname !== '/inloggen');
  const state = await context.storageState();
  await context.close();
  return state;
}
