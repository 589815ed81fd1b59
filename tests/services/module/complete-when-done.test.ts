import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Catalogue } from '#src/catalogue/read.ts';
import * as table from '#src/db/schema/index.ts';
import { openCard } from '#src/services/card/open.ts';
import { openGroup } from '#src/services/group/open.ts';
import { completeLesson } from '#src/services/lesson/complete.ts';
import { openModule } from '#src/services/module/open.ts';
import { showResult } from '#src/services/quiz/show-result.ts';
import { startQuiz } from '#src/services/quiz/start.ts';
import { finishQuiz, takeQuiz } from '#tests/kit/take-quiz.ts';
import { at, openAssignmentWorld, type AssignmentWorld } from '#tests/services/assignment/world.ts';

let world: AssignmentWorld;
beforeEach(async () => void (world = await openAssignmentWorld()));
afterEach(() => world.house.close());

const quiz = (more = {}) => takeQuiz(world.house, world.noor, at, more);
const attend = () => world.house.mark(world.group.meetings[0]?.moments[0]?.id ?? '', world.noor);
const card = async () => (await openCard(await world.house.ctx(world.noor), { groupId: world.group.id })).card;

/** The catalogue with this module as it would be in another version. */
function changed(to: { version?: number; required?: boolean }): Catalogue {
  const { catalogue } = world.house;
  const module = catalogue.modules.get(at.module);
  const found = catalogue.quizzes.get(at.module);
  if (!module || !found) throw new Error('the module of these tests is gone');
  const assignments = module.assignments.map((a) => (a.id === at.assignment ? { ...a, required: to.required ?? a.required } : a));
  return {
    ...catalogue,
    modules: new Map(catalogue.modules).set(at.module, { ...module, version: to.version ?? module.version, assignments }),
    // Another version asks other questions.
    quizzes: new Map(catalogue.quizzes).set(at.module, { ...found, questions: found.questions.slice(0, 8) }),
  };
}

describe('a module with a required assignment', () => {
  test('is not passed by its quiz alone; the assignment, kept for oneself, passes it with the version of the go', async () => {
    const { attemptId } = await quiz();
    expect(await world.completions()).toHaveLength(0);
    await world.save(world.noor);
    expect(await world.completions()).toMatchObject([{ moduleId: at.module, version: 1, via: 'quiz', sourceId: attemptId }]);
    await world.save(world.noor, { share: 'specialist' });
    await quiz();
    expect(await world.completions()).toHaveLength(1);
  });

  test('is passed by the quiz when the assignment came first, but not when that is half done', async () => {
    await world.save(world.noor, { texts: world.fields.map((_, i) => (i === 0 ? 'Iets' : '')) });
    await quiz();
    expect(await world.completions()).toHaveLength(0);
    await world.save(world.noor);
    expect(await world.completions()).toHaveLength(1);
  });

  test('stays passed when the assignment is taken back or emptied', async () => {
    await world.save(world.noor, { share: 'specialist' });
    await world.save(world.noor, { texts: world.fields.map((_, i) => (i === 0 ? 'Iets' : '')) });
    await quiz();
    expect(await world.completions()).toHaveLength(1);
  });

  test('gives the certificate in the transaction of the assignment when that was the last thing missing', async () => {
    await attend();
    await quiz();
    expect(await world.certificates()).toHaveLength(0);
    const { issued } = await world.save(world.noor);
    expect(issued).toMatchObject([{ award: 'certificate', groupId: world.group.id }]);
    expect(await world.certificates()).toMatchObject([{ facts: { modules: [{ id: at.module, version: 1 }] } }]);
    expect(await world.mails('certificateEarned')).toHaveLength(1);
    expect(world.house.mailCalls).toBeGreaterThan(0);
  });

  test('whose save fails at the end leaves neither text, module nor certificate behind', async () => {
    await attend();
    await quiz();
    const { house } = world;
    const emails = new Map([...house.catalogue.emails].filter(([kind]) => kind !== 'certificateEarned'));
    const { saveAssignment } = await import('#src/services/assignment/save.ts');
    const ctx = await house.ctx(world.noor, { catalogue: { ...house.catalogue, emails } });
    await expect(
      saveAssignment(ctx, { ...at, fields: world.fields, texts: world.fields, sharedWith: 'self', confirmed: false }),
    ).rejects.toThrow('there is no mail');
    expect([await world.works(), await world.completions(), await world.certificates()]).toEqual([[], [], []]);
  });

  test('passed before it asked for one stays passed', async () => {
    await quiz({ catalogue: changed({ required: false }) });
    expect(await world.completions()).toHaveLength(1);
    expect(await openModule(await world.house.ctx(world.noor), at)).toMatchObject({ left: null });
    expect((await card())?.card.missing.sentences.join(' ')).not.toContain(world.assignment.title);
  });
});

describe('what is still missing says so', () => {
  test('on the leerkaart, the module, the result of the quiz and the group', async () => {
    const { title } = world.assignment;
    const before = await card();
    expect(before?.card.missing.sentences).toContain(`Bij ‘Onze activiteiten’ hoort ook de opdracht ‘${title}’.`);
    const { attemptId } = await quiz();
    const text = `Je hebt de toets gehaald. Nog te doen: de opdracht ‘${title}’.`;
    const after = await card();
    expect(after?.card.missing.sentences).toContain(
      `Van ‘Onze activiteiten’ heb je de toets gehaald. Nog te doen: de opdracht ‘${title}’.`,
    );
    expect(after?.card.rows).toContainEqual(expect.objectContaining({ state: 'busy', detail: 'toets gehaald, nu de opdracht' }));
    expect(after?.continue).toMatchObject({ kind: 'assignment', title, button: 'Naar de opdracht' });
    expect(await openModule(await world.house.ctx(world.noor), at)).toMatchObject({ left: { text, quizPassed: true } });
    const result = await showResult(await world.house.ctx(world.noor), { ...at, attempt: attemptId });
    expect(result).toMatchObject({ passed: true, left: { text, assignments: [{ title }] } });
    const page = await openGroup(await world.house.ctx(world.samira), { groupId: world.group.id });
    expect(page.members.map((m) => m.missing)).toEqual([
      'Module 2 en bijeenkomst 1.',
      'Module 2 (alleen nog de opdracht) en bijeenkomst 1.',
    ]);
    await world.save(world.noor);
    expect(await openModule(await world.house.ctx(world.noor), at)).toMatchObject({ left: null });
    expect((await showResult(await world.house.ctx(world.noor), { ...at, attempt: attemptId })).left).toBeNull();
  });
});

describe('a go that was begun on an older version', () => {
  test('finishes on its own questions and version, whatever the catalogue says by then', async () => {
    await world.save(world.noor);
    const { attemptId } = await startQuiz(await world.house.ctx(world.noor), at);
    const [before] = await world.house.db.select().from(table.attempt);
    await finishQuiz(world.house, world.noor, attemptId, { catalogue: changed({ version: 2 }) });
    const [after] = await world.house.db.select().from(table.attempt);
    expect(after).toMatchObject({ passed: true, version: 1, questions: before?.questions });
    expect(await world.completions()).toMatchObject([{ version: 1, sourceId: attemptId }]);
  });

  test('an assignment that comes after the change completes the version of the go that was passed', async () => {
    await quiz();
    const { saveAssignment } = await import('#src/services/assignment/save.ts');
    await saveAssignment(await world.house.ctx(world.noor, { catalogue: changed({ version: 2 }) }), {
      ...at,
      fields: world.fields,
      texts: world.fields,
      sharedWith: 'self',
      confirmed: false,
    });
    expect(await world.completions()).toMatchObject([{ version: 1 }]);
    expect((await world.works())[0]).toMatchObject({ version: 2 });
  });

  test('lessons read in the old version still count in the new one', async () => {
    const lessons = world.house.catalogue.modules.get(at.module)?.lessons ?? [];
    for (const lesson of lessons.slice(0, 2))
      await completeLesson(await world.house.ctx(world.noor), { ...at, lesson: lesson.slug });
    const view = await openModule(await world.house.ctx(world.noor, { catalogue: changed({ version: 2 }) }), at);
    expect(view.lessons.map((l) => l.done)).toEqual(lessons.map((_, i) => i < 2));
  });
});
