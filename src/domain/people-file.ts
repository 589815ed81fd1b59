/** A CSV of people as it comes out of a spreadsheet or a personnel system: from bytes to columns that we know. */
import { turned } from './member-list.ts';
import type { PersonLine } from './people-list.ts';

/** In bytes. */
export const maxFileSize = 5 * 1024 * 1024;
export const maxPeopleLines = 10_000;

export type Decoded = { text: string; fault: null } | { text: null; fault: string };

/**
 * The text of a file: UTF-8 or UTF-16 by their mark, else UTF-8 where it is that, else what a Dutch Excel writes (Windows-1252).
 * Line ends become \n.
 */
export function decodeFile(bytes: Uint8Array): Decoded {
  if (startsWith(bytes, [0x50, 0x4b, 3, 4]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return fault(spreadsheet);
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  // No text has these: a picture, a PDF, something packed.
  if (/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text.slice(0, 20_000)) || text.includes('\u0000')) return fault(noText);
  if (text.trim() === '') return fault('Dit bestand is leeg.');
  return { text: text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text, fault: null };
}

const spreadsheet = 'Dit is een werkblad, geen CSV. Open het in Excel, kies ‘Opslaan als’ en dan ‘CSV UTF-8’.';
const noText = 'Dit is geen tekstbestand. Kies een CSV: dat maak je in Excel met ‘Opslaan als’.';

const fault = (text: string): Decoded => ({ text: null, fault: text });
const startsWith = (bytes: Uint8Array, first: readonly number[]) => first.every((byte, index) => bytes[index] === byte);

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' {
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(bytes, [0xfe, 0xff])) return 'utf-16be';
  if (!startsWith(bytes, [0xef, 0xbb, 0xbf]) && secondHalvesEmpty(bytes)) return 'utf-16le';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

/** UTF-16 without a mark: of western text every second byte is nothing. */
function secondHalvesEmpty(bytes: Uint8Array): boolean {
  const seen = Math.min(bytes.length, 400) & ~1;
  let empty = 0;
  for (let at = 1; at < seen; at += 2) if (bytes[at] === 0) empty++;
  return seen >= 8 && empty > seen / 2 / 1.5;
}

const separators = [';', ',', '\t'] as const;
export type Separator = (typeof separators)[number];

/** What stands between two cells: the one that the first line with text has most of, outside quotes. Excel may say it itself (sep=;). */
export function separatorOf(text: string): { separator: Separator; skippedLines: number } {
  const said = /^sep=([;,\t])[ \t]*\n/i.exec(text.slice(0, 20))?.[1];
  if (said) return { separator: said as Separator, skippedLines: 1 };
  const counts = new Map<string, number>(separators.map((separator) => [separator, 0]));
  let quoted = false;
  let started = false;
  for (const sign of text.slice(0, 20_000)) {
    if (sign === '"') quoted = !quoted;
    else if (!quoted && sign === '\n' && started) break;
    else if (!quoted && counts.has(sign)) counts.set(sign, (counts.get(sign) ?? 0) + 1);
    if (sign.trim() !== '') started = true;
  }
  const most = separators.reduce((best, one) => ((counts.get(one) ?? 0) > (counts.get(best) ?? 0) ? one : best));
  return { separator: most, skippedLines: 0 };
}

const fields = ['name', 'first', 'infix', 'last', 'email', 'username', 'role', 'branch', 'group'] as const;
type Field = (typeof fields)[number];

/** How the columns are called, in letters only. */
const headers: Record<Field, readonly string[]> = {
  name: ['naam', 'volledigenaam', 'naamvolledig', 'weergavenaam', 'naammedewerker', 'name', 'fullname', 'displayname'],
  first: ['voornaam', 'voornamen', 'roepnaam', 'firstname', 'givenname'],
  infix: ['tussenvoegsel', 'tussenvoegsels', 'voorvoegsel', 'voorvoegsels', 'tussenv', 'tv'],
  last: ['achternaam', 'familienaam', 'geslachtsnaam', 'lastname', 'surname'],
  email: ['email', 'mail', 'emailadres', 'mailadres', 'emailaddress', 'werkmail', 'emailwerk', 'emailadreswerk', 'zakelijkemail'],
  username: ['gebruikersnaam', 'inlognaam', 'loginnaam', 'username'],
  role: ['rol', 'role', 'rolbaliewijs'],
  branch: ['vestiging', 'vestigingsnaam', 'filiaal', 'locatie', 'standplaats', 'branch'],
  group: ['groep', 'groepsnaam', 'cursusgroep', 'leergroep', 'group'],
};
const fieldOf = new Map(fields.flatMap((field) => headers[field].map((header) => [header, field] as const)));

export interface Columns {
  at: Partial<Record<Field, number>>;
  /** Columns we do nothing with, as they are called in the file. */
  ignored: string[];
}

/** Which column holds what; a second one of the same kind is left alone, like all we don't know. */
export function readColumns(cells: readonly string[]): Columns | { fault: string } {
  const columns: Columns = { at: {}, ignored: [] };
  for (const [index, cell] of cells.entries()) {
    const shown = tidy(cell).slice(0, 60);
    const field = fieldOf.get(fold(cell).replaceAll(/[^a-z]/g, ''));
    if (field !== undefined && columns.at[field] === undefined) columns.at[field] = index;
    else if (shown !== '' && columns.ignored.length < 30) columns.ignored.push(shown);
  }
  if (columns.at.email === undefined && columns.at.username === undefined)
    return {
      fault: cells.some((cell) => cell.includes('@'))
        ? 'Boven de kolommen staan geen namen. Zet op de eerste regel: naam, e-mail, rol, vestiging, groep.'
        : 'We zien geen kolom met e-mailadressen. Noem die kolom: e-mail.',
    };
  return columns;
}

/** Does this cell want to be reckoned with? In a spreadsheet it would do something. */
export const isFormula = (cell: string) => /^['"]?[=+\-@＝＋－＠\t]/.test(cell.replace(/^[ \n\u00a0]+/, ''));

const control = /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/;
const address = /^[^\s@<>,;"()]+@[^\s@<>,;"()]+\.[^\s@<>,;"()]+$/;
const login = /^[a-z0-9][a-z0-9._-]{2,39}$/;

/** Spaces of all kinds and line ends become one space; letters with their accents one sign. */
const tidy = (cell: string) => cell.normalize('NFC').replaceAll(/\s+/g, ' ').trim();

/** As people compare names: capitals, accents and spaces aside. */
export const fold = (text: string) => tidy(text).normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();

/** Small letters, each with its accent as one sign: two addresses that look the same are the same. */
export const sameAddress = (text: string) => text.trim().toLowerCase().normalize('NFC');

/** @param span on which lines of the file it begins and ends, from 1; null where the whole line is empty */
export function readPersonLine(
  cells: readonly string[],
  columns: Columns,
  span: { from: number; to: number },
): PersonLine | null {
  if (cells.every((cell) => cell.trim() === '')) return null;
  const raw = (field: Field) => {
    const index = columns.at[field];
    return index === undefined ? '' : (cells[index] ?? '');
  };
  const written = tidy(raw('name')) || tidy(['first', 'infix', 'last'].map((field) => raw(field as Field)).join(' '));
  const name = turned(written);
  const email = sameAddress(raw('email').replace(/^\s*mailto:/i, ''));
  const username = email === '' ? sameAddress(raw('username')) : '';
  const short = (text: string, most = 120) => (text.length > most ? `${text.slice(0, most)}…` : text);
  return {
    line: span.from,
    name: name === null ? null : short(name),
    email: email === '' ? null : short(email, 254),
    username: username === '' ? null : short(username, 40),
    role: short(tidy(raw('role'))),
    branch: short(tidy(raw('branch'))),
    group: short(tidy(raw('group'))),
    fault: faultIn(),
  };

  function faultIn(): string | null {
    if (span.to - span.from > 3)
      return `Deze regel loopt door tot regel ${span.to}. Staat er op regel ${span.from} een aanhalingsteken te veel?`;
    if ((['name', 'first', 'infix', 'last'] as const).some((field) => isFormula(raw(field))))
      return 'De naam begint met een teken dat niet in een naam hoort (= + - @).';
    if (isFormula(raw('email')) || (email === '' && isFormula(raw('username'))))
      return 'Het e-mailadres begint met een teken dat daar niet hoort (= + - @).';
    if (control.test(written)) return 'In de naam staan tekens die niet kunnen.';
    if (written.length > 120) return 'De naam is te lang.';
    if (written.includes('@')) return 'In de naam staat een @. Staan de kolommen goed?';
    if (written !== '' && !/\p{L}/u.test(written)) return 'In de naam staat geen letter.';
    if (email === '' && username === '') return 'Er staat geen e-mailadres.';
    if (email !== '' && (email.length > 254 || !address.test(email) || control.test(email))) return 'Het e-mailadres klopt niet.';
    if (username !== '' && !login.test(username))
      return 'De gebruikersnaam klopt niet: 3 tot 40 letters, cijfers, punten of streepjes.';
    if (username !== '' && written === '') return 'Zonder e-mailadres is er een naam nodig.';
    return null;
  }
}

/** The same person twice in one file: the first line counts. */
export function refuseDoubles(lines: readonly PersonLine[]): void {
  const seen = new Map<string, number>();
  for (const line of lines) {
    const key = line.email ?? line.username;
    if (key === null) continue;
    const before = seen.get(key);
    if (before === undefined) seen.set(key, line.line);
    else
      line.fault ??= `${line.email === null ? 'Deze gebruikersnaam' : 'Dit e-mailadres'} staat ook op regel ${before}. Die telt.`;
  }
}
