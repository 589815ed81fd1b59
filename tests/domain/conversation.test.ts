import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conversationSchema, faultsOf, fewestTurns, walk, type Conversation } from '#src/domain/conversation.ts';
import { isKept, isNow, shownChoices, standingOf, type KeptRun } from '#src/domain/conversation-standing.ts';
import { calledShort, helpedLine, moodLine, seenLine, stateOf } from '#src/domain/conversation-text.ts';
import { stopwatch } from '#tests/kit/spent.ts';

/** A conversation from its arrows: `{ a: ['b', 'c'] }` says that the first choice of a leads to b. Names with `e` are endings. */
function talk(arrows: Record<string, string[]>, endings: readonly string[]): Conversation {
  return {
    id: 'x-gesprek',
    title: 'Een gesprek',
    lesson: 'x-les',
    portrait: 'man-pet',
    customer: 'Meneer met een pet',
    intro: 'Het regent.',
    objectives: ['x'],
    start: Object.keys(arrows)[0] ?? '',
    sources: [],
    nodes: Object.entries(arrows).map(([id, nexts]) => ({
      id,
      mood: 'rustig',
      says: `“${id}”`,
      choices: nexts.map((next, i) => ({
        id: `c${i}`,
        text: `“Naar ${next}”`,
        next,
        quality: i === 0 ? ('helpt' as const) : ('kan-beter' as const),
        feedback: 'Zo gaat het.',
        ...(i === 0 ? {} : { better: '“Beter”' }),
      })),
    })),
    endings: endings.map((id) => ({ id, mood: 'blij', title: id, text: id, lesson: id })),
  };
}

const good = talk({ a: ['b', 'c'], b: ['c', 'd'], c: ['d', 'd'], d: ['e1', 'e2'] }, ['e1', 'e2']);
const said = (arrows: Record<string, string[]>, endings = ['e1', 'e2']) =>
  faultsOf(talk(arrows, endings))
    .map((f) => f.message)
    .join('; ');

describe('a conversation is refused', () => {
  test('not when every way ends, in three turns or more', () => {
    expect(faultsOf(good)).toEqual([]);
    expect(conversationSchema.safeParse(good).success).toBe(true);
  });

  test('with a dead end', () => {
    expect(said({ a: ['b', 'c'], b: ['c', 'd'], c: ['d', 'weg'], d: ['e1', 'e2'] })).toBe(
      'c, c1: leads to weg, and that is no node or ending',
    );
  });

  test('with something that nobody can reach', () => {
    expect(said({ a: ['b', 'b'], b: ['c', 'c'], c: ['e1', 'e2'], los: ['e1', 'e2'] })).toBe('los: cannot be reached');
    expect(said({ a: ['b', 'b'], b: ['c', 'c'], c: ['e1', 'e1'] })).toBe('e2: cannot be reached');
  });

  test('with a circle, also a long one and one that bites its own tail', () => {
    expect(said({ a: ['b', 'b'], b: ['c', 'c'], c: ['d', 'a'], d: ['e1', 'e2'] })).toMatch(/^a → b → c → a: goes round/);
    expect(said({ a: ['b', 'b'], b: ['c', 'c'], c: ['d', 'c'], d: ['e1', 'e2'] })).toMatch(/^c → c: goes round/);
  });

  test('with a way that is over too soon', () => {
    expect(said({ a: ['b', 'e1'], b: ['c', 'c'], c: ['e1', 'e2'] })).toMatch(/shortest way has 1 turns: .* at least 3/);
    expect(said({ a: ['b', 'b'], b: ['c', 'e2'], c: ['e1', 'e2'] })).toMatch(/shortest way has 2 turns/);
  });

  test('with a place where nothing helps, or an answer that can be better without the better one', () => {
    const stuck = structuredClone(good);
    for (const choice of stuck.nodes[1]?.choices ?? []) Object.assign(choice, { quality: 'kan-beter', better: '“Zo”' });
    expect(faultsOf(stuck)).toEqual([{ message: 'b: no choice helps', path: ['nodes', 1] }]);
    const bare = structuredClone(good);
    delete bare.nodes[2]?.choices[1]?.better;
    expect(faultsOf(bare)[0]).toMatchObject({ path: ['nodes', 2, 'choices', 1] });
  });

  test('when it begins nowhere, or two parts share a name', () => {
    expect(faultsOf({ ...good, start: 'z' })).toEqual([{ message: 'start: there is no node z', path: ['start'] }]);
    expect(faultsOf({ ...good, endings: [...good.endings, ...good.endings] })[0]?.message).toMatch(/share an id/);
  });

  test('twelve nodes with four choices each are looked at in no time', () => {
    const names = Array.from({ length: 12 }, (_, i) => `n${i}`);
    const arrows = Object.fromEntries(
      names.map((name, i) => [name, [1, 2, 3, 4].map((step) => names[i + step] ?? (step % 2 ? 'e1' : 'e2'))]),
    );
    const spent = stopwatch();
    faultsOf(talk(arrows, ['e1', 'e2']));
    expect(spent()).toBeLessThan(200);
  });
});

/** Arrows as chance has it, circles and loose parts included. */
const anyTalk = fc
  .integer({ min: 3, max: 6 })
  .chain((n) => {
    const names = Array.from({ length: n }, (_, i) => `n${i}`);
    const target = fc.constantFrom(...names.slice(1), ...names.slice(1), 'e1', 'e2');
    return fc.tuple(fc.constant(names), fc.array(fc.tuple(target, target), { minLength: n, maxLength: n }));
  })
  .map(([names, nexts]) => talk(Object.fromEntries(names.map((name, i) => [name, nexts[i] ?? []])), ['e1', 'e2']));

/** Arrows that only lead onwards: most of these are sound. */
const onwardTalk = fc
  .integer({ min: 5, max: 12 })
  .chain((n) => {
    const names = Array.from({ length: n }, (_, i) => `n${i}`);
    const after = (i: number) => fc.constantFrom(...names.slice(i + 1, i + 3), ...(i >= n - 2 ? ['e1', 'e2'] : []));
    return fc.tuple(fc.constant(names), ...names.map((_, i) => fc.tuple(fc.constant(names[i + 1] ?? 'e1'), after(i))));
  })
  .map(([names, ...nexts]) =>
    talk(
      Object.fromEntries(
        (names as string[]).map((name, i) => [name, i === names.length - 1 ? ['e1', 'e2'] : [...(nexts[i] ?? [])]]),
      ),
      ['e1', 'e2'],
    ),
  );

describe('over any graph', () => {
  test('a conversation is accepted exactly when every walk ends, after three turns or more, and everything is met', () => {
    fc.assert(
      fc.property(anyTalk, (conversation) => {
        const met = new Set<string>();
        let sound = true;
        const go = (at: string, turns: number): void => {
          met.add(at);
          const node = conversation.nodes.find((n) => n.id === at);
          if (!node) sound &&= turns >= fewestTurns;
          else if (turns > conversation.nodes.length) sound = false;
          else for (const choice of node.choices) go(choice.next, turns + 1);
        };
        go(conversation.start, 0);
        sound &&= met.size === conversation.nodes.length + conversation.endings.length;
        expect(faultsOf(conversation).length === 0).toBe(sound);
      }),
      { numRuns: 400 },
    );
  });

  test('every walk over a sound conversation ends, and is found again from its choices at each turn', () => {
    fc.assert(
      fc.property(onwardTalk, fc.infiniteStream(fc.nat({ max: 1 })), (conversation, chance) => {
        fc.pre(faultsOf(conversation).length === 0);
        const chosen: string[] = [];
        for (;;) {
          const at = walk(conversation, chosen);
          expect(at?.turns.map((t) => t.choice.id)).toEqual(chosen);
          if (at?.place.kind !== 'node') break;
          expect(chosen.length).toBeLessThan(conversation.nodes.length);
          chosen.push(at.place.node.choices[chance.next().value as number]?.id ?? '');
        }
        expect(chosen.length).toBeGreaterThanOrEqual(fewestTurns);
        expect(walk(conversation, chosen)?.place.kind).toBe('ending');
        expect(walk(conversation, [...chosen, 'c0'])).toBeNull();
      }),
    );
  });
});

const run = (choices: string[], nodes: string[], endingId: string | null = null, ended = endingId !== null): KeptRun => ({
  ended,
  endingId,
  turns: choices.map((choiceId, i) => ({ choiceId, nodeId: nodes[i] ?? '' })),
});

describe('where someone is', () => {
  test('nobody yet: at the beginning of the first go', () => {
    expect(standingOf(good, 0, null)).toMatchObject({ go: 1, turns: [], place: { node: { id: 'a' } }, changed: false });
  });

  test('under way: at the next turn of this go; at an ending: there', () => {
    const open = standingOf(good, 3, run(['c0', 'c1'], ['a', 'b']));
    expect(open).toMatchObject({ go: 3, place: { node: { id: 'd' } }, changed: false });
    expect(open.turns).toHaveLength(2);
    const over = standingOf(good, 2, run(['c1', 'c0', 'c1'], ['a', 'c', 'd'], 'e2'));
    expect(over).toMatchObject({ go: 2, place: { ending: { id: 'e2' } }, changed: false });
  });

  test('with a go that no longer fits the text: at the beginning of another one, and that is said', () => {
    const fresh = { go: 2, turns: [], place: { node: { id: 'a' } }, changed: true };
    for (const gone of [
      run(['c0', 'c9'], ['a', 'b']),
      run(['c0', 'c1'], ['a', 'z']),
      run(['c1', 'c0', 'c1'], ['a', 'c', 'd']),
      run(['c1', 'c0', 'c1'], ['a', 'c', 'd'], 'e1'),
      run(['c0'], ['a'], 'e1'),
    ])
      expect(standingOf(good, 1, gone)).toMatchObject(fresh);
    // Nothing was said in it, or it was left on purpose: nothing to tell.
    expect(standingOf(good, 1, run([], []))).toMatchObject({ go: 1, changed: false });
    expect(standingOf(good, 1, run(['c0'], ['a'], null, true))).toMatchObject({ go: 2, changed: false });
  });

  test('only the form of this go, turn and node is for now; a second click is known as such', () => {
    const at = standingOf(good, 2, run(['c0'], ['a']));
    expect(isNow(at, { go: 2, turn: 2, node: 'b' })).toBe(true);
    for (const late of [
      { go: 1, turn: 2, node: 'b' },
      { go: 2, turn: 1, node: 'a' },
      { go: 2, turn: 3, node: 'b' },
      { go: 2, turn: 2, node: 'c' },
    ])
      expect(isNow(at, late)).toBe(false);
    expect(isKept(at, { go: 2, turn: 1, node: 'a', choice: 'c0' })).toBe(true);
    expect(isKept(at, { go: 2, turn: 1, node: 'a', choice: 'c1' })).toBe(false);
    expect(isKept(at, { go: 1, turn: 1, node: 'a', choice: 'c0' })).toBe(false);
  });

  test('the choices of a node keep their order in a go, and each has its turn at the top', () => {
    const [node] = good.nodes;
    if (!node) throw new Error('no node');
    const firsts = new Set<string | undefined>();
    for (let go = 1; go <= 20; go++) {
      const shown = shownChoices(node, go).map((c) => c.id);
      expect(shownChoices(node, go).map((c) => c.id)).toEqual(shown);
      expect(shown.toSorted()).toEqual(['c0', 'c1']);
      firsts.add(shown[0]);
    }
    expect(firsts.size).toBe(2);
  });
});

describe('in words', () => {
  test.each([
    ['Mevrouw met de tablet', 'Mevrouw'],
    ['Meneer en zijn begeleider', 'Meneer'],
    ['Moeder met een envelop', 'De moeder'],
    ['Jongen met een capuchon', 'De jongen'],
    ['Klant in WhatsApp', 'De klant'],
    ['De jonge man', 'De jonge man'],
    ['Oma met kleinzoon', 'Oma'],
    ['Esra Yıldız', 'Esra Yıldız'],
  ])('%s is called %s', (customer, short) => {
    expect(calledShort(customer)).toBe(short);
  });

  test('a mood is said, and how it changed', () => {
    expect(moodLine('Mevrouw met de tablet', 'boos', null)).toBe('Mevrouw is boos.');
    expect(moodLine('Mevrouw met de tablet', 'rustig', 'boos')).toBe('Mevrouw was boos en is nu rustig.');
    expect(moodLine('Mevrouw met de tablet', 'boos', 'boos')).toBe('Mevrouw is nog steeds boos.');
  });

  test('how many answers helped', () => {
    const line = (choices: string[]) => helpedLine(walk(good, choices)?.turns ?? []);
    expect(line(['c0', 'c0', 'c0', 'c0'])).toBe('Alle vier je antwoorden hielpen.');
    expect(line(['c0', 'c1', 'c0'])).toBe('Van je drie antwoorden hielpen er twee.');
    expect(line(['c1', 'c1', 'c0'])).toBe('Van je drie antwoorden hielp er één.');
    expect(line(['c1', 'c1', 'c1'])).toBe('Van je drie antwoorden hielp er nog geen.');
  });

  test('how far someone is', () => {
    expect(stateOf(good, { turn: null, endings: new Set() })).toEqual({ state: null, button: 'Begin het gesprek' });
    expect(stateOf(good, { turn: 1, endings: new Set() })).toEqual({ state: null, button: 'Begin het gesprek' });
    expect(stateOf(good, { turn: 3, endings: new Set(['e1']) })).toEqual({ state: 'Je bent bij beurt 3.', button: 'Ga verder' });
    // An ending that the text no longer has doesn't count.
    expect(stateOf(good, { turn: null, endings: new Set(['e1', 'weg']) }).state).toBe('Je zag 1 van de 2 aflopen.');
    expect(seenLine(2, 2)).toBe('Je zag alle 2 aflopen.');
  });
});
