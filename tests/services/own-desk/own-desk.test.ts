import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import * as table from '#src/db/schema/index.ts';
import { completeLesson } from '#src/services/lesson/complete.ts';
import { newId } from '#src/services/new-id.ts';
import { addNote } from '#src/services/note/add.ts';
import { openCard } from '#src/services/own-desk/card.ts';
import { openOwnDesk } from '#src/services/own-desk/open.ts';
import { listTerms } from '#src/services/term/list.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

let house: House;
let noor: TestPerson;
let library: string;

beforeEach(async () => {
  house = await openTestHouse();
  library = await house.library('Bibliotheek Duinrand');
  noor = await house.learner(library);
});
afterEach(() => house.close());

const plain = (parts: { text: string }[]) => parts.map((part) => part.text).join('');
const open = async (zoek = '', who = noor, more: Record<string, string> = {}) =>
  openOwnDesk(await house.ctx(who), { zoek, ...more });
const done = async (lesson: string, who = noor) =>
  completeLesson(await house.ctx(who), { course: 'frontoffice', module: 'nieuwe-klanten', lesson });
const write = async (id: string, text: string, who = noor) =>
  addNote(await house.ctx(who), { id, text, lessonId: null, noCustomer: false });

async function localText(slotId: string, body: string | null, branchId: string | null = null) {
  const at = { checkedAt: house.now, reviewBy: '2027-01-01' };
  await house.db.insert(table.localText).values({ id: newId(), libraryId: library, branchId, slotId, body, ...at });
}

async function referral(topic: string, organisation: string, endedAt: Date | null = null, libraryId = library) {
  await house.db.insert(table.referral).values({
    ...{ id: newId(), libraryId, topic, organisation, endedAt },
    purpose: 'Hulp bij formulieren',
    how: 'Loop mee op dinsdag.',
    contact: 'balie@duinrand.example',
    checkedAt: house.now,
    reviewBy: '2028-01-01',
  });
}

describe('Mijn balie', () => {
  test('of who is new is empty, and breaks nothing', async () => {
    expect(await open()).toMatchObject({ modules: [], notes: { total: 0 }, contacts: { where: 'Bibliotheek Duinrand' } });
    const nobody = await house.person();
    expect((await open('', nobody)).contacts.where).toBeNull();
    await expect(openOwnDesk(await house.ctx(), {})).rejects.toMatchObject({ code: 'notSignedIn' });
  });

  test('has the sentence of each lesson that was finished, by module in the order of the lessons, and nobody else’s', async () => {
    await done('de-vraag-achter-de-vraag');
    await done('herkennen-zonder-etiket');
    await done('de-vraag-achter-de-vraag');
    const { modules } = await open();
    expect(modules).toHaveLength(1);
    expect(modules[0]?.sentences.map((s) => s.lesson)).toEqual(['Herkennen zonder etiket', 'De vraag achter de vraag']);
    expect(plain(modules[0]?.sentences[1]?.text ?? [])).toBe('“Wat heeft u al geprobeerd?”');
    expect((await open('', await house.learner(library))).modules).toEqual([]);
  });

  test('shows what the library wrote down last, and what it took away not', async () => {
    await localText('colleagues', 'Oud');
    await localText('colleagues', 'Taal: Samira');
    await localText('ido-lead', 'Robin');
    await localText('ido-lead', null);
    await referral('money', 'Schuldhulp Duinrand');
    await referral('money', 'Gestopt', house.now);
    await referral('money', 'Van een ander', null, await house.library());
    const { contacts } = await open();
    expect(contacts.texts.map((t) => [plain(t.body), t.stale])).toEqual([['Taal: Samira', true]]);
    expect(contacts.topics.map((t) => [t.title, t.rows.map((r) => plain(r.organisation))])).toEqual([
      ['Geld en schulden', ['Schuldhulp Duinrand']],
    ]);
  });

  test('one search looks in everything', async () => {
    await done('de-vraag-achter-de-vraag');
    await write('n1', 'Formulieren liggen in de la');
    await localText('colleagues', 'Samira helpt met formulieren');
    await referral('government', 'Formulierenhulp');
    const view = await open('formulier');
    expect(view.nothing).toBe(false);
    expect(view.modules).toEqual([]);
    expect(view.notes.rows.map((n) => n.body.filter((p) => p.hit).map((p) => p.text))).toEqual([['Formulieren']]);
    expect(view.contacts.texts).toHaveLength(1);
    expect(view.contacts.topics).toHaveLength(1);
    expect((await open('geprobeerd')).modules).toHaveLength(1);
    expect((await open('zeppelin')).nothing).toBe(true);
    for (const odd of ['"', '*', 'NEAR(', 'a OR', '-', '{title}: x', '\u0000']) await open(odd);
  });

  test('a long list of notes is leafed through, the last written first', async () => {
    for (let n = 1; n <= 23; n++) {
      house.now = new Date(house.now.getTime() + 1000);
      await write(`n${n}`, `Notitie nummer ${n}`);
    }
    const first = await open();
    expect(first.notes).toMatchObject({ total: 23, hasMore: true });
    expect(plain(first.notes.rows[0]?.body ?? [])).toBe('Notitie nummer 23');
    expect((await open('', noor, { pagina: '2' })).notes).toMatchObject({ hasMore: false, rows: { length: 3 } });
    expect((await open('nummer', noor, { pagina: '2' })).notes).toMatchObject({ total: 23, rows: { length: 3 } });
  });
});

describe('the card', () => {
  const none = { sentences: [], notes: [], intentions: [], contacts: [], times: [] };

  test('begins with every sentence and what the library wrote, without notes', async () => {
    await done('de-vraag-achter-de-vraag');
    await write('n1', 'Van mij');
    await localText('walk-in-hours', 'Dinsdag van tien tot twaalf');
    const card = await openCard(await house.ctx(noor), null);
    expect(card.panels.front.items.map((i) => i.text)).toEqual(['“Wat heeft u al geprobeerd?”']);
    expect(card.panels.right.items).toMatchObject([{ title: 'Onze spreekuren' }]);
    expect(card.panels.back.items).toEqual([]);
    expect(card.panels.back.blanks.length).toBeGreaterThan(0);
    expect(card.panels.left.blanks).toContain('Taal:');
  });

  test('has what was chosen, and never a note of someone else', async () => {
    const other = await house.learner(library);
    await write('n1', 'Van mij');
    await write('n2', 'Van een ander', other);
    const card = await openCard(await house.ctx(noor), { ...none, notes: ['n1', 'n2'] });
    expect(card.panels.back.items.map((i) => i.text)).toEqual(['Van mij']);
    expect(card.choices.notes).toEqual([{ value: 'n1', label: 'Van mij', checked: true }]);
  });

  test('says what does not fit', async () => {
    for (let n = 1; n <= 8; n++) await write(`n${n}`, 'Een hele lange notitie. '.repeat(30));
    const ids = Array.from({ length: 8 }, (_, i) => `n${i + 1}`);
    const card = await openCard(await house.ctx(noor), { ...none, notes: ids });
    expect(card.panels.back.left.length).toBeGreaterThan(0);
    expect(card.tooMuch.join(' ')).toContain('Mijn notities');
  });
});

describe('the word list', () => {
  test('is in the order of the alphabet, with the lessons in which a word stands', async () => {
    const view = await listTerms(await house.ctx(noor), {});
    expect(view.total).toBe(house.catalogue.terms.size);
    expect(view.all).toEqual([...view.all].sort());
    const shown = view.letters.flatMap((group) => group.terms);
    const used = [...house.catalogue.modules.values()].flatMap((m) => m.lessons.flatMap((l) => l.parts.terms));
    for (const term of shown) expect(term.lessons.length > 0, term.id).toBe(used.includes(term.id));
  });

  test('is searched in words, spellings and explanations', async () => {
    const some = [...house.catalogue.terms.values()][0];
    const view = await listTerms(await house.ctx(noor), { zoek: some?.term ?? '' });
    expect(view.letters.flatMap((g) => g.terms.map((t) => t.id))).toContain(some?.id);
    expect((await listTerms(await house.ctx(noor), { zoek: 'zeppelin' })).total).toBe(0);
  });
});

describe('one’s own intentions', () => {
  async function intend(meetingNr: number, body: string, who = noor, shared = false) {
    const group = await house.group({ libraryId: library, meetings: 2, members: [noor] });
    const meetingId = group.meetings[meetingNr - 1]?.id ?? '';
    await house.db.insert(table.intention).values({ meetingId, personId: who.personId, body, shared, at: house.now });
    return { meetingId, group };
  }

  test('stand there for oneself only, with who reads them and the way to change them', async () => {
    const { meetingId, group } = await intend(1, 'Ik vraag door bij de telefoon.');
    const other = await house.learner(library, 'Bram');
    await intend(2, 'Van Bram.', other, true);
    const [mine, ...more] = (await open()).intentions;
    expect(more).toEqual([]);
    expect(mine).toMatchObject({ shared: false, href: `/bijeenkomsten/${meetingId}/voornemen` });
    expect(plain(mine?.body ?? [])).toBe('Ik vraag door bij de telefoon.');
    expect((await open('', other)).intentions).toMatchObject([{ shared: true }]);
    await house.db.update(table.membership).set({ leftAt: house.now }).where(eq(table.membership.groupId, group.id));
    expect((await open()).intentions).toMatchObject([{ href: null }]);
  });

  test('are found by their words, and can stand on the card', async () => {
    const { meetingId } = await intend(1, 'Ik vraag door bij de telefoon.');
    expect((await open('telefoon')).intentions[0]?.body).toContainEqual({ text: 'telefoon', hit: true });
    expect(await open('fiets')).toMatchObject({ intentions: [], nothing: true });
    const card = async (intentions: string[]) =>
      openCard(await house.ctx(noor), { sentences: [], notes: [], intentions, contacts: [], times: [] });
    expect((await card([])).panels.back).toMatchObject({ title: 'Mijn notities', items: [] });
    expect((await card([meetingId])).panels.back).toMatchObject({
      title: 'Mijn voornemen',
      items: [{ text: 'Ik vraag door bij de telefoon.' }],
    });
    const other = await house.learner(library, 'Bram');
    const ctx = await house.ctx(other);
    const wish = { sentences: [], notes: [], intentions: [meetingId], contacts: [], times: [] };
    expect((await openCard(ctx, wish)).panels.back.items).toEqual([]);
  });
});
