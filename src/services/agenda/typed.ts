import type { PartText } from '#src/domain/agenda.ts';

const names = ['titel', 'minuten', 'vorm', 'vraag', 'hulp', 'opties', 'notities'] as const;
export type PartName = (typeof names)[number];

/** The parts of the form from its fields: each field is a list with one text per part. */
export function typedParts(valuesOf: (name: PartName) => readonly string[]): PartText[] {
  const [title = [], minutes = [], form = [], question = [], tool = [], options = [], notes = []] = names.map(valuesOf);
  return title.map((text, index) => ({
    title: text,
    minutes: minutes[index] ?? '',
    form: form[index] ?? '',
    question: question[index] ?? '',
    tool: tool[index] ?? '',
    options: (options[index] ?? '').replaceAll(/\r\n?/g, '\n'),
    notes: (notes[index] ?? '').replaceAll(/\r\n?/g, '\n'),
  }));
}
