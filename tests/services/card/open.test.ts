import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openCard } from '#src/services/card/open.ts';
import { completeLesson } from '#src/services/lesson/complete.ts';
import { saveLessonPosition } from '#src/services/lesson/save-position.ts';
import { startQuiz } from '#src/services/quiz/start.ts';
import { openTestHouse, testModules, type House, type TestPerson } from '#tests/kit/house.ts';

let house: House;
let library: string;
let noor: TestPerson;
let samira: TestPerson;

beforeEach(async () => {
  house = await openTestHouse();
  library = await house.library();
  noor = await house.learner(library, 'Noor de Wit');
  samira = await house.specialist(library, 'Samira Haddad');
});
afterEach(() => house.close());

const makeGroup = (name?: string) =>
  house.group({ libraryId: library, members: [noor], leaders: [samira], ...(name ? { name } : {}) });
const open = async (groupId: string | null = null) => openCard(await house.ctx(noor), { groupId });
const later = (minutes: number) => (house.now = new Date(house.now.getTime() + minutes * 60_000));

describe('the one button', () => {
  test('starts with the first lesson', async () => {
    await makeGroup();
    expect((await open()).card?.continue).toMatchObject({
      kind: 'lesson',
      lead: 'Dag Noor. Hier kun je beginnen:',
      detail: 'Module 1 · Landelijke context vertaald · les 1 van 5 · nog 5 minuten',
      href: '/cursus/frontoffice/landelijke-context/wat-mensen-nodig-hebben',
    });
  });

  test('goes to the part where one was, with fewer minutes left', async () => {
    await makeGroup();
    await saveLessonPosition(await house.ctx(noor), {
      course: 'frontoffice',
      module: 'nieuwe-klanten',
      lesson: 'de-vraag-achter-de-vraag',
      anchor: 'open-vragen',
    });
    expect((await open()).card?.continue).toMatchObject({
      lead: 'Dag Noor. Je was hier gebleven:',
      title: 'De vraag achter de vraag',
      detail: 'Module 3 · Onze ‘nieuwe’ klanten · les 3 van 5 · nog 3 minuten',
      href: '/cursus/frontoffice/nieuwe-klanten/de-vraag-achter-de-vraag#open-vragen',
      button: 'Verder met de les',
    });
  });

  test('knows a lesson that was opened, also when one is still at its first part', async () => {
    await makeGroup();
    await saveLessonPosition(await house.ctx(noor), {
      course: 'frontoffice',
      module: 'nieuwe-klanten',
      lesson: 'de-vraag-achter-de-vraag',
      anchor: 'doe-eerst',
    });
    expect((await open()).card?.continue).toMatchObject({
      lead: 'Dag Noor. Je was hier gebleven:',
      href: '/cursus/frontoffice/nieuwe-klanten/de-vraag-achter-de-vraag',
      button: 'Verder met de les',
    });
  });

  test('keeps the place in an open module when one looks back at a module that is passed', async () => {
    await makeGroup();
    await house.pass(noor, 'landelijke-context');
    const open3 = { course: 'frontoffice', module: 'nieuwe-klanten', lesson: 'de-vraag-achter-de-vraag', anchor: 'open-vragen' };
    await saveLessonPosition(await house.ctx(noor), open3);
    const later = await house.ctx(noor);
    await saveLessonPosition(
      { ...later, now: new Date(later.now.getTime() + 60_000) },
      { course: 'frontoffice', module: 'landelijke-context', lesson: 'vijf-functies', anchor: 'doe-eerst' },
    );
    expect((await open()).card?.continue).toMatchObject({
      lead: 'Dag Noor. Je was hier gebleven:',
      title: 'De vraag achter de vraag',
    });
  });

  test('goes on with a quiz that was begun, to the quiz when all lessons are done, to the meeting when all is passed', async () => {
    await makeGroup();
    for (const lesson of house.catalogue.modules.get('landelijke-context')?.lessons ?? [])
      await completeLesson(await house.ctx(noor), { course: 'frontoffice', module: 'landelijke-context', lesson: lesson.slug });
    const quiz = { kind: 'quiz', href: '/cursus/frontoffice/landelijke-context/toets' };
    expect((await open()).card?.continue).toMatchObject({ ...quiz, title: 'De toets' });
    await startQuiz(await house.ctx(noor), { course: 'frontoffice', module: 'landelijke-context' });
    expect((await open()).card?.continue).toMatchObject({ ...quiz, title: 'Maak de toets af' });
    for (const module of testModules) await house.pass(noor, module);
    expect((await open()).card?.continue).toMatchObject({
      kind: 'meeting',
      title: 'Hoe pak ik mijn rol op?',
      detail: 'Bijeenkomst 3 · wo 17 feb, 10 uur · Vestiging Centrum',
    });
  });

  test('congratulates on the certificate, for a month', async () => {
    const group = await makeGroup();
    for (const module of testModules) await house.pass(noor, module);
    for (const meeting of group.meetings) await house.mark(meeting.moments[0]?.id ?? '', noor);
    const code = await house.certificate(group.id, group.ruleId, noor);
    const view = await open();
    expect(view.card?.continue).toMatchObject({ kind: 'award', lead: 'Gefeliciteerd, Noor!', href: `/certificaten/${code}` });
    expect(view.card?.card.missing.title).toBe('Je kaart is vol.');
    later(60 * 24 * 40);
    expect((await open()).card?.continue.lead).toBe('Dag Noor. Je kaart is vol.');
  });

  test('with a proof of participation one may still go on', async () => {
    const group = await makeGroup();
    await house.certificate(group.id, group.ruleId, noor, 'participation');
    const view = await open();
    expect(view.card?.continue.kind).toBe('lesson');
    expect(view.card?.card.missing.title).toBe('Je hebt een bewijs van deelname.');
  });
});

test('what is still missing is said with the date of the meeting and the names of who leads', async () => {
  const group = await makeGroup();
  await house.mark(group.meetings[0]?.moments[0]?.id ?? '', noor);
  await house.mark(group.meetings[1]?.moments[0]?.id ?? '', noor, 'absent');
  const { missing } = (await open()).card?.card ?? {};
  expect(missing?.sentences).toEqual([
    'Nog twee modules en twee bijeenkomsten.',
    'Haal nog de toets van ‘Landelijke context vertaald’ en ‘Onze nieuwe klanten’. Handig: doe dat vóór woensdag 17 februari 2027.',
    'Je was niet bij bijeenkomst 2. Je kunt die inhalen met een opdracht. Die is voor Samira Haddad.',
    'Kom naar bijeenkomst 3: woensdag 17 februari 2027, 10 uur, Vestiging Centrum.',
  ]);
});

test('with several groups the card joined last is shown, the others are a link away, and a strange group is not there', async () => {
  const first = await makeGroup('Eerste');
  later(10);
  const second = await makeGroup('Tweede');
  const strange = await house.group({ libraryId: library });
  const view = await open();
  expect(view.card?.card.groupName).toBe('Tweede');
  expect(view.groups.map((g) => [g.href, g.current])).toEqual([
    [`/leerkaart/${second.id}`, true],
    [`/leerkaart/${first.id}`, false],
  ]);
  expect((await open(first.id)).card?.card.groupName).toBe('Eerste');
  await expect(open(strange.id)).rejects.toMatchObject({ code: 'notFound' });
});

test('without a group there are courses to read, only those that have lessons', async () => {
  house.unwrite('privacy-basis');
  house.unwrite('privacy-ido');
  const view = await open();
  expect(view.card).toBeNull();
  expect(view.courses.map((c) => c.href)).toEqual(['/cursus/frontoffice']);
});
