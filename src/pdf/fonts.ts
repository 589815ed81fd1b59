/** The two typefaces of the house as whole TTF files: a name may need any letter of them (SIL Open Font License). */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const files = {
  head: '@expo-google-fonts/bitter/700Bold/Bitter_700Bold.ttf',
  text: '@expo-google-fonts/atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf',
  strong: '@expo-google-fonts/atkinson-hyperlegible-next/700Bold/AtkinsonHyperlegibleNext_700Bold.ttf',
} as const;

export type Face = keyof typeof files;
export const faces = Object.keys(files) as Face[];

const { resolve } = createRequire(import.meta.url);
const read = new Map<Face, Buffer>();

/** Read once and kept. */
export function fontFile(face: Face): Buffer {
  const kept = read.get(face) ?? readFileSync(resolve(files[face]));
  read.set(face, kept);
  return kept;
}
