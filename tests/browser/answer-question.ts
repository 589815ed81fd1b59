/** Fills in a question of any kind, with mouse or keyboard; without script an order is arranged by the server. */
import { expect, type FrameLocator, type Page } from '@playwright/test';
import { readCatalogue } from '#src/catalogue/read.ts';
import { idealResponse, type Question } from '#src/domain/question/question.ts';
import { wrongResponse } from '#tests/kit/responses.ts';
import type { Hand } from './hand.ts';

export const catalogue = readCatalogue(process.cwd());

const questions = new Map([...catalogue.quizzes.values()].flatMap((quiz) => quiz.questions.map((q) => [q.id, q])));

/** The question that the page asks. */
export async function questionOn(page: Page): Promise<Question> {
  const id = (await page.locator('main input[name=question]').getAttribute('value')) ?? '';
  const question = questions.get(id);
  if (!question) throw new Error(`no question ${id} in any quiz`);
  return question;
}

/** Answers the question on the page, wholly right or not at all, and leaves it to the caller to hand it in. */
export async function answerQuestion(page: Page, hand: Hand, how: 'right' | 'wrong' = 'right'): Promise<Question> {
  const question = await questionOn(page);
  await fillIn(page, hand, question, how === 'right' ? idealResponse(question) : wrongResponse(question));
  return question;
}

/** Fills in this response to the question on the page, or in a frame of it. */
export async function fillIn(
  page: Page | FrameLocator,
  hand: Hand,
  question: Question,
  response: readonly string[],
): Promise<void> {
  const field = page.locator('main .quiz-question');
  const input = (value: string) => field.locator(`input[value="${value}"]`);
  switch (question.kind) {
    case 'match':
      // In the order of the page: who tabs on doesn't come back.
      for (const select of await field.locator('select').all()) {
        const values = await select.locator('option').evaluateAll((all) => all.map((o) => (o as HTMLOptionElement).value));
        const value = values.find((own) => response.includes(own)) ?? '';
        await hand.pickValue(select, value);
        await expect(select).toHaveValue(value);
      }
      break;
    case 'trafficLight':
      for (const light of await field.locator('fieldset.light').all()) {
        const values = await light.locator('input').evaluateAll((all) => all.map((i) => (i as HTMLInputElement).value));
        await hand.choose([input(values.find((own) => response.includes(own)) ?? '')]);
      }
      break;
    case 'order':
      await arrange(page, hand, response);
      break;
    case 'estimate':
      await hand.fill(field.locator('input'), (response[0] ?? '').replace('.', ','));
      break;
    case 'shortText':
      await hand.fill(field.locator('input'), response[0] ?? '');
      break;
    default: {
      const values = await field
        .locator('input[name=chosen]')
        .evaluateAll((all) => all.map((i) => (i as HTMLInputElement).value));
      await hand.choose(values.filter((own) => response.includes(own)).map(input));
    }
  }
}

/** Puts the lines in this order with their buttons, the first one first. */
async function arrange(page: Page | FrameLocator, hand: Hand, wanted: readonly string[]): Promise<void> {
  const now = () =>
    page.locator('main .arrange input[name=chosen]').evaluateAll((all) => all.map((i) => (i as HTMLInputElement).value));
  for (const [place, id] of wanted.entries())
    for (let at = (await now()).indexOf(id); at > place; at--) {
      await hand.press(page.locator(`main .arrange-button[value="${id}.up"]`));
      await expect.poll(async () => (await now()).indexOf(id)).toBe(at - 1);
    }
}
