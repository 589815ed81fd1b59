/** Makes a package out of rendered modules: the same input gives the same bytes. */
import { readFileSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { ExportedPackage } from '#src/domain/export/module.ts';
import { licenceSentence, writeManifest } from './manifest.ts';
import { paced } from './pace.ts';
import { drawingsIn, writePage } from './page.ts';
import type { PackageMaker } from '../types.ts';

/** Where the built script, sheet and fonts stand, and the drawings of the site. */
export interface PackageSources {
  parts: string;
  drawings: string;
  /** Text of the licences. */
  licence: string;
  courseLicence: string;
}

export const sourcesOf = (root: string): PackageSources => ({
  parts: join(root, 'dist/export'),
  drawings: join(root, 'src/public/tekeningen'),
  licence: join(root, 'LICENSE'),
  courseLicence: join(root, 'content/LICENSE'),
});

/** More at once would only wait for each other. */
const waitingLimit = 4;

export function openMaker(sources: PackageSources): PackageMaker {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    async inTurn(work) {
      if (waiting >= waitingLimit) return 'busy';
      waiting += 1;
      const turn = last.then(work, work);
      last = turn.catch(() => {});
      try {
        return await turn;
      } finally {
        waiting -= 1;
      }
    },
    make: async (pack, bodies) => zipOf(await filesOf(pack, bodies, sources)),
  };
}

/** Every file of the package by its name, in the order of the names. */
export async function filesOf(
  pack: ExportedPackage,
  bodies: ReadonlyMap<string, string>,
  sources: PackageSources,
): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const pages: string[] = [];
  const drawings = new Set<string>();
  const pace = paced();
  for (const module of pack.modules) {
    const body = bodies.get(module.id);
    if (body === undefined) throw new Error(`the module ${module.id} was not rendered`);
    const [name, up] = pack.kind === 'module' ? ['index.html', ''] : [`${module.id}/index.html`, '../'];
    await pace();
    const html = writePage(body, { title: module.title, data: module.data, up });
    await pace();
    pages.push(name);
    files.set(name, Buffer.from(html));
    for (const drawing of [...drawingsIn(html), ...facesOf(module)]) drawings.add(drawing);
  }
  const shared = new Map<string, Buffer>();
  for (const name of await readdir(sources.parts)) {
    if (/\.(?:css|js|woff2|svg|txt)$/.test(name)) shared.set(`pagina/${name}`, await readFile(join(sources.parts, name)));
  }
  for (const name of drawings) shared.set(name, await readFile(join(sources.drawings, name.slice('tekeningen/'.length))));
  shared.set('LICENTIE.txt', licenceText(sources));
  for (const [name, bytes] of shared) files.set(name, bytes);
  const names = [...shared.keys()].sort();
  files.set('imsmanifest.xml', Buffer.from(writeManifest(pack, { pages, shared: names })));
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The faces of customers come with the turns of a conversation, so the page doesn't name them. */
const facesOf = ({ data }: ExportedPackage['modules'][number]): string[] =>
  data.module.conversations.flatMap(({ portrait, nodes, endings }) =>
    [...nodes, ...endings].map(({ mood }) => `tekeningen/gezicht/${portrait}-${mood}.svg`),
  );

function licenceText({ licence, courseLicence }: PackageSources): Buffer {
  const read = (path: string) => readFileSync(path, 'utf8').trim();
  const line = '='.repeat(72);
  return Buffer.from(
    [
      licenceSentence,
      'Lettertypen: Bitter en Atkinson Hyperlegible Next, SIL Open Font License 1.1: zie pagina/ofl-bitter.txt en pagina/ofl-atkinson.txt.',
      line,
      read(courseLicence),
      line,
      read(licence),
      '',
    ].join('\n\n'),
  );
}

async function zipOf(files: ReadonlyMap<string, Buffer>): Promise<Readable> {
  const zip = new ZipFile();
  // A zip tells the hour of the wall: made here, it is the same in every zone.
  const mtime = new Date(2020, 0, 1);
  const pace = paced();
  for (const [name, bytes] of files) {
    await pace();
    zip.addBuffer(bytes, name, { mtime, mode: 0o100644, forceDosTimestamp: true, compress: !name.endsWith('.woff2') });
  }
  zip.end();
  return zip.outputStream as Readable;
}
