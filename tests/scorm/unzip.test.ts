import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readEntryName } from '#src/scorm/entry-name.ts';
import { isPackageRefused } from '#src/scorm/refused.ts';
import { unzip, unzipLimits } from '#src/scorm/unzip.ts';
import { flagsAt, makeZip, methodAt, patchHeaders, rename, repeatCentral, type ZipEntry } from './zips.ts';
import { scormSamples } from '#tests/kit/scorm-samples.ts';

let folder: string;
let zip: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unzip-'));
  zip = join(folder, 'in.zip');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const out = () => join(folder, 'out');

/** The reason why it is refused; checks that nothing is left and how long it took. */
async function refusal(limits = unzipLimits, file = zip): Promise<string> {
  const started = performance.now();
  const error: unknown = await unzip(file, out(), limits).catch((e: unknown) => e);
  expect(performance.now() - started).toBeLessThan(5000);
  expect(isPackageRefused(error), String(error)).toBe(true);
  expect(readdirSync(folder).filter((name) => name !== 'in.zip')).toEqual([]);
  return (error as { reason: string }).reason;
}

const make = (...entries: ZipEntry[]) => makeZip(zip, entries);

test('unpacks what is in order and leaves out what computers leave behind', async () => {
  await make(
    { name: 'imsmanifest.xml', content: '<manifest/>' },
    { name: 'leeg/' },
    { name: 'map/été ✓.html', content: 'ja' },
    { name: '__MACOSX/._imsmanifest.xml', content: 'x' },
    { name: 'map/.DS_Store', content: 'x' },
  );
  const { files, bytes } = await unzip(zip, out());
  expect(files.sort()).toEqual(['imsmanifest.xml', 'map/été ✓.html']);
  expect(bytes).toBe(13);
  expect(readFileSync(join(out(), 'map/été ✓.html'), 'utf8')).toBe('ja');
  expect(existsSync(join(out(), '__MACOSX'))).toBe(false);
});

describe('refuses, and leaves nothing behind', () => {
  test.each([
    ['../x.html', 'aaaxx.html'],
    ['a/../b.html', 'aaaaaa.html'],
    ['/abc.html', 'aabc.html'],
    ['C:/b.html', 'CC/b.html'],
    ['a\\b.html', 'aab.html'.padStart(8, 'a')],
  ])('the name %s', async (name, allowed) => {
    await make({ name: 'imsmanifest.xml', content: 'x' }, { name: allowed.slice(0, name.length).padEnd(name.length, 'q') });
    rename(zip, allowed.slice(0, name.length).padEnd(name.length, 'q'), name);
    expect(await refusal()).toContain('buiten zijn eigen map');
  });

  test('a name with a NUL', async () => {
    await make({ name: 'abcde.html' });
    rename(zip, 'abcde.html', 'ab\0de.html');
    expect(await refusal()).toContain('vreemde tekens');
  });

  test('a link', async () => {
    await make({ name: 'link', content: '/etc/passwd', mode: 0o120777 });
    expect(await refusal()).toContain('snelkoppeling');
  });

  test.each([
    ['letters', 'A.html', 'a.html'],
    ['accents', 'é.html', 'é.html'],
    ['a file as a folder', 'a', 'a/b.html'],
    ['a folder in other letters', 'Map/a.html', 'map/b.html'],
  ])('the same name twice: %s', async (_, first, second) => {
    await make({ name: first, content: '1' }, { name: second, content: '2' });
    expect(await refusal()).toContain('heten hetzelfde');
  });

  test('a password', async () => {
    await make({ name: 'a.html', content: 'x' });
    patchHeaders(zip, flagsAt, 0x1);
    expect(await refusal()).toContain('wachtwoord');
  });

  test('a way of packing that nobody knows', async () => {
    await make({ name: 'a.html', content: 'x'.repeat(100) });
    patchHeaders(zip, methodAt, 99);
    expect(await refusal()).toContain('een manier ingepakt');
  });

  test('one file of 1:1000', async () => {
    await make({ name: 'bom.bin', zeros: 60 * 1024 ** 2 });
    expect(await refusal()).toContain('veel groter dan het lijkt');
  });

  test('many small ones that are 1:900 together', async () => {
    await make(...Array.from({ length: 70 }, (_, n) => ({ name: `${n}.bin`, zeros: 900_000 })));
    expect(await refusal()).toContain('veel groter dan het lijkt');
  });

  test('many files that share their bytes', async () => {
    await make({ name: '000000.bin', content: Buffer.from(Array.from({ length: 50_000 }, (_, n) => (n * 7919) % 251)) });
    repeatCentral(zip, 3000);
    expect(await refusal()).toContain('veel groter dan het lijkt');
  });

  test('100,000 entries', async () => {
    await make({ name: '000000' });
    repeatCentral(zip, 100_000);
    expect(await refusal()).toContain('meer dan 5000');
  });

  test('more than may come out, whatever it says', async () => {
    await make({ name: 'a', content: 'x'.repeat(600) }, { name: 'b', content: 'y'.repeat(600) });
    expect(await refusal({ ...unzipLimits, bytes: 1000 })).toContain('groter dan');
  });

  test('a zip that was cut off, an empty file, and something else', async () => {
    await make({ name: 'a.html', content: 'x'.repeat(1000) }, { name: 'b.html', content: 'y' });
    truncateSync(zip, 150);
    expect(await refusal()).toContain('geen zip-bestand');
    writeFileSync(zip, '');
    expect(await refusal()).toContain('geen zip-bestand');
    writeFileSync(zip, '%PDF-1.7 not a zip');
    expect(await refusal()).toContain('geen zip-bestand');
    await make();
    expect(await refusal()).toContain('zit niets in');
  });
});

test('memory stays low while much is unpacked', async () => {
  // Noise that doesn't shrink, so that its ratio is no reason to stop.
  const noise = Buffer.alloc(1024 ** 2);
  for (let i = 0, seed = 1; i < noise.length; i++) noise[i] = (seed = (seed * 48271) % 2147483647) & 255;
  await make(...Array.from({ length: 150 }, (_, n) => ({ name: `${n}.bin`, content: noise })));
  const before = process.memoryUsage.rss();
  let peak = before;
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 5);
  await unzip(zip, out());
  clearInterval(timer);
  expect((peak - before) / 1024 ** 2).toBeLessThan(150);
});

test('no name leads out of its folder', () => {
  const part = fc.oneof(fc.constantFrom('..', '.', '', 'a', 'A:', '\\', '\0', 'con'), fc.string({ maxLength: 8 }));
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
      const name = readEntryName(parts.join('/'));
      if (name.kind !== 'file' && name.kind !== 'folder') return;
      expect(join('/x/y', ...name.parts).startsWith('/x/y/')).toBe(true);
      for (const kept of name.parts) expect(kept).not.toMatch(/^\.{0,2}$|[\\/\0]/);
    }),
  );
});

const shared = scormSamples();
const samples = existsSync(join(shared, 'zip-hostile'));
if (!samples) console.warn(`Skipped: no folder ${shared}/zip-hostile (set SCORM_SAMPLES).`);

describe.skipIf(!samples)('packages from elsewhere', () => {
  test.each([
    ['empty.zip', 'zit niets in'],
    ['yauzl_absolute-path-unix.zip', 'buiten zijn eigen map'],
    ['yauzl_relative-dotdot.zip', 'buiten zijn eigen map'],
    ['yauzl_wrong-entry-sizes.zip', 'klopt niet'],
  ])('%s is refused', async (name, reason) => {
    expect(await refusal(unzipLimits, join(shared, 'zip-hostile', name))).toContain(reason);
  });

  test('names in other alphabets are fine', async () => {
    expect((await unzip(join(shared, 'zip-hostile/unicode.zip'), out())).files.length).toBeGreaterThan(0);
  });
});
