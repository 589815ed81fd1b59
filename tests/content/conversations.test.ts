/** Every way through every conversation, as a reader could take it. */
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { calledShort } from '#src/domain/conversation-text.ts';
import { shownChoices } from '#src/domain/conversation-standing.ts';
import { fewestTurns, walk, type Conversation, type ConversationChoice } from '#src/domain/conversation.ts';
import { catalogue, conversations } from './lesson-text.ts';

/** All ways from the start to an ending, each as the ids of its choices. */
function waysOf(conversation: Conversation, chosen: readonly string[] = []): string[][] {
  const at = walk(conversation, chosen);
  if (!at) throw new Error(`${conversation.id}: ${chosen.join()} leads nowhere`);
  if (at.place.kind === 'ending') return [[...chosen]];
  return at.place.node.choices.flatMap((choice) => waysOf(conversation, [...chosen, choice.id]));
}

/** The ending for who, after these choices, says only what helps. */
function endingAfter(conversation: Conversation, chosen: readonly string[]): string {
  const at = walk(conversation, chosen);
  if (at?.place.kind !== 'node') return at?.place.ending.id ?? '';
  const helps = at.place.node.choices.find((c) => c.quality === 'helpt') as ConversationChoice;
  return endingAfter(conversation, [...chosen, helps.id]);
}

describe.each(conversations)('$name', ({ conversation }) => {
  test('every way can be walked to its end, and together they pass every sentence and every ending', () => {
    const met = new Set<string>();
    for (const way of waysOf(conversation)) {
      expect(way.length).toBeGreaterThanOrEqual(fewestTurns);
      const at = walk(conversation, way);
      if (at?.place.kind !== 'ending') throw new Error(`${way.join()} has no end`);
      met.add(at.place.ending.id);
      for (const { node, choice } of at.turns) met.add(`${node.id} ${choice.id}`);
    }
    const all = conversation.nodes.flatMap((n) => n.choices.map((c) => `${n.id} ${c.id}`));
    expect([...met].toSorted()).toEqual([...all, ...conversation.endings.map((e) => e.id)].toSorted());
  });

  test('a poor beginning can be mended: it ends as well as a good one', () => {
    const best = endingAfter(conversation, []);
    const start = conversation.nodes.find((n) => n.id === conversation.start);
    for (const choice of start?.choices ?? []) expect(endingAfter(conversation, [choice.id]), choice.id).toBe(best);
  });

  test('the customer has a face for every mood, and a name that stands well in a sentence', () => {
    for (const { mood } of [...conversation.nodes, ...conversation.endings])
      expect(existsSync(`src/public/tekeningen/gezicht/${conversation.portrait}-${mood}.svg`), mood).toBe(true);
    const { customer } = conversation;
    expect(calledShort(customer), `add the first word of “${customer}” to conversation-text.ts`).toMatch(
      /^(Mevrouw|Meneer|Oma|Opa|De \p{L}+|Het \p{L}+)( \p{L}+)?$/u,
    );
  });
});

describe('all of them', () => {
  test('have ids of their own: one go per person and conversation can be open', () => {
    const ids = conversations.map((c) => c.conversation.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('do not show what helps in one place', () => {
    const at = [0, 0, 0, 0];
    for (const { conversation } of conversations)
      for (const node of conversation.nodes)
        for (const go of [1, 2]) {
          const place = shownChoices(node, go).findIndex((c) => c.quality === 'helpt');
          at[place] = (at[place] ?? 0) + 1;
        }
    const all = at.reduce((a, b) => a + b);
    expect(Math.max(...at) / all).toBeLessThan(0.55);
  });

  test('are found from the courses', () => {
    const inCourses = new Set([...catalogue.courses.values()].flatMap((c) => c.modules));
    for (const { name } of conversations) expect(inCourses.has(name.split('/')[0] ?? ''), name).toBe(true);
  });
});
