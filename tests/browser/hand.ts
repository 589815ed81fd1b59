/** How someone works a page: with mouse or finger, or with nothing but the keyboard. */
import { expect, type Locator, type Page } from '@playwright/test';

export interface Hand {
  /** Presses a link or button. */
  press(target: Locator): Promise<void>;
  fill(target: Locator, text: string): Promise<void>;
  /** Chooses these options of a question (radio buttons or checkboxes). */
  choose(targets: Locator[]): Promise<void>;
  /** Picks the first option that has this text from a list. */
  pick(target: Locator, label: string): Promise<void>;
  /** Picks the option with this value. */
  pickValue(target: Locator, value: string): Promise<void>;
}

export const mouse: Hand = {
  press: (target) => target.click(),
  fill: (target, text) => target.fill(text),
  async choose(targets) {
    for (const target of targets) await target.check();
  },
  async pick(target, label) {
    await this.pickValue(target, await valueOf(target, label));
  },
  async pickValue(target, value) {
    await target.selectOption(value);
  },
};

const valueOf = async (target: Locator, label: string) =>
  (await target.locator('option', { hasText: label }).first().getAttribute('value')) ?? '';

export function keyboard(page: Page): Hand {
  /** Tabs on until the focus is there; focus must be seen, and never behind a bar that sticks to the edge. */
  async function tabTo(isThere: () => Promise<boolean>): Promise<void> {
    for (let i = 0; i < 200; i++) {
      if (await isThere()) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`nothing to press within 200 tabs on ${page.url()}`);
  }
  const focused = (target: Locator) => target.evaluate((element) => element === document.activeElement);
  return {
    async press(target) {
      await tabTo(() => focused(target));
      await expect(target).toBeInViewport();
      await page.keyboard.press('Enter');
    },
    async fill(target, text) {
      await tabTo(() => focused(target));
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type(text);
    },
    async choose(targets) {
      const first = targets[0];
      if (!first) return;
      if ((await first.getAttribute('type')) === 'checkbox')
        for (const target of targets) {
          await tabTo(() => focused(target));
          await page.keyboard.press('Space');
        }
      else {
        await tabTo(() =>
          first.evaluate((element) => {
            const active = document.activeElement;
            return active instanceof HTMLInputElement && active.name === (element as HTMLInputElement).name;
          }),
        );
        await page.keyboard.press('Space');
        for (let i = 0; i < 8 && !(await first.isChecked()); i++) await page.keyboard.press('ArrowDown');
      }
    },
    async pick(target, label) {
      await this.pickValue(target, await valueOf(target, label));
    },
    async pickValue(target, value) {
      await tabTo(() => focused(target));
      await page.keyboard.press('Home');
      for (let i = 0; i < 60 && (await target.inputValue()) !== value; i++) await page.keyboard.press('ArrowDown');
    },
  };
}
