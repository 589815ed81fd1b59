import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '#src/db/client.ts';
import * as table from '#src/db/schema/index.ts';
import type { Conversation } from '#src/domain/conversation.ts';
import { chooseReply } from '#src/services/conversation/choose.ts';
import { listConversations } from '#src/services/conversation/list.ts';
import { openConversation, type ConversationView } from '#src/services/conversation/open.ts';
import { startAgain } from '#src/services/conversation/start-again.ts';
import type { Context } from '#src/services/context.ts';
import { leaveForDesk } from '#src/services/desk/leave.ts';
import { returnFromDesk } from '#src/services/desk/return.ts';
import { keepTyped } from '#src/services/draft/keep.ts';
import { openLesson } from '#src/services/lesson/open.ts';
import { openModule } from '#src/services/module/open.ts';
import { signIn } from '#src/services/session/sign-in.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';
import { stopwatch } from '#tests/kit/spent.ts';

const place = { course: 'frontoffice', module: 'onze-activiteiten', conversation: 'oa-gesprek-computerles' };
const path = '/cursus/frontoffice/onze-activiteiten/gesprek/oa-gesprek-computerles';
let house: House;
let noor: TestPerson;
let talk: Conversation;

beforeEach(async () => {
  house = await openTestHouse();
  noor = await house.learner(await house.library(), 'Noor de Wit');
  const found = house.catalogue.conversations.get(place.module)?.find((c) => c.id === place.conversation);
  if (!found) throw new Error('no conversation');
  talk = found;
});
afterEach(() => house.close());

const runs = () => house.db.select().from(table.conversationRun);
const turns = () => house.db.select().from(table.conversationTurn);
const open = async (who = noor, more: Partial<Context> = {}) => openConversation(await house.ctx(who, more), place);

type Quality = 'helpt' | 'kan-beter';
const pick = (view: ConversationView, quality: Quality) => {
  const node = talk.nodes.find((n) => n.id === view.now?.node);
  return node?.choices.find((c) => c.quality === quality)?.id ?? node?.choices[0]?.id ?? '';
};
/** The form as it stands on the page now. */
const form = (view: ConversationView, choice = pick(view, 'helpt')) => ({
  ...place,
  go: view.go,
  turn: view.now?.turn ?? 0,
  node: view.now?.node ?? '',
  choice,
});
const say = async (quality: Quality, who = noor) =>
  chooseReply(await house.ctx(who), form(await open(who), pick(await open(who), quality)));
/** Says the same kind of thing until it is over. */
async function finish(quality: Quality, who = noor): Promise<ConversationView> {
  for (let view = await open(who); ; view = await open(who)) {
    if (view.ending) return view;
    await say(quality, who);
  }
}

describe('opening', () => {
  test('shows the situation, the first sentence, the mood in words and the choices, and writes nothing', async () => {
    const view = await open();
    expect(view).toMatchObject({
      path,
      intro: talk.intro,
      go: 1,
      changed: false,
      lesson: { href: '/cursus/frontoffice/onze-activiteiten/kiezen-wat-past#oa-gesprek-computerles' },
      turns: [{ nr: 1, anchor: 'beurt-1', before: null, says: talk.nodes[0]?.says, moodLine: 'Mevrouw is onzeker.' }],
      now: { turn: 1, node: 'begin', anchor: 'beurt-1' },
      ending: null,
    });
    expect(view.now?.choices.map((c) => c.id).toSorted()).toEqual(['a', 'b', 'c']);
    expect(await runs()).toEqual([]);
  });

  test('never holds a sentence, a feedback or an ending that was not reached', async () => {
    for (let view = await open(); !view.ending; view = await open()) {
      const reached = new Set([...view.turns.map((t) => t.says), ...view.turns.map((t) => t.before?.feedback)]);
      const text = JSON.stringify(view);
      const has = (sentence: string) => text.includes(JSON.stringify(sentence).slice(1, -1));
      for (const node of talk.nodes) {
        if (!reached.has(node.says)) expect(has(node.says), node.id).toBe(false);
        for (const choice of node.choices) if (!reached.has(choice.feedback)) expect(has(choice.feedback)).toBe(false);
      }
      for (const ending of talk.endings) expect(has(ending.title) || has(ending.text) || has(ending.lesson)).toBe(false);
      expect(text).not.toMatch(/helpt"|kan-beter|quality/);
      await say('kan-beter');
    }
  });

  test('another course, module or name is not there; nobody signed in is asked to', async () => {
    const ctx = await house.ctx(noor);
    for (const wrong of [{ course: 'privacy-basis' }, { module: 'boekstart' }, { conversation: 'nergens' }])
      await expect(openConversation(ctx, { ...place, ...wrong })).rejects.toMatchObject({ code: 'notFound' });
    await expect(openConversation(await house.ctx(), place)).rejects.toMatchObject({ code: 'notSignedIn' });
    const given = form(await open());
    await expect(chooseReply(await house.ctx(), given)).rejects.toMatchObject({ code: 'notSignedIn' });
  });
});

describe('choosing', () => {
  test('is saved at once, says what came of it and how the mood changed, and leads to the new part', async () => {
    expect(await say('kan-beter')).toEqual({ next: `${path}#beurt-2` });
    expect(await say('helpt')).toEqual({ next: `${path}#beurt-3` });
    const view = await open();
    const first = talk.nodes.find((n) => n.id === talk.start)?.choices.find((c) => c.quality === 'kan-beter');
    const second = talk.nodes.find((n) => n.id === first?.next);
    const helping = second?.choices.find((c) => c.quality === 'helpt');
    expect(view.turns[1]?.before).toMatchObject({ helps: false, better: first?.better });
    expect(view.turns[2]).toMatchObject({
      before: { helps: true, better: null },
      moodLine: expect.stringMatching(/^Mevrouw (was \w+ en is nu|is nog steeds) \w+\.$/) as string,
    });
    expect(await turns()).toMatchObject([
      { nr: 1, nodeId: talk.start, choiceId: first?.id },
      { nr: 2, nodeId: second?.id, choiceId: helping?.id },
    ]);
    expect(await runs()).toMatchObject([{ personId: noor.personId, version: 1, endedAt: null, endingId: null }]);
  });

  test('twenty clicks at once are one turn, the first and any other', async () => {
    for (let turn = 1; turn <= 2; turn++) {
      const given = form(await open());
      const ctx = await house.ctx(noor);
      const all = await Promise.all(Array.from({ length: 20 }, () => chooseReply(ctx, given)));
      expect(new Set(all.map((a) => a.next))).toEqual(new Set([`${path}#beurt-${turn + 1}`]));
      expect(await turns()).toHaveLength(turn);
      expect(await runs()).toHaveLength(1);
    }
  });

  test('in a stale tab changes nothing, says so and shows where you are; a second click just goes on', async () => {
    const first = await open();
    await say('helpt');
    await say('helpt');
    const ctx = await house.ctx(noor);
    expect(await chooseReply(ctx, form(first, 'c'))).toEqual({ next: `${path}?stand=verder#beurt-3` });
    expect(await chooseReply(ctx, form(first, 'a'))).toEqual({ next: `${path}#beurt-3` });
    const ahead = { ...form(await open()), turn: 7 };
    expect(await chooseReply(ctx, ahead)).toEqual({ next: `${path}?stand=verder#beurt-3` });
    expect(await turns()).toHaveLength(2);
  });

  test('a sentence that is not there is refused at the field, and nothing is kept of it', async () => {
    const given = form(await open(), 'zz');
    await expect(chooseReply(await house.ctx(noor), given)).rejects.toMatchObject({
      code: 'invalid',
      errors: [{ field: 'choice' }],
    });
    expect(await runs()).toEqual([]);
  });

  test('is found again on another device, and after a restart on the same file', async () => {
    await say('kan-beter');
    const before = await open();
    const again = await openDatabase({ url: house.url });
    expect(await open(noor, { db: again.db })).toEqual(before);
    await again.close();
  });

  test('is nobody else’s: a colleague begins at the beginning', async () => {
    const other = await house.learner(await house.library());
    await say('helpt');
    expect(await open(other)).toMatchObject({ go: 1, now: { turn: 1 } });
    await say('kan-beter', other);
    expect((await open()).now?.turn).toBe(2);
    expect(await runs()).toHaveLength(2);
  });
});

describe('an ending', () => {
  test('shows what came of it, what to take along and how many answers helped, and counts what was seen', async () => {
    const view = await finish('helpt');
    const best = talk.endings.find((e) => e.id === 'e-goed');
    expect(view).toMatchObject({ now: null, ending: { anchor: 'einde', title: best?.title, lesson: best?.lesson } });
    expect(view.ending?.helped).toMatch(/^Alle \S+ je antwoorden hielpen\.$/);
    expect(view.ending?.seen).toMatchObject({ line: 'Je zag 1 van de 5 aflopen.', titles: [best?.title], left: 4 });
    expect(await runs()).toMatchObject([{ endingId: 'e-goed', endedAt: house.now }]);
  });

  test('a last click that comes twice, or late, still shows the ending', async () => {
    let given = form(await open());
    for (let view = await open(); !view.ending; view = await open()) {
      given = form(view, pick(view, 'kan-beter'));
      await chooseReply(await house.ctx(noor), given);
    }
    const before = await turns();
    expect(await chooseReply(await house.ctx(noor), given)).toEqual({ next: `${path}#einde` });
    expect(await chooseReply(await house.ctx(noor), { ...given, turn: 1, node: 'begin', choice: 'zz' })).toEqual({
      next: `${path}?stand=verder#einde`,
    });
    expect(await turns()).toHaveLength(before.length);
    expect(await runs()).toHaveLength(1);
  });

  test('another go begins anew, once under many clicks; other endings are added up, also of goes in between', async () => {
    const first = await finish('helpt');
    const ctx = await house.ctx(noor);
    const all = await Promise.all(Array.from({ length: 10 }, () => startAgain(ctx, { ...place, go: first.go })));
    expect(new Set(all.map((a) => a.next))).toEqual(new Set([`${path}#beurt-1`]));
    expect(await open()).toMatchObject({ go: 2, now: { turn: 1 }, ending: null });
    // A form of the first go means nothing in the second.
    const old = { ...place, go: 1, turn: 1, node: 'begin', choice: 'b' };
    expect(await chooseReply(ctx, old)).toEqual({ next: `${path}?stand=verder#beurt-1` });
    expect(await turns()).toHaveLength(first.turns.length);
    expect((await finish('kan-beter')).ending?.seen).toMatchObject({ line: 'Je zag 2 van de 5 aflopen.', left: 3 });
    await startAgain(ctx, { ...place, go: 2 });
    expect((await finish('kan-beter')).ending?.seen.titles).toHaveLength(2);
  });

  test('half-way one can begin anew too: what was left shows no ending', async () => {
    await say('helpt');
    await startAgain(await house.ctx(noor), { ...place, go: 1 });
    expect(await open()).toMatchObject({ go: 2, now: { turn: 1 } });
    expect(await runs()).toMatchObject([{ endingId: null, endedAt: house.now }, { endedAt: null }]);
    expect((await listConversations(await house.ctx(noor))).offer?.state).toBeNull();
  });

  test('is still the last one when the clock was put back', async () => {
    await finish('helpt');
    house.now = new Date(house.now.getTime() - 2 * 3_600_000);
    await startAgain(await house.ctx(noor), { ...place, go: 1 });
    expect(await open()).toMatchObject({ go: 2, now: { turn: 1 } });
  });
});

describe('a text that changed', () => {
  const changedTo = (change: (c: Conversation) => void): Partial<Context> => {
    const conversation = structuredClone(talk);
    change(conversation);
    return { catalogue: { ...house.catalogue, conversations: new Map([[place.module, [conversation]]]) } };
  };
  const gone = () =>
    changedTo((c) => {
      for (const choice of c.nodes[0]?.choices ?? []) choice.id = `nieuw-${choice.id}`;
    });

  test('under an open go begins anew and says so; the old one is left when something is said', async () => {
    await say('helpt');
    const view = await open(noor, gone());
    expect(view).toMatchObject({ go: 2, changed: true, now: { turn: 1 } });
    expect(await runs()).toHaveLength(1);
    const given = form(view, 'nieuw-a');
    const ctx = await house.ctx(noor, gone());
    await Promise.all([chooseReply(ctx, given), chooseReply(ctx, given)]);
    expect(await open(noor, gone())).toMatchObject({ go: 2, changed: false, now: { turn: 2 } });
    expect(await runs()).toMatchObject([{ endedAt: house.now, endingId: null }, { endedAt: null }]);
    expect(await turns()).toHaveLength(2);
  });

  test('under a form that is still open in a tab shows where one is', async () => {
    await say('helpt');
    const stale = form(await open());
    expect(await chooseReply(await house.ctx(noor, gone()), stale)).toEqual({ next: `${path}?stand=verder#beurt-1` });
    expect(await turns()).toHaveLength(1);
  });

  test('only in its words goes on where one was', async () => {
    await say('helpt');
    const more = changedTo((c) => {
      for (const node of c.nodes) node.says = `“Anders.”`;
    });
    expect(await open(noor, more)).toMatchObject({ go: 1, changed: false, now: { turn: 2 } });
  });

  test('under a go that is over begins anew as well', async () => {
    await finish('helpt');
    expect(await open(noor, gone())).toMatchObject({ go: 2, changed: true, ending: null });
  });
});

describe('a customer at the desk', () => {
  test('one comes back at the same turn', async () => {
    await say('helpt');
    await leaveForDesk(await house.ctx(noor), { path, anchor: 'beurt-2', fields: [] });
    expect(await returnFromDesk(await house.ctx(noor))).toBe(`${path}#beurt-2`);
    const nowhere = path.replace('computerles', 'nergens');
    house.now = new Date(house.now.getTime() + 1000);
    await leaveForDesk(await house.ctx(noor), { path: nowhere, anchor: null, fields: [] });
    expect(await returnFromDesk(await house.ctx(noor))).toBe(`${path}#beurt-2`);
  });

  test('what was said when the session had ended counts after signing in, once', async () => {
    const fields = Object.entries(form(await open())).map(([name, value]): [string, string] => [name, String(value)]);
    await keepTyped(await house.ctx(), { lapsedPersonId: noor.personId, action: 'conversation.choose', path, fields });
    const made = await signIn(await house.ctx(), { email: noor.email, password: 'zeer-geheim-1', kind: 'own' });
    expect(made.resumed).toEqual({ counted: 1, next: path });
    expect(await turns()).toHaveLength(1);
    expect(await house.db.select().from(table.draft)).toEqual([]);
  });
});

describe('the way into it', () => {
  const card = async () =>
    (await openLesson(await house.ctx(noor), { course: place.course, module: place.module, lesson: 'kiezen-wat-past' })).parts
      .conversations[place.conversation];

  test('from the lesson, the module and the list says how far one is', async () => {
    expect(await card()).toMatchObject({ state: null, button: 'Begin het gesprek', href: path });
    await say('helpt');
    expect(await card()).toMatchObject({ state: 'Je bent bij beurt 2.', button: 'Ga verder', href: `${path}#beurt-2` });
    const { offer, modules } = await listConversations(await house.ctx(noor));
    expect(offer).toEqual(await card());
    expect(modules.map((m) => m.href)).toContain('/cursus/privacy-basis/privacy-basis');
    expect(new Set(modules.flatMap((m) => m.conversations.map((c) => c.id))).size).toBe(
      [...house.catalogue.conversations.values()].flat().length,
    );
    await finish('helpt');
    expect(await card()).toMatchObject({ state: 'Je zag 1 van de 5 aflopen.', href: `${path}#einde` });
    const module = await openModule(await house.ctx(noor), { course: place.course, module: place.module });
    expect(module.conversations.find((c) => c.id === place.conversation)).toEqual(await card());
    expect((await listConversations(await house.ctx(noor))).offer?.id).not.toBe(place.conversation);
  });

  test('asks nothing of the database in a lesson without a conversation', async () => {
    let asked = 0;
    // Two lessons that have neither an assignment nor anything else of their own but the conversation.
    const lessons = (house.catalogue.modules.get(place.module)?.lessons ?? []).filter((l) => l.parts.assignments.length === 0);
    const slug = (talks: boolean) => lessons.find((l) => l.parts.conversations.length > 0 === talks)?.slug ?? '';
    const lesson = { course: place.course, module: place.module, lesson: slug(false) };
    const count = async (input: typeof lesson) => {
      asked = 0;
      const ctx = await house.ctx(noor);
      const db = new Proxy(ctx.db, {
        get: (target, name) => {
          if (name === 'select') asked++;
          const value = Reflect.get(target, name) as unknown;
          return typeof value === 'function' ? (value.bind(target) as unknown) : value;
        },
      });
      await openLesson({ ...ctx, db }, input);
      return asked;
    };
    // Each statement is built (and so selected) once for this database.
    const without = await count(lesson);
    expect(await count({ ...lesson, lesson: slug(true) })).toBe(without + 1);
  });

  test('of someone with ten thousand goes is as quick as of anyone', async () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => ({
      id: `r${i}`,
      personId: noor.personId,
      moduleId: place.module,
      conversationId: place.conversation,
      version: 1,
      startedAt: new Date(house.now.getTime() - 1_000_000 + i),
      endedAt: house.now,
      endingId: talk.endings[i % 3]?.id ?? null,
    }));
    for (let at = 0; at < rows.length; at += 500) await house.db.insert(table.conversationRun).values(rows.slice(at, at + 500));
    const spent = stopwatch();
    expect(await card()).toMatchObject({ state: 'Je zag 3 van de 5 aflopen.' });
    expect((await open()).go).toBe(10_001);
    expect(spent()).toBeLessThan(300);
  });
});
