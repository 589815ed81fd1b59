/** Words as a search looks for them: without capitals and accents, and in the other forms that Dutch gives a word. */

/** A form to look for: as the beginning of a word, or as a whole word only. */
export interface WordForm {
  text: string;
  whole: boolean;
}

/** What was typed, word by word; of each word one of its forms must be found. */
export type SearchWords = readonly (readonly WordForm[])[];

const longestWord = 40;
const mostWords = 8;

/** A run of letters and digits: what the tokenizer of the database (unicode61) calls a word too. */
export const wordPattern = /[\p{L}\p{N}\p{M}]+/gu;

/** Small letters, no accents: "één" is "een". */
export const fold = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Words that stand in every sentence: they say nothing beside a word that does. */
const common = new Set(
  'aan als bij dan dat de der die dit door een en er het hij hoe ik in is je kan maar me met mijn naar niet of om ook op over te tot uit van voor was wat we wel wie wij zijn zo'.split(
    ' ',
  ),
);

/** The words of what was typed. Empty when there is no letter or digit in it. */
export function searchWords(typed: string): SearchWords {
  const words = (fold(typed.normalize('NFC').replaceAll(/['’]s(?![\p{L}\p{N}])/gu, '')).match(/[\p{L}\p{N}]+/gu) ?? []).map((w) =>
    w.slice(0, longestWord),
  );
  const telling = words.filter((word) => !common.has(word));
  return [...new Set(telling.length > 0 ? telling : words)].slice(0, mostWords).map(formsOf);
}

const vowel = /[aeiouy]/;
const consonant = /[bcdfghjklmnpqrstvwxz]/;
const isDouble = (text: string) => consonant.test(text.at(-1) ?? '') && text.at(-1) === text.at(-2);

/** "lopen" finds "loop", "brieven" finds "brief", "huis" finds "huizen". @param word folded */
export function formsOf(word: string): WordForm[] {
  // One or two letters are the beginning of half the dictionary.
  const forms = new Map<string, boolean>([[word, word.length < 3]]);
  const add = (text: string, whole: boolean) => {
    if (text.length >= 2 && !forms.has(text)) forms.set(text, whole);
  };
  for (const stem of stemsOf(word)) {
    add(stem, stem.length < 4 || !endsOpen(word));
    for (const longer of lengthened(stem)) add(longer, false);
  }
  return [...forms].map(([text, whole]) => ({ text, whole })).filter((form, _, all) => !isCovered(form, all));
}

/** Something that a shorter beginning of a word in the list finds already. */
const isCovered = (form: WordForm, all: readonly WordForm[]) =>
  all.some((other) => other !== form && !other.whole && form.text.startsWith(other.text));

/** A plural, or the whole verb: then the stem is a word that others begin with ("lezen": "leest"). */
const endsOpen = (word: string) => /e(?:n|s)?$/.test(word);

/** What is left of a word without its ending, spelled as a word of its own. The word itself is one of them. */
function stemsOf(word: string): string[] {
  const stems = [word];
  const without = (ending: string, shortest: number) => {
    const base = word.slice(0, -ending.length);
    if (word.endsWith(ending) && base.length >= shortest && vowel.test(base)) stems.push(...closed(base));
  };
  without('eren', 3);
  without('en', 2);
  without('e', 3);
  for (const ending of ['s', 't']) {
    const base = word.slice(0, -1);
    if (word.endsWith(ending) && !word.endsWith(ending.repeat(2)) && base.length >= 3 && vowel.test(base)) stems.push(base);
  }
  return stems;
}

/** A stem that lost "en" as it is spelled at the end of a word: briev → brief, huiz → huis, lop → loop, less → les. */
function closed(base: string): string[] {
  if (isDouble(base)) return [base.slice(0, -1)];
  const last = base.at(-1) ?? '';
  const hard = { v: 'f', z: 's' }[last];
  const ending = hard ?? last;
  const open = /(?:^|[^aeiouy])([aeou])[bcdfghjklmnpqrstvwxz]$/.exec(base);
  const stem = base.slice(0, -1) + ending;
  if (!open) return hard ? [stem] : [base];
  const long = base.slice(0, -1) + (open[1] ?? '') + ending;
  return hard ? [long, stem] : [long, base];
}

/** How a stem goes on before "en" where it is spelled otherwise: loop → lope, brief → brieve, huis → huize. */
function lengthened(stem: string): string[] {
  const soft: string | undefined = { f: 'v', s: 'z' }[stem.at(-1) ?? ''];
  const long = /([^aeiouy]|^)([aeou])\2([bcdfghjklmnpqrstvwxz])$/.exec(stem);
  if (long) return [`${stem.slice(0, -2)}${soft ?? stem.at(-1)}e`];
  const two = /(?:[aeou][iuy]|ie|oe|ij|[aeiouy][lr])[fs]$/.test(stem);
  return soft && two ? [`${stem.slice(0, -1)}${soft}e`] : [];
}

/** Does this word begin with one of the forms? @param word folded */
export const isForm = (word: string, forms: readonly WordForm[]): boolean =>
  forms.some((form) => (form.whole ? word === form.text : word.startsWith(form.text)));

/** Is every word of the search in this text? */
export function holdsAll(text: string, words: SearchWords): boolean {
  const found = (text.match(wordPattern) ?? []).map(fold);
  return words.length > 0 && words.every((forms) => found.some((word) => isForm(word, forms)));
}

/**
 * The search as FTS5 reads it. Only letters and digits get in, each form between quotation marks, so nothing that was typed
 * is ever read as a command. Null when there is nothing to look for.
 */
export function ftsQuery(words: SearchWords, mode: 'all' | 'any'): string | null {
  if (words.length === 0) return null;
  return words
    .map((forms) => `(${forms.map((form) => `"${form.text}"${form.whole ? '' : '*'}`).join(' OR ')})`)
    .join(mode === 'all' ? ' AND ' : ' OR ');
}
