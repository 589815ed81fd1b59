/** The two typefaces of the house as whole TTF files: a name may need any letter of them (SIL Open Font License). */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Doc } from './paper.ts';

const files = {
  head: '@expo-google-fonts/bitter/700Bold/Bitter_700Bold.ttf',
  text: '@expo-google-fonts/atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf',
  strong: '@expo-google-fonts/atkinson-hyperlegible-next/700Bold/AtkinsonHyperlegibleNext_700Bold.ttf',
} as const;

export type Face = keyof typeof files;
const faces = Object.keys(files) as Face[];

const { resolve } = createRequire(import.meta.url);
const read = new Map<Face, Buffer>();

/** Read once and kept. */
function fontFile(face: Face): Buffer {
  const kept = read.get(face) ?? readFileSync(resolve(files[face]));
  read.set(face, kept);
  return kept;
}

/** A font as pdfkit holds it in a document; its types don't say so. */
interface Embedded {
  font: { createSubset(): unknown };
  subset: unknown;
}

const decoded = new Map<Face, Embedded['font']>();

/**
 * Gives a document the typefaces. pdfkit would decode the tables of a font anew for each document, which takes longer than all
 * the rest: they are decoded once. What a document says with a letter is remembered with its glyph, so glyphs are its own.
 */
export function useFaces(doc: Doc): void {
  for (const face of faces) {
    doc.registerFont(face, fontFile(face)).font(face);
    const { _font: embedded } = doc as unknown as { _font: Embedded };
    const tables = decoded.get(face) ?? embedded.font;
    decoded.set(face, tables);
    const own = Object.create(tables, { _glyphs: { value: {}, writable: true } }) as Embedded['font'];
    Object.assign(embedded, { font: own, subset: own.createSubset() });
  }
}
