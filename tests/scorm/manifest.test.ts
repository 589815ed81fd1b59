import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import yauzl from 'yauzl';
import { describe, expect, test } from 'vitest';
import { findManifest, readManifest, withParameters } from '#src/scorm/manifest/read.ts';
import { itemsOf, launchables } from '#src/scorm/manifest/types.ts';
import { isPackageRefused } from '#src/scorm/refused.ts';
import { scormSamples } from '#tests/kit/scorm-samples.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (xml: string | Uint8Array, files = ['index.html'], at = 'imsmanifest.xml') =>
  readManifest(typeof xml === 'string' ? bytes(xml) : xml, files, at).manifest;

function reason(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (isPackageRefused(error)) return error.reason;
    throw error;
  }
  return '';
}

const around = (inner: string, version = '1.2', more = '') =>
  `<manifest identifier="m" ${more}><metadata><schemaversion>${version}</schemaversion></metadata>${inner}</manifest>`;
const oneItem = (item: string, resource = '<resource identifier="r" href="index.html" adlcp:scormType="sco"/>') =>
  `<organizations default="o"><organization identifier="o"><title>T</title>${item}</organization></organizations><resources>${resource}</resources>`;
const simple = oneItem('<item identifier="i" identifierref="r"><title>Eén</title></item>');

describe('takes what can be played', () => {
  test('prefixes that nobody declared', () => {
    const manifest = read(around(simple));
    expect(launchables(manifest)).toMatchObject([{ id: 'i', title: 'Eén', launch: { path: 'index.html', kind: 'sco' } }]);
  });

  test.each([
    ['1.2', '1.2'],
    ['CAM 1.3', '2004-2'],
    ['2004 2nd Edition', '2004-2'],
    ['2004 3rd Edition', '2004-3'],
    ['2004 4th Edition', '2004-4'],
  ])('schema version %s', (said, standard) => {
    expect(read(around(simple, said)).standard).toBe(standard);
  });

  test('no organisation: what can be opened, in order', () => {
    const manifest = read(around('<resources><resource identifier="r" href="index.html" adlcp:scormtype="sco"/></resources>'));
    expect(launchables(manifest)).toHaveLength(1);
    expect(manifest.remarks).toHaveLength(1);
  });

  test('a default organisation that isn’t there', () => {
    const manifest = read(around(simple.replace('default="o"', 'default="x"')));
    expect(manifest.title).toBe('T');
    expect(manifest.remarks).toHaveLength(1);
  });

  test('zipped with its folder around it, other letters, percent signs and a base', () => {
    const xml = around(
      oneItem(
        '<item identifier="i" identifierref="R" parameters="?a=1"><title>x</title></item>',
        '<resource identifier="r" xml:base="de%20map/" href="INDEX.html#top"/>',
      ),
    );
    const files = ['pakket/imsmanifest.xml', 'pakket/De map/index.html', 'pakket/x/imsmanifest.xml'];
    expect(findManifest(files)).toBe('pakket/imsmanifest.xml');
    expect(launchables(read(xml, files, files[0]))[0]?.launch).toEqual({
      path: 'pakket/De map/index.html',
      suffix: '?a=1#top',
      kind: 'asset',
    });
  });

  test('an item that can’t open is left out while another can', () => {
    const manifest = read(
      around(
        oneItem(
          '<item identifier="i" identifierref="r"><title>x</title></item><item identifier="j" identifierref="q"><title>weg</title></item>',
        ),
      ),
    );
    expect(launchables(manifest).map((i) => i.id)).toEqual(['i']);
    expect(manifest.remarks[0]).toContain('weg');
  });

  test('the same id twice', () => {
    const item = '<item identifier="i" identifierref="r"><title>x</title></item>';
    const ids = [...itemsOf(read(around(oneItem(item + item))).root)].map((i) => i.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('old encodings', () => {
    const xml = `<?xml version="1.0" encoding="ISO-8859-1"?>${around(simple)}`;
    expect(launchables(read(Buffer.from(xml, 'latin1')))[0]?.title).toBe('Eén');
    expect(launchables(read(Buffer.from(`\uFEFF${around(simple)}`, 'utf16le')))[0]?.title).toBe('Eén');
  });
});

describe('says why it can’t', () => {
  test.each([
    ['no XML', '<manifest><a></manifest>', 'geen geldige XML'],
    ['nothing', '', 'geen geldige XML'],
    ['a DOCTYPE', `<!DOCTYPE manifest [<!ENTITY x "y">]>${around(simple)}`, 'DOCTYPE'],
    ['something else', '<rss/>', 'geen manifest'],
    ['another standard', around(simple, 'Common Cartridge 1.1'), 'Common Cartridge'],
    ['nothing to open', around(oneItem('<item identifier="i"><title>x</title></item>')), 'welke pagina'],
    ['no address', around(oneItem('<item identifierref="r"/>', '<resource identifier="r"/>')), 'welke pagina'],
    [
      'another site',
      around(oneItem('<item identifierref="r"/>', '<resource identifier="r" href="https://x.example/a"/>')),
      'andere website',
    ],
    [
      'a file that isn’t there',
      around(oneItem('<item identifierref="r"/>', '<resource identifier="r" href="a/b.html"/>')),
      'a/b.html',
    ],
    [
      'a file outside',
      around(oneItem('<item identifierref="r"/>', '<resource identifier="r" href="../../index.html"/>')),
      'zit er niet in',
    ],
  ])('%s', (_, xml, words) => {
    expect(reason(() => read(xml))).toContain(words);
  });

  test('no manifest', () => {
    expect(reason(() => findManifest(['index.html']))).toContain('geen imsmanifest.xml');
  });

  test('a tree that is too deep', () => {
    expect(reason(() => read('<a>'.repeat(5000)))).toContain('te ingewikkeld');
  });
});

test('sequencing of 4th Edition, with what ADL adds to an objective', () => {
  const xml = around(
    oneItem(`<item identifier="i" identifierref="r"><title>x</title><imsss:sequencing IDRef="c">
      <imsss:controlMode choice="false" flow="true"/>
      <imsss:sequencingRules><imsss:preConditionRule><imsss:ruleConditions conditionCombination="any">
        <imsss:ruleCondition referencedObjective=" a%20b " operator="not" condition="completed"/></imsss:ruleConditions>
        <imsss:ruleAction action="disabled"/></imsss:preConditionRule></imsss:sequencingRules>
      <imsss:objectives><imsss:primaryObjective objectiveID="p" satisfiedByMeasure="true"><imsss:minNormalizedMeasure>0.8</imsss:minNormalizedMeasure></imsss:primaryObjective>
        <imsss:objective objectiveID="a b"><imsss:mapInfo targetObjectiveID="g" readSatisfiedStatus="true"/></imsss:objective></imsss:objectives>
      <adlseq:objectives><adlseq:objective objectiveID="a b"><adlseq:mapInfo targetObjectiveID="g" readCompletionStatus="true"/></adlseq:objective></adlseq:objectives>
      </imsss:sequencing></item>`) +
      '<imsss:sequencingCollection><imsss:sequencing ID="c"><imsss:rollupRules objectiveMeasureWeight="0.5"/></imsss:sequencing></imsss:sequencingCollection>',
    '2004 4th Edition',
    'xmlns:imsss="http://www.imsglobal.org/xsd/imsss" xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3"',
  );
  const manifest = read(xml);
  expect(manifest.collections.c?.rollup?.measureWeight).toBe(0.5);
  expect(launchables(manifest)[0]?.sequencing).toMatchObject({
    idRef: 'c',
    controlMode: { choice: false, flow: true },
    rules: { pre: [{ any: true, action: 'disabled', conditions: [{ condition: 'completed', not: true, objective: 'a b' }] }] },
    objectives: [
      { id: 'p', primary: true, satisfiedByMeasure: true, minNormalizedMeasure: 0.8 },
      { id: 'a b', primary: false, maps: [{ target: 'g', readSatisfiedStatus: true, readCompletionStatus: true }] },
    ],
  });
});

test('whatever comes in: a manifest that can be played, or a reason', () => {
  const names = [
    'manifest',
    'organizations',
    'organization',
    'item',
    'resources',
    'resource',
    'title',
    'imsss:sequencing',
    'x:y',
  ];
  const element = (depth: number): fc.Arbitrary<unknown> =>
    fc.record({
      name: fc.constantFrom(...names),
      id: fc.constantFrom('r', 'i', '', 'o'),
      href: fc.constantFrom('index.html', '', '../x', 'http://x', '%', '?', 'a'),
      children: depth === 0 ? fc.constant([]) : fc.array(element(depth - 1), { maxLength: 4 }),
    });
  const node = element(4);
  const write = (n: unknown): string => {
    const { name, id, href, children } = n as { name: string; id: string; href: string; children: unknown[] };
    return `<${name} identifier="${id}" identifierref="${id}" href="${href}">${children.map(write).join('')}</${name}>`;
  };
  fc.assert(
    fc.property(fc.array(node, { maxLength: 5 }), (nodes) => {
      try {
        const manifest = read(`<manifest>${nodes.map(write).join('')}</manifest>`);
        for (const { launch } of launchables(manifest)) expect(launch.path).toBe('index.html');
        expect(launchables(manifest).length).toBeGreaterThan(0);
      } catch (error) {
        expect(isPackageRefused(error), String(error)).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
      expect(reason(() => read(noise))).not.toBe('');
    }),
  );
});

test('parameters keep the fragment last and never stand twice behind a question mark', () => {
  expect(withParameters('', '')).toBe('');
  expect(withParameters('?a=1', '&b=2')).toBe('?a=1&b=2');
  expect(withParameters('#x', '?b=2')).toBe('?b=2#x');
  expect(withParameters('', '#y')).toBe('#y');
  fc.assert(
    fc.property(fc.constantFrom('', '?a', '?a#f', '#f'), fc.stringMatching(/^[?&#]?[a-z=&]{0,8}$/), (own, more) => {
      const made = withParameters(own, more);
      expect(made.split('#')[0]?.split('?').length ?? 0).toBeLessThanOrEqual(2);
      expect(made === '' || /^[?#]/.test(made)).toBe(true);
    }),
  );
});

const shared = scormSamples();
const samples = existsSync(join(shared, 'golf'));
if (!samples) console.warn(`Skipped: no folder ${shared} with packages (set SCORM_SAMPLES).`);

/** The manifest of a zip, as if every file that it names were there when `all`. */
async function fromZip(file: string, pretend: readonly string[] = []) {
  const zip = await yauzl.openPromise(file, { lazyEntries: true, autoClose: false });
  const files: string[] = [...pretend];
  let xml = Buffer.alloc(0);
  for await (const entry of zip.eachEntry()) {
    files.push(entry.fileName);
    if (entry.fileName !== 'imsmanifest.xml') continue;
    const parts: Buffer[] = [];
    for await (const part of await zip.openReadStreamPromise(entry)) parts.push(part as Buffer);
    xml = Buffer.concat(parts);
  }
  zip.close();
  return read(xml, files);
}

describe.skipIf(!samples)('packages from elsewhere', () => {
  const zips = (folder: string) =>
    samples
      ? readdirSync(join(shared, folder)).flatMap((name) => (name.endsWith('.zip') ? [join(shared, folder, name)] : []))
      : [];

  test.each([...zips('golf'), ...zips('adl-2004-4e')])('%s can be played', async (file) => {
    const manifest = await fromZip(file);
    expect(launchables(manifest).length).toBeGreaterThan(0);
    expect(manifest.standard).toBe(/SCORM12/.test(file) ? '1.2' : /3rd/.test(file) ? '2004-3' : '2004-4');
  });

  test.each([
    ['MalformedXml_SCORM12.zip', 'geen geldige XML'],
    ['MissingLaunchUrl_SCORM12.zip', 'welke pagina'],
    ['InvalidFileReferences_SCORM12.zip', 'zit er niet in'],
  ])('%s is refused', async (name, words) => {
    const error: unknown = await fromZip(join(shared, 'malformed', name)).catch((e: unknown) => e);
    expect((error as { reason?: string }).reason).toContain(words);
  });

  test.each([
    ['MinimalValid_SCORM20043rdEdition.zip', 'index.html', '2004-3'],
    ['ContentPackagingNoSchemaVersion_SCORM20042ndEdition.zip', 'index.html', '2004-2'],
    ['CM-01-broken-default-org.zip', 'resources/SequencingTest.htm', '2004-4'],
    ['LaunchUrlFromNestedItem_SCORM12.zip', 'index.html', '1.2'],
  ])('%s can be played once its page is there', async (name, page, standard) => {
    const manifest = await fromZip(join(shared, 'malformed', name), [page]);
    expect(manifest.standard).toBe(standard);
    expect(launchables(manifest).length).toBeGreaterThan(0);
  });
});
