/** axe in a page: put in once a document, however often it looks. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame, Page } from '@playwright/test';

const source = readFileSync(
  createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'),
  'utf8',
);

interface Violation {
  id: string;
  nodes: { target: unknown[] }[];
}

/**
 * What axe finds in this page as it is now, a line for each rule.
 * @param rules all that are on by default, unless these are named
 */
export async function violationsOf(page: Page | Frame, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  const violations = await page.evaluate(
    async (runOnly) => {
      const { axe } = window as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } };
      // Only what is broken is written out; no page has a frame.
      const found = await axe.run({ resultTypes: ['violations'], iframes: false, ...(runOnly ? { runOnly } : {}) });
      return found.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ target }) => ({ target })) }));
    },
    rules ? [...rules] : null,
  );
  return violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes.map((n) => n.target.join(' ')).join(', ')}`);
}

/** How far the page goes sideways out of the window, in CSS pixels. */
export const tooWide = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
