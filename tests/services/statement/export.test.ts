import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import type { Activity, Statement } from '#src/domain/xapi.ts';
import { newId } from '#src/services/new-id.ts';
import { exportLibrary } from '#src/services/statement/export.ts';
import { exportLibraries, openExport } from '#src/services/statement/open-export.ts';
import { takeQuiz } from '#tests/kit/take-quiz.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';
import { statementSchema } from '#tests/kit/xapi-schema.ts';

let house: House;
let library: string;
let specialist: TestPerson;
let people: TestPerson[];
let group: Awaited<ReturnType<House['group']>>;
const january = new Date('2027-01-20T13:37:00Z');

beforeEach(async () => {
  house = await openTestHouse();
  library = await house.library('Bibliotheek Zandloper');
  specialist = await house.specialist(library);
  people = [];
  for (let n = 0; n < 6; n++) people.push(await house.learner(library, `Naam${n} Zonderspoor`));
  group = await house.group({ libraryId: library, members: people, name: 'Groep van Joke' });
});
afterEach(() => house.close());

const ask = async (more: Partial<Parameters<typeof exportLibrary>[1]> = {}, by = specialist) =>
  exportLibrary(await house.ctx(by), { libraryId: library, from: '2026-12', until: '2027-02', courseId: 'alle', ...more });

async function take(more: Parameters<typeof ask>[0] = {}) {
  const made = await ask(more);
  if (made.kind === 'refused') return { refused: made.why, text: '', statements: [] as Statement[] };
  let text = '';
  for await (const piece of made.pieces) text += piece;
  const statements = text
    .split('\n')
    .slice(0, -1)
    .map((line) => statementSchema.parse(JSON.parse(line)) as Statement);
  return { refused: null, text, statements };
}
const doLesson = async (who: TestPerson, lessonId = 'nk-1', at = january, moduleId = 'nieuwe-klanten') =>
  house.db.insert(table.lessonCompletion).values({ id: newId(), personId: who.personId, moduleId, lessonId, version: 1, at });
const actors = (statements: Statement[]) => new Set(statements.map(({ actor }) => actor.account.name));

test('below five people there is no file, from five on there is', async () => {
  for (const who of people.slice(0, 4)) await doLesson(who);
  expect((await take()).refused).toBe('te-weinig');
  await doLesson(people[4] as TestPerson);
  expect((await take()).statements).toHaveLength(5);
});

test('no name, number, group, answer, score or hour is in it', async () => {
  for (const who of people) {
    await doLesson(who);
    await house.pass(who, 'nieuwe-klanten', january);
    await house.mark(group.meetings[0]?.moments[0]?.id ?? '', who);
    await house.certificate(group.id, group.ruleId, who);
  }
  await takeQuiz(house, people[0] as TestPerson, { course: 'frontoffice', module: 'landelijke-context' });
  house.now = new Date('2027-02-12T09:00:00Z');
  const { text, statements } = await take();
  const verbs = Map.groupBy(statements, ({ verb }) => verb.id.split('/').at(-1));
  expect([...verbs].map(([name, { length }]) => [name, length]).sort()).toEqual([
    ['attended', 6],
    ['completed', 12],
    ['passed', 6],
  ]);
  const [one] = await house.db.select().from(table.certificate);
  const ids = people.flatMap(({ personId, accountId, name, email }) => [personId, accountId, name, email]);
  for (const secret of [...ids, group.id, 'Joke', 'Zandloper', one?.code ?? '', 'score', 'response', '13:37', 'toets'])
    expect(text).not.toContain(secret);
  expect(statements.every(({ timestamp }) => timestamp.endsWith('T00:00:00.000Z'))).toBe(true);
  expect(actors(statements).size).toBe(6);
});

test('what fewer than five people did in a month is left out, whatever period or course is asked', async () => {
  for (const who of people) await doLesson(who);
  for (const who of people.slice(0, 4)) await doLesson(who, 'nk-2');
  for (const who of people.slice(0, 3)) await doLesson(who, 'nk-3');
  for (const who of people.slice(3)) await doLesson(who, 'nk-3', new Date('2026-12-10T10:00:00Z'));
  const lessons = ({ statements }: { statements: Statement[] }) =>
    new Set(statements.map(({ object }) => (object as Activity).id.split('/').at(-1)));
  expect([...lessons(await take())]).toEqual(['nk-1']);
  expect((await take({ from: '2026-12', until: '2026-12' })).refused).toBe('te-weinig');
  expect((await take({ courseId: 'privacy-ido' })).refused).toBe('periode');
});

test('two files can’t be laid beside each other: other people, other numbers, another order', async () => {
  for (const who of people) for (const lesson of ['nk-1', 'nk-2', 'nk-3', 'nk-4']) await doLesson(who, lesson);
  const [first, second] = [(await take()).statements, (await take()).statements];
  expect(first).toHaveLength(24);
  const shared = (a: Set<string>, b: Set<string>) => [...a].filter((one) => b.has(one));
  expect(shared(actors(first), actors(second))).toEqual([]);
  expect(shared(new Set(first.map(({ id }) => id)), new Set(second.map(({ id }) => id)))).toEqual([]);
  const order = (statements: Statement[]) => statements.map(({ object }) => (object as Activity).id).join();
  expect(order(first)).not.toBe(order(second));
});

test('only what the group asks for, of its own library, until someone left; nothing of today or of who was erased', async () => {
  const outside = await house.library();
  const elsewhere = await house.group({ libraryId: outside, members: people });
  const practice = await house.group({ libraryId: library, members: people, kind: 'practice', modules: ['onze-activiteiten'] });
  for (const who of people) {
    await doLesson(who);
    await doLesson(who, 'bs-1', january, 'boekstart');
    await doLesson(who, 'oa-1', january, 'onze-activiteiten');
    await doLesson(who, 'nk-2', house.now);
    await house.mark(elsewhere.meetings[0]?.moments[0]?.id ?? '', who);
    await house.mark(practice.meetings[0]?.moments[0]?.id ?? '', who);
  }
  expect((await take()).statements).toHaveLength(6);
  const [gone, left] = people as [TestPerson, TestPerson];
  await house.db.update(table.person).set({ erasedAt: house.now }).where(eq(table.person.id, gone.personId));
  expect((await take()).statements).toHaveLength(5);
  await house.db
    .update(table.membership)
    .set({ leftAt: new Date('2027-01-19T00:00:00Z') })
    .where(eq(table.membership.personId, left.personId));
  expect((await take()).refused).toBe('te-weinig');
});

test('attendance that was taken back and a certificate that was revoked are not told', async () => {
  const [first, second] = group.meetings.map(({ moments }) => moments[0]?.id ?? '') as [string, string];
  for (const who of people) {
    await house.mark(first, who);
    await house.mark(second, who);
    await house.mark(second, who, 'cleared');
    await house.certificate(group.id, group.ruleId, who);
  }
  const certificates = await house.db.select().from(table.certificate);
  for (const { id } of certificates)
    await house.db.insert(table.certificateRevocation).values({ certificateId: id, reason: 'request', at: house.now });
  house.now = new Date('2027-02-12T09:00:00Z');
  const { statements } = await take();
  expect(statements).toHaveLength(6);
  expect(new Set(statements.map(({ object }) => (object as Activity).id)).size).toBe(1);
});

test('a specialist takes it of the own library only; taking it stands in the log', async () => {
  for (const who of people) await doLesson(who);
  const other = await house.library();
  await expect(ask({ libraryId: other })).rejects.toMatchObject({ code: 'notFound' });
  await expect(ask({}, people[0])).rejects.toMatchObject({ code: 'forbidden' });
  for (const role of ['administrator', 'adviser'] as const)
    await expect(ask({}, await house.person({ role }))).rejects.toMatchObject({ code: 'forbidden' });
  await take();
  const [event, ...more] = await house.db.select().from(table.auditEvent);
  expect(more).toEqual([]);
  expect(event).toMatchObject({
    kind: 'exported',
    organisationId: library,
    detail: { what: 'libraryStatements', from: '2026-12' },
  });
});

test('a period or course that can’t be is refused, and what was chosen stands there again', async () => {
  for (const wrong of [{ from: '2027-02', until: '2027-01' }, { from: '' }, { until: '2031-01' }, { courseId: 'boekstart' }])
    expect((await take(wrong)).refused).toBe('periode');
  const ctx = await house.ctx(specialist);
  const page = await openExport(ctx, library, { van: '2026-12', tot: '<x>', cursus: 'weg', uitkomst: 'te-weinig' });
  expect(page.values).toEqual({ from: '2026-12', until: '2027-02', course: 'alle' });
  expect(page.problem).toMatch(/minstens vijf mensen/);
  statementSchema.parse(JSON.parse(page.example?.line ?? ''));
  expect(page.months[0]).toEqual({ value: '2027-02', label: 'februari 2027' });
  expect((await openExport(ctx, library, { uitkomst: 'toString' })).problem).toBeNull();
  expect(exportLibraries(ctx).map(({ id }) => id)).toEqual([library]);
});
