/** A report as plain text, for a terminal. */
import type { Block, Outline, OutlineTable } from './evaluation-outline.ts';

export function textOf({ title, subtitle, blocks }: Outline): string {
  const head = `${title}\n${'='.repeat(title.length)}\n${subtitle}`;
  return `${[head, ...blocks.map(blockText)].join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'lead':
    case 'text':
      return block.text;
    case 'heading':
      return `${block.text}\n${(block.level === 2 ? '-' : '.').repeat(block.text.length)}`;
    case 'list':
      return block.items.map((item) => `- ${item}`).join('\n');
    case 'own':
      return block.paragraphs.join('\n\n');
    case 'quotes':
      return block.items.map(({ text, from }) => `‘${text}’\n  ${from}`).join('\n');
    case 'table':
      return tableText(block);
  }
}

function tableText({ caption, columns, rows }: OutlineTable): string {
  const lines = [columns, ...rows.map((row) => [row.head, ...row.cells.map((cell) => cell.text)])];
  const widths = columns.map((_, i) => Math.min(60, Math.max(...lines.map((line) => (line[i] ?? '').length))));
  const shown = lines.map((line) =>
    line
      .map((text, i) => text.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [`${caption}:`, ...shown.map((line) => `  ${line}`)].join('\n');
}
