/** Passes a module through its forms without looking at the pages: for modules whose kind of page was looked at before. */
import type { Page } from '@playwright/test';
import { readCatalogue } from '#src/catalogue/read.ts';
import { idealResponse } from '#src/domain/question/question.ts';
import { post } from './post.ts';

const catalogue = readCatalogue(process.cwd());

export async function passQuickly(page: Page, course: string, module: string): Promise<void> {
  const at = `/cursus/${course}/${module}`;
  await post(page, `${at}/toets?_action=quiz.start`, [
    ['course', course],
    ['module', module],
  ]);
  for (let n = 0; n < 40; n++) {
    const html = await (await page.request.get(`${at}/toets`)).text();
    const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1];
    const [attempt, id] = [hidden('attempt'), hidden('question')];
    const question = catalogue.quizzes.get(module)?.questions.find((q) => q.id === id);
    if (!attempt || !question) break;
    await post(page, `${at}/toets?_action=quiz.answer`, [
      ['attempt', attempt],
      ['question', question.id],
      ...idealResponse(question).map((value): [string, string] => ['chosen', value]),
    ]);
  }
  for (const assignment of catalogue.modules.get(module)?.assignments.filter((a) => a.required) ?? [])
    await post(page, `${at}/opdracht/${assignment.id}?_action=assignment.save`, [
      ['course', course],
      ['module', module],
      ['opdracht', assignment.id],
      ...assignment.fields.flatMap((f): [string, string][] => [
        ['veld', f.id],
        [`tekst:${f.id}`, 'Nagekeken met een collega.'],
      ]),
      ['delen', 'self'],
    ]);
}
