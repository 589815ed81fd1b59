/** A pilot from its first plan to its final report, with a clock that moves. Everything goes through the services. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { renderEvaluationDocx } from '#src/docx/evaluation.ts';
import { beginOf, dayAfter } from '#src/domain/pilot.ts';
import { renderEvaluation } from '#src/pdf/evaluation.ts';
import { fillQuestionnaire } from '#src/services/evaluation/fill.ts';
import { writeCounts } from '#src/services/evaluation/counts.ts';
import { makeReport } from '#src/services/evaluation-report/make.ts';
import { openReport, takeReport } from '#src/services/evaluation-report/open.ts';
import { pilotCalled, verifyReport } from '#src/services/evaluation-report/reproduce.ts';
import { newId } from '#src/services/new-id.ts';
import { runNight } from '#src/services/night/run.ts';
import { joinPilot } from '#src/services/pilot/answer.ts';
import { inviteLibraries } from '#src/services/pilot/invite.ts';
import { makePilot } from '#src/services/pilot/make.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';
import { readPdf } from '#tests/kit/read-pdf.ts';
import { readZip } from '#tests/kit/read-zip.ts';

let house: House;
beforeEach(async () => (house = await openTestHouse({ now: beginOf('2026-12-20') })));
afterEach(() => house.close());

const startsOn = '2027-01-11';

interface Library {
  libraryId: string;
  specialist: TestPerson;
  people: TestPerson[];
}

test('a pilot is planned, asked for, followed, measured three times and reported', { timeout: 120_000 }, async () => {
  const poiId = await house.poi('POI Duinstreek');
  const adviser = await house.person({ role: 'adviser', organisationId: poiId });
  const libraries: Library[] = [];
  for (const [name, size] of [
    ['Aardenhout', 9],
    ['Beekzicht', 7],
    ['Cederbos', 3],
  ] as const) {
    const libraryId = await house.library(`Bibliotheek ${name}`, poiId);
    const people: TestPerson[] = [];
    for (let n = 0; n < size; n++) people.push(await house.learner(libraryId));
    libraries.push({ libraryId, specialist: await house.specialist(libraryId), people });
  }

  // Planned and asked for in December; everyone says yes.
  const pilotId = newId();
  await makePilot(await house.ctx(adviser), {
    id: pilotId,
    courseId: 'frontoffice',
    name: 'Pilot Duinstreek',
    startsOn,
  });
  await inviteLibraries(await house.ctx(adviser), { pilotId, libraryIds: libraries.map((l) => l.libraryId) });
  const parts = new Map((await house.db.select().from(table.pilotLibrary)).map((part) => [part.libraryId, part.id]));
  const partOf = ({ libraryId }: Library) => parts.get(libraryId) ?? '';
  for (const library of libraries) await joinPilot(await house.ctx(library.specialist), { partId: partOf(library) });
  for (const { libraryId, people, specialist } of libraries)
    await house.group({ libraryId, members: people, leaders: [specialist] });
  await expect(report('interim')).rejects.toMatchObject({ code: 'invalid' });

  // Fifteen weeks, a night on every Monday; modules are passed on the way, and rounds are filled in when they are open.
  for (let week = 0; week <= 14; week++) {
    house.now = new Date(beginOf(dayAfter(startsOn, week * 7)).getTime() + 4 * 3_600_000);
    await runNight(await house.ctx());
    house.now = new Date(house.now.getTime() + 6 * 3_600_000);
    for (const library of libraries) await live(library, week);
    if (week === 8) expect(await report('interim')).toBe(1);
  }

  // The day after the last round closed.
  expect(await report('final')).toBe(2);
  const at = { pilotId, version: '2' };
  const taken = await takeReport(await house.ctx(adviser), at);
  const said = JSON.stringify(taken.outline);
  for (const words of [
    'Eindverslag: Pilot Duinstreek',
    'Bij de start',
    'Na 6 weken',
    'Na 12 weken',
    'ligt de laatste meting hoger',
    '240',
  ])
    expect(said).toContain(words);
  expect(taken.csv()).toContain('Wat mensen leerden');
  expect((await readPdf(await renderEvaluation(taken))).text).toContain('Wat mensen leerden');
  expect(
    readZip(await renderEvaluationDocx(taken.outline))
      .get('word/document.xml')
      ?.toString(),
  ).toContain('Wat mensen leerden');

  // A library reads its own, the smallest without a figure of its people.
  for (const library of libraries) {
    const own = await openReport(await house.ctx(library.specialist), { ...at, partId: partOf(library) });
    expect(own.outline.blocks.length).toBeGreaterThan(8);
  }
  const [, , smallest] = libraries as [Library, Library, Library];
  const small = await openReport(await house.ctx(smallest.specialist), { ...at, partId: partOf(smallest) });
  expect(JSON.stringify(small.outline)).toContain('te weinig deelnemers');
  // What the interim report said in March, it still says.
  const ctx = await house.ctx();
  for (const version of [1, 2])
    expect(await verifyReport(ctx, await pilotCalled(ctx, pilotId), version)).toMatchObject({ sealed: true, differences: [] });
  // Who answered is forgotten.
  expect(await house.db.select().from(table.questionnaireReturn)).toEqual([]);

  async function report(kind: 'interim' | 'final') {
    return makeReport(await house.ctx(adviser), { pilotId, id: newId(), kind });
  }

  async function live(library: Library, week: number) {
    const { people, specialist } = library;
    if (week === 3) for (const who of people.slice(1)) await house.pass(who, 'landelijke-context');
    if (week === 9) for (const who of people.slice(2)) await house.pass(who, 'nieuwe-klanten');
    if (week !== 0 && week !== 6 && week !== 12) return;
    const certainty = week === 0 ? 2 : week === 6 ? 3 : 4;
    for (const who of people)
      await fillQuestionnaire(await house.ctx(who), {
        partId: partOf(library),
        round: week,
        chosen: [
          { id: 'lc-basisvaardigheden', value: certainty },
          { id: 'nk-gesprek', value: certainty },
        ],
        texts: [],
        mayTell: [],
        noCustomer: false,
        noName: false,
      });
    await writeCounts(await house.ctx(specialist), {
      partId: partOf(library),
      round: week,
      idoQuestions: 80,
      referrals: 12,
      registrations: null,
    });
  }
});
