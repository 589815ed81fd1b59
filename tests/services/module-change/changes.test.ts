import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Catalogue } from '#src/catalogue/read.ts';
import type { ModuleChange } from '#src/domain/module-change.ts';
import * as table from '#src/db/schema/index.ts';
import { openCard } from '#src/services/card/open.ts';
import { answerChange } from '#src/services/module-change/answer.ts';
import { openChanges } from '#src/services/module-change/open.ts';
import { openModule } from '#src/services/module/open.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

const at = { course: 'frontoffice', module: 'nieuwe-klanten' };
const path = '/cursus/frontoffice/nieuwe-klanten/veranderd';
let house: House;
let noor: TestPerson;
let group: Awaited<ReturnType<House['group']>>;

beforeEach(async () => {
  house = await openTestHouse();
  const library = await house.library();
  noor = await house.learner(library, 'Noor de Wit');
  group = await house.group({ libraryId: library, members: [noor], modules: [at.module], meetings: 1 });
});
afterEach(() => house.close());

const change = (version: number): ModuleChange => ({
  version,
  lines: [`Een van ${version}`, `Twee van ${version}`, `Drie van ${version}`],
  sources: [{ id: 'bron', text: 'Een bron uit 2027' }],
  question: {
    id: `nk-v${version}`,
    kind: 'single',
    objective: 'nk-gesprek',
    text: `Wat is nieuw in ${version}?`,
    sources: ['bron'],
    options: [
      { id: 'a', text: 'Dit', correct: true, feedback: `Ja, dit in ${version}` },
      { id: 'b', text: 'Dat', correct: false, feedback: `Nee, dat niet in ${version}` },
    ],
  },
});

/** The module two versions further. */
function newer(): Catalogue {
  const module = house.catalogue.modules.get(at.module);
  if (!module) throw new Error('the module of these tests is gone');
  return {
    ...house.catalogue,
    modules: new Map(house.catalogue.modules).set(at.module, { ...module, version: 3 }),
    changes: new Map(house.catalogue.changes).set(at.module, [change(3), change(2)]),
  };
}

const ctx = async (who: TestPerson | null = noor) => house.ctx(who, { catalogue: newer() });
const open = async (answered: { version: string; chosen: string[] } | null = null, who = noor) =>
  openChanges(await ctx(who), { ...at, answered });
const answer = async (version: number, chosen: string[], who: TestPerson | null = noor) =>
  answerChange(await ctx(who), { ...at, version, chosen });
const completions = () => house.db.select().from(table.moduleCompletion);
const row = async () =>
  (await openCard(await ctx(), { groupId: null })).card?.card.rows.find((r) => r.kind === 'module' && r.number === 3);

test('who passed an older version is told on the leerkaart and at the module, and may leave it at that', async () => {
  expect(await row()).not.toHaveProperty('changed');
  await house.pass(noor, at.module);
  expect(await row()).toMatchObject({ state: 'passed', changed: path });
  expect(await openModule(await ctx(), at)).toMatchObject({ changed: { href: path, version: 3 } });
  const same = { ...newer(), changes: new Map() };
  expect((await openModule(await house.ctx(noor, { catalogue: same }), at)).changed).toBeNull();
});

test('the missed versions come one by one, oldest first, without the answer before it was given', async () => {
  await house.pass(noor, at.module);
  const first = await open();
  expect(first).toMatchObject({ kind: 'question', version: 2, lines: ['Een van 2', 'Twee van 2', 'Drie van 2'], left: 2 });
  expect(JSON.stringify(first)).not.toMatch(/correct|feedback|Ja, dit/);
  // An address that anyone can type gives nothing away.
  expect(await open({ version: '2', chosen: ['a'] })).toMatchObject({ kind: 'question' });
  expect(await answer(2, ['a'])).toBe(`${path}?versie=2&antwoord=a`);
  expect(await completions()).toMatchObject([
    { version: 1, via: 'quiz' },
    { version: 2, via: 'changes', sourceId: 'nk-v2' },
  ]);
  const feedback = await open({ version: '2', chosen: ['a'] });
  expect(feedback).toMatchObject({
    kind: 'feedback',
    left: 1,
    review: { outcome: 'goed', sources: [{ text: 'Een bron uit 2027' }] },
  });
  expect(await open()).toMatchObject({ kind: 'question', version: 3, left: 1 });
  // A wrong answer is an answer.
  await answer(3, ['b']);
  expect(await open({ version: '3', chosen: ['b'] })).toMatchObject({ kind: 'feedback', left: 0, review: { outcome: 'niet' } });
  expect(await open()).toMatchObject({ kind: 'none', passed: { version: 1 } });
  expect(await row()).not.toHaveProperty('changed');
  expect((await completions()).map((c) => c.version)).toEqual([1, 2, 3]);
});

test('a double click, a second tab and a later version out of turn add nothing', async () => {
  await house.pass(noor, at.module);
  await expect(answer(3, ['a'])).rejects.toMatchObject({ code: 'notFound' });
  await Promise.all([answer(2, ['a']), answer(2, ['a']), answer(2, ['b'])]);
  expect(await completions()).toHaveLength(2);
});

test('nothing chosen is refused at the field; without the module, or signed in, there is nothing to answer', async () => {
  await expect(answer(2, ['a'])).rejects.toMatchObject({ code: 'notFound' });
  expect(await open()).toMatchObject({ kind: 'none', passed: null });
  await house.pass(noor, at.module);
  await expect(answer(2, [])).rejects.toMatchObject({ code: 'invalid', errors: [{ field: 'chosen' }] });
  await expect(answer(2, ['x'])).rejects.toMatchObject({ code: 'invalid' });
  await expect(answer(2, ['a'], null)).rejects.toMatchObject({ code: 'notSignedIn' });
  expect(await completions()).toHaveLength(1);
});

test('a certificate keeps the version it certified', async () => {
  await house.pass(noor, at.module);
  await house.mark(group.meetings[0]?.moments[0]?.id ?? '', noor);
  const { issueWhenEarned } = await import('#src/services/certificate/issue-when-earned.ts');
  const own = await house.ctx();
  await house.db.transaction((tx) => issueWhenEarned(tx, own, { personId: noor.personId }));
  const before = await house.db.select().from(table.certificate);
  expect(before).toMatchObject([{ facts: { modules: [{ id: at.module, version: 1 }] } }]);
  await answer(2, ['a']);
  await answer(3, ['a']);
  const later = await ctx();
  await house.db.transaction((tx) => issueWhenEarned(tx, later, { personId: noor.personId }));
  expect(await house.db.select().from(table.certificate)).toEqual(before);
});
