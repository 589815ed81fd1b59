import { moveItem } from '#src/domain/question/order.ts';
import { authorise, type Context } from '../context.ts';

/**
 * Moves one line of an order question for a browser without script. The order travels in the address until it is handed in.
 * @returns the path of the same page in the new order, at the line that was moved
 */
export function arrangeQuestion(
  ctx: Context,
  input: { path: string; question: string; chosen: readonly string[]; move: string; sure?: string | undefined },
): string {
  authorise(ctx, 'course:follow');
  const [item = '', way] = input.move.split('.');
  const order = moveItem(
    input.chosen.filter((id) => /^[a-z0-9-]+$/.test(id)),
    item,
    way === 'up' ? -1 : 1,
  );
  const sure = input.sure ? `&zeker=${input.sure}` : '';
  return `${input.path}?vraag=${input.question}&volgorde=${order.join('.')}${sure}#orde-${item}`;
}
