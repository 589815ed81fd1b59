/** Reading a lesson aloud: which voice, in which pieces, and where it is. Runs in a browser too, so it stays small. */

export interface Voice {
  /** "nl-NL", on some phones "nl_NL". */
  lang: string;
  /** Speaks on the device itself. */
  localService: boolean;
}

/** The best Dutch voice: of the Netherlands before any other, on the device before far away; null when there is none. */
export function dutchVoice<V extends Voice>(voices: readonly V[]): V | null {
  const rank = ({ lang, localService }: Voice) =>
    (/^nl[-_]nl$/i.test(lang) ? 2 : /^nl\b|^nl_/i.test(lang) ? 4 : 9) - (localService ? 1 : 0);
  return [...voices].filter((v) => rank(v) < 6).sort((a, b) => rank(a) - rank(b))[0] ?? null;
}

/** Some browsers fall silent in a long text: pieces of at most this many letters, cut at the end of a sentence or at a space. */
export const longestPiece = 180;

export function pieces(text: string): string[] {
  const rest = text.replace(/\s+/g, ' ').trim();
  if (rest.length <= longestPiece) return rest ? [rest] : [];
  const head = rest.slice(0, longestPiece);
  const sentence = Math.max(...['. ', '? ', '! ', '” '].map((end) => head.lastIndexOf(end) + 1));
  const cut = sentence > 40 ? sentence : Math.max(head.lastIndexOf(' '), 0) || longestPiece;
  return [rest.slice(0, cut).trim(), ...pieces(rest.slice(cut))];
}

/** Where the reading is: paragraph `at` of `texts`. Pausing keeps the place, stopping forgets it. */
export interface Reading {
  state: 'silent' | 'reading' | 'paused';
  at: number;
}

export const silent: Reading = { state: 'silent', at: 0 };

/** What the one button does: begin, pause, or go on. */
export const pressed = ({ state, at }: Reading): Reading => ({ state: state === 'reading' ? 'paused' : 'reading', at });

/** A paragraph is done; after the last it is silent again. */
export const next = ({ state, at }: Reading, count: number): Reading => (at + 1 < count ? { state, at: at + 1 } : silent);
