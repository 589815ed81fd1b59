import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as table from '#src/db/schema/index.ts';
import { renderEvaluationDocx } from '#src/docx/evaluation.ts';
import { beginOf } from '#src/domain/pilot.ts';
import { textOf } from '#src/domain/evaluation-text.ts';
import { renderEvaluation } from '#src/pdf/evaluation.ts';
import { makeReport } from '#src/services/evaluation-report/make.ts';
import { openReport, takeReport } from '#src/services/evaluation-report/open.ts';
import { pilotCalled, reproduceReport, verifyReport } from '#src/services/evaluation-report/reproduce.ts';
import { judgeModule } from '#src/services/evaluation-report/judge.ts';
import { writeEvaluationText } from '#src/services/evaluation-report/write-text.ts';
import { newId } from '#src/services/new-id.ts';
import { publishFigures } from '#src/services/pilot/publish.ts';
import type { TestPerson } from '#tests/kit/house.ts';
import { readZip } from '#tests/kit/read-zip.ts';
import { answerRound, openPilotWorld, type PilotWorld } from './world.ts';

let world: PilotWorld;
beforeEach(async () => (world = await openPilotWorld()));
afterEach(() => world.house.close());

const first = () => {
  const [library] = world.libraries;
  if (!library) throw new Error('there is no library');
  return library;
};
const adviser = () => world.house.ctx(world.adviser);
const make = async (kind: 'interim' | 'final' | 'followUp' = 'interim', id = newId()) =>
  makeReport(await adviser(), { pilotId: world.pilotId, id, kind });
const at = (version = 1, partId?: string) => ({
  pilotId: world.pilotId,
  version: String(version),
  ...(partId ? { partId } : {}),
});
const open = async (who: TestPerson, version = 1, partId?: string) => openReport(await world.house.ctx(who), at(version, partId));

/** Everything that anyone can take along of a version. */
async function outputs(version = 1): Promise<string[]> {
  const all: string[] = [];
  for (const partId of [undefined, ...world.libraries.map((l) => l.partId)]) {
    const taken = await takeReport(await adviser(), at(version, partId));
    all.push(
      JSON.stringify(taken.outline),
      taken.csv(),
      textOf(taken.outline),
      (await renderEvaluation(taken)).toString('latin1'),
      documentXml(await renderEvaluationDocx(taken.outline)),
    );
  }
  return all;
}

/** What a Word file holds; its zip has the moment at which it was made, and its pictures are numbered on. */
const documentXml = (docx: Buffer) =>
  readZip(docx)
    .get('word/document.xml')
    ?.toString('utf8')
    .replaceAll(/ (?:id|r:embed|r:id)="[^"]*"/g, '') ?? '';

describe('making a report', () => {
  test('keeps what it says for ever, whatever changes afterwards', async () => {
    await writeEvaluationText(await adviser(), {
      pilotId: world.pilotId,
      partId: null,
      body: 'Een mooie start.',
      seen: 0,
      confirmed: false,
    });
    expect(await make()).toBe(1);
    const before = await outputs();
    expect(before[0]).toContain('Een mooie start.');
    const { db } = world.house;
    // People go, a library gets another name, answers and counts come in, words and verdicts change.
    for (const { libraryId, people } of world.libraries) {
      await db.update(table.organisation).set({ name: 'Anders' }).where(eq(table.organisation.id, libraryId));
      for (const { personId } of people) await db.delete(table.membership).where(eq(table.membership.personId, personId));
    }
    await db.delete(table.questionnaireAnswer);
    for (const library of world.libraries) await answerRound(world.house, library, 12, 1);
    await db.update(table.pilot).set({ name: 'Heel anders' });
    await db.delete(table.pilotFigures);
    await writeEvaluationText(await adviser(), { pilotId: world.pilotId, partId: null, body: 'Nee.', seen: 1, confirmed: false });
    world.house.now = beginOf('2027-03-24');
    await publishFigures(await world.house.ctx());
    expect(await outputs()).toEqual(before);
    // And the newest report does say otherwise.
    expect(await make()).toBe(2);
    expect((await outputs(2))[0]).not.toEqual(before[0]);
  });

  test('twice the same form makes one version, two forms at once make two', async () => {
    const id = newId();
    expect(await Promise.all([make('interim', id), make('interim', id)])).toEqual([1, 1]);
    expect((await Promise.all([make(), make(), make()])).sort()).toEqual([2, 3, 4]);
    const hashes = await world.house.db
      .select({ hash: table.evaluationSnapshot.hash, report: table.evaluationSnapshot.report })
      .from(table.evaluationSnapshot);
    // The same facts: the same bytes.
    expect(new Set(hashes.map(({ hash }) => hash)).size).toBe(1);
    expect(new Set(hashes.map(({ report }) => JSON.stringify(report))).size).toBe(1);
  });

  test('the form of another pilot gives nothing away', async () => {
    const id = newId();
    await make('interim', id);
    const otherPoi = await world.house.poi('POI Anders');
    const other = await world.house.person({ role: 'adviser', organisationId: otherPoi });
    const pilotId = await world.house.pilot(otherPoi);
    const ctx = await world.house.ctx(other);
    await expect(makeReport(ctx, { pilotId, id, kind: 'interim' })).rejects.toMatchObject({ code: 'notFound' });
    await expect(makeReport(ctx, { pilotId: world.pilotId, id: newId(), kind: 'interim' })).rejects.toMatchObject({
      code: 'notFound',
    });
  });

  test('the final report waits for the end and the last round, the later one for its own', async () => {
    await expect(make('final')).rejects.toMatchObject({ errors: [{ message: expect.stringContaining('19 april 2027') }] });
    world.house.now = beginOf('2027-04-18');
    await expect(make('final')).rejects.toMatchObject({ code: 'invalid' });
    world.house.now = beginOf('2027-04-19');
    expect(await make('final')).toBe(1);
    await expect(make('followUp')).rejects.toMatchObject({
      errors: [{ message: 'Deze pilot heeft geen latere meting.' }],
    });
  });

  test('a pilot that has yet to begin has no report', async () => {
    world.house.now = beginOf('2027-01-10');
    await expect(make()).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('who reads it', () => {
  test('its adviser all of it; a specialist only the own library, with nothing of another', async () => {
    await make();
    const [own, other] = world.libraries;
    if (!own || !other) throw new Error('there are libraries');
    expect((await open(world.adviser)).parts).toHaveLength(3);
    const page = await open(own.specialist, 1, own.partId);
    expect(page.back.href).toBe(`/pilots/${world.pilotId}/${own.partId}`);
    const text = JSON.stringify(page);
    for (const library of world.libraries.slice(1)) {
      expect(text).not.toContain(library.name);
      expect(text).not.toContain(library.partId);
    }
    await expect(open(own.specialist)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(open(own.specialist, 1, other.partId)).rejects.toMatchObject({ code: 'notFound' });
    await expect(open(world.administrator)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(open(own.people[0] as TestPerson, 1, own.partId)).rejects.toMatchObject({ code: 'forbidden' });
    const otherAdviser = await world.house.person({ role: 'adviser', organisationId: await world.house.poi('Elders') });
    await expect(open(otherAdviser)).rejects.toMatchObject({ code: 'notFound' });
    await expect(open(otherAdviser, 1, own.partId)).rejects.toMatchObject({ code: 'notFound' });
  });

  test('a version or a library that is not there is not found', async () => {
    await make();
    for (const version of ['0', '2', '01', '1e0', 'x', ''])
      await expect(openReport(await adviser(), { pilotId: world.pilotId, version })).rejects.toMatchObject({ code: 'notFound' });
    const elsewhere = await world.house.pilot(world.poiId);
    const part = await world.house.pilotLibrary(elsewhere, first().libraryId);
    await expect(open(world.adviser, 1, part)).rejects.toMatchObject({ code: 'notFound' });
  });

  test('of two libraries, neither reads the totals: the other would follow from them', async () => {
    await world.house.close();
    world = await openPilotWorld([9, 8]);
    await make();
    const { outline } = await open(first().specialist, 1, first().partId);
    expect(JSON.stringify(outline)).not.toContain('hele pilot');
    expect(outline.blocks).toContainEqual({ kind: 'heading', level: 2, text: 'Hoe het liep' });
  });
});

describe('words and verdicts', () => {
  const write = async (body: string, seen = 0, partId: string | null = null, confirmed = false) =>
    writeEvaluationText(await adviser(), { pilotId: world.pilotId, partId, body, seen, confirmed });

  test('the text of a library stands in its own report only', async () => {
    await write('Over jullie.', 0, first().partId);
    await make();
    expect(JSON.stringify((await open(world.adviser)).outline)).not.toContain('Over jullie.');
    expect(JSON.stringify((await open(world.adviser, 1, first().partId)).outline)).toContain('Over jullie.');
  });

  test('a colleague who wrote in between is not written over, and nothing of a customer is kept unasked', async () => {
    await write('Eerst.');
    await expect(write('Ook eerst.')).rejects.toMatchObject({ errors: [{ field: 'tekst' }] });
    await expect(write('Bel 06 12345678.', 1)).rejects.toMatchObject({ errors: [{ field: 'geenKlant' }] });
    await write('Bel 06 12345678.', 1, null, true);
    await expect(write('x', 0, 'niets')).rejects.toMatchObject({ code: 'notFound' });
  });

  test('"aanpassen" asks for someone and a day, once', async () => {
    const judge = async (more: Partial<Parameters<typeof judgeModule>[1]['task']> = {}, verdict: 'keep' | 'adapt' = 'adapt') =>
      judgeModule(await adviser(), {
        pilotId: world.pilotId,
        moduleId: 'nieuwe-klanten',
        verdict,
        why: 'Te weinig over bellen.',
        task: { id: newId(), body: null, ownerId: null, due: null, ...more },
        confirmed: false,
      });
    await expect(judge()).rejects.toMatchObject({ errors: [{ field: 'wie' }] });
    const ownerId = world.administrator.personId;
    await expect(judge({ ownerId })).rejects.toMatchObject({ errors: [{ field: 'datum' }] });
    await expect(judge({ ownerId: first().specialist.personId, due: '2027-05-01' })).rejects.toMatchObject({
      errors: [{ field: 'wie' }],
    });
    await judge({ ownerId, due: '2027-05-01' });
    await judge(); // the same again: the task is there
    await make();
    const text = JSON.stringify((await open(world.adviser)).outline);
    for (const words of ['aanpassen', 'Te weinig over bellen.', 'beheerder van Baliewijs', '1 mei 2027'])
      expect(text).toContain(words);
    expect(text).not.toContain('Robin');
    expect(await world.house.db.select().from(table.moduleTask)).toHaveLength(1);
    expect(await world.house.db.select().from(table.moduleVerdict)).toHaveLength(1);
  });
});

describe('counted again', () => {
  const verify = async () => {
    const ctx = await world.house.ctx();
    return verifyReport(ctx, await pilotCalled(ctx, 'Pilot Duinstreek'), 1);
  };

  test('the same comes out, also after more was told and written', async () => {
    await make();
    expect(await verify()).toEqual({ version: 1, sealed: true, differences: [], gone: [] });
    world.house.now = beginOf('2027-04-20');
    for (const library of world.libraries) await answerRound(world.house, library, 12);
    await publishFigures(await world.house.ctx());
    await writeEvaluationText(await adviser(), {
      pilotId: world.pilotId,
      partId: null,
      body: 'Later.',
      seen: 0,
      confirmed: false,
    });
    expect(await verify()).toMatchObject({ sealed: true, differences: [], gone: [] });
  });

  test('a figure that was changed shows, and so does a report that was', async () => {
    await make();
    const { db } = world.house;
    await db.update(table.questionnaireAnswer).set({ scores: { 'nk-gesprek': 1 } });
    expect((await verify()).differences.join()).toContain('learning nk-gesprek');
    const [row] = await db.select().from(table.evaluationSnapshot);
    await db.update(table.evaluationSnapshot).set({ report: { ...(row?.report as object), day: '2027-03-11' } });
    expect(await verify()).toMatchObject({ sealed: false });
  });

  test('what is no longer stored is said, and is no difference', async () => {
    await make();
    await world.house.db.delete(table.pilotFigures);
    await world.house.db.delete(table.questionnaireRound);
    expect(await verify()).toMatchObject({
      sealed: true,
      differences: [],
      gone: [expect.stringContaining('figures'), expect.stringContaining('week 0'), expect.stringContaining('week 6')],
    });
  });

  test('a report of today is kept nowhere', async () => {
    const ctx = await world.house.ctx();
    const pilot = await pilotCalled(ctx, world.pilotId);
    const made = await reproduceReport(ctx, pilot, null);
    expect(made.outline.subtitle).toBe('Niet bewaard, 10 maart 2027');
    expect(await world.house.db.select().from(table.evaluationSnapshot)).toEqual([]);
    await expect(pilotCalled(ctx, 'Nergens')).rejects.toThrow('there is no pilot');
  });
});
