import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { openCard } from '#src/services/card/open.ts';
import { joinOpenCourse } from '#src/services/course/join.ts';
import { openCourse } from '#src/services/course/open.ts';
import { closeGroup } from '#src/services/group/make.ts';
import { listAllGroups } from '#src/services/group/list-all.ts';
import { listGroups } from '#src/services/group/list.ts';
import { openGroup } from '#src/services/group/open.ts';
import { endOrganisation, reopenOrganisation } from '#src/services/organisation/end.ts';
import { openOverview } from '#src/services/organisation/overview.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';
import { takeQuiz } from '#tests/kit/take-quiz.ts';

const at = { course: 'privacy-basis', module: 'privacy-basis' };
let house: House;
let library: string;
let noor: TestPerson;
let admin: TestPerson;

beforeEach(async () => {
  house = await openTestHouse();
  library = await house.library('Bibliotheek Duinrand');
  noor = await house.learner(library, 'Noor de Wit');
  admin = await house.person({ role: 'administrator' });
});
afterEach(() => house.close());

const groups = () => house.db.select().from(table.learningGroup);
const certificates = () => house.db.select().from(table.certificate);
const memberships = (who: TestPerson) =>
  house.db.select().from(table.membership).where(eq(table.membership.personId, who.personId));
const join = async (who = noor) => joinOpenCourse(await house.ctx(who), { course: at.course });
const pass = (who = noor, course = at.course) => takeQuiz(house, who, { ...at, course });
const mails = async () => (await house.db.select().from(table.outbox)).map((m) => m.payload.kind);

describe('who passes the module of a course without meetings', () => {
  test('gets the proof of participation at once, in a group that made itself, with one mail', async () => {
    const { issued } = await pass();
    expect(issued).toMatchObject([{ award: 'participation' }]);
    expect(await groups()).toMatchObject([
      { kind: 'open', courseId: at.course, libraryId: library, name: 'De basis van privacy' },
    ]);
    expect(await certificates()).toMatchObject([
      {
        kind: 'participation',
        facts: { courseId: at.course, libraryName: 'Bibliotheek Duinrand', modules: [{ id: at.module }] },
      },
    ]);
    expect(await mails()).toEqual(['certificateEarned']);
    await pass();
    expect(await certificates()).toHaveLength(1);
    expect(await memberships(noor)).toHaveLength(1);
  });

  test('together with others makes one group', async () => {
    const people = await Promise.all([1, 2, 3, 4].map(() => house.learner(library)));
    await Promise.all(people.map((who) => join(who)));
    await Promise.all(people.map((who) => pass(who)));
    expect(await groups()).toHaveLength(1);
    expect(await certificates()).toHaveLength(4);
  });

  test('for another course, in its group, earns the separate proof as well', async () => {
    const ido = await house.group({
      libraryId: library,
      courseId: 'privacy-ido',
      members: [noor],
      modules: ['privacy-basis', 'privacy-ido'],
      meetings: 1,
    });
    await pass(noor, 'privacy-ido');
    expect((await memberships(noor)).map((m) => m.groupId)).toContain(ido.id);
    expect(await certificates()).toMatchObject([{ kind: 'participation', facts: { courseId: at.course } }]);
    // The card of the group with colleagues stays the first one.
    expect((await openCard(await house.ctx(noor), { groupId: null })).card?.card.groupName).toBe((await groups())[0]?.name);
  });

  test('in a group of the course that a specialist made stays there; a practice group gives no proof', async () => {
    const own = await house.group({
      libraryId: library,
      courseId: at.course,
      members: [noor],
      modules: [at.module],
      meetings: 0,
    });
    await pass();
    expect((await memberships(noor)).map((m) => m.groupId)).toEqual([own.id]);
    expect(await certificates()).toMatchObject([{ groupId: own.id }]);
    const bo = await house.learner(library);
    await house.group({
      libraryId: library,
      courseId: at.course,
      members: [bo],
      modules: [at.module],
      meetings: 0,
      kind: 'practice',
    });
    await pass(bo);
    expect(await memberships(bo)).toHaveLength(2);
    expect(await certificates()).toHaveLength(2);
  });

  test('without a library, or at one that ended, makes no group and loses nothing', async () => {
    const adviser = await house.person({ role: 'adviser', organisationId: await house.poi() });
    await pass(adviser);
    await house.db.update(table.organisation).set({ endedAt: house.now }).where(eq(table.organisation.id, library));
    await pass();
    expect(await groups()).toHaveLength(0);
    expect(await house.db.select().from(table.moduleCompletion)).toHaveLength(2);
    await expect(join()).rejects.toMatchObject({ code: 'invalid' });
  });

  test('passes a module of a course with meetings without any of this', async () => {
    await takeQuiz(house, noor, { course: 'frontoffice', module: 'nieuwe-klanten' });
    expect(await groups()).toHaveLength(0);
  });
});

describe('“Zet op mijn leerkaart”', () => {
  const view = async (who = noor) => (await openCourse(await house.ctx(who), at)).alone;

  test('joins, shows the card, and is harmless twice', async () => {
    expect(await view()).toEqual({ card: null, mayJoin: true });
    const path = await join();
    expect(await join()).toBe(path);
    expect(await view()).toEqual({ card: path, mayJoin: false });
    const card = (await openCard(await house.ctx(noor), { groupId: path.split('/').at(-1) ?? '' })).card?.card;
    expect(card).toMatchObject({
      goal: 'Bewijs van deelname',
      missing: { title: 'Wat mis ik nog voor mijn bewijs van deelname?' },
    });
    expect(await mails()).toEqual([]);
  });

  test('gives the proof at once to who passed before there was a place', async () => {
    const late = await house.person();
    await pass(late);
    expect(await certificates()).toHaveLength(0);
    await house.employ(late, 'learner', library);
    await join(late);
    expect(await certificates()).toHaveLength(1);
  });

  test('is not for a course with meetings, nor for who works nowhere or whose library closed it', async () => {
    expect((await openCourse(await house.ctx(noor), { course: 'frontoffice' })).alone).toBeNull();
    await expect(joinOpenCourse(await house.ctx(noor), { course: 'frontoffice' })).rejects.toMatchObject({ code: 'notFound' });
    await expect(joinOpenCourse(await house.ctx(), { course: at.course })).rejects.toMatchObject({ code: 'notSignedIn' });
    const loose = await house.person();
    expect(await view(loose)).toEqual({ card: null, mayJoin: false });
    await expect(join(loose)).rejects.toMatchObject({ code: 'invalid' });
    await join();
    await closeGroup(await house.ctx(admin), { groupId: (await groups())[0]?.id ?? '', closed: true });
    const bo = await house.learner(library);
    expect(await view(bo)).toEqual({ card: null, mayJoin: false });
    await expect(join(bo)).rejects.toMatchObject({ code: 'invalid' });
  });

  test('brings back who was taken out; passing the quiz alone does not', async () => {
    await join();
    await house.db.update(table.membership).set({ leftAt: house.now });
    await pass();
    expect(await certificates()).toHaveLength(0);
    await join();
    expect(await certificates()).toHaveLength(1);
  });
});

describe('an open group', () => {
  test('is seen by the specialist and the administrator, by its kind, and asks nobody for anything', async () => {
    const samira = await house.specialist(library, 'Samira Haddad');
    const before = (await openOverview(await house.ctx(admin))).todo;
    await join();
    const { groups: cards } = await listGroups(await house.ctx(samira));
    expect(cards).toMatchObject([{ name: 'De basis van privacy', open: true, lines: [], ready: '0 van 1 klaar' }]);
    const page = await openGroup(await house.ctx(samira), { groupId: cards[0]?.id ?? '' });
    expect(page).toMatchObject({ open: true, todo: [], meetings: [] });
    const all = await listAllGroups(await house.ctx(admin), {});
    expect(all.rows).toMatchObject([{ kind: 'open cursus', members: 1 }]);
    for (const mist of ['begeleider', 'bijeenkomsten', 'onderdelen'])
      expect((await listAllGroups(await house.ctx(admin), { mist })).rows, mist).toEqual([]);
    expect((await openOverview(await house.ctx(admin))).todo).toEqual(before);
    const strange = await house.specialist(await house.library());
    await expect(openGroup(await house.ctx(strange), { groupId: page.id })).rejects.toMatchObject({ code: 'notFound' });
  });

  test('takes another name where a group has its name already', async () => {
    await house.group({ libraryId: library, name: 'De basis van privacy' });
    await join();
    expect((await groups()).find((g) => g.kind === 'open')?.name).toBe('De basis van privacy (open cursus)');
  });

  test('does not keep a library from ending: it closes with it, and comes back with it', async () => {
    await join();
    await endOrganisation(await house.ctx(admin), library);
    expect((await groups())[0]?.closedAt).not.toBeNull();
    await reopenOrganisation(await house.ctx(admin), library);
    expect((await groups())[0]?.closedAt).toBeNull();
  });
});
