import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildExportParts } from '#src/scorm/export/build.ts';
import { openMaker, sourcesOf, type PackageSources } from '#src/scorm/export/make.ts';
import { fromFolder } from '#src/scorm/export/page.ts';
import { readManifest } from '#src/scorm/manifest/read.ts';
import { planExport } from '#src/services/export/plan.ts';
import { listExportable } from '#src/services/export/exportable.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';
import { readZip } from '#tests/kit/read-zip.ts';
import { faultsIn } from './check.ts';
import { faultsOf, hasSchemas } from './schemas.ts';

let house: House;
let administrator: TestPerson;
let sources: PackageSources;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'export-'));
  house = await openTestHouse();
  administrator = await house.person({ role: 'administrator' });
  await buildExportParts(process.cwd(), folder);
  sources = { ...sourcesOf(process.cwd()), parts: folder };
});
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Stands in for what the pages render; the real thing is looked at in tests/browser/export.spec.ts. */
const body =
  '<a href="#/">Inhoud</a><img src="/tekeningen/samen-kijken.svg" alt=""><a href="/begrippen#taalhuis">woord</a><a href="https://www.wrr.nl/x">bron</a>';

async function made(wat: string, editie: '1.2' | '2004', antwoorden = 'on'): Promise<Buffer> {
  const plan = await planExport(await house.ctx(administrator, { withinRate: () => true }), {
    ...{ wat, editie, antwoorden },
    bijons: '',
  });
  return buffer(await openMaker(sources).make(plan.pack, new Map(plan.modules.map((m) => [m.id, body]))));
}

const things = () => listExportable(house.catalogue).flatMap(({ things }) => things.map((thing) => thing.value));

describe('a package', () => {
  for (const editie of ['1.2', '2004'] as const)
    test(`of every module and course is whole, by itself and valid (${editie})`, async () => {
      expect(things().length).toBeGreaterThan(8);
      for (const wat of things()) {
        const files = readZip(await made(wat, editie));
        expect(faultsIn(editie, files), wat).toEqual([]);
        if (hasSchemas) expect(await faultsOf(editie, files.get('imsmanifest.xml')?.toString() ?? ''), wat).toEqual([]);
      }
    });

  test.skipIf(!hasSchemas)('a manifest that breaks the schema is told from one that doesn’t', async () => {
    for (const editie of ['1.2', '2004'] as const) {
      const manifest =
        readZip(await made('module:boekstart', editie))
          .get('imsmanifest.xml')
          ?.toString() ?? '';
      expect(await faultsOf(editie, manifest.replace('<title>', '<titel>').replace('</title>', '</titel>'))).not.toEqual([]);
      expect(
        await faultsOf(editie, manifest.replace('scormtype="sco"', 'scormtype="x"').replace('scormType="sco"', 'scormType="x"')),
      ).not.toEqual([]);
      expect(await faultsOf(editie, manifest.replaceAll('PT0H', 'PTxH'))).toHaveLength(editie === '1.2' ? 0 : 2);
    }
  });

  test('a course is one part a module, in its order, on shared files', async () => {
    for (const editie of ['1.2', '2004'] as const) {
      const files = readZip(await made('cursus:frontoffice', editie));
      const { manifest } = readManifest(files.get('imsmanifest.xml') ?? Buffer.of(), [...files.keys()], 'imsmanifest.xml');
      expect(manifest.title).toBe('Leertraject Frontoffice en basisvaardigheden');
      const order = house.catalogue.courses.get('frontoffice')?.modules ?? [];
      const pages = [...files.keys()].filter((name) => name.endsWith('.html'));
      expect(pages.toSorted()).toEqual(order.map((id) => `${id}/index.html`).toSorted());
      const text = files.get('imsmanifest.xml')?.toString() ?? '';
      expect([...text.matchAll(/<item identifier="item-([a-z-]+)"/g)].map(([, id]) => id)).toEqual(order);
      expect([...files.keys()].filter((name) => name.endsWith('pagina.js'))).toEqual(['pagina/pagina.js']);
      expect(files.get('boekstart/index.html')?.toString()).toContain('src="../tekeningen/samen-kijken.svg"');
    }
  });

  test('the same input gives the same bytes, in every time zone; another input gives others', async () => {
    const zone = process.env.TZ;
    try {
      process.env.TZ = 'Pacific/Auckland';
      const far = await made('module:boekstart', '2004');
      process.env.TZ = 'America/New_York';
      const near = await made('module:boekstart', '2004');
      expect(near.equals(far)).toBe(true);
      expect((await made('module:boekstart', '1.2')).equals(far)).toBe(false);
      expect((await made('module:boekstart', '2004', '')).equals(far)).toBe(false);
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  test('brings its licences, and the fonts theirs', async () => {
    const files = readZip(await made('module:boekstart', '2004'));
    expect(files.get('LICENTIE.txt')?.toString()).toMatch(
      /CC BY 4\.0[\s\S]*Attribution 4\.0 International[\s\S]*EUROPEAN UNION PUBLIC LICENCE/i,
    );
    expect(files.get('pagina/ofl-bitter.txt')?.toString()).toContain('SIL OPEN FONT LICENSE');
    expect(files.get('pagina/ofl-atkinson.txt')?.toString()).toContain('SIL OPEN FONT LICENSE');
    expect([...files.keys()].filter((name) => name.endsWith('.woff2'))).toHaveLength(4);
  });

  test('is small: a first visit fetches little', async () => {
    const zip = await made('module:nieuwe-klanten', '2004');
    expect(zip.length).toBeLessThan(400_000);
    const files = readZip(zip);
    expect(files.get('pagina/pagina.js')?.length).toBeLessThan(60_000);
    // Its schemas stayed at home.
    expect(files.get('pagina/pagina.js')?.toString()).not.toMatch(/zod|invalid_type/i);
  });
});

test('addresses of the site become those of the folder, and text can end nothing', async () => {
  expect(fromFolder('<p><a class="x" href="/hulp">Hulp</a></p>', '')).toBe('<p>Hulp</p>');
  expect(fromFolder('<a href="/begrippen#x">w</a>', '../')).toBe('<a href="#/woorden/x">w</a>');
  expect(fromFolder('<a href="https://a.nl" rel="x">w</a>', '')).toMatch(
    /^<a href="https:\/\/a.nl" target="_blank" rel="noopener noreferrer">w<span/,
  );
  const plan = await planExport(await house.ctx(administrator), {
    wat: 'module:boekstart',
    editie: '2004',
    bijons: '',
    antwoorden: '',
  });
  const [module] = plan.pack.modules;
  if (!module) throw new Error('no module');
  module.data.module.title = '</script><b>"&';
  module.title = 'A & <B>';
  const files = readZip(await buffer(await openMaker(sources).make(plan.pack, new Map([[module.id, body]]))));
  const html = files.get('index.html')?.toString() ?? '';
  expect(html.split('</script>')).toHaveLength(3);
  expect(html).toContain('<title>A &amp; &lt;B&gt;</title>');
  const data = /<script type="application\/json" id="gegevens">(.*?)<\/script>/s.exec(html)?.[1] ?? '';
  expect(JSON.parse(data)).toEqual(module.data);
});

test('one is made at a time, and who comes when too many wait hears so', async () => {
  const maker = openMaker(sources);
  let running = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 5));
    running -= 1;
    return 'made';
  };
  const failing = expect(maker.inTurn(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  const answers = await Promise.all([...Array(6)].map(() => maker.inTurn(work)));
  await failing;
  expect(answers).toEqual(['made', 'made', 'made', 'busy', 'busy', 'busy']);
  expect(most).toBe(1);
  expect(await maker.inTurn(work)).toBe('made');
});
