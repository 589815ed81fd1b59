/** Every lesson as its readers get it: sound on a phone and on a desk, with its drawings, words and personal parts. */
import { readFileSync } from 'node:fs';
import { readCatalogue } from '#src/catalogue/read.ts';
import { partsOf } from '#src/domain/course.ts';
import { demoPeople, expect, expectSound, signIn, test, widths } from './house.ts';

const catalogue = readCatalogue(process.cwd());
const courseOf = (moduleId: string) => [...catalogue.courses.values()].find((c) => c.modules.includes(moduleId))?.id ?? '';

/** The words that are explained outside the general text of a local slot: this library has a text of its own there. */
const wordsOf = (moduleId: string, slug: string) =>
  partsOf(readFileSync(`modules/${moduleId}/lessons/${slug}.mdx`, 'utf8').replaceAll(/<BijOns[\s\S]*?<\/BijOns>/g, '')).terms;

for (const module of catalogue.modules.values())
  test(`the lessons of ${module.id} are sound on a phone, and fit a desk`, async ({ page }) => {
    test.slow();
    const faults: string[] = [];
    page.on('console', (message) => message.type() === 'error' && faults.push(`${page.url()} ${message.text()}`));
    page.on('pageerror', (error) => faults.push(`${page.url()} ${error.message}`));
    await signIn(page, demoPeople.halfway);
    for (const lesson of module.lessons) {
      await page.setViewportSize(widths.phone);
      await page.goto(`/cursus/${courseOf(module.id)}/${module.id}/${lesson.slug}`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(lesson.title);
      for (const drawing of await page.locator('main img').all()) await drawing.scrollIntoViewIfNeeded();
      await expect
        .poll(() =>
          page.locator('main img').evaluateAll((list) => list.filter((i) => !(i as HTMLImageElement).naturalWidth).length),
        )
        .toBe(0);
      await expectSound(page);
      expect(await page.locator('lesson-part').count(), lesson.slug).toBe(0);
      expect(await page.locator('.part-card').count(), lesson.slug).toBe(
        lesson.parts.conversations.length + lesson.parts.assignments.length + lesson.parts.practice.length,
      );
      expect(await page.locator('.callout.is-local').count(), lesson.slug).toBe(lesson.parts.slots.length);
      for (const id of wordsOf(module.id, lesson.slug)) {
        const word = page.locator(`[popovertarget="begrip-${id}"]:not(.term-close)`);
        await word.focus();
        await page.keyboard.press('Enter');
        await expect(page.locator(`#begrip-${id}`)).toBeVisible();
        await page.keyboard.press('Escape');
        await expect(page.locator(`#begrip-${id}`)).toBeHidden();
      }
      await page.setViewportSize(widths.desk);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), lesson.slug).toBe(0);
    }
    expect(faults).toEqual([]);
  });
