/** What the people of the demonstration's pilot filled in, at the start and after six weeks: invented, and without names. */
import { addDays } from '#src/domain/calendar-day.ts';
import { answerRows, askedParts, scales, type AskedPart } from '#src/domain/questionnaire.ts';
import type { DemoRows } from '#src/db/queries/demo.ts';
import { objectivesOf } from '../evaluation/reach.ts';
import type { Context } from '../context.ts';
import { newToken } from '../new-id.ts';
import { pilotAge } from './demo-pilots.ts';

interface DemoRound {
  round: 0 | 6;
  asked: number;
  answered: number;
  quotes: Readonly<Record<string, readonly string[]>>;
  /** Null where the library wrote nothing down. */
  counts: { idoQuestions: number; referrals: number; registrations: number | null } | null;
}

const duinrand: readonly DemoRound[] = [
  {
    round: 0,
    asked: 11,
    answered: 9,
    quotes: {
      'o-hoop': [
        'Dat ik niet meer hoef te zoeken wie ik moet bellen.',
        'Een goede openingszin, als iemand een brief over de balie schuift.',
        'Nee zeggen tegen ‘doet u het maar even’, zonder dat het bot klinkt.',
      ],
    },
    counts: { idoQuestions: 41, referrals: 9, registrations: 4 },
  },
  {
    round: 6,
    asked: 11,
    answered: 8,
    quotes: {
      'o-helpt': [
        'De kaart naast de telefoon. Ik hoef niet meer te vragen wie er op dinsdag is.',
        'Op zaterdag is het te druk om een les te doen. Een vast kwartier zou helpen.',
        'Samen oefenen met terugvragen. Eerst voelde het gek, nu doe ik het vanzelf.',
      ],
    },
    counts: { idoQuestions: 47, referrals: 17, registrations: 7 },
  },
];

const heuvelland: readonly DemoRound[] = [
  {
    round: 0,
    asked: 6,
    answered: 6,
    quotes: { 'o-hoop': ['Weten wat er in het dorp zelf te doen is.', 'Rustig blijven als er een rij staat.'] },
    counts: { idoQuestions: 12, referrals: 3, registrations: null },
  },
  {
    round: 6,
    asked: 6,
    answered: 5,
    quotes: { 'o-helpt': ['De lessen zijn kort genoeg. Ik mis nog voorbeelden voor een kleine vestiging.'] },
    counts: { idoQuestions: 14, referrals: 6, registrations: 2 },
  },
];

/** Too few to tell of one by one; together they are five. */
const small: Readonly<Record<'rietoever' | 'zandhoek', readonly DemoRound[]>> = {
  rietoever: [
    { round: 0, asked: 3, answered: 2, quotes: {}, counts: null },
    { round: 6, asked: 3, answered: 2, quotes: {}, counts: null },
  ],
  zandhoek: [
    { round: 0, asked: 4, answered: 3, quotes: {}, counts: null },
    { round: 6, asked: 4, answered: 3, quotes: {}, counts: null },
  ],
};

/** Where people stand on average, by kind of question; some questions go better than others. */
const averages: Readonly<Record<string, Readonly<Record<0 | 6, number>>>> = {
  agree: { 0: 3, 6: 3.1 },
  certainty: { 0: 2.1, 6: 2.8 },
  often: { 0: 1.8, 6: 2.3 },
  desk: { 0: 2.4, 6: 2.7 },
  hours: { 0: 2, 6: 2.4 },
};

/** @param libraries their ids, with the modules that their group does */
export function addQuestionnaires(
  rows: DemoRows,
  ctx: Context,
  pilot: { id: string } & Readonly<Record<'duinrand' | 'heuvelland' | 'rietoever' | 'zandhoek', DemoLibrary>>,
): void {
  for (const [library, rounds] of [
    [pilot.duinrand, duinrand],
    [pilot.heuvelland, heuvelland],
    [pilot.rietoever, small.rietoever],
    [pilot.zandhoek, small.zandhoek],
  ] as const) {
    const part = rows.pilotLibrary.find((row) => row.pilotId === pilot.id && row.libraryId === library.id);
    if (part) for (const round of rounds) addRound(rows, ctx, { partId: part.id, ...library }, round);
  }
}

interface DemoLibrary {
  id: string;
  specialist: string;
  modules: readonly string[];
}

function addRound(rows: DemoRows, ctx: Context, library: DemoLibrary & { partId: string }, demo: DemoRound): void {
  const questionnaire = ctx.catalogue.questionnaires.get(`frontoffice/${demo.round}`);
  if (!questionnaire) return;
  const at = { pilotLibraryId: library.partId, round: demo.round };
  const parts = askedParts(questionnaire, objectivesOf(ctx.catalogue, library.modules));
  const answer = (row: { scores: Record<string, number>; quotes: Record<string, string> }) =>
    rows.questionnaireAnswer.push({
      ...at,
      key: newToken(),
      questionnaire: questionnaire.id,
      version: questionnaire.version,
      ...row,
    });
  for (let person = 0; person < demo.answered; person++)
    for (const row of answerRows({ scores: choose(parts, person, demo.round), quotes: {} })) answer(row);
  for (const [id, texts] of Object.entries(demo.quotes)) for (const text of texts) answer({ scores: {}, quotes: { [id]: text } });
  const opened = -pilotAge + demo.round * 7;
  rows.questionnaireRound.push({ ...at, asked: demo.asked, closedAt: addDays(ctx.now, opened + 14) });
  if (demo.counts) rows.pilotResult.push({ ...at, ...demo.counts, byId: library.specialist, at: addDays(ctx.now, opened + 15) });
}

/** Everyone differs, and so does every question; the same each time the demonstration is made. */
function choose(parts: readonly AskedPart[], person: number, round: 0 | 6): Record<string, number> {
  const scores: Record<string, number> = {};
  for (const part of parts) {
    if (part.kind === 'open') continue;
    const most = scales[part.scale].words.length;
    for (const [index, { id }] of part.items.entries()) {
      if ((person * 7 + index * 5) % 23 === 3) continue; // left out
      const own = (((person * 5 + index * 3) % 7) - 3) * 0.42;
      const question = (((index * 4) % 5) - 2) * 0.18;
      const chosen = Math.round((averages[part.scale]?.[round] ?? 2.5) + own + question);
      scores[id] = Math.min(most, Math.max(1, chosen));
    }
  }
  return scores;
}
