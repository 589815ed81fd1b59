/** The report of a pilot on sheets of A4: tagged (PDF/UA-1), fonts embedded, the same outline gives the same bytes. */
import { setImmediate as giveWay } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import type { Block, Outline, OutlineTable } from '#src/domain/evaluation-outline.ts';
import { useFaces, type Face } from './fonts.ts';
import { colours, decorate, drawMark, rule, type Doc } from './paper.ts';

type Parent = ReturnType<Doc['struct']>;

const house = 'Baliewijs';
const sheet = { width: 595.28, height: 841.89 };
const left = 56;
const width = sheet.width - 2 * left;
const top = 64;
const bottom = sheet.height - 64;
const padding = 4;

export interface PdfReport {
  outline: Outline;
  /** When it was made. */
  at: Date;
}

export async function renderEvaluation({ outline, at }: PdfReport): Promise<Buffer> {
  const printed = composed(outline);
  const title = `${printed.title}, ${printed.subtitle}`.replaceAll('&', 'en').replaceAll(/[<>]/g, '');
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    pdfVersion: '1.7',
    // pdfkit knows it, its types don't yet.
    subset: 'PDF/UA' as never,
    tagged: true,
    lang: 'nl',
    displayTitle: true,
    info: { Title: title, Author: house, Creator: house, CreationDate: at },
  });
  const chunks: Buffer[] = [];
  const whole = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
  useFaces(doc);
  await new Paper(doc, printed, title).draw();
  doc.end();
  return whole;
}

class Paper {
  private readonly doc: Doc;
  private readonly outline: Outline;
  private readonly root: Parent;
  private y = top;
  private page = 1;

  constructor(doc: Doc, outline: Outline, title: string) {
    this.doc = doc;
    this.outline = outline;
    this.root = doc.struct('Document', { title });
    doc.addStructure(this.root);
  }

  /** A report is long: others get their turn between its blocks. */
  async draw() {
    const { doc } = this;
    drawMark(doc, left, top - 28, 22);
    this.write(this.root, 'H1', 'head', 21, colours.red, this.outline.title, 3);
    rule(doc, left, this.y, width, colours.red, 1.2);
    rule(doc, left, this.y + 3, width, colours.red, 0.6);
    this.y += 10;
    this.write(this.root, 'P', 'text', 11, colours.soft, this.outline.subtitle, 10);
    for (const [index, block] of this.outline.blocks.entries()) {
      this.block(block, this.outline.blocks[index + 1]);
      await giveWay();
    }
    this.foot();
    this.root.end();
    await giveWay();
  }

  private block(block: Block, next: Block | undefined) {
    switch (block.kind) {
      case 'heading':
        // A heading doesn't stand alone at the foot of a page.
        this.room(next?.kind === 'table' ? 110 : 70);
        this.y += block.level === 2 ? 12 : 6;
        return this.write(
          this.root,
          `H${block.level}`,
          'head',
          block.level === 2 ? 15 : 12,
          block.level === 2 ? colours.petrol : colours.ink,
          block.text,
          4,
        );
      case 'lead':
        return this.write(this.root, 'P', 'strong', 12.5, colours.ink, block.text, 8);
      case 'text':
        return this.write(this.root, 'P', 'text', 10.5, colours.ink, block.text, 6);
      case 'own':
        return block.paragraphs.forEach((text) => this.write(this.root, 'P', 'text', 10.5, colours.ink, text, 6));
      case 'list':
        return this.list(block.items);
      case 'quotes':
        return block.items.forEach(({ text, from }) => {
          this.write(this.root, 'P', 'text', 11, colours.ink, `‘${text}’`, 0, 14);
          this.write(this.root, 'P', 'text', 9, colours.soft, from, 6, 14);
        });
      case 'table':
        return this.table(block);
    }
  }

  /** Text that may be longer than a page goes in pieces, each whole on its page. */
  private write(parent: Parent, tag: string, face: Face, size: number, colour: string, text: string, after: number, inset = 0) {
    for (const piece of piecesOf(text)) {
      const { doc } = this;
      const options = { width: width - inset };
      doc.font(face).fontSize(size);
      this.room(doc.heightOfString(piece, options));
      const at = this.y;
      parent.add(
        doc.struct(tag as never, {}, () =>
          doc
            .font(face)
            .fontSize(size)
            .fillColor(colour)
            .text(piece, left + inset, at, options),
        ),
      );
      doc.font(face).fontSize(size);
      this.y = at + doc.heightOfString(piece, options);
    }
    this.y += after;
  }

  private list(items: readonly string[]) {
    const list = this.doc.struct('L');
    this.root.add(list);
    for (const text of items) {
      const item = this.doc.struct('LI');
      list.add(item);
      const body = this.doc.struct('LBody');
      item.add(body);
      this.doc.font('text').fontSize(10.5);
      this.room(this.doc.heightOfString(text, { width: width - 12 }));
      const at = this.y;
      decorate(this.doc, () => this.doc.circle(left + 4, at + 6.5, 1.6).fill(colours.red));
      this.write(body, 'P', 'text', 10.5, colours.ink, text, 4, 12);
      body.end();
      item.end();
    }
    list.end();
    this.y += 4;
  }

  private table({ caption, columns, rows }: OutlineTable) {
    const { doc } = this;
    this.room(80);
    const table = doc.struct('Table');
    this.root.add(table);
    this.write(table, 'Caption', 'strong', 10.5, colours.ink, caption, 3);
    const widths = this.widths(columns, rows);
    this.row(table, columns, widths, 'head');
    for (const { head, cells } of rows) {
      const texts = [head, ...cells.map((cell) => cell.text)];
      const height = this.height(texts, widths, 'body');
      if (this.y + height > bottom) {
        this.turn();
        this.row(null, columns, widths, 'head');
      }
      this.row(
        table,
        texts,
        widths,
        'body',
        cells.map(({ bar }) => bar && bar.part / bar.of),
      );
    }
    table.end();
    this.y += 8;
  }

  /** The heads of the rows get the most room; what is a sentence more than what is a figure. */
  private widths(columns: readonly string[], rows: OutlineTable['rows']): number[] {
    const longest = columns.map((name, i) =>
      Math.max(name.length, ...rows.map((row) => (i === 0 ? row.head : (row.cells[i - 1]?.text ?? '')).length)),
    );
    const wish = longest.map((n, i) => Math.min(Math.max(n, 12), i === 0 ? 46 : 40));
    const sum = wish.reduce((all, n) => all + n, 0);
    return wish.map((n) => (n / sum) * width);
  }

  /** Measured in the letters that it is written in: what is bold takes more room. */
  private height(texts: readonly string[], widths: readonly number[], kind: 'head' | 'body'): number {
    const heights = texts.map((text, i) =>
      this.doc
        .font(kind === 'head' || i === 0 ? 'strong' : 'text')
        .fontSize(9.5)
        .heightOfString(text, { width: (widths[i] ?? 0) - padding }),
    );
    return Math.max(...heights) + 9;
  }

  /** Without a parent it only repeats the heads of the columns on a new page. */
  private row(
    parent: Parent | null,
    texts: readonly string[],
    widths: readonly number[],
    kind: 'head' | 'body',
    shares: readonly (number | undefined)[] = [],
  ) {
    const { doc } = this;
    const at = this.y;
    const height = this.height(texts, widths, kind);
    const row = parent ? doc.struct('TR') : null;
    if (row) parent?.add(row);
    let x = left;
    texts.forEach((text, i) => {
      const room = widths[i] ?? 0;
      const start = x;
      const isHead = kind === 'head' || i === 0;
      const paint = () =>
        doc
          .font(isHead ? 'strong' : 'text')
          .fontSize(9.5)
          .fillColor(kind === 'head' ? colours.soft : colours.ink)
          .text(text, start, at + 2, { width: room - padding });
      if (!row) decorate(doc, () => void paint());
      else {
        const scope = isHead ? { scope: kind === 'head' ? 'Column' : 'Row' } : {};
        row.add(doc.struct((isHead ? 'TH' : 'TD') as never, scope as never, () => void paint()));
      }
      const share = i === 0 ? undefined : shares[i - 1];
      if (share !== undefined) {
        const full = Math.min(room - 2 * padding, 90);
        decorate(doc, () => {
          doc.rect(start, at + height - 5, full, 3).fill(colours.line);
          doc.rect(start, at + height - 5, full * share, 3).fill(colours.petrol);
        });
      }
      x += room;
    });
    row?.end();
    this.y = at + height;
    rule(doc, left, this.y, width, kind === 'head' ? colours.red : colours.line, kind === 'head' ? 0.9 : 0.5);
    this.y += 2;
  }

  private room(height: number) {
    if (this.y + height > bottom) this.turn();
  }

  private turn() {
    this.foot();
    this.doc.addPage();
    this.page += 1;
    this.y = top;
  }

  private foot() {
    const text = `${this.outline.title}, ${this.outline.subtitle} · pagina ${this.page}`;
    decorate(this.doc, () =>
      this.doc
        .font('text')
        .fontSize(8)
        .fillColor(colours.soft)
        .text(text, left, sheet.height - 40, { width, height: 12, ellipsis: true }),
    );
  }
}

/** At most so many signs each, cut between words. */
function piecesOf(text: string, most = 1500): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > most) {
    const cut = rest.lastIndexOf(' ', most);
    const at = cut > 0 ? cut : most;
    pieces.push(rest.slice(0, at));
    rest = rest.slice(at).trimStart();
  }
  return [...pieces, rest];
}

/** Letters with their accents as one sign: the fonts know ł and ş, not l with a stroke laid over it. */
function composed<T>(value: T): T {
  if (typeof value === 'string') return value.normalize('NFC') as T;
  if (Array.isArray(value)) return value.map(composed) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, composed(inner)])) as T;
}
