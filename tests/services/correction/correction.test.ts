import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import * as table from '#src/db/schema/index.ts';
import { answerReport } from '#src/services/correction/answer.ts';
import { listCorrectionsOf } from '#src/services/correction/list.ts';
import { openCorrectionForm } from '#src/services/correction/open-form.ts';
import { openCorrection } from '#src/services/correction/open.ts';
import { mostOpen, reportCorrection } from '#src/services/correction/report.ts';
import { newId } from '#src/services/new-id.ts';
import { fillEmail } from '#src/domain/email.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';
import { stopwatch } from '#tests/kit/spent.ts';

const lesson = { course: 'frontoffice', module: 'nieuwe-klanten', lesson: 'de-vraag-achter-de-vraag' };
let house: House;
let poi: string;
let library: string;
let noor: TestPerson;
let samira: TestPerson;
let marit: TestPerson;
let robin: TestPerson;

beforeEach(async () => {
  house = await openTestHouse();
  poi = await house.poi('POI Kustland');
  library = await house.library('Bibliotheek Duinrand', poi);
  noor = await house.person({ name: 'Noor de Wit', email: 'noor@duinrand.example', role: 'learner', organisationId: library });
  samira = await house.specialist(library, 'Samira Haddad');
  marit = await house.person({ name: 'Marit Claassen', role: 'adviser', organisationId: poi });
  robin = await house.person({ name: 'Robin Everts', role: 'administrator' });
});
afterEach(() => house.close());

async function report(
  who: TestPerson,
  about: 'local' | 'national',
  more: Partial<Parameters<typeof reportCorrection>[1]> = {},
): Promise<string> {
  const clientKey = newId();
  await reportCorrection(await house.ctx(who), {
    ...lesson,
    about: about === 'local' ? `local:${library}` : 'national',
    body: 'De derde zin klopt niet meer.',
    confirmed: false,
    clientKey,
    ...more,
  });
  return clientKey;
}

const rows = () => house.db.select().from(table.correction);
const mails = async (kind: string) => (await house.db.select().from(table.outbox)).filter((m) => m.payload.kind === kind);
const toAnswer = async (who: TestPerson, given: Record<string, string> = {}) =>
  (await listCorrectionsOf(await house.ctx(who), given)).toAnswer;
const idsFor = async (who: TestPerson) => (await toAnswer(who))?.rows.map((row) => row.id) ?? null;
const open = async (who: TestPerson, id: string) => openCorrection(await house.ctx(who), { id });
const answer = async (who: TestPerson, id: string, text = 'Dank je wel, ik pas het aan.') =>
  answerReport(await house.ctx(who), { id, text, confirmed: false });
const isNotThere = { code: 'notFound' };

describe('who gets a report', () => {
  test('about the own text: the specialists of the library, with the name, and nobody else', async () => {
    const other = await house.specialist(await house.library('Bibliotheek Heuvelland', poi));
    const id = await report(noor, 'local');
    expect(await idsFor(samira)).toEqual([id]);
    expect(await open(samira, id)).toMatchObject({ by: 'Noor de Wit', answerable: true, about: 'Bij ons' });
    for (const who of [other, marit, robin]) {
      expect(await idsFor(who)).toEqual([]);
      await expect(open(who, id)).rejects.toMatchObject(isNotThere);
      await expect(answer(who, id)).rejects.toMatchObject(isNotThere);
    }
  });

  test('about the lesson: the advisers of the POI above the library, and nobody else', async () => {
    const otherPoi = await house.poi('POI Heuvels');
    const elsewhere = await house.person({ role: 'adviser', organisationId: otherPoi });
    const id = await report(noor, 'national');
    expect(await idsFor(marit)).toEqual([id]);
    for (const who of [elsewhere, samira, robin]) {
      expect(await idsFor(who)).toEqual([]);
      await expect(open(who, id)).rejects.toMatchObject(isNotThere);
      await expect(answer(who, id)).rejects.toMatchObject(isNotThere);
    }
  });

  test.each([
    ['the library has no POI', async () => void (await house.db.update(table.organisation).set({ parentId: null }))],
    [
      'the POI has no adviser',
      async () => void (await house.db.delete(table.employment).where(eq(table.employment.role, 'adviser'))),
    ],
    [
      'the adviser is switched off',
      async () =>
        void (await house.db.update(table.person).set({ deactivatedAt: house.now }).where(eq(table.person.id, marit.personId))),
    ],
    [
      'the adviser never came in',
      async () =>
        void (await house.db.update(table.account).set({ passwordHash: null }).where(eq(table.account.personId, marit.personId))),
    ],
    [
      'the adviser left',
      async () =>
        void (await house.db.update(table.employment).set({ until: house.now }).where(eq(table.employment.role, 'adviser'))),
    ],
  ])('about the lesson, where %s: the administrator', async (_, happens) => {
    await happens();
    const id = await report(noor, 'national');
    expect(await idsFor(robin)).toEqual([id]);
    expect(await idsFor(samira)).toEqual([]);
    expect(await open(robin, id)).toMatchObject({ by: null, answerable: true });
    expect((await mails('correctionWaiting')).map((m) => m.payload.to)).toEqual([robin.email]);
  });

  test('once the POI has an adviser, what waits moves to the adviser', async () => {
    await house.db.delete(table.employment).where(eq(table.employment.role, 'adviser'));
    const id = await report(noor, 'national');
    await house.employ(marit, 'adviser', poi);
    expect(await idsFor(robin)).toEqual([]);
    expect(await idsFor(marit)).toEqual([id]);
    await expect(answer(robin, id)).rejects.toMatchObject(isNotThere);
  });

  test('someone without a library reports about the lesson only, to the administrator', async () => {
    const loose = await house.person({ name: 'Zonder werkplek' });
    const { choices } = await openCorrectionForm(await house.ctx(loose), lesson);
    expect(choices.map((c) => c.value)).toEqual(['national']);
    expect(choices[0]?.hint).toContain('De beheerder van Baliewijs');
    await expect(report(loose, 'local')).rejects.toMatchObject({ code: 'invalid', errors: [{ field: 'waarover' }] });
    const id = await report(loose, 'national');
    expect(await idsFor(robin)).toEqual([id]);
  });

  test('a library of somebody else can’t be named', async () => {
    const elsewhere = await house.library('Bibliotheek Heuvelland', poi);
    await expect(report(noor, 'local', { about: `local:${elsewhere}` })).rejects.toMatchObject({ code: 'invalid' });
    expect(await rows()).toEqual([]);
  });

  test('the form says beforehand who reads what', async () => {
    const { choices } = await openCorrectionForm(await house.ctx(noor), lesson);
    expect(choices.map((c) => c.value)).toEqual([`local:${library}`, 'national']);
    expect(choices[0]?.hint).toBe('Samira Haddad van Bibliotheek Duinrand leest het, met je naam erbij.');
    expect(choices[1]?.hint).toBe('De adviseur van je POI leest het, zonder je naam en zonder je bibliotheek.');
  });
});

describe('an adviser never learns whose it is', () => {
  const secrets = () => [noor.name, noor.email, noor.personId, 'Bibliotheek Duinrand', library];

  test('neither from the list and the report nor from the mail, before and after the answer', async () => {
    const id = await report(noor, 'national');
    const seen = async () =>
      JSON.stringify([
        await listCorrectionsOf(await house.ctx(marit), {}),
        await open(marit, id),
        (await mails('correctionWaiting')).map(({ payload }) => {
          const text = house.catalogue.emails.get(payload.kind);
          return [payload, text && fillEmail(text, payload.values)];
        }),
      ]);
    for (const secret of secrets()) expect(await seen()).not.toContain(secret);
    await answer(marit, id);
    for (const secret of secrets()) expect(await seen()).not.toContain(secret);
  });

  test('nor can a search for the name or the library find it', async () => {
    await report(noor, 'national');
    for (const zoek of ['Noor', 'Duinrand', library, noor.email]) expect((await toAnswer(marit, { zoek }))?.total).toBe(0);
    expect((await toAnswer(marit, { zoek: 'derde zin' }))?.total).toBe(1);
  });

  test('the administrator who stands in learns no more', async () => {
    await house.db.delete(table.employment).where(eq(table.employment.role, 'adviser'));
    const id = await report(noor, 'national');
    const seen = JSON.stringify([await listCorrectionsOf(await house.ctx(robin), {}), await open(robin, id)]);
    for (const secret of secrets()) expect(seen).not.toContain(secret);
  });

  test('and whoever wrote it does not learn who answered for the POI', async () => {
    const id = await report(noor, 'national');
    await answer(marit, id);
    expect(JSON.stringify(await open(noor, id))).not.toContain(marit.name);
    expect(JSON.stringify((await mails('correctionAnswered'))[0]?.payload)).not.toContain(marit.name);
  });
});

describe('writing a report', () => {
  test('the same form twice is one report and one mail', async () => {
    const clientKey = newId();
    await Promise.all([report(noor, 'local', { clientKey }), report(noor, 'local', { clientKey })]);
    expect(await rows()).toMatchObject([{ id: clientKey, about: 'local', libraryId: library, version: expect.any(Number) }]);
    expect(await mails('correctionWaiting')).toHaveLength(1);
  });

  test('whoever answers gets at most one mail a day, and another one the next day', async () => {
    await report(noor, 'local');
    await report(noor, 'local');
    const ilse = await house.learner(library);
    await report(ilse, 'local');
    expect(await mails('correctionWaiting')).toHaveLength(1);
    house.now = new Date(house.now.getTime() + 86_400_000);
    await report(ilse, 'local');
    expect((await mails('correctionWaiting')).map((m) => m.payload.to)).toEqual([samira.email, samira.email]);
  });

  test('no mail goes to someone who was switched off, nor to the writer', async () => {
    await house.db.update(table.person).set({ deactivatedAt: house.now }).where(eq(table.person.id, samira.personId));
    await report(noor, 'local');
    expect(await mails('correctionWaiting')).toEqual([]);
    const ruben = await house.specialist(library, 'Ruben Kerkhof');
    await report(ruben, 'local');
    expect(await mails('correctionWaiting')).toEqual([]);
    expect(await idsFor(ruben)).toHaveLength(2);
  });

  test('data of a customer are asked about first, and kept when the writer says they are not', async () => {
    const body = 'Het nummer 06-12345678 in de les is oud.';
    await expect(report(noor, 'local', { body })).rejects.toMatchObject({ code: 'invalid', errors: [{ field: 'geenKlant' }] });
    expect(await rows()).toEqual([]);
    await report(noor, 'local', { body, confirmed: true });
    expect(await rows()).toHaveLength(1);
  });

  test('nobody floods the desk of a colleague', async () => {
    for (let i = 0; i < mostOpen; i++) await report(noor, 'national');
    await expect(report(noor, 'local')).rejects.toMatchObject({ code: 'invalid' });
    const [first] = await rows();
    await answer(marit, first?.id ?? '');
    await report(noor, 'local');
    expect(await rows()).toHaveLength(mostOpen + 1);
  });

  test('somebody who is not signed in is asked to sign in; a lesson of elsewhere is not there', async () => {
    await expect(openCorrectionForm(await house.ctx(), lesson)).rejects.toMatchObject({ code: 'notSignedIn' });
    await expect(listCorrectionsOf(await house.ctx(), {})).rejects.toMatchObject({ code: 'notSignedIn' });
    await expect(report(noor, 'local', { lesson: 'bestaat-niet' })).rejects.toMatchObject(isNotThere);
  });
});

describe('answering', () => {
  test('reaches who wrote it by mail, once, and on the page', async () => {
    const id = await report(noor, 'local');
    await answer(samira, id);
    await answer(samira, id);
    const [mail, more] = await mails('correctionAnswered');
    expect(more).toBeUndefined();
    expect(mail?.payload).toMatchObject({ to: noor.email, values: { answer: 'Dank je wel, ik pas het aan.' } });
    expect(await open(noor, id)).toMatchObject({
      own: true,
      answerable: false,
      by: null,
      answer: { text: 'Dank je wel, ik pas het aan.', by: 'Samira Haddad' },
    });
    const { own, toAnswer: none } = await listCorrectionsOf(await house.ctx(noor), {});
    expect(none).toBeNull();
    expect(own.rows).toMatchObject([{ id, answer: { text: 'Dank je wel, ik pas het aan.' } }]);
  });

  test('two at once: one answer counts, the other is told so', async () => {
    const ruben = await house.specialist(library, 'Ruben Kerkhof');
    const id = await report(noor, 'local');
    const tries = await Promise.allSettled([answer(samira, id, 'Van Samira.'), answer(ruben, id, 'Van Ruben.')]);
    const refusals = tries.flatMap((t) => (t.status === 'rejected' ? [t.reason as object] : []));
    expect(refusals).toMatchObject([{ code: 'conflict' }]);
    const [row] = await rows();
    expect(['Van Samira.', 'Van Ruben.']).toContain(row?.answer);
    expect(await mails('correctionAnswered')).toHaveLength(1);
  });

  test('whoever wrote it can’t answer it, unless it is theirs to answer', async () => {
    const id = await report(noor, 'local');
    await expect(answer(noor, id)).rejects.toMatchObject({ code: 'forbidden' });
    const own = await report(samira, 'local');
    await answer(samira, own);
    expect(await mails('correctionAnswered')).toEqual([]);
  });

  test('no mail goes to someone whose account is off', async () => {
    const id = await report(noor, 'local');
    await house.db.update(table.person).set({ deactivatedAt: house.now }).where(eq(table.person.id, noor.personId));
    await answer(samira, id);
    expect(await mails('correctionAnswered')).toEqual([]);
  });

  test('a report of a lesson that is gone can still be answered', async () => {
    const id = await report(noor, 'local');
    await house.db.update(table.correction).set({ lessonId: 'was-er-ooit' });
    expect(await open(samira, id)).toMatchObject({ lesson: { href: null, title: 'Een les die er niet meer is' } });
    await answer(samira, id);
    expect(await mails('correctionAnswered')).toHaveLength(1);
  });
});

describe('the list', () => {
  test('has open reports first, the longest waiting on top, then the newest answers; and can be filtered', async () => {
    const at = async (minutes: number, body: string) => {
      house.now = new Date(house.now.getTime() + minutes * 60_000);
      return report(noor, 'local', { body });
    };
    const [a, b, c, d] = [await at(1, 'een'), await at(1, 'twee'), await at(1, 'drie'), await at(1, 'vier')];
    for (const id of [b, a]) {
      house.now = new Date(house.now.getTime() + 60_000);
      await answer(samira, id);
    }
    expect(await idsFor(samira)).toEqual([c, d, a, b]);
    expect((await toAnswer(samira, { staat: 'open' }))?.rows.map((r) => r.id)).toEqual([c, d]);
    expect((await toAnswer(samira, { staat: 'beantwoord' }))?.rows.map((r) => r.id)).toEqual([a, b]);
    expect((await toAnswer(samira, { waarover: 'les' }))?.total).toBe(0);
    expect((await toAnswer(samira, { zoek: '%' }))?.total).toBe(0);
  });

  test('of ten thousand reports shows a page at a time, and quickly', async () => {
    const row = (n: number) => ({
      id: `r${n}`,
      about: 'national' as const,
      courseId: lesson.course,
      moduleId: lesson.module,
      lessonId: 'nk-les-2',
      version: 1,
      libraryId: library,
      personId: noor.personId,
      body: `melding ${n}`,
      at: new Date(house.now.getTime() - n * 60_000),
    });
    for (let from = 0; from < 10_000; from += 500)
      await house.db.insert(table.correction).values(Array.from({ length: 500 }, (_, i) => row(from + i)));
    const ctx = await house.ctx(marit);
    const spent = stopwatch();
    const { toAnswer: page } = await listCorrectionsOf(ctx, { pagina: '400' });
    expect(spent()).toBeLessThan(1000);
    expect(page).toMatchObject({ total: 10_000, hasMore: false });
    expect(page?.rows).toHaveLength(25);
    expect((await listCorrectionsOf(await house.ctx(noor), { eigen: '2' })).own.rows).toHaveLength(25);
  });
});
