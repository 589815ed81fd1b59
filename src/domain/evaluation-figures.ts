/** What was told of a pilot, week by week and round by round, as the lines of its report. */
import type { Figure, FigureValue, Section, Topic } from './evaluation-report.ts';
import type { ItemResult, ResultCounts, ResultRow } from './evaluation-results.ts';
import { stuckAt, type PilotFigures, type TotalFigures } from './pilot-figures.ts';
import type { Round } from './pilot.ts';
import { scales, type Scale } from './questionnaire.ts';
import type { SafePart, TotalPart } from './safe-count.ts';

export interface SectionFacts {
  names: { modules: readonly { id: string; title: string }[]; meetings: readonly { id: string; title: string }[] };
  /** Null where too few people take part to tell. */
  figures: PilotFigures | TotalFigures | null;
  results: ResultRow | null;
  /** The adviser's own words. */
  text: string | null;
}

export function sectionOf({ names, figures, results, text }: SectionFacts): Section {
  const moduleTitle = (id: string | null) => names.modules.find((module) => module.id === id)?.title ?? null;
  const stuck = figures && stuckAt(figures);
  return {
    figures: [...processOf(names, figures), ...(results ? roundsOf(results, moduleTitle) : [])],
    quotes: (results?.rounds ?? []).flatMap((round) =>
      round.kind === 'told'
        ? round.quotes.map(({ question, text: words }) => ({ question, round: round.round, text: words }))
        : [],
    ),
    missedBaseline: results?.missedBaseline ?? null,
    stoppedAt: stuck === null ? null : moduleTitle(stuck),
    text: text === '' ? null : text,
  };
}

const tooFew: FigureValue = { kind: 'none', why: 'tooFew' };
const part = (told: SafePart | TotalPart | null): FigureValue =>
  told ? { kind: 'part', part: told.part, of: told.of, more: 'more' in told && told.more } : tooFew;

function processOf(names: SectionFacts['names'], figures: SectionFacts['figures']): Figure[] {
  const line = (topic: Topic, id: string, label: string, value: FigureValue): Figure => ({
    topic,
    id,
    label,
    under: null,
    round: null,
    value,
  });
  const people = 'Deelnemers';
  if (!figures) return [line('participation', 'people', people, tooFew)];
  const title = (list: readonly { id: string; title: string }[], id: string) =>
    list.find((item) => item.id === id)?.title ?? `Bijeenkomst ${id.replace(/^nr-/, '')}`;
  return [
    line('participation', 'people', people, { kind: 'people', count: figures.people }),
    line('participation', 'started', 'Begonnen', part(figures.started)),
    line('participation', 'allModules', 'Alle modules gehaald', part(figures.allModules)),
    line('participation', 'certificates', 'Certificaat of bewijs', part(figures.certificates)),
    ...figures.modules.map(({ id, done }) => line('modules', id, title(names.modules, id), part(done))),
    ...figures.meetings.map(({ id, done }) => line('meetings', id, title(names.meetings, id), part(done))),
    line('stopped', 'inactive', 'Deed drie weken niets en heeft nog modules', part(figures.inactive)),
  ];
}

const topicOf: Record<Scale, Topic> = {
  agree: 'reaction',
  certainty: 'learning',
  often: 'behaviourSelf',
  desk: 'behaviourDesk',
  hours: 'hours',
};

/** What a library counts itself. */
const counted: Record<keyof ResultCounts, string> = {
  idoQuestions: 'Vragen bij het IDO',
  referrals: 'Doorverwijzingen',
  registrations: 'Aanmeldingen voor een activiteit',
};

function roundsOf({ rounds }: ResultRow, moduleTitle: (id: string | null) => string | null): Figure[] {
  return rounds.flatMap((told) => {
    const { round } = told;
    const response: FigureValue = told.kind === 'told' ? part(told.response) : { kind: 'none', why: told.why };
    return [
      { topic: 'response' as const, id: 'response', label: 'Ingevuld', under: null, round, value: response },
      ...(told.kind === 'told' ? told.items.map((item) => itemFigure(item, round, moduleTitle(item.moduleId))) : []),
      ...(told.counts ? countFigures(told.counts, round) : []),
    ];
  });
}

const itemFigure = (
  { id, scale, text, answered, mean, middle, share, shareText }: ItemResult,
  round: Round,
  under: string | null,
): Figure => ({
  topic: topicOf[scale],
  id,
  label: text,
  under,
  round,
  value: { kind: 'answers', of: answered, mean, outOf: scales[scale].words.length, middle, share, shareText },
});

const countFigures = (counts: ResultCounts, round: Round): Figure[] =>
  Object.entries(counted).map(([id, label]) => {
    const value = counts[id as keyof ResultCounts];
    return {
      topic: 'result',
      id,
      label,
      under: null,
      round,
      value: value === null ? { kind: 'none', why: 'notGiven' } : { kind: 'counted', value },
    };
  });
