/** A certificate on one sheet of A4, lying: tagged (PDF/UA-1), fonts embedded, the same facts give the same bytes. */
import PDFDocument from 'pdfkit';
import { useFaces } from './fonts.ts';
import { colours, drawCard, drawMark, drawQr, drawStamp, rule, type Doc } from './paper.ts';
import type { PrintedCertificate } from './types.ts';

type Part = PrintedCertificate['modules'][number];
type Parent = ReturnType<Doc['struct']>;

const house = 'Baliewijs';
const sheet = { width: 841.89, height: 595.28 };
const left = 74;
const width = sheet.width - 2 * left;
const top = 54;
const footTop = 446;
const gap = 44;
const column = (width - gap) / 2;

export function renderCertificate(facts: PrintedCertificate): Promise<Buffer> {
  const printed = composed(facts);
  const doc = new PDFDocument({
    size: [sheet.width, sheet.height],
    margin: 0,
    pdfVersion: '1.7',
    // pdfkit knows it, its types don't yet.
    subset: 'PDF/UA' as never,
    tagged: true,
    lang: 'nl',
    displayTitle: true,
    info: { Title: plain(`${printed.title} van ${printed.name}`), Author: house, Creator: house, CreationDate: printed.issuedAt },
  });
  const chunks: Buffer[] = [];
  const whole = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
  useFaces(doc);
  draw(doc, printed);
  doc.end();
  return whole;
}

function draw(doc: Doc, facts: PrintedCertificate): void {
  drawCard(doc);
  const root = doc.struct('Document', { title: `${facts.title} van ${facts.name}` });
  doc.addStructure(root);
  const scale = fittingScale(doc, facts);
  const y = head(doc, root, facts, scale, true);
  const partsTop = y + 22 * scale;
  parts(doc, root, 'Modules', facts.modules, { x: left, y: partsTop }, scale, true);
  parts(doc, root, 'Bijeenkomsten', facts.meetings, { x: left + column + gap, y: partsTop }, scale, true);
  foot(doc, root, facts);
  root.end();
}

/** Everything a little smaller until the parts end above the foot: long titles and many modules stay on one sheet. */
function fittingScale(doc: Doc, facts: PrintedCertificate): number {
  for (let scale = 1.15; scale > 0.35; scale -= 0.05) {
    const y = head(doc, null, facts, scale, false) + 22 * scale;
    const ends = [facts.modules, facts.meetings].map((list) => parts(doc, null, '', list, { x: left, y }, scale, false));
    if (Math.max(...ends) <= footTop - 12) return scale;
  }
  return 0.35;
}

/** Kind, name, course, library and group. Answers where it ends. */
function head(doc: Doc, root: Parent | null, facts: PrintedCertificate, scale: number, paint: boolean): number {
  let y = top;
  const line = (
    tag: string,
    face: string,
    size: number,
    colour: string,
    text: string,
    after: number,
    at = left,
    room = width,
  ) => {
    doc.font(face).fontSize(size);
    const height = doc.heightOfString(text, { width: room });
    if (paint) tagged(doc, root, tag, () => doc.fillColor(colour).text(text, at, y, { width: room }));
    y += height + after;
  };
  line('H1', 'head', 23, colours.red, facts.title, 6 * scale, left, width - 130);
  if (paint) {
    rule(doc, left, y, width, colours.red, 1.2);
    rule(doc, left, y + 3, width, colours.red, 0.6);
    doc.font('head').fontSize(15).fillColor(colours.ink);
    const own = doc.widthOfString(house);
    drawMark(doc, left + width - own - 33, top + 1, 26);
    tagged(doc, root, 'P', () =>
      doc
        .font('head')
        .fillColor(colours.ink)
        .text(house, left + width - own, top + 5, { lineBreak: false }),
    );
  }
  y += 18 * scale;
  line('P', 'head', nameSize(doc, facts.name, scale), colours.ink, facts.name, 5 * scale);
  line('P', 'text', 13 * scale, colours.soft, facts.verb, 2 * scale);
  line('P', 'head', 20 * scale, colours.petrol, facts.courseTitle, 4 * scale);
  line('P', 'text', 13 * scale, colours.ink, `bij ${facts.libraryName}, in de groep ‘${facts.groupName}’`, 0);
  return y;
}

/** As large as fits on one line; a very long name takes two. */
function nameSize(doc: Doc, name: string, scale: number): number {
  doc.font('head');
  for (let size = 46; size >= 24; size -= 1) if (doc.fontSize(size * scale).widthOfString(name) <= width) return size * scale;
  for (let size = 30; size > 12; size -= 1)
    if (doc.fontSize(size * scale).heightOfString(name, { width }) <= 2.1 * doc.currentLineHeight(true)) return size * scale;
  return 12 * scale;
}

/** A list with a heading, a rule under each part. Answers where it ends; an empty list takes no room. */
function parts(
  doc: Doc,
  root: Parent | null,
  title: string,
  list: readonly Part[],
  at: { x: number; y: number },
  scale: number,
  paint: boolean,
): number {
  if (list.length === 0) return at.y;
  const { x } = at;
  let y = at.y;
  const size = { title: 13.5 * scale, part: 11.5 * scale, detail: 10 * scale };
  doc.font('head').fontSize(size.title);
  if (paint) tagged(doc, root, 'H2', () => doc.fillColor(colours.ink).text(title, x, y, { width: column }));
  y += doc.currentLineHeight(true) + 3 * scale;
  if (paint) rule(doc, x, y, column, colours.red, 0.9);
  const items = paint ? doc.struct('L') : null;
  if (items) root?.add(items);
  for (const part of list) {
    y += 4.5 * scale;
    doc.font('strong').fontSize(size.part);
    const titleHeight = doc.heightOfString(part.title, { width: column });
    doc.font('text').fontSize(size.detail);
    const detailHeight = doc.heightOfString(part.detail, { width: column });
    if (items) {
      const item = doc.struct('LI');
      items.add(item);
      const body = doc.struct('LBody');
      item.add(body);
      const start = y;
      tagged(doc, body, 'P', () =>
        doc.font('strong').fontSize(size.part).fillColor(colours.ink).text(part.title, x, start, { width: column }),
      );
      tagged(doc, body, 'P', () =>
        doc
          .font('text')
          .fontSize(size.detail)
          .fillColor(colours.soft)
          .text(part.detail, x, start + titleHeight, { width: column }),
      );
      body.end();
      item.end();
    }
    y += titleHeight + detailHeight + 3.5 * scale;
    if (paint) rule(doc, x, y, column);
  }
  items?.end();
  return y;
}

/** What it means, when, and how to check it. Always at the same place. */
function foot(doc: Doc, root: Parent, facts: PrintedCertificate): void {
  const qr = { size: 88, x: left + width - 88, y: footTop + 8 };
  const room = 352;
  let y = footTop + 6;
  const line = (face: string, size: number, colour: string, text: string, after: number) => {
    doc.font(face).fontSize(size).fillColor(colour);
    tagged(doc, root, 'P', () => doc.text(text, left, y, { width: room }));
    y = doc.y + after;
  };
  line('text', 9.5, colours.soft, facts.meaning, 5);
  line('head', 12.5, colours.ink, `Gegeven op ${facts.issuedOn}`, 5);
  line('text', 9.5, colours.soft, 'Is het echt? Scan de code of kijk op:', 1);

  const check = doc.struct('P');
  root.add(check);
  const link = doc.struct('Link');
  check.add(link);
  doc.font('text').fontSize(9.5);
  const height = doc.heightOfString(facts.address, { width: room });
  link.add(() => {
    doc.fillColor(colours.petrol).text(facts.address, left, y, { width: room });
    // The types know no link inside the structure, the library does; without it the link is not tagged.
    const described = { structParent: link, Contents: new String(`Controleer dit document op ${facts.address}`) };
    doc.link(left, y, room, height, facts.address, described as never);
  });
  link.end();
  check.end();
  y += height + 1;
  line('text', 9.5, colours.soft, `Code: ${facts.code}`, 0);

  const stamp = { x: left + room + (width - room - qr.size) / 2, y: qr.y + qr.size / 2 };
  tagged(doc, root, 'P', () => drawStamp(doc, facts.stamp, stamp));
  const box = { alt: `QR-code naar ${facts.address}`, bbox: [qr.x, qr.y, qr.x + qr.size, qr.y + qr.size] };
  const figure = doc.struct('Figure', box, () => drawQr(doc, facts.address, qr.x, qr.y, qr.size));
  root.add(figure);
}

function tagged(doc: Doc, parent: Parent | null, tag: string, paint: () => void): void {
  parent?.add(doc.struct(tag as never, {}, paint));
}

/** The metadata of pdfkit takes text for XML as it comes. */
const plain = (text: string) => text.replaceAll('&', 'en').replaceAll(/[<>]/g, '');

/** Letters with their accents as one sign: the fonts know ł and ş, not l with a stroke laid over it. */
function composed(facts: PrintedCertificate): PrintedCertificate {
  const text = <T>(value: T): T => {
    if (typeof value === 'string') return value.normalize('NFC') as T;
    if (Array.isArray(value)) return value.map(text) as T;
    if (value === null || typeof value !== 'object' || value instanceof Date) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, text(inner)])) as T;
  };
  return text(facts);
}
