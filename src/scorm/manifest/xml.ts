/** XML as a plain tree of elements by their local names, so that prefixes that nobody declared are no reason to stop. */
import { SaxesParser } from 'saxes';
import { PackageRefused } from '../refused.ts';

export interface XmlElement {
  /** Without prefix, in lower case. */
  name: string;
  /** By name without prefix in lower case; of `xml:base` that is `base`. */
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
  /** Address of the namespace, or the prefix where that was not declared. */
  space: string;
}

const broken = (where: string) =>
  new PackageRefused(
    `Het bestand imsmanifest.xml is geen geldige XML (${where}). Exporteer het pakket opnieuw uit het programma waarmee het gemaakt is.`,
  );
const unsafe = () => new PackageRefused('Het bestand imsmanifest.xml heeft een DOCTYPE. Dat is niet veilig.');
const tooDeep = () => new PackageRefused('Het bestand imsmanifest.xml is te ingewikkeld om te lezen.');

const mostElements = 200_000;
const deepest = 200;

/** @throws PackageRefused for what is no XML, or asks for more than reading */
export function parseXml(bytes: Uint8Array): XmlElement {
  const text = decode(bytes);
  const bound = spacesOf(text);
  const parser = new SaxesParser({ xmlns: true, additionalNamespaces: bound });
  const stack: XmlElement[] = [];
  let root: XmlElement | undefined;
  let seen = 0;
  let fault: PackageRefused | undefined;
  parser.on('error', () => (fault ??= broken(`regel ${parser.line}`)));
  parser.on('doctype', () => (fault ??= unsafe()));
  parser.on('opentag', (tag) => {
    if (++seen > mostElements || stack.length > deepest) fault ??= tooDeep();
    if (fault) return;
    const element: XmlElement = {
      name: tag.local.toLowerCase(),
      space: tag.uri.startsWith(undeclared) ? tag.prefix.toLowerCase() : tag.uri.toLowerCase(),
      attributes: Object.create(null) as Record<string, string>,
      children: [],
      text: '',
    };
    for (const attribute of Object.values(tag.attributes))
      if (attribute.prefix !== 'xmlns' && attribute.name !== 'xmlns')
        element.attributes[attribute.local.toLowerCase()] ??= attribute.value;
    stack.at(-1)?.children.push(element);
    root ??= element;
    stack.push(element);
  });
  const add = (piece: string) => {
    const last = stack.at(-1);
    if (last) last.text += piece;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => void stack.pop());
  // In pieces, so that a fault early on stops the rest.
  for (let at = 0; at < text.length && !fault; at += 65_536) parser.write(text.slice(at, at + 65_536));
  if (!fault) parser.close();
  if (fault) throw fault;
  if (!root) throw broken('er staat niets in');
  return root;
}

const undeclared = 'undeclared:';

/** Prefixes that are used and declared nowhere: real packages have them, a strict parser refuses them. */
function spacesOf(text: string): Record<string, string> {
  const used = new Set([...text.matchAll(/[<\s/]([a-z_][\w.-]{0,60}):[a-z_]/gi)].map((match) => match[1] ?? ''));
  const declared = new Set([...text.matchAll(/\sxmlns:([a-z_][\w.-]{0,60})\s*=/gi)].map((match) => match[1] ?? ''));
  return Object.fromEntries(
    [...used].filter((prefix) => !declared.has(prefix) && !/^xml/i.test(prefix)).map((prefix) => [prefix, undeclared + prefix]),
  );
}

function decode(bytes: Uint8Array): string {
  const [a, b] = bytes;
  const encoding = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : declaredEncoding(bytes);
  try {
    return new TextDecoder(encoding, { fatal: encoding === 'utf-8' })
      .decode(bytes)
      .replace(/^\uFEFF/, '')
      .trimStart();
  } catch {
    // Says UTF-8 and isn't: the old encoding of Western Europe has no wrong bytes.
    return new TextDecoder('windows-1252').decode(bytes).trimStart();
  }
}

function declaredEncoding(bytes: Uint8Array): string {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const named = /<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["']/i.exec(start)?.[1]?.toLowerCase() ?? 'utf-8';
  return ['iso-8859-1', 'iso-8859-15', 'windows-1252', 'us-ascii', 'latin1'].includes(named) ? 'windows-1252' : 'utf-8';
}

export const child = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((c) => c.name === name.toLowerCase());
export const children = (element: XmlElement | undefined, name: string): XmlElement[] =>
  element?.children.filter((c) => c.name === name.toLowerCase()) ?? [];
export const attribute = (element: XmlElement | undefined, name: string): string | undefined =>
  element?.attributes[name.toLowerCase()]?.trim();
export const textOf = (element: XmlElement | undefined): string => element?.text.trim().replaceAll(/\s+/g, ' ') ?? '';
