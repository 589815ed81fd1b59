import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, expect, test } from 'vitest';
import { renderCertificate } from '#src/pdf/certificate.ts';
import type { PrintedCertificate } from '#src/pdf/types.ts';

const facts: PrintedCertificate = {
  title: 'Certificaat',
  name: 'Noor de Wit',
  verb: 'heeft afgerond',
  courseTitle: 'Leertraject Frontoffice en basisvaardigheden',
  libraryName: 'Bibliotheek Duinrand',
  groupName: 'Duinrand, najaar',
  modules: [
    'Landelijke context vertaald',
    'Onze activiteiten',
    'Onze ‘nieuwe’ klanten',
    'Het digiTaalhuis als netwerk en fysiek',
    'BoekStart',
    'De Bibliotheek op school en voortgezet onderwijs',
  ].map((title, n) => ({ title, detail: `versie ${n + 1}, gehaald op ${n + 1} januari 2027` })),
  meetings: ['1. Kick-off', '2. Wat doen wij op onze locatie?', '3. Hoe pak ik mijn rol op?'].map((title, n) => ({
    title,
    detail: `${n === 1 ? 'ingehaald' : 'aanwezig'} op ${n + 20} januari 2027`,
  })),
  meaning: 'Deze persoon haalde de toets van elke module die de groep koos. Elke bijeenkomst is bijgewoond of ingehaald.',
  issuedOn: '10 februari 2027',
  issuedAt: new Date('2027-02-10T09:00:00Z'),
  stamp: { date: '10 feb 2027', word: 'behaald' },
  code: 'c7p7se1apjhsbsnkp24g0tqp1pqr0an6',
  address: 'https://leren.example/certificaten/c7p7se1apjhsbsnkp24g0tqp1pqr0an6',
};

const open = async (pdf: Buffer): Promise<PDFDocumentProxy> => getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
const squeeze = (text: string) => text.replaceAll(/\s+/g, '');
async function textOf(pdf: Buffer): Promise<string> {
  const page = await (await open(pdf)).getPage(1);
  const { items } = await page.getTextContent();
  return squeeze(items.map((item) => ('str' in item ? item.str : '')).join(' '));
}
/** Every text a certificate states, longest first. */
function stated(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object' || value instanceof Date) return [];
  return Object.values(value)
    .flatMap(stated)
    .sort((a, b) => b.length - a.length);
}

test('it prints every fact of its page, and nothing that is not there', async () => {
  let text = await textOf(await renderCertificate(facts));
  for (const fact of stated(facts)) {
    expect(text).toContain(squeeze(fact));
    text = text.replace(squeeze(fact), '');
  }
  for (const words of [
    'Baliewijs',
    'Modules',
    'Bijeenkomsten',
    'bij',
    'in de groep',
    'Gegeven op',
    'Is het echt? Scan de code of kijk op:',
    'Code:',
  ])
    text = text.replace(squeeze(words), '');
  expect(text.replaceAll(/[,‘’]/g, '')).toBe('');
});

test('its page shows each thing that is printed', () => {
  const page = readFileSync('src/pages/certificaten/[code].astro', 'utf8');
  for (const printed of Object.keys(facts).filter((name) => name !== 'issuedAt')) expect(page).toContain(`view.${printed}`);
});

test('it is tagged Dutch PDF/UA with a title, headings, lists, a link and a described QR code', async () => {
  const pdf = await renderCertificate(facts);
  const document = await open(pdf);
  expect(((await document.getMarkInfo()) as unknown as Map<string, boolean>).get('Marked')).toBe(true);
  const { info, metadata } = (await document.getMetadata()) as { info: Record<string, unknown>; metadata: { getRaw(): string } };
  expect(info).toMatchObject({ Title: 'Certificaat van Noor de Wit', Author: 'Baliewijs', Language: 'nl' });
  expect(metadata.getRaw()).toContain('<pdfuaid:part>1</pdfuaid:part>');
  expect(pdf.toString('latin1')).toContain('/DisplayDocTitle true');
  const page = await document.getPage(1);
  const tree = (await page.getStructTree()) as unknown as Node;
  const roles = flat(tree).map((node) => node.role);
  expect(roles).toEqual(expect.arrayContaining(['Document', 'H1', 'H2', 'L', 'LI', 'LBody', 'P', 'Link', 'Figure']));
  expect(roles.filter((role) => role === 'LI')).toHaveLength(9);
  expect(flat(tree).find((node) => node.role === 'Figure')?.alt).toBe(`QR-code naar ${facts.address}`);
  expect(await page.getAnnotations()).toMatchObject([{ subtype: 'Link', url: facts.address }]);
});

interface Node {
  role?: string;
  alt?: string;
  children?: Node[];
}
const flat = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(flat)];

test.each([
  'Łukasz Wójcik',
  'Şeyma Öztürk',
  'Jiří Dvořák',
  'İlknur Yıldız',
  'Nguyễn Thị Đặng',
  'Siân Ó Briain',
  'Zoë d’Hondt',
  'Þórunn Ægisdóttir',
  'Владимир Петров',
])('the name %s is printed in letters, not in empty boxes', async (name) => {
  const pdf = await renderCertificate({ ...facts, name });
  expect(await textOf(pdf)).toContain(squeeze(name));
});

test('a letter that the typeface lacks would have been noticed', async () => {
  expect(await textOf(await renderCertificate({ ...facts, name: '王芳' }))).not.toMatch(/王|芳/);
});

test('accents that were typed as signs of their own come out as one letter', async () => {
  expect(await textOf(await renderCertificate({ ...facts, name: 'Zoe\u0308 Jir\u030ci\u0301' }))).toContain(
    'ZoëJiří'.normalize('NFC'),
  );
});

test('long names, long titles and many parts stay on one sheet, whole', async () => {
  const long: PrintedCertificate = {
    ...facts,
    name: 'Maria Johanna Wilhelmina van den Heuvel-van Blankenstein geboren Zwartendijk-Kowalczyková',
    courseTitle: `${facts.courseTitle} voor medewerkers van de publieksservice in kleine en grote vestigingen met veel partners`,
    libraryName: 'Stichting Openbare Bibliotheken Duinrand, Zeedorp, Heuvelland en Omstreken',
    groupName: 'Tweede groep van de vestigingen aan de kust, start in het najaar, op dinsdag',
    modules: Array.from({ length: 10 }, (_, n) => ({
      title: `${facts.modules[5]?.title} en alles wat daar verder bij hoort (${n})`,
      detail: `d${n}`,
    })),
    meetings: Array.from({ length: 8 }, (_, n) => ({
      title: `${n}. ${facts.meetings[1]?.title}`,
      detail: `aanwezig op ${n} mei 2027`,
    })),
  };
  const pdf = await renderCertificate(long);
  expect((await open(pdf)).numPages).toBe(1);
  const text = await textOf(pdf);
  for (const fact of stated(long)) expect(text).toContain(squeeze(fact));
});

test('the same facts give the same bytes', async () => {
  expect((await renderCertificate(facts)).equals(await renderCertificate(facts))).toBe(true);
});

test('signs that mean something in XML leave the metadata readable', async () => {
  const raw = (
    (await (await open(await renderCertificate({ ...facts, name: '<b>Tom & Jo' }))).getMetadata()) as {
      metadata: { getRaw(): string };
    }
  ).metadata.getRaw();
  expect(raw).toContain('Certificaat van bTom en Jo');
  expect(raw).not.toMatch(/&(?!amp;)|<b>/);
});

const folder = mkdtempSync(join(tmpdir(), 'baliewijs-pdf-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const installed = (command: string) => spawnSync(command, ['--version']).error === undefined;

test.skipIf(!installed('qpdf'))('qpdf (when installed) finds nothing wrong with it', async () => {
  writeFileSync(join(folder, 'a.pdf'), await renderCertificate(facts));
  const check = spawnSync('qpdf', ['--check', join(folder, 'a.pdf')], { encoding: 'utf8' });
  expect(check.stdout + check.stderr).toContain('No syntax or stream encoding errors');
});

test.skipIf(!installed('pdfinfo'))('pdfinfo (when installed) reads the structure in order', async () => {
  writeFileSync(join(folder, 'b.pdf'), await renderCertificate(facts));
  const tree = spawnSync('pdfinfo', ['-struct-text', join(folder, 'b.pdf')], { encoding: 'utf8' }).stdout;
  const at = ['"Certificaat"', '"Noor de Wit"', '"Modules"', '"BoekStart"', '"Bijeenkomsten"', '"Gegeven op', 'Figure'].map(
    (word) => tree.indexOf(word),
  );
  expect(at).toEqual([...at].sort((a, b) => a - b));
  expect(at[0]).toBeGreaterThan(0);
});
