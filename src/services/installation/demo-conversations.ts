/** Conversations at the desk that people of the demonstration practised: one is half-way, others saw how it can end. */
import { walk, type Conversation } from '#src/domain/conversation.ts';
import { addDays } from '#src/domain/calendar-day.ts';
import type { DemoRows } from '#src/db/queries/demo.ts';
import type { Context } from '../context.ts';
import { newId } from '../new-id.ts';

/** h: the first choice that helps, b: the first that can be better; `end`: goes on that way until it ends. */
const practised: [email: string, module: string, conversation: string, ways: string, end: boolean][] = [
  ['medewerker@duinrand.example', 'onze-activiteiten', 'oa-gesprek-computerles', 'bh', false],
  ['medewerker@duinrand.example', 'nieuwe-klanten', 'nk-gesprek-formulier', 'bb', true],
  ['bijna@duinrand.example', 'onze-activiteiten', 'oa-gesprek-computerles', 'h', true],
  ['bijna@duinrand.example', 'onze-activiteiten', 'oa-gesprek-computerles', 'bb', true],
  ['klaar@duinrand.example', 'boekstart', 'bs-gesprek-oma', 'h', true],
];

export function practiseConversations(rows: DemoRows, ctx: Context): void {
  for (const [email, moduleId, id, ways, end] of practised) {
    const personId = rows.account.find((a) => a.email === email)?.personId;
    const conversation = ctx.catalogue.conversations.get(moduleId)?.find((c) => c.id === id);
    const version = ctx.catalogue.modules.get(moduleId)?.version;
    if (personId && conversation && version) addRun(rows, ctx, conversation, { personId, moduleId, version, ways, end });
  }
}

function addRun(
  rows: DemoRows,
  ctx: Context,
  conversation: Conversation,
  run: { personId: string; moduleId: string; version: number; ways: string; end: boolean },
): void {
  const { personId, moduleId, version, ways } = run;
  const runId = newId();
  const startedAt = addDays(ctx.now, -2);
  const at = (nr: number) => new Date(startedAt.getTime() + nr * 20_000);
  const chosen: string[] = [];
  let place = walk(conversation, chosen)?.place;
  while (place?.kind === 'node' && (run.end || chosen.length < ways.length)) {
    const wanted = ways[Math.min(chosen.length, ways.length - 1)] === 'h' ? 'helpt' : 'kan-beter';
    const { node } = place;
    const choice = node.choices.find((c) => c.quality === wanted) ?? node.choices[0];
    if (!choice) return;
    chosen.push(choice.id);
    rows.conversationTurn.push({
      id: newId(),
      runId,
      nr: chosen.length,
      nodeId: node.id,
      choiceId: choice.id,
      at: at(chosen.length),
    });
    place = walk(conversation, chosen)?.place;
  }
  const ending = place?.kind === 'ending' ? place.ending.id : null;
  rows.conversationRun.push({
    id: runId,
    personId,
    moduleId,
    conversationId: conversation.id,
    version,
    startedAt,
    endedAt: ending ? at(chosen.length) : null,
    endingId: ending,
  });
}
