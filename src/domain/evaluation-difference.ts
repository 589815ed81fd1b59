/** What comes out otherwise when a report is counted again. Words may change with the texts of a course; figures may not. */
import { canonicalJson, type EvaluationReport, type Figure, type Section } from './evaluation-report.ts';
import type { Round } from './pilot.ts';

/** What can't be counted again. */
export interface Gone {
  /** The figures of the report's week are stored no more. */
  figures: boolean;
  /** Rounds whose answers are stored no more. */
  rounds: readonly Round[];
  /** A library corrected its counts since. */
  counts: boolean;
}

export interface Difference {
  differences: string[];
  gone: string[];
}

const processTopics: readonly string[] = ['participation', 'modules', 'meetings', 'stopped'];

export function differencesOf(kept: EvaluationReport, again: EvaluationReport, gone: Gone): Difference {
  const lost = [
    ...(gone.figures ? [`the figures of ${kept.figuresWeek ?? 'its week'} are no longer stored`] : []),
    ...gone.rounds.map((round) => `the answers of week ${round} are no longer stored`),
    ...(gone.counts ? ['a library wrote down other counts since'] : []),
  ];
  const can = (figure: Figure) =>
    processTopics.includes(figure.topic)
      ? !gone.figures
      : figure.topic === 'result'
        ? !gone.counts
        : figure.round === null || !gone.rounds.includes(figure.round);
  const sections: [string, Section, Section | undefined][] = [
    ['pilot', kept.total, again.total],
    ...kept.parts.map(({ partId, section }): [string, Section, Section | undefined] => [
      partId,
      section,
      again.parts.find((part) => part.partId === partId)?.section,
    ]),
  ];
  const differences = sections.flatMap(([name, was, is]) => (is ? sectionDifferences(name, was, is, can) : [`${name}: gone`]));
  for (const module of kept.modules)
    if (canonicalJson(module.verdict) !== canonicalJson(again.modules.find((m) => m.id === module.id)?.verdict))
      differences.push(`pilot: the verdict on ${module.id}`);
  return { differences, gone: lost };
}

function sectionDifferences(name: string, was: Section, is: Section, can: (figure: Figure) => boolean): string[] {
  const keyOf = ({ topic, id, round }: Figure) => `${topic} ${id}${round === null ? '' : `, week ${round}`}`;
  const valuesOf = (section: Section) => new Map(section.figures.filter(can).map((figure) => [keyOf(figure), valueOf(figure)]));
  const [before, after] = [valuesOf(was), valuesOf(is)];
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  return [
    ...keys.filter((key) => before.get(key) !== after.get(key)).map((key) => `${name}: ${key}`),
    ...(was.text === is.text ? [] : [`${name}: the adviser's text`]),
  ];
}

/** A figure without its words. */
function valueOf({ value }: Figure): string {
  if (value.kind !== 'answers') return canonicalJson(value);
  const { shareText: _, middle: __, ...numbers } = value;
  return canonicalJson(numbers);
}
