/** Small pieces of Dutch grammar. */
const words = ['nul', 'één', 'twee', 'drie', 'vier', 'vijf', 'zes', 'zeven', 'acht', 'negen', 'tien', 'elf', 'twaalf'];

/** Numbers up to twelve are written as words. */
export const numberWord = (n: number) => words[n] ?? String(n);

/** "één module", "drie modules" */
export const count = (n: number, one: string, many: string) => `${numberWord(n)} ${n === 1 ? one : many}`;

/** "a, b en c" */
export function enumerate(items: readonly string[], last = 'en'): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;
}

/** "Eén moment": of two accents the first goes with the small letter. */
export const capital = (text: string) =>
  text.startsWith('één') ? `Eén${text.slice(3)}` : text.charAt(0).toUpperCase() + text.slice(1);

const collator = new Intl.Collator('nl', { sensitivity: 'base', numeric: true });

/** Orders by name the way a Dutch list does: accents don't matter, capitals neither. */
export const byName = (a: { name: string }, b: { name: string }) => collator.compare(a.name, b.name);
