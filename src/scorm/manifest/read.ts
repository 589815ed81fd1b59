/** Reads imsmanifest.xml: takes what can be played, and says in Dutch why something can't. */
import { keyOf } from '../entry-name.ts';
import { PackageRefused } from '../refused.ts';
import { readSequencing } from './sequencing.ts';
import { itemsOf, shape, type Item, type Launch, type Manifest, type Sequencing, type Standard } from './types.ts';
import { between, yes } from './values.ts';
import { attribute, child, children, parseXml, textOf, type XmlElement } from './xml.ts';

const texts = {
  noManifest:
    'In dit zip-bestand zit geen imsmanifest.xml. Daardoor is het geen SCORM-pakket. Kies bij het exporteren voor SCORM 1.2 of SCORM 2004.',
  noRoot: 'Het bestand imsmanifest.xml is geen manifest van een SCORM-pakket.',
  nothing: 'Het pakket zegt niet welke pagina er moet opengaan. Exporteer het opnieuw uit het programma waarmee het gemaakt is.',
  missing: (path: string) =>
    `Het pakket wil ${path} openen, maar dat bestand zit er niet in. Exporteer het opnieuw uit het programma waarmee het gemaakt is.`,
  elsewhere: (address: string) =>
    `Het pakket wil een pagina op een andere website openen (${address}). Dat kunnen we niet afspelen: de inhoud moet in het pakket zelf zitten.`,
  standard: (said: string) => `Dit pakket zegt dat het ‘${said}’ is. We kunnen SCORM 1.2 en SCORM 2004 afspelen.`,
};

const longest = 200;

export interface ReadManifest {
  manifest: Manifest;
  /** The folder in the zip in which the manifest stands: '' or with a slash at the end. */
  base: string;
}

/** Where the manifest is: at the top, or (zipped with its folder around it) the highest one. */
export function findManifest(files: readonly string[]): string {
  const found = files
    .filter((file) => /(?:^|\/)imsmanifest\.xml$/i.test(file))
    .sort((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1));
  const [first] = found;
  if (first === undefined) throw new PackageRefused(texts.noManifest);
  return first;
}

/** @param files all paths of the package, @param at where its manifest stands; throws PackageRefused */
export function readManifest(xml: Uint8Array, files: readonly string[], at: string): ReadManifest {
  const top = parseXml(xml);
  if (top.name !== 'manifest') throw new PackageRefused(texts.noRoot);
  const base = at.slice(0, at.lastIndexOf('/') + 1);
  const remarks: string[] = [];
  const standard = standardOf(top);
  const resources = new Resources(top, base, files);
  const organizations = child(top, 'organizations');
  const all = children(organizations, 'organization');
  const wanted = attribute(organizations, 'default');
  const chosen = all.find((o) => attribute(o, 'identifier') === wanted) ?? all[0];
  if (wanted && chosen && attribute(chosen, 'identifier') !== wanted)
    remarks.push('Het pakket noemt een hoofdstukindeling die er niet in zit. We gebruiken de eerste.');
  const reader = new ItemReader(resources, standard, remarks);
  const root = chosen ? reader.organization(chosen) : reader.flat(top);
  if (![...itemsOf(root)].some((item) => item.launch)) throw resources.firstFault ?? new PackageRefused(texts.nothing);
  const title = (root.title || textOf(child(chosen ?? top, 'title')) || 'Pakket zonder titel').slice(0, longest);
  const manifest: Manifest = {
    shape,
    standard,
    title,
    root: { ...root, title },
    collections: collectionsOf(top),
    common: {
      objectives: yes(chosen, 'objectivesGlobalToSystem') ?? true,
      shared: yes(chosen, 'sharedDataGlobalToSystem') ?? true,
    },
    remarks,
  };
  return { manifest, base };
}

function standardOf(top: XmlElement): Standard {
  const metadata = child(top, 'metadata');
  const said = textOf(child(metadata, 'schemaversion'));
  const low = said.toLowerCase();
  if (/^1\.2(?:$|\D)/.test(low)) return '1.2';
  if (/4th/.test(low)) return '2004-4';
  if (/3rd/.test(low)) return '2004-3';
  if (/2004|cam\s*1\.3|^1\.3/.test(low)) return '2004-2';
  // Says nothing we know: what it is written in tells.
  const spaces = spacesIn(top);
  if (spaces.some((space) => /adlcp_rootv1p2|imscp_rootv1p1p2/.test(space))) return '1.2';
  if (spaces.some((space) => /imscp_v1p1|adlcp_v1p3|imsss/.test(space))) return '2004-2';
  if (said !== '' && !/scorm/i.test(said)) throw new PackageRefused(texts.standard(said.slice(0, 60)));
  return '1.2';
}

function spacesIn(top: XmlElement): string[] {
  const found = new Set<string>();
  const visit = (element: XmlElement, depth: number) => {
    found.add(element.space);
    if (depth < 6) for (const inner of element.children) visit(inner, depth + 1);
  };
  visit(top, 0);
  return [...found];
}

function collectionsOf(top: XmlElement): Record<string, Sequencing> {
  const found: [string, Sequencing][] = [];
  for (const element of children(child(top, 'sequencingCollection'), 'sequencing')) {
    const id = attribute(element, 'ID');
    const read = readSequencing(element);
    if (id && read) found.push([id, read]);
  }
  return Object.fromEntries(found);
}

/** What items open. */
class Resources {
  /** Why the first item that should open something can't. */
  firstFault: PackageRefused | undefined;
  readonly all: XmlElement[];
  private readonly byId = new Map<string, XmlElement>();
  private readonly files = new Map<string, string>();
  private readonly base: string;
  private readonly around: string;

  constructor(top: XmlElement, base: string, files: readonly string[]) {
    const list = child(top, 'resources');
    this.base = base;
    this.around = (attribute(top, 'base') ?? '') + (attribute(list, 'base') ?? '');
    this.all = children(list, 'resource');
    for (const resource of this.all) {
      const id = attribute(resource, 'identifier');
      if (id !== undefined && !this.byId.has(id)) this.byId.set(id, resource);
    }
    for (const file of files) this.files.set(keyOf(file), file);
  }

  /** By its id; some packages write it in other letters. */
  find(id: string): XmlElement | undefined {
    return this.byId.get(id) ?? [...this.byId].find(([known]) => known.toLowerCase() === id.toLowerCase())?.[1];
  }

  launch(resource: XmlElement, parameters: string): Launch | null {
    const href = attribute(resource, 'href');
    if (!href) return this.fault(new PackageRefused(texts.nothing));
    const address = this.around + (attribute(resource, 'base') ?? '') + href;
    if (/^[a-z][\w+.-]*:|^\/\//i.test(address)) return this.fault(new PackageRefused(texts.elsewhere(address.slice(0, 100))));
    const [, path = '', own = ''] = /^([^?#]*)(.*)$/s.exec(address) ?? [];
    const file = this.fileAt(path);
    if (file === undefined) return this.fault(new PackageRefused(texts.missing(decoded(path).slice(0, 100))));
    return {
      path: file,
      suffix: withParameters(own, parameters),
      kind: (attribute(resource, 'scormtype') ?? 'asset').toLowerCase() === 'sco' ? 'sco' : 'asset',
    };
  }

  private fault(error: PackageRefused): null {
    this.firstFault ??= error;
    return null;
  }

  /** The file that is meant, as it is really called. */
  private fileAt(path: string): string | undefined {
    const parts: string[] = this.base.split('/').filter(Boolean);
    for (const part of decoded(path).replaceAll('\\', '/').split('/')) {
      if (part === '' || part === '.') continue;
      if (part === '..') {
        if (parts.pop() === undefined) return undefined;
      } else parts.push(part);
    }
    return this.files.get(keyOf(parts.join('/')));
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path.trim());
  } catch {
    return path.trim();
  }
}

/** Parameters of an item behind an address, as SCORM 2004 CAM 3.4.1.8 says it. */
export function withParameters(own: string, parameters: string): string {
  let more = parameters.replace(/^[?&]+/, '');
  if (more === '') return own;
  if (more.startsWith('#')) return own.includes('#') ? own : own + more;
  const hash = own.indexOf('#');
  const [query, fragment] = hash < 0 ? [own, ''] : [own.slice(0, hash), own.slice(hash)];
  if (fragment !== '' && more.includes('#')) more = more.slice(0, more.indexOf('#'));
  return `${query}${query.includes('?') ? '&' : '?'}${more}${fragment}`;
}

class ItemReader {
  private readonly resources: Resources;
  private readonly standard: Standard;
  private readonly remarks: string[];
  private readonly ids = new Set<string>();
  private counter = 0;

  constructor(resources: Resources, standard: Standard, remarks: string[]) {
    this.resources = resources;
    this.standard = standard;
    this.remarks = remarks;
  }

  organization(element: XmlElement): Item {
    const item = this.item(element);
    return { ...item, launch: null };
  }

  /** No organisation at all: what can be opened, in order. */
  flat(top: XmlElement): Item {
    this.remarks.push('Het pakket heeft geen hoofdstukindeling. We gebruiken de volgorde van de bestanden.');
    const title = textOf(child(child(child(top, 'metadata'), 'lom'), 'title'));
    const opening = this.resources.all.filter((resource) => attribute(resource, 'href'));
    const scos = opening.filter((r) => attribute(r, 'scormtype')?.toLowerCase() === 'sco');
    const shown = scos.length > 0 ? scos : opening.slice(0, 1);
    const kept = shown.map((resource) => {
      const id = this.idFor(attribute(resource, 'identifier'));
      return { ...bare(id, id), launch: this.resources.launch(resource, '') };
    });
    return { ...bare(this.idFor('organisatie'), title), children: kept };
  }

  private item(element: XmlElement): Item {
    const id = this.idFor(attribute(element, 'identifier'));
    const title = textOf(child(element, 'title')).slice(0, longest);
    const threshold = child(element, 'completionThreshold');
    const presentation = child(child(element, 'presentation'), 'navigationInterface');
    const kids = children(element, 'item').map((inner) => this.item(inner));
    return {
      ...bare(id, title || id),
      visible: yes(element, 'isvisible') ?? true,
      launch: kids.length > 0 && this.standard !== '1.2' ? null : this.launchOf(element),
      children: kids,
      launchData: (child(element, 'dataFromLMS')?.text ?? '').trim(),
      masteryScore: textOf(child(element, 'masteryscore')),
      maxTimeAllowed: textOf(child(element, 'maxtimeallowed')),
      timeLimitAction: textOf(child(element, 'timelimitaction')).toLowerCase(),
      prerequisites: textOf(child(element, 'prerequisites')),
      completionThreshold: threshold
        ? {
            completedByMeasure: yes(threshold, 'completedByMeasure') ?? textOf(threshold) !== '',
            minProgressMeasure: between(attribute(threshold, 'minProgressMeasure') ?? textOf(threshold), 0, 1) ?? 1,
            progressWeight: between(attribute(threshold, 'progressWeight'), 0, 1) ?? 1,
          }
        : null,
      sequencing: readSequencing(child(element, 'sequencing')),
      hideLmsUi: children(presentation, 'hideLMSUI').map(textOf).filter(Boolean),
      data: children(child(element, 'data'), 'map').flatMap((map) => {
        const targetId = attribute(map, 'targetID');
        return targetId
          ? [{ targetId, read: yes(map, 'readSharedData') ?? true, write: yes(map, 'writeSharedData') ?? true }]
          : [];
      }),
    };
  }

  private launchOf(element: XmlElement): Launch | null {
    const ref = attribute(element, 'identifierref');
    if (!ref) return null;
    const resource = this.resources.find(ref);
    const launch = resource ? this.resources.launch(resource, attribute(element, 'parameters') ?? '') : null;
    if (!launch) this.remarks.push(`‘${textOf(child(element, 'title')).slice(0, 80) || ref}’ kan niet open en is weggelaten.`);
    return launch;
  }

  /** Ids lead to what someone did: each once. */
  private idFor(said: string | undefined): string {
    let id = (said ?? '').slice(0, 255);
    while (id === '' || this.ids.has(id)) id = `${(said ?? '').slice(0, 240)}~${++this.counter}`;
    this.ids.add(id);
    return id;
  }
}

const bare = (id: string, title: string): Item => ({
  id,
  title,
  visible: true,
  launch: null,
  children: [],
  launchData: '',
  masteryScore: '',
  maxTimeAllowed: '',
  timeLimitAction: '',
  prerequisites: '',
  completionThreshold: null,
  sequencing: null,
  hideLmsUi: [],
  data: [],
});
