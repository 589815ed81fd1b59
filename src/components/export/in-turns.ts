import { setImmediate as giveWay } from 'node:timers/promises';

/**
 * Renders one thing after another, each in a turn of the event loop of its own. An array would be rendered all at once, and
 * hold everybody up.
 */
export async function* inTurns<Item, Rendered>(
  items: readonly Item[],
  render: (item: Item, index: number) => Rendered | Promise<Rendered>,
): AsyncGenerator<Rendered> {
  for (const [index, item] of items.entries()) {
    await giveWay();
    yield await render(item, index);
  }
}
