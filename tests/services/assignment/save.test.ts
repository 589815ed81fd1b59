import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { openAssignment } from '#src/services/assignment/open.ts';
import { leaveForDesk } from '#src/services/desk/leave.ts';
import { returnFromDesk } from '#src/services/desk/return.ts';
import { giveBack } from '#src/services/draft/give-back.ts';
import { openLesson } from '#src/services/lesson/open.ts';
import { openModule } from '#src/services/module/open.ts';
import { at, openAssignmentWorld, type AssignmentWorld } from './world.ts';

const path = `/cursus/${at.course}/${at.module}/opdracht/${at.assignment}`;
let world: AssignmentWorld;
beforeEach(async () => void (world = await openAssignmentWorld()));
afterEach(() => world.house.close());

const open = async (who = world.noor) => openAssignment(await world.house.ctx(who), at);

describe('what is filled in', () => {
  test('is kept with who may read it; the newest counts and the older stay', async () => {
    await world.save(world.noor);
    world.house.now = new Date(world.house.now.getTime() + 60_000);
    await world.save(world.noor, { texts: world.fields.map(() => 'Anders'), share: 'specialist' });
    const view = await open();
    expect(view).toMatchObject({ sharedWith: 'specialist', done: true, state: 'Ingeleverd op 10 februari 2027.' });
    expect(view.fields.every((f) => f.text === 'Anders')).toBe(true);
    expect(await world.works()).toMatchObject([{ sharedWith: 'self' }, { sharedWith: 'specialist', version: 1 }]);
  });

  test('is there once after a double click, and again when only the choice who reads it changed', async () => {
    await Promise.all([1, 2, 3].map(() => world.save(world.noor)));
    expect(await world.works()).toHaveLength(1);
    await world.save(world.noor, { share: 'specialist' });
    await world.save(world.noor);
    expect((await world.works()).map((w) => w.sharedWith)).toEqual(['self', 'specialist', 'self']);
  });

  test('is somebody’s own: a colleague gets an empty form', async () => {
    await world.save(world.noor, { share: 'specialist' });
    const view = await open(world.bo);
    expect(view).toMatchObject({ state: null, done: false });
    expect(view.fields.every((f) => f.text === '')).toBe(true);
  });

  test('may be half of it; it is done once no field is empty, and stays done', async () => {
    const half = world.fields.map((_, i) => (i === 0 ? 'Iets' : ''));
    expect(await world.save(world.noor, { texts: half })).toMatchObject({ complete: false });
    expect(await open()).toMatchObject({ done: false, state: expect.stringContaining('Nog niet alles is ingevuld.') });
    await world.save(world.noor);
    await world.save(world.noor, { texts: half });
    expect(await open()).toMatchObject({ done: true });
  });

  test('of a thousand characters fits, one more is refused at its own field; nothing at all too', async () => {
    const long = (n: number) => world.fields.map((_, i) => (i === 1 ? 'x'.repeat(n) : 'kort'));
    await expect(world.save(world.noor, { texts: long(1001) })).rejects.toMatchObject({
      code: 'invalid',
      errors: [{ field: `tekst:${world.fields[1]}`, message: expect.stringContaining('1 teken te lang') }],
    });
    await expect(world.save(world.noor, { texts: world.fields.map(() => ' \n ') })).rejects.toMatchObject({ code: 'invalid' });
    expect(await world.works()).toHaveLength(0);
    // A browser sends a line break as two characters.
    const lines = Array.from({ length: 500 }, () => 'x').join('\r\n');
    await world.save(world.noor, { texts: world.fields.map((_, i) => (i === 1 ? lines : 'kort')) });
    expect((await world.works())[0]?.response[world.fields[1] ?? '']).toHaveLength(999);
  });

  test('in fields that the assignment does not have is refused, so that nothing gets lost', async () => {
    await expect(world.save(world.noor, { fields: ['weg'], texts: ['x'] })).rejects.toMatchObject({ code: 'invalid' });
    await expect(world.save(world.noor, { texts: ['x'] })).rejects.toMatchObject({ code: 'invalid' });
  });

  test('by nobody, or for an assignment of elsewhere, is refused', async () => {
    const input = { ...at, fields: world.fields, texts: world.fields, sharedWith: 'self' as const, confirmed: false };
    const { saveAssignment } = await import('#src/services/assignment/save.ts');
    await expect(saveAssignment(await world.house.ctx(), input)).rejects.toMatchObject({ code: 'notSignedIn' });
    const ctx = await world.house.ctx(world.noor);
    await expect(saveAssignment(ctx, { ...input, module: 'nieuwe-klanten' })).rejects.toMatchObject({ code: 'notFound' });
    await expect(saveAssignment(ctx, { ...input, course: 'privacy-ido' })).rejects.toMatchObject({ code: 'notFound' });
  });
});

describe('something that looks like data of a customer', () => {
  const risky = () => world.fields.map((_, i) => (i === 0 ? 'Bel mevrouw op 06-12345678 of mail haar: x@y.example' : 'ok'));

  test('is stopped with its name, and kept after a tick', async () => {
    await expect(world.save(world.noor, { texts: risky() })).rejects.toMatchObject({
      code: 'invalid',
      errors: [
        {
          field: 'geenKlant',
          message: expect.stringContaining('een telefoonnummer (06-12345678) en een e-mailadres (x@y.example)'),
        },
      ],
    });
    expect(await world.works()).toHaveLength(0);
    await world.save(world.noor, { texts: risky(), confirmed: true });
    expect(await world.works()).toHaveLength(1);
  });

  test('that was confirmed is not asked again; something new is', async () => {
    await world.save(world.noor, { texts: risky(), confirmed: true });
    await world.save(world.noor, { texts: risky(), share: 'specialist' });
    const more = risky().map((text, i) => (i === 1 ? '010 123 45 67' : text));
    await expect(world.save(world.noor, { texts: more })).rejects.toMatchObject({
      errors: [{ message: expect.not.stringContaining('06-12345678') }],
    });
  });
});

test('the page says exactly who reads what is handed in', async () => {
  expect((await open()).readers).toBe('Dan leest Samira Haddad dit, en verder niemand. Je kunt een reactie krijgen.');
  await world.house.specialist(world.library, 'Ellen Postma');
  expect((await open()).readers).toContain('lezen Samira Haddad en Ellen Postma dit');
  const alone = await world.house.learner(world.library);
  expect((await open(alone)).readers).toContain('Nu leest dus niemand dit.');
});

test('the lesson and the module say what was kept, and ask nothing where there is no assignment', async () => {
  const lesson = async (slug: string) =>
    openLesson(await world.house.ctx(world.noor), { course: at.course, module: at.module, lesson: slug });
  const slug = world.house.catalogue.modules.get(at.module)?.lessons.find((l) => l.id === world.assignment.lesson)?.slug ?? '';
  expect((await lesson(slug)).parts.assignments[at.assignment]).toMatchObject({ state: null, button: 'Vul in', required: true });
  await world.save(world.noor);
  expect((await lesson(slug)).parts.assignments[at.assignment]).toMatchObject({
    state: 'Bewaard op 10 februari 2027. Alleen jij kunt dit lezen.',
    button: 'Bekijk of verander',
  });
  const view = await openModule(await world.house.ctx(world.noor), at);
  expect(view.assignments.find((a) => a.href === path)).toMatchObject({ done: true, required: true });
  expect(view.assignments.some((a) => !a.done && !a.required)).toBe(true);
});

describe('a customer at the desk', () => {
  const fields: [string, string][] = [
    ['delen', 'specialist'],
    [`tekst:zin`, 'Half getypt'],
  ];

  test('gives back what was half typed, to the same person', async () => {
    await leaveForDesk(await world.house.ctx(world.noor), { path, anchor: null, fields });
    expect(await returnFromDesk(await world.house.ctx(world.noor))).toBe(`${path}?terug=1`);
    expect(await giveBack(await world.house.ctx(world.noor), path)).toMatchObject({ action: 'desk.leave', fields });
    expect(await giveBack(await world.house.ctx(world.bo), path)).toBeNull();
  });

  test('leaves nothing behind once the assignment was saved: the older text does not come back over it', async () => {
    await leaveForDesk(await world.house.ctx(world.noor), { path, anchor: null, fields });
    await world.save(world.noor);
    expect(await giveBack(await world.house.ctx(world.noor), path)).toBeNull();
    expect(await world.house.db.select().from(table.draft)).toHaveLength(0);
  });

  test('knows only assignments that are there', async () => {
    for (const wrong of [`${path}-weg`, '/cursus/privacy-ido/onze-activiteiten/opdracht/oa-opdracht-kaart'])
      await leaveForDesk(await world.house.ctx(world.noor), { path: wrong, anchor: null, fields });
    expect(await world.house.db.select().from(table.draft)).toHaveLength(0);
  });
});
