/** The tables of a report for a spreadsheet: one line per figure, as Dutch Excel opens it by itself. */
import type { Outline } from './evaluation-outline.ts';

const heads = ['verslag', 'versie en dag', 'over', 'onderdeel', 'tabel', 'wat', 'kolom', 'tekst', 'getal', 'van', 'eenheid'];

/** With a byte order mark, `;` between the fields and a decimal comma. */
export function csvOf(outline: Outline): string {
  let part = '';
  const lines = outline.blocks.flatMap((block): string[][] => {
    if (block.kind === 'heading' && block.level === 2) part = block.text;
    if (block.kind !== 'table') return [];
    return block.rows.flatMap((row) =>
      row.cells.flatMap(({ text, figures }, column) =>
        (figures ?? [{ text, value: null, of: null, unit: '' }]).map((figure) => [
          outline.title,
          outline.subtitle,
          outline.about,
          part,
          block.caption,
          row.head,
          block.columns[column + 1] ?? '',
          figure.text,
          number(figure.value),
          number(figure.of),
          figure.unit,
        ]),
      ),
    );
  });
  return `\uFEFF${[heads, ...lines].map((line) => `${line.map(field).join(';')}\r\n`).join('')}`;
}

const number = (value: number | null | undefined) =>
  value === null || value === undefined ? '' : String(value).replace('.', ',');

/** What a spreadsheet would run as a formula gets an apostrophe before it. */
function field(text: string): string {
  const flat = text.replaceAll(/[\r\n\t]+/g, ' ').trim();
  const safe = /^[=+\-@]/.test(flat) ? `'${flat}` : flat;
  return /[";]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
