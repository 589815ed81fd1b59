import { chooseReply } from '#src/services/conversation/choose.ts';
import { startAgain } from '#src/services/conversation/start-again.ts';
import { id, whole, z } from './fields.ts';
import { formAction } from './form-action.ts';

const place = { course: id(), module: id(), conversation: id() };
const go = whole('de keer', 1, 1_000_000);

export const conversation = {
  choose: formAction(
    z.strictObject({ ...place, go, turn: whole('de beurt', 1, 1000), node: id(), choice: id('wat je zegt') }),
    async (ctx, input) => (await chooseReply(ctx, input)).next,
  ),

  again: formAction(z.strictObject({ ...place, go }), async (ctx, input) => (await startAgain(ctx, input)).next),
};
