import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderEvaluationDocx } from '#src/docx/evaluation.ts';
import { csvOf } from '#src/domain/evaluation-csv.ts';
import { sectionOf } from '#src/domain/evaluation-figures.ts';
import { finalFrom, kindsOn } from '#src/domain/evaluation-kind.ts';
import { outlineOf, type Outline } from '#src/domain/evaluation-outline.ts';
import { canonicalJson, evaluationReportSchema, type EvaluationReport } from '#src/domain/evaluation-report.ts';
import { evaluationResults, type AnswerFacts, type LibraryFacts } from '#src/domain/evaluation-results.ts';
import { textOf } from '#src/domain/evaluation-text.ts';
import { figuresOf, totalFigures, type PilotFigures } from '#src/domain/pilot-figures.ts';
import { beginOf, type Round } from '#src/domain/pilot.ts';
import { renderEvaluation } from '#src/pdf/evaluation.ts';
import { readZip } from '#tests/kit/read-zip.ts';
import { readPdf } from '#tests/kit/read-pdf.ts';

const names = {
  modules: [
    { id: 'm1', title: 'Landelijke context' },
    { id: 'm2', title: 'Nieuwe klanten' },
  ],
  meetings: [{ id: 'kick-off', title: 'Kick-off' }],
};

/** How many people of a library did what. */
interface Numbers {
  people: number;
  started: number;
  m1: number;
  m2: number;
  kickOff: number;
  certificates: number;
  inactive: number;
  /** Who answered at the start and at the end, and how many of them chose the upper half. */
  answered: [number, number];
  upper: number;
}

const figures = (n: Numbers): PilotFigures | null =>
  figuresOf({
    people: n.people,
    started: n.started,
    modules: [
      { id: 'm1', of: n.people, done: n.m1 },
      { id: 'm2', of: n.people, done: n.m2 },
    ],
    meetings: [{ id: 'kick-off', of: n.people, done: n.kickOff }],
    allModules: Math.min(n.m1, n.m2),
    certificates: n.certificates,
    inactive: n.inactive,
  });

const rounds: Round[] = [0, 12];
const items = [
  { id: 'a', text: 'Ik zeg wat basisvaardigheden zijn.', scale: 'certainty' as const, moduleId: 'm1' },
  { id: 'b', text: 'Wij nemen de tijd.', scale: 'desk' as const, moduleId: null },
  { id: 'u', text: 'Hoeveel uur?', scale: 'hours' as const, moduleId: null },
];

function reportOf(libraries: readonly Numbers[], more: Partial<EvaluationReport> = {}): EvaluationReport {
  const answers = libraries.flatMap((n, i) =>
    rounds.flatMap((round, nr): AnswerFacts[] =>
      Array.from({ length: n.answered[nr] ?? 0 }, (_, k) => ({
        pilotLibraryId: `deel-${i}`,
        round,
        questionnaire: 'q',
        version: 1,
        scores: { a: k < n.upper ? 4 : 2, b: k < n.upper ? 3 : 1, u: 2 },
        quotes: (k === 0 && round === 12 ? { o: '=SOM(A1) is geen formule; "echt"' } : {}) as Record<string, string>,
      })),
    ),
  );
  const facts = libraries.map((n, i): LibraryFacts => ({
    id: `deel-${i}`,
    name: `Bibliotheek ${i}`,
    rounds: new Map(rounds.map((round, nr) => [round, { tookPart: 'yes', asked: Math.max(n.people, n.answered[nr] ?? 0) }])),
    counts: new Map([[12, { idoQuestions: 143, referrals: null, registrations: 12 }]]),
  }));
  const results = evaluationResults({
    pilotId: 'p',
    libraries: facts,
    rounds: rounds.map((round) => ({ round, questionnaire: 'q', items, open: [{ id: 'o', text: 'Wat doe je anders?' }] })),
    answers,
  });
  const rows = libraries.map(figures);
  const row = (id: string) => results.rows.find((r) => r.id === id) ?? null;
  return evaluationReportSchema.parse({
    shape: 1,
    kind: 'final',
    day: '2027-04-20',
    figuresWeek: '2027-04-12',
    pilot: {
      name: 'Pilot Kustland',
      poi: 'POI Kustland',
      course: 'Frontoffice',
      startsOn: '2027-01-11',
      endsOn: '2027-04-11',
      endedOn: null,
      followUpOn: null,
    },
    libraries: libraries.map((_, i) => ({
      partId: `deel-${i}`,
      name: `Bibliotheek ${['Noord', 'Zuid', 'Oost', 'West'][i]}`,
      phase: 'finished',
      joinedOn: '2027-01-10',
      leftOn: null,
    })),
    modules: [
      {
        id: 'm1',
        number: 7,
        title: 'Landelijke context',
        version: 8,
        verdict: { verdict: 'adapt', why: '=2+5 Te lang.', version: 8 },
        tasks: [{ body: 'Kort les vijf in.', owner: 'adviseur van POI Kustland', due: '2027-05-10', doneInVersion: 9 }],
      },
    ],
    total: sectionOf({
      names,
      figures: totalFigures(rows.filter((r) => r !== null)),
      results: row('total'),
      text: '-Eerste alinea.\n\nTweede.',
    }),
    parts: libraries.map((_, i) => ({
      partId: `deel-${i}`,
      section: sectionOf({ names, figures: rows[i] ?? null, results: row(`deel-${i}`), text: null }),
    })),
    ...more,
  });
}

const seal = { version: 7, hash: 'abc' };
function outlines(report: EvaluationReport): Outline[] {
  return [undefined, ...report.parts.map((p) => p.partId)].map((partId) => {
    const outline = outlineOf(report, seal, partId);
    if (!outline) throw new Error('there is an outline');
    return outline;
  });
}
const words = (outline: Outline) => `${csvOf(outline)}${textOf(outline)}`;

const numbers: fc.Arbitrary<Numbers> = fc.integer({ min: 0, max: 24 }).chain((people) => {
  const part = fc.integer({ min: 0, max: people });
  return fc.record({
    people: fc.constant(people),
    started: part,
    m1: part,
    m2: part,
    kickOff: part,
    certificates: part,
    inactive: part,
    answered: fc.tuple(part, part),
    upper: part,
  });
});

const large: Numbers = {
  people: 12,
  started: 11,
  m1: 10,
  m2: 6,
  kickOff: 12,
  certificates: 6,
  inactive: 0,
  answered: [11, 12],
  upper: 9,
};

describe('numbers of people', () => {
  test('one to four stand in no output, whatever the numbers are', () => {
    fc.assert(
      fc.property(fc.array(numbers, { minLength: 1, maxLength: 4 }), (libraries) => {
        for (const outline of outlines(reportOf(libraries))) {
          const text = words(outline);
          expect(text).not.toMatch(/(?<![\d,.])[1-4] (van de|mensen|antwoorden|deelnemers|medewerkers)/);
          for (const [, n = '', of = ''] of text.matchAll(/(?:ongeveer|minstens) (\d+)(?: van de (\d+))?/g))
            for (const told of [n, of].filter(Boolean)) expect(Number(told) % 5).toBe(0);
          for (const line of csvOf(outline).split('\r\n'))
            if (line.endsWith(';mensen'))
              for (const told of line.split(';').slice(-3, -1).filter(Boolean)) {
                expect(Number(told)).toBeGreaterThanOrEqual(5);
                expect(Number(told) % 5).toBe(0);
              }
        }
      }),
      { numRuns: 150 },
    );
  });

  test('a library of one reads the same as a library of four', () => {
    const small = (n: number): Numbers => ({
      people: n,
      started: n,
      m1: n,
      m2: 0,
      kickOff: n,
      certificates: 0,
      inactive: 0,
      answered: [n, n],
      upper: n,
    });
    const of = (n: number) => outlines(reportOf([large, { ...large, people: 20 }, small(n)])).map((o) => words(o));
    expect(of(1)).toEqual(of(4));
  });
});

describe('the outline', () => {
  const [pilot, own] = outlines(reportOf([large, { ...large, people: 20, m2: 18 }, large]));
  const text = (outline: Outline | undefined) => (outline ? textOf(outline) : '');

  test('begins with what matters, says how little it proves, and ends with how it was counted', () => {
    expect(pilot?.blocks[0]).toMatchObject({ kind: 'lead', text: expect.stringContaining('mensen deden mee') });
    for (const part of [
      'We keken drie maanden, zonder bibliotheken ernaast die niet meededen. Wat we zien, kan dus ook door iets anders komen.',
      'Alleen zinnen waarvan de schrijver zei',
      'Van niemand apart is te zien of die vooruitging.',
      'Nooit naar een collega.',
      'De uren schatten mensen zelf',
      'aanpassen',
      'klaar in versie 9',
      'Dit is versie 7, gemaakt op 20 april 2027. De cijfers veranderen niet meer. Controlegetal: abc.',
    ])
      expect(text(pilot)).toContain(part);
  });

  test('of a library names no other library', () => {
    expect(text(own)).toContain('Bibliotheek Noord');
    expect(text(own)).not.toMatch(/Bibliotheek (Zuid|Oost)/);
    expect(text(own)).toContain('Ter vergelijking: de hele pilot');
    expect(outlineOf(reportOf([large]), seal, 'deel-9')).toBeNull();
  });

  test('says that the first measurement was missed', () => {
    const [, missed] = outlines(reportOf([{ ...large, answered: [2, 12] }, large, large]));
    expect(text(missed)).toContain('De meting bij de start is gemist: te weinig mensen vulden hem in.');
    expect(text(missed)).not.toContain('ligt de laatste meting hoger');
  });

  test('of a pilot that was not told of yet still reads', () => {
    const nothing = { figures: [], quotes: [], missedBaseline: null, stoppedAt: null, text: null };
    const [empty] = outlines(reportOf([large], { total: nothing, figuresWeek: null, kind: 'interim', day: '2027-01-12' }));
    expect(text(empty)).toContain('Hierover zijn nog geen cijfers.');
    expect(text(empty)).toContain('De pilot loopt nog.');
    expect(text(empty)).toContain('Er was nog geen telling.');
  });
});

describe('every output', () => {
  const report = reportOf([large, { ...large, people: 20, m2: 18 }, large]);
  const squeeze = (all: string) => all.replaceAll(/\s+/g, '');

  test('says the same figures', async () => {
    for (const outline of outlines(report)) {
      const figuresSaid = outline.blocks.flatMap((block) =>
        block.kind === 'table' ? block.rows.flatMap((row) => row.cells.map((cell) => cell.text)) : [],
      );
      expect(figuresSaid.length).toBeGreaterThan(20);
      const pdf = await readPdf(await renderEvaluation({ outline, at: beginOf(report.day) }));
      const docx =
        readZip(await renderEvaluationDocx(outline))
          .get('word/document.xml')
          ?.toString('utf8') ?? '';
      const inWord = squeeze(
        docx
          .replaceAll(/<[^>]+>/g, '')
          .replaceAll('&quot;', '"')
          .replaceAll('&apos;', "'")
          .replaceAll('&amp;', '&'),
      );
      const csv = csvOf(outline);
      for (const said of figuresSaid) {
        expect(squeeze(pdf.text)).toContain(squeeze(said));
        expect(inWord).toContain(squeeze(said));
        for (const piece of said.split(' · ')) expect(csv).toContain(piece.replaceAll('"', '""'));
      }
    }
  });

  test('the PDF is tagged, in Dutch, with heads of columns and rows, and the same bytes each time', async () => {
    const [outline] = outlines(report);
    if (!outline) throw new Error('there is an outline');
    const bytes = await renderEvaluation({ outline, at: beginOf(report.day) });
    const pdf = await readPdf(bytes);
    expect(pdf.marked).toBe(true);
    expect(pdf.info).toMatchObject({ Language: 'nl', Author: 'Baliewijs' });
    expect(pdf.roles).toEqual(
      expect.arrayContaining(['Document', 'H1', 'H2', 'H3', 'Table', 'TR', 'TH', 'TD', 'L', 'LI', 'P', 'Caption']),
    );
    expect(bytes.toString('latin1')).toContain('/Scope /Column');
    expect((await renderEvaluation({ outline, at: beginOf(report.day) })).equals(bytes)).toBe(true);
  });

  test('a long text stays whole over the pages', async () => {
    const long = Array.from({ length: 900 }, (_, n) => `woord${n}`).join(' ');
    const [outline] = outlines(reportOf([large], { total: { ...report.total, text: long } }));
    if (!outline) throw new Error('there is an outline');
    const { text } = await readPdf(await renderEvaluation({ outline, at: beginOf(report.day) }));
    for (const n of [0, 450, 899]) expect(text).toContain(`woord${n}`);
  });

  test('the Word file has headings, heads of tables, words for its pictures, and is Dutch', async () => {
    const [outline] = outlines(report);
    if (!outline) throw new Error('there is an outline');
    const files = readZip(await renderEvaluationDocx(outline));
    const xml = files.get('word/document.xml')?.toString('utf8') ?? '';
    for (const part of ['Heading1', 'Heading2', 'Heading3', '<w:tblHeader/>', 'descr="Balk bij']) expect(xml).toContain(part);
    expect(files.get('word/styles.xml')?.toString('utf8')).toContain('w:val="nl-NL"');
  });

  test('the CSV runs nothing: what looks like a formula is text', () => {
    const csv = csvOf(outlines(report)[0] as Outline);
    expect(csv.startsWith('\uFEFFverslag;')).toBe(true);
    expect(csv).toContain("'=2+5 Te lang.");
    expect(csv).not.toMatch(/(^|;)"?[=+\-@]/m);
    const widths = new Set(
      csv
        .trim()
        .split('\r\n')
        .filter((line) => !line.includes('"'))
        .map((line) => line.split(';').length),
    );
    expect(widths).toEqual(new Set([11]));
  });
});

describe('what is kept', () => {
  test('is the same JSON in whatever order it was put together', () => {
    expect(canonicalJson({ b: [1, { d: 2, c: null }], a: 'é' })).toBe('{"a":"é","b":[1,{"c":null,"d":2}]}');
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('when a report can be made', () => {
  const days = { startsOn: '2027-01-11', endsOn: '2027-04-11', followUpOn: '2027-07-12', endedAt: null };
  const on = (day: string, pilot: Parameters<typeof kindsOn>[0] = days) => kindsOn(pilot, beginOf(day));

  test('an interim one from the first day, the final one after the last round, the later one after its own', () => {
    expect(on('2027-01-10')).toEqual([]);
    expect(on('2027-01-11')).toEqual(['interim']);
    expect(on('2027-04-18')).toEqual(['interim']);
    expect(on('2027-04-19')).toEqual(['final', 'interim']);
    expect(on('2027-07-25')).toEqual(['final', 'interim']);
    expect(on('2027-07-26')).toEqual(['followUp', 'final', 'interim']);
  });

  test('of a pilot that was stopped: when what was open then is closed', () => {
    const stopped = { ...days, endedAt: beginOf('2027-02-24') };
    expect(finalFrom(stopped)).toBe('2027-03-08');
    expect(finalFrom({ ...days, endedAt: beginOf('2027-02-20') })).toBe('2027-02-20');
    expect(finalFrom({ ...days, endsOn: '2027-06-01' })).toBe('2027-06-01');
  });
});
