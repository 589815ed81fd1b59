/** The look of the paper: a catalogue card with a double red line, a stamp and a code to scan. Points from the top left. */
import type PDFDocument from 'pdfkit';
import { encode } from 'uqr';

export type Doc = InstanceType<typeof PDFDocument>;

export const colours = {
  card: '#fffdf7',
  ink: '#1b2a33',
  soft: '#44545c',
  petrol: '#0b5c5e',
  red: '#b3261e',
  edge: '#6f7c80',
  line: '#c3cfcc',
} as const;

/** What only decorates: assistive technology passes over it. */
export function decorate(doc: Doc, draw: () => void): void {
  doc.markContent('Artifact', { type: 'Layout' });
  doc.save();
  draw();
  doc.restore();
  doc.endMarkedContent();
}

/** Card, double red frame and the hole through which the rod of the catalogue drawer went. */
export function drawCard(doc: Doc): void {
  const { width, height } = doc.page;
  decorate(doc, () => {
    doc.rect(0, 0, width, height).fill(colours.card);
    doc
      .rect(26, 26, width - 52, height - 52)
      .lineWidth(1.6)
      .stroke(colours.red);
    doc
      .rect(31, 31, width - 62, height - 62)
      .lineWidth(0.6)
      .stroke(colours.red);
    doc
      .circle(width / 2, height - 50, 8)
      .lineWidth(0.8)
      .fillAndStroke('#f4f6f1', colours.edge);
  });
}

export function rule(doc: Doc, x: number, y: number, width: number, colour: string = colours.line, thickness = 0.6): void {
  decorate(doc, () =>
    doc
      .moveTo(x, y)
      .lineTo(x + width, y)
      .lineWidth(thickness)
      .stroke(colour),
  );
}

/** The mark of the house: a catalogue card with a stamp on it, as on the site. */
export function drawMark(doc: Doc, x: number, y: number, size: number): void {
  decorate(doc, () => {
    doc.translate(x, y).scale(size / 32);
    doc.lineWidth(2).lineJoin('round');
    doc.path('M2 28V4.5a1.5 1.5 0 0 1 1.5-1.5h9A1.5 1.5 0 0 1 14 4.5V8h14v20z').stroke(colours.ink);
    doc.path('M2 13h26M7 18h6M7 22.5h5').stroke(colours.petrol);
    doc.rotate(-11, { origin: [23, 21] });
    doc.roundedRect(14.5, 16, 17.5, 10, 1.5).fillAndStroke(colours.red, colours.card);
    doc.moveTo(18, 21).lineTo(28.5, 21).stroke(colours.card);
  });
}

/** The squares of a QR code as one shape, so that no hair lines show between them. */
export function drawQr(doc: Doc, text: string, x: number, y: number, size: number): void {
  const { data } = encode(text, { ecc: 'M', border: 0 });
  const step = size / data.length;
  for (const [row, cells] of data.entries())
    for (let start = 0; start < cells.length; start++) {
      if (!cells[start]) continue;
      let end = start;
      while (cells[end + 1]) end++;
      doc.rect(x + start * step, y + row * step, (end - start + 1) * step, step);
      start = end;
    }
  doc.fill(colours.ink);
}

/** A date stamp, set a little askew by hand; the same date always falls the same way. */
export function drawStamp(doc: Doc, stamp: { date: string; word: string }, centre: { x: number; y: number }): void {
  const tilt = -3 - ([...stamp.date].reduce((sum, char) => sum + char.charCodeAt(0), 0) % 5);
  doc.font('head').fontSize(21);
  const width = Math.max(doc.widthOfString(stamp.date), 96) + 34;
  const [x, y] = [centre.x - width / 2, centre.y - 29];
  doc.save().rotate(tilt, { origin: [centre.x, centre.y] });
  doc.roundedRect(x, y, width, 58, 3).lineWidth(2.4).stroke(colours.red);
  doc
    .roundedRect(x + 5, y + 5, width - 10, 48, 1.5)
    .lineWidth(0.9)
    .stroke(colours.red);
  doc.fillColor(colours.red).text(stamp.date, x, y + 9, { width, align: 'center', lineBreak: false });
  doc
    .font('strong')
    .fontSize(12.5)
    .text(stamp.word, x, y + 34, { width, align: 'center', lineBreak: false });
  doc.restore();
}
