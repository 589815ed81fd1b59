import { contentStatistics, counted, type ContentStatistics } from '#src/catalogue/statistics.ts';
import { questionKinds } from '#src/domain/question/question.ts';
import type { Command } from './command.ts';

/** Reads the texts only: no database, no settings. */
export const content: Command = {
  name: 'content',
  usage: 'content                 what the course text holds: lessons, questions, conversations, sources, per module',
  async run() {
    console.log(contentReport(contentStatistics(process.cwd())));
  },
};

/** Two tables: all there is per module, and its questions by kind. */
export function contentReport({ modules, total }: ContentStatistics): string {
  const rows = [...modules, { id: 'total', ...total }];
  const all = table(
    'module',
    counted,
    rows.map(({ id, counts }) => [id, ...counted.map((name) => counts[name])]),
  );
  const kinds = table(
    'module',
    questionKinds,
    rows.map((row) => [row.id, ...questionKinds.map((kind) => row.kinds[kind])]),
  );
  return `Course text\n${all}\n\nQuestions by kind, of quiz and practice together\n${kinds}\n\nSources are different ones: what two modules name counts once in the total.`;
}

/** Names to the left, numbers to the right, a line above the total. */
function table(name: string, heads: readonly string[], rows: (string | number)[][]): string {
  const cells = [[name, ...heads], ...rows.map((row) => row.map((cell) => cell.toLocaleString('en')))];
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = cells.map((row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
  );
  const rule = '-'.repeat(lines[0]?.length ?? 0);
  return [lines[0], rule, ...lines.slice(1, -1), rule, lines.at(-1)].join('\n');
}
