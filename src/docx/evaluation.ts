/** The report of a pilot as a Word file: real headings, tables with heads, Dutch, so that an adviser can go on writing. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  ImageRun,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
  type IParagraphOptions,
} from 'docx';
import type { Block, Cell, Outline, OutlineTable } from '#src/domain/evaluation-outline.ts';
import { barPng, barSize } from './bar.ts';

const colours = { ink: '1B2A33', soft: '44545C', petrol: '0B5C5E', red: 'B3261E', line: 'C3CFCC' };
const house = 'Baliewijs';
const bullets = 'streepjes';

export async function renderEvaluationDocx(outline: Outline): Promise<Buffer> {
  const document = new Document({
    title: `${outline.title}, ${outline.subtitle}`,
    creator: house,
    lastModifiedBy: house,
    description: outline.about,
    styles: {
      default: {
        document: {
          run: { font: 'Calibri', size: 22, color: colours.ink, language: { value: 'nl-NL' } },
          paragraph: { spacing: { after: 120, line: 288 } },
        },
        title: { run: { size: 44, bold: true, color: colours.red }, paragraph: { spacing: { after: 80 } } },
        heading1: { run: { size: 44, bold: true, color: colours.red }, paragraph: { spacing: { after: 80 } } },
        heading2: { run: { size: 30, bold: true, color: colours.petrol }, paragraph: { spacing: { before: 360, after: 100 } } },
        heading3: { run: { size: 25, bold: true, color: colours.ink }, paragraph: { spacing: { before: 240, after: 80 } } },
      },
    },
    numbering: {
      config: [
        {
          reference: bullets,
          levels: [
            {
              level: 0,
              format: LevelFormat.BULLET,
              text: '•',
              alignment: AlignmentType.START,
              style: { paragraph: { indent: { left: 360, hanging: 260 } } },
            },
          ],
        },
      ],
    },
    sections: [
      {
        properties: {
          page: { size: { width: 11906, height: 16838 }, margin: { top: 1200, bottom: 1200, left: 1100, right: 1100 } },
        },
        footers: { default: new Footer({ children: [footLine(outline)] }) },
        children: [
          new Paragraph({ heading: HeadingLevel.HEADING_1, children: [run(outline.title)] }),
          new Paragraph({ children: [new TextRun({ text: outline.subtitle, color: colours.soft })] }),
          ...outline.blocks.flatMap(blockOf),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

const run = (text: string, more: { bold?: boolean; italics?: boolean; color?: string; size?: number } = {}) =>
  new TextRun({ text: clean(text), ...more });

function blockOf(block: Block): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'lead':
      return [new Paragraph({ children: [run(block.text, { bold: true, size: 25 })] })];
    case 'heading':
      return [
        new Paragraph({
          heading: block.level === 2 ? HeadingLevel.HEADING_2 : HeadingLevel.HEADING_3,
          keepNext: true,
          children: [run(block.text)],
        }),
      ];
    case 'text':
      return [new Paragraph({ children: [run(block.text)] })];
    case 'own':
      return block.paragraphs.map(
        (text) =>
          new Paragraph({
            children: text.split('\n').map((line, i) => new TextRun({ text: clean(line), ...(i > 0 ? { break: 1 } : {}) })),
          }),
      );
    case 'list':
      return block.items.map((text) => new Paragraph({ numbering: { reference: bullets, level: 0 }, children: [run(text)] }));
    case 'quotes':
      return block.items.flatMap(({ text, from }) => [
        new Paragraph({
          indent: { left: 300 },
          keepNext: true,
          spacing: { after: 20 },
          children: [run(`‘${text}’`, { italics: true })],
        }),
        new Paragraph({ indent: { left: 300 }, children: [run(from, { size: 19, color: colours.soft })] }),
      ]);
    case 'table':
      return tableOf(block);
  }
}

function tableOf({ caption, columns, rows }: OutlineTable): (Paragraph | Table)[] {
  const share = (i: number) => (i === 0 ? 34 : 66 / Math.max(1, columns.length - 1));
  const cell = (children: Paragraph[], i: number) =>
    new TableCell({
      children,
      width: { size: share(i), type: WidthType.PERCENTAGE },
      margins: { top: 50, bottom: 50, left: 60, right: 60 },
    });
  const line = { style: BorderStyle.SINGLE, size: 4, color: colours.line };
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  return [
    new Paragraph({ keepNext: true, spacing: { before: 160, after: 60 }, children: [run(caption, { bold: true })] }),
    new Table({
      width: { size: 100, type: WidthType.PERCENTAGE },
      borders: {
        top: { ...line, color: colours.red, size: 8 },
        bottom: line,
        left: none,
        right: none,
        insideHorizontal: line,
        insideVertical: none,
      },
      rows: [
        new TableRow({
          tableHeader: true,
          cantSplit: true,
          children: columns.map((name, i) => cell([small([run(name, { bold: true, color: colours.soft, size: 20 })])], i)),
        }),
        ...rows.map(
          ({ head, cells }) =>
            new TableRow({
              cantSplit: true,
              children: [
                cell([small([run(head, { bold: true, size: 20 })])], 0),
                ...cells.map((value, i) => cell(cellOf(value, head), i + 1)),
              ],
            }),
        ),
      ],
    }),
    new Paragraph({ spacing: { after: 80 }, children: [] }),
  ];
}

function cellOf({ text, bar }: Cell, head: string): Paragraph[] {
  const words = small([run(text, { size: 20 })]);
  if (!bar) return [words];
  const alt = { name: head, title: head, description: `Balk bij ${head}: ${text}` };
  const image = new ImageRun({
    type: 'png',
    data: barPng(bar.part / bar.of),
    transformation: { width: barSize.width * 0.75, height: barSize.height * 0.75 },
    altText: alt,
  });
  return [words, small([image])];
}

const small = (children: NonNullable<IParagraphOptions['children']>) =>
  new Paragraph({ spacing: { after: 0, line: 250 }, children: [...children] });

const footLine = (outline: Outline) =>
  new Paragraph({
    children: [
      new TextRun({
        size: 17,
        color: colours.soft,
        children: [`${clean(outline.title)}, ${clean(outline.subtitle)} · pagina `, PageNumber.CURRENT],
      }),
    ],
  });

/** Control characters make a Word file that Word doesn't open. */
const clean = (text: string) => text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '');
