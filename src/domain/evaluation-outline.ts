/**
 * The report as headings, sentences and tables. The page, the PDF, the Word file and the CSV all render this and nothing
 * else, so that they say the same.
 */
import { longDay } from './calendar-day.ts';
import { capital, count, enumerate, numberWord } from './dutch.ts';
import {
  reportKindNames,
  topics,
  verdictNames,
  type EvaluationReport,
  type Figure,
  type FigureValue,
  type Section,
  type Topic,
} from './evaluation-report.ts';
import { allRounds, dayAfter, phaseNames, roundNames, type Round } from './pilot.ts';
import { countText, toldCount, toldPart, type SafeCount, type SafePart } from './safe-count.ts';

export interface CellFigure {
  text: string;
  /** Null where "fewer than five" is told. */
  value: number | null;
  of: number | null;
  unit: 'mensen' | 'gemiddelde' | 'aantal' | 'antwoord';
}

export interface Cell {
  text: string;
  /** The same as numbers, for who calculates with it. */
  figures?: CellFigure[];
  /** For a bar beside the words: how many, of how many. */
  bar?: { part: number; of: number; few: boolean };
}

export interface OutlineTable {
  kind: 'table';
  caption: string;
  /** The first one stands above the heads of the rows. */
  columns: string[];
  rows: { head: string; cells: Cell[] }[];
}

export type Block =
  | { kind: 'lead'; text: string }
  | { kind: 'heading'; level: 2 | 3; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'quotes'; items: { text: string; from: string }[] }
  /** Typed by the adviser. */
  | { kind: 'own'; paragraphs: string[] }
  | OutlineTable;

export interface Outline {
  /** "Tussenstand: Pilot frontoffice Kustland" */
  title: string;
  /** "Versie 2, 12 januari 2027" */
  subtitle: string;
  /** "de hele pilot", or the library. */
  about: string;
  blocks: Block[];
}

export interface Sealed {
  /** Null as long as it is kept nowhere. */
  version: number | null;
  hash: string;
}

/** From how many libraries on a library reads the totals of the pilot: of two the other's would follow from them. */
export const fewestForTotals = 3;

export const lastDayOf = ({ endsOn, endedOn }: EvaluationReport['pilot']) => endedOn ?? dayAfter(endsOn, -1);

/** @param input.partId of the library whose own report it is; without one it is the pilot's */
export function outlineOf(report: EvaluationReport, seal: Sealed, partId?: string): Outline | null {
  const own = partId === undefined ? null : (report.parts.find((part) => part.partId === partId)?.section ?? null);
  const library = report.libraries.find((l) => l.partId === partId) ?? null;
  if (partId !== undefined && (!own || !library)) return null;
  const section = own ?? report.total;
  const blocks = [
    { kind: 'lead' as const, text: summaryOf(report, section) },
    ...whatItWas(report, library?.name ?? null),
    ...howItWent(section),
    ...(own ? [] : perLibrary(report)),
    ...whoAnswered(section),
    ...topicBlocks('Wat mensen vonden', section, ['reaction']),
    ...whatWasLearned(section),
    ...whatChanged(section),
    ...topicBlocks(
      'Wat de bibliotheek telde',
      section,
      ['result'],
      ['Dit zijn aantallen van klanten samen, door de bibliotheek zelf geteld. Ze zeggen niets over één klant.'],
    ),
    ...quotesOf(section),
    ...(own && report.libraries.length >= fewestForTotals ? besideThePilot(report) : []),
    ...verdictsOf(report),
    ...adviserText(section),
    ...howItWasCounted(report, seal),
  ];
  return {
    title: `${reportKindNames[report.kind]}: ${report.pilot.name}`,
    subtitle: `${library ? `${library.name} · ` : ''}${versionText(seal, library !== null)}, ${longDay(report.day)}`,
    about: library?.name ?? 'hele pilot',
    blocks,
  };
}

const versionText = ({ version }: Sealed, after: boolean) =>
  version === null ? `${after ? 'n' : 'N'}iet bewaard` : `${after ? 'v' : 'V'}ersie ${version}`;

const tooFew: FigureValue = { kind: 'none', why: 'tooFew' };
const heading = (text: string, level: 2 | 3 = 2): Block => ({ kind: 'heading', level, text });
const say = (text: string): Block => ({ kind: 'text', text });
const of = (section: Section, ...wanted: Topic[]) => section.figures.filter((figure) => wanted.includes(figure.topic));
const told = ({ value }: Figure) => value.kind !== 'none';

/** The sentence that one reads first. */
function summaryOf(report: EvaluationReport, section: Section): string {
  const people = of(section, 'participation').find((f) => f.id === 'people')?.value;
  const done = of(section, 'participation').find((f) => f.id === 'certificates')?.value;
  const sentences: string[] = [];
  if (people?.kind === 'people') sentences.push(`${capital(peopleText(people.count))} deden mee.`);
  else sentences.push('Er zijn te weinig deelnemers om in cijfers te laten zien.');
  if (done?.kind === 'part')
    sentences.push(
      `${capital(done.part.kind === 'few' ? `${toldCount(done)} mensen` : toldPart(done))} haalden hun certificaat of bewijs.`,
    );
  const { compared, better } = progressOf(section);
  if (compared > 0) sentences.push(`Bij ${objectivesText(better, compared)} ligt de laatste meting hoger dan de eerste.`);
  const judged = report.modules.flatMap((m) => m.verdict?.verdict ?? []);
  const verdictWords = (['keep', 'adapt', 'stop'] as const)
    .map((v) => [judged.filter((j) => j === v).length, verdictNames[v]] as const)
    .filter(([n]) => n > 0)
    .map(([n, word]) => `${count(n, 'module', 'modules')} ${word}`);
  if (verdictWords.length > 0) sentences.push(`Besluit: ${enumerate(verdictWords)}.`);
  return sentences.join(' ');
}

function objectivesText(better: number, compared: number): string {
  if (better === 0) return 'geen enkel leerdoel';
  if (better < compared) return `${numberWord(better)} van de ${compared} leerdoelen`;
  return compared === 1 ? 'het leerdoel' : compared === 2 ? 'beide leerdoelen' : `alle ${numberWord(compared)} leerdoelen`;
}

const peopleText = (people: SafeCount) => `${countText(people)} mensen`;

/** How many objectives were measured twice, and at how many the last is higher than the first. */
function progressOf(section: Section): { compared: number; better: number } {
  const ids = [...new Set(of(section, 'learning').map((f) => f.id))];
  const steps = ids.flatMap((id) => {
    const measured = of(section, 'learning').filter((f) => f.id === id && told(f));
    const [first, last] = [measured[0], measured.at(-1)];
    if (!first || !last || first === last) return [];
    const [from, to] = [heightOf(first.value), heightOf(last.value)];
    return from === null || to === null ? [] : [to > from];
  });
  return { compared: steps.length, better: steps.filter(Boolean).length };
}

const heightOf = (value: FigureValue): number | null => (value.kind === 'answers' ? value.mean : null);

function whatItWas(report: EvaluationReport, libraryName: string | null): Block[] {
  const { pilot, libraries } = report;
  const [from, to] = [longDay(pilot.startsOn), longDay(lastDayOf(pilot))];
  const running = report.kind === 'interim' && report.day <= lastDayOf(pilot);
  const who = libraryName ? `${libraryName} deed mee met deze pilot van ${pilot.poi}.` : `Dit was een pilot van ${pilot.poi}.`;
  return [
    heading('Wat deze pilot was'),
    say(
      `${running && !libraryName ? `Dit is een pilot van ${pilot.poi}.` : who} De cursus was ‘${pilot.course}’, van ${from} tot en met ${to}, met ${count(libraries.length, 'bibliotheek', 'bibliotheken')}.`,
    ),
    ...(pilot.endedOn ? [say('De adviseur stopte de pilot eerder dan gepland.')] : []),
    ...(libraryName ? [] : [librariesTable(libraries)]),
    say(
      `We keken ${lastingText(pilot.startsOn, dayAfter(lastDayOf(pilot), 1))}, zonder bibliotheken ernaast die niet meededen. Wat we zien, kan dus ook door iets anders komen. Lees de cijfers zo: hier droeg de cursus misschien aan bij.`,
    ),
    ...(running ? [say('De pilot loopt nog. Dit is dus een tussenstand: de cijfers kunnen nog veranderen.')] : []),
  ];
}

function librariesTable(libraries: EvaluationReport['libraries']): OutlineTable {
  const anyLeft = libraries.some((library) => library.leftOn !== null);
  return table(
    'De bibliotheken',
    ['Bibliotheek', 'Hoe ver', 'Deed mee vanaf', ...(anyLeft ? ['Stopte op'] : [])],
    libraries.map((library) => ({
      head: library.name,
      cells: [
        { text: phaseNames[library.phase] },
        { text: library.joinedOn ? longDay(library.joinedOn) : 'onbekend' },
        ...(anyLeft ? [{ text: library.leftOn ? longDay(library.leftOn) : 'niet gestopt' }] : []),
      ],
    })),
  );
}

function lastingText(from: string, until: string): string {
  const weeks = Math.max(1, Math.round((Date.parse(until) - Date.parse(from)) / (7 * 86_400_000)));
  return weeks >= 12 && weeks <= 14 ? 'drie maanden' : count(weeks, 'week', 'weken');
}

function howItWent(section: Section): Block[] {
  const figures = of(section, 'participation', 'modules', 'meetings', 'stopped', 'hours');
  if (figures.every((f) => !told(f)))
    return [
      heading('Hoe het liep'),
      say('Hierover zijn nog geen cijfers. Ze komen er zodra minstens vijf mensen meedoen, en dan elke week.'),
    ];
  return [
    heading('Hoe het liep'),
    ...tables(figures, ['participation', 'modules', 'meetings', 'stopped', 'hours']),
    ...(section.stoppedAt ? [say(`De meeste mensen die bleven hangen, deden dat bij de module ‘${section.stoppedAt}’.`)] : []),
    ...(of(section, 'hours').length > 0
      ? [say('De uren schatten mensen zelf, achteraf. Baliewijs meet nooit hoelang iemand bezig is.')]
      : []),
  ];
}

function perLibrary(report: EvaluationReport): Block[] {
  const ids = [...new Map(of(report.total, 'participation').map((f) => [f.id, f.label]))];
  const rows = report.libraries.flatMap(({ partId, name }) => {
    const section = report.parts.find((part) => part.partId === partId)?.section;
    if (!section) return [];
    const cells = ids.map(([id]) => cellOf(of(section, 'participation').find((f) => f.id === id)?.value ?? tooFew));
    return [{ head: name, cells }];
  });
  if (ids.length === 0 || rows.length === 0) return [];
  return [
    heading('Per bibliotheek'),
    say(
      'Een bibliotheek met minder dan vijf deelnemers laat geen cijfers zien. Die telt alleen mee in het totaal, en alleen als dat kan.',
    ),
    table('Deelname per bibliotheek', ['Bibliotheek', ...ids.map(([, label]) => label)], rows),
  ];
}

function whoAnswered(section: Section): Block[] {
  const figures = of(section, 'response');
  if (figures.length === 0)
    return [
      heading('Wie de vragenlijsten invulde'),
      say('Er is nog geen vragenlijst gesloten. De antwoorden komen in een volgende versie.'),
    ];
  return [
    heading('Wie de vragenlijsten invulde'),
    say('De vragenlijsten zijn anoniem. Er staat nergens wie wat antwoordde.'),
    ...tables(figures, ['response']),
    ...(section.missedBaseline ? [say(baselineTexts[section.missedBaseline])] : []),
  ];
}

const baselineTexts = {
  joinedLater:
    'De meting bij de start is gemist: de bibliotheek deed toen nog niet mee. We weten dus niet hoe zeker mensen bij de start waren. Er is geen verschil met de start te laten zien.',
  tooFew:
    'De meting bij de start is gemist: te weinig mensen vulden hem in. We weten dus niet hoe zeker mensen bij de start waren. Er is geen verschil met de start te laten zien.',
} as const;

function whatWasLearned(section: Section): Block[] {
  const figures = of(section, 'learning');
  if (figures.every((f) => !told(f))) return [];
  return [
    heading('Wat mensen leerden'),
    say(
      'Per leerdoel zeiden mensen hoe zeker ze ervan zijn, voor en na. We vergelijken groep met groep. Van niemand apart is te zien of die vooruitging.',
    ),
    ...[answersNote(figures)].flatMap((note) => (note ? [say(note)] : [])),
    ...modulesOf(figures).flatMap((module) => [
      ...(module ? [heading(module, 3)] : []),
      ...tables(
        figures.filter((f) => f.under === module),
        ['learning'],
        module,
        false,
      ),
    ]),
  ];
}

const modulesOf = (figures: readonly Figure[]) => [...new Set(figures.map((f) => f.under))];

function whatChanged(section: Section): Block[] {
  const figures = of(section, 'behaviourSelf', 'behaviourDesk');
  if (figures.every((f) => !told(f))) return [];
  return [
    heading('Wat er aan de balie veranderde'),
    say('Mensen keken naar zichzelf, en naar de balie als geheel. Nooit naar een collega.'),
    ...tables(figures, ['behaviourSelf', 'behaviourDesk']),
  ];
}

function topicBlocks(title: string, section: Section, wanted: readonly Topic[], sentences: readonly string[] = []): Block[] {
  const figures = of(section, ...wanted);
  return figures.every((f) => !told(f)) ? [] : [heading(title), ...sentences.map(say), ...tables(figures, wanted)];
}

function quotesOf(section: Section): Block[] {
  if (section.quotes.length === 0) return [];
  return [
    heading('In hun eigen woorden'),
    say('Alleen zinnen waarvan de schrijver zei: dit mag zonder naam in het verslag.'),
    { kind: 'quotes', items: section.quotes.map((q) => ({ text: q.text, from: `${q.question}, ${roundNames[q.round]}` })) },
  ];
}

function besideThePilot(report: EvaluationReport): Block[] {
  const figures = of(report.total, 'participation', 'modules', 'learning');
  return figures.every((f) => !told(f))
    ? []
    : [
        heading('Ter vergelijking: de hele pilot'),
        say('Dit zijn de totalen van alle bibliotheken samen.'),
        ...tables(figures, ['participation', 'modules', 'learning'], 'hele pilot'),
      ];
}

function verdictsOf({ modules }: EvaluationReport): Block[] {
  const tasks = modules.flatMap((m) => m.tasks.map((task) => ({ ...task, module: m })));
  return [
    heading('Per module: behouden, aanpassen of stoppen'),
    table(
      'Het besluit per module',
      ['Module', 'Besluit', 'Waarom'],
      modules.map(({ number, title, version, verdict }) => ({
        head: `${number}. ${title} (versie ${verdict?.version ?? version})`,
        cells: [
          { text: verdict ? verdictNames[verdict.verdict] : 'nog geen besluit' },
          { text: verdict ? verdict.why : 'nog niet gezegd' },
        ],
      })),
    ),
    ...(tasks.length > 0
      ? [
          table(
            'Wat er aangepast wordt',
            ['Taak', 'Module', 'Wie', 'Klaar op', 'Stand'],
            tasks.map((task) => ({
              head: task.body,
              cells: [
                { text: task.module.title },
                { text: task.owner },
                { text: task.due ? longDay(task.due) : 'geen dag' },
                { text: task.doneInVersion === null ? 'nog open' : `klaar in versie ${task.doneInVersion}` },
              ],
            })),
          ),
        ]
      : []),
  ];
}

const adviserText = ({ text }: Section): Block[] =>
  text
    ? [
        heading('Van de adviseur'),
        {
          kind: 'own',
          paragraphs: text
            .split(/\n{2,}/)
            .map((p) => p.trim())
            .filter(Boolean),
        },
      ]
    : [];

function howItWasCounted(report: EvaluationReport, { version, hash }: Sealed): Block[] {
  return [
    heading('Hoe is er geteld'),
    {
      kind: 'list',
      items: [
        'Aantallen mensen staan er afgerond op vijf. Minder dan vijf staat er als ‘minder dan 5’. Zo is niemand terug te rekenen, ook niet door cijfers van elkaar af te trekken.',
        'Een totaal is opgeteld uit die afgeronde cijfers. Waar ergens minder dan vijf mensen zijn, tellen die niet mee. Dan staat er ‘minstens’.',
        `De cijfers worden één keer per week geteld. ${report.figuresWeek ? `Deze zijn van maandag ${longDay(report.figuresWeek)}.` : 'Er was nog geen telling.'}`,
        'Van een vragenlijst tellen de antwoorden mee zodra die gesloten is.',
        `Geteld zijn de groepen van de bibliotheken die ja zeiden, met deze modules: ${enumerate(report.modules.map((m) => `${m.title} (versie ${m.version})`))}. Oefengroepen tellen niet mee.`,
        version === null
          ? `Geteld op ${longDay(report.day)}, en niet bewaard. Controlegetal: ${hash}.`
          : `Dit is versie ${version}, gemaakt op ${longDay(report.day)}. De cijfers veranderen niet meer. Controlegetal: ${hash}.`,
      ],
    },
  ];
}

/** What a table of a topic is called, and what its rows are. */
const topicTexts: Record<Topic, { caption: string; head: string }> = {
  participation: { caption: 'Deelname', head: 'Wat' },
  modules: { caption: 'Wie haalde welke module', head: 'Module' },
  meetings: { caption: 'Wie was bij de bijeenkomsten', head: 'Bijeenkomst' },
  stopped: { caption: 'Wie stilstaat', head: 'Wat' },
  hours: { caption: 'Uren die mensen eraan besteedden', head: 'Wat' },
  response: { caption: 'Ingevulde vragenlijsten', head: 'Vragenlijst' },
  reaction: { caption: 'Wat mensen van de cursus vonden', head: 'Uitspraak' },
  learning: { caption: 'Leerdoelen', head: 'Leerdoel' },
  behaviourSelf: { caption: 'Ikzelf', head: 'Uitspraak' },
  behaviourDesk: { caption: 'Bij ons aan de balie', head: 'Uitspraak' },
  result: { caption: 'Aantallen van de bibliotheek', head: 'Wat' },
};

/** A table per topic: a row per thing, a column per round; with what its cells mean, unless that was said already. */
function tables(figures: readonly Figure[], wanted: readonly Topic[], under: string | null = null, noted = true): Block[] {
  return topics
    .filter((topic) => wanted.includes(topic))
    .flatMap((topic): Block[] => {
      const own = figures.filter((f) => f.topic === topic);
      if (own.length === 0) return [];
      const rounds = [null, ...allRounds].filter((round) => own.some((f) => f.round === round));
      const ids = [...new Map(own.map((f) => [f.id, f.label]))];
      const rows = ids.map(([id, label]) => ({
        head: label,
        cells: rounds.map((round) => cellOf(own.find((f) => f.id === id && f.round === round)?.value)),
      }));
      const { caption, head } = topicTexts[topic];
      const note = noted ? answersNote(own) : null;
      return [
        ...(note ? [say(note)] : []),
        table(under ? `${caption}: ${under}` : caption, [head, ...rounds.map(columnOf)], rows),
      ];
    });
}

/** What stands in a cell of answers; null where there are none. */
function answersNote(figures: readonly Figure[]): string | null {
  const answers = figures.flatMap(({ value }) => (value.kind === 'answers' ? [value] : []));
  const [first] = answers;
  if (!first) return null;
  const height = answers.some((a) => a.mean !== null)
    ? `het gemiddelde, van 1 tot ${first.outOf}`
    : 'het middelste antwoord van de groep';
  const share = answers.some((a) => a.share !== null) ? ` En hoeveel mensen: ‘${first.shareText}’.` : '';
  return `Je leest ${height}.${share}`;
}

const columnOf = (round: Round | null) => (round === null ? 'Hoeveel' : capital(roundNames[round]));

const table = (caption: string, columns: string[], rows: OutlineTable['rows']): OutlineTable => ({
  kind: 'table',
  caption,
  columns,
  rows,
});

const noneTexts = {
  tooFew: 'te weinig mensen',
  joinedLater: 'deed nog niet mee',
  left: 'deed niet meer mee',
  notGiven: 'niet ingevuld',
} as const;
const numberOf = (count: SafeCount) => (count.kind === 'few' ? null : count.value);
const decimal = (n: number) => n.toFixed(1).replace('.', ',');
const peopleFigure = (text: string, part: SafeCount, whole: SafeCount | null): CellFigure => ({
  text,
  value: numberOf(part),
  of: whole && numberOf(whole),
  unit: 'mensen',
});
const withBar = ({ part, of }: SafePart): Pick<Cell, 'bar'> =>
  of.kind === 'few' ? {} : { bar: { part: numberOf(part) ?? 0, of: of.value, few: part.kind === 'few' } };

export function cellOf(value: FigureValue | undefined): Cell {
  switch (value?.kind) {
    case 'people': {
      const text = countText(value.count);
      return { text, figures: [peopleFigure(text, value.count, null)] };
    }
    case 'part': {
      const text = toldPart(value);
      return { text, figures: [peopleFigure(text, value.part, value.of)], ...withBar(value) };
    }
    case 'answers': {
      const { mean, middle, share, of } = value;
      const figures: CellFigure[] = [];
      if (middle) figures.push({ text: middle, value: null, of: numberOf(of), unit: 'antwoord' });
      if (mean !== null) figures.push({ text: decimal(mean), value: mean, of: numberOf(of), unit: 'gemiddelde' });
      if (share) figures.push(peopleFigure(toldPart(share), share.part, share.of));
      const words = figures.map((f) => f.text);
      const text = words.length > 0 ? words.join(' · ') : `${countText(of)} antwoorden`;
      return { text, figures, ...(share ? withBar(share) : {}) };
    }
    case 'counted':
      return {
        text: String(value.value),
        figures: [{ text: String(value.value), value: value.value, of: null, unit: 'aantal' }],
      };
    case 'none':
      return { text: noneTexts[value.why] };
    default:
      return { text: 'niet gemeten' };
  }
}
