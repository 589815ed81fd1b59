import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import type { Activity, Statement } from '#src/domain/xapi.ts';
import { newId } from '#src/services/new-id.ts';
import { downloadOwnStatements } from '#src/services/own-data/statements.ts';
import { revokeCertificate } from '#src/services/certificate/revoke.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';
import { takeQuiz } from '#tests/kit/take-quiz.ts';
import { statementSchema } from '#tests/kit/xapi-schema.ts';

let house: House;
let library: string;
let who: TestPerson;
let other: TestPerson;
let group: Awaited<ReturnType<House['group']>>;
beforeEach(async () => {
  house = await openTestHouse();
  library = await house.library();
  who = await house.learner(library, 'Wilhelmina Zonderspoor');
  other = await house.learner(library, 'Bartholomeus Anders');
  group = await house.group({ libraryId: library, members: [who, other] });
});
afterEach(() => house.close());

async function download(of: TestPerson) {
  const pieces: string[] = [];
  for await (const piece of await downloadOwnStatements(await house.ctx(of))) pieces.push(piece);
  const text = pieces.join('');
  const lines = text.split('\n').slice(0, -1);
  return { text, pieces: pieces.length, statements: lines.map((line) => statementSchema.parse(JSON.parse(line)) as Statement) };
}
const verb = ({ verb: { id } }: Statement) => id.split('/').at(-1);
const count = (statements: Statement[]) =>
  Object.fromEntries([...Map.groupBy(statements, verb)].map(([name, some]) => [name, some.length]));

const lesson = { moduleId: 'nieuwe-klanten', version: 1 };

test('a quiz is told from its first moment to its result, with every answer, how sure and in what time', async () => {
  const { attemptId } = await takeQuiz(house, who, { course: 'frontoffice', module: 'nieuwe-klanten' });
  await house.db
    .update(table.attempt)
    .set({ startedAt: new Date(house.now.getTime() - 125_000) })
    .where(eq(table.attempt.id, attemptId));
  await house.db.update(table.answer).set({ sure: true }).where(eq(table.answer.attemptId, attemptId));
  const answers = await house.db.select().from(table.answer);
  const { statements } = await download(who);
  const told = statements.filter((s) => verb(s) === 'answered');
  expect(told).toHaveLength(answers.length);
  expect(new Set(statements.map(({ context }) => context?.registration).filter(Boolean)).size).toBe(1);
  for (const { result, object } of told) {
    expect(result).toMatchObject({ score: { scaled: 1 }, success: true });
    expect(Object.values(result?.extensions ?? {})).toEqual([true]);
    expect((object as Activity).definition?.correctResponsesPattern).toBeDefined();
  }
  const passed = statements.find((s) => verb(s) === 'passed' && (s.object as Activity).id.includes('/toets/'));
  expect(passed?.result).toMatchObject({ score: { scaled: 1 }, success: true, duration: 'PT125S' });
  expect(passed?.timestamp).toBe(house.now.toISOString());
});

test('what is right is not told of a go that is not handed in', async () => {
  const { attemptId } = await takeQuiz(house, who, { course: 'frontoffice', module: 'nieuwe-klanten' });
  await house.db
    .update(table.attempt)
    .set({ submittedAt: null, score: null, passed: null })
    .where(eq(table.attempt.id, attemptId));
  const { text, statements } = await download(who);
  expect(count(statements)['answered']).toBeGreaterThan(3);
  expect(text).not.toContain('correctResponsesPattern');
});

test('lessons, places, modules, attendance as it counts now, and a certificate that was taken back', async () => {
  const own = { personId: who.personId, at: house.now };
  await house.db.insert(table.lessonCompletion).values({ id: newId(), ...own, ...lesson, lessonId: 'nk-1' });
  await house.db
    .insert(table.lessonPosition)
    .values({ id: newId(), ...own, moduleId: 'nieuwe-klanten', courseId: 'frontoffice', lessonId: 'nk-1', anchor: 'doen' });
  await house.pass(who, 'nieuwe-klanten');
  const [first, second, third] = group.meetings.map(({ moments }) => moments[0]?.id ?? '') as [string, string, string];
  await house.mark(first, who);
  await house.mark(second, who);
  await house.mark(second, who, 'cleared');
  await house.mark(third, who, 'absent');
  await house.db
    .insert(table.makeUp)
    .values({ id: newId(), meetingId: group.meetings[1]?.id ?? '', personId: who.personId, how: 'task', at: house.now });
  await house.certificate(group.id, group.ruleId, who);
  const [award] = await house.db.select().from(table.certificate);
  const specialist = await house.specialist(library);
  await revokeCertificate(await house.ctx(specialist), {
    groupId: group.id,
    personId: who.personId,
    certificateId: award?.id ?? '',
    reason: 'request',
  });
  const { statements } = await download(who);
  expect(count(statements)).toEqual({ progressed: 1, completed: 3, passed: 1, attended: 1, voided: 1 });
  const attended = statements.find((s) => verb(s) === 'attended');
  expect((attended?.object as Activity).id).toContain(group.meetings[0]?.id);
  const taken = statements.find((s) => verb(s) === 'voided');
  expect(statements.map(({ id }) => id)).toContain(taken?.object.id);
  expect(new Set(statements.map(({ id }) => id)).size).toBe(statements.length);
});

test('only of oneself: nothing of a colleague, and the same numbers every time', async () => {
  await house.pass(who, 'nieuwe-klanten');
  await house.pass(other, 'nieuwe-klanten');
  const [mine, again, theirs] = [await download(who), await download(who), await download(other)];
  expect(mine.text).not.toContain(other.personId);
  expect(mine.text).not.toContain(other.name);
  expect(again.text).toBe(mine.text);
  expect(theirs.statements.map(({ id }) => id)).not.toEqual(mine.statements.map(({ id }) => id));
  await expect(downloadOwnStatements(await house.ctx())).rejects.toMatchObject({ code: 'notSignedIn' });
  const events = await house.db.select().from(table.auditEvent);
  expect(events.map(({ kind, detail }) => [kind, detail?.['what']])).toContainEqual(['exported', 'ownStatements']);
});

test('a long history comes in pieces', async () => {
  const rows = Array.from({ length: 1200 }, (_, n) => ({
    id: newId(),
    personId: who.personId,
    ...lesson,
    lessonId: `oud-${n}`,
    at: house.now,
  }));
  for (let at = 0; at < rows.length; at += 300) await house.db.insert(table.lessonCompletion).values(rows.slice(at, at + 300));
  const { statements, pieces } = await download(who);
  expect(statements).toHaveLength(1200);
  expect(new Set(statements.map(({ id }) => id)).size).toBe(1200);
  expect(pieces).toBeGreaterThanOrEqual(5);
});
