/** A list of people that someone pasted: a line each, with a name, an e-mail address or both. */

export const maxLines = 300;

export interface ListLine {
  /** From 1, as in the box that it was pasted in. */
  number: number;
  text: string;
  name: string | null;
  /** In lower case. */
  email: string | null;
  /** What is wrong with it, in plain Dutch; null when it can be read. */
  fault: string | null;
}

const address = /[^\s@<>,;"()]+@[^\s@<>,;"()]+/;
const good = /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/;
const control = /[\u0000-\u0008\u000b-\u001f\u007f]/;

/** Reads "Noor de Wit <noor@x.example>", "noor@x.example; Noor de Wit", a tab from a spreadsheet, or only one of the two. */
export function readList(text: string): ListLine[] {
  const seen = new Map<string, number>();
  const lines: ListLine[] = [];
  for (const [index, raw] of text.replaceAll(/\r\n?/g, '\n').split('\n').entries()) {
    const line = raw.replaceAll('\u00a0', ' ').trim();
    if (line === '') continue;
    const read = readLine(index + 1, line);
    const key = read.email ?? read.name?.toLocaleLowerCase('nl');
    const before = key === undefined ? undefined : seen.get(key);
    if (read.fault === null && before !== undefined) read.fault = `Deze staat ook op regel ${before}.`;
    else if (key !== undefined && read.fault === null) seen.set(key, read.number);
    lines.push(read);
  }
  return lines;
}

function readLine(number: number, text: string): ListLine {
  const shown = text.length > 120 ? `${text.slice(0, 120)}…` : text;
  const wrong = (fault: string): ListLine => ({ number, text: shown, name: null, email: null, fault });
  // No person needs as much, and looking for an address in it would take long.
  if (text.length > 400) return wrong('Deze regel is te lang. Zet elke persoon op een eigen regel.');
  if (control.test(text)) return wrong('In deze regel staan tekens die hier niet kunnen.');
  const email = address.exec(text)?.[0].normalize('NFC').toLowerCase().replace(/\.+$/, '') ?? null;
  const rest = (email === null ? text : text.replace(address, ' '))
    .replaceAll(/[<>;"()\t]|mailto:/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[\s,.:-]+|[\s,:-]+$/g, '')
    .trim();
  if (rest.includes('@')) return wrong(email === null ? 'Het e-mailadres klopt niet.' : 'Zet één persoon op een regel.');
  if (email !== null && (!good.test(email) || email.length > 254)) return wrong('Het e-mailadres klopt niet.');
  const name = turned(rest);
  if (name !== null && name.length > 120) return wrong('De naam is te lang.');
  if (email === null && name !== null && !/\p{L}{2}/u.test(name)) return wrong('Hier staat geen naam en geen e-mailadres.');
  return { number, text: shown, name, email, fault: email === null && name === null ? 'Deze regel is leeg.' : null };
}

/** "Wit, Noor de" is Noor de Wit: so a personnel system writes it. */
export function turned(name: string): string | null {
  const [last, first, more] = name.split(',').map((part) => part.trim());
  if (last && first && more === undefined) return `${first} ${last}`;
  return name === '' ? null : name;
}

/** "Noor de Wit" → "noor.dewit": what someone without e-mail signs in with. `taken` gets a number behind it. */
export function usernameFor(name: string, taken: (username: string) => boolean): string {
  const [first = '', ...rest] = name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/\s+/)
    .map((part) => part.replaceAll(/[^a-z0-9]/g, ''))
    .filter((part) => part !== '');
  const base = [first || 'lezer', rest.join('')].filter(Boolean).join('.').slice(0, 40);
  if (!taken(base)) return base;
  for (let n = 2; ; n++) if (!taken(`${base}${n}`)) return `${base}${n}`;
}
