import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeFile, isFormula, readColumns, readPersonLine, separatorOf, type Columns } from '#src/domain/people-file.ts';

const bytes = (text: string, encoding: 'utf8' | 'utf16le' | 'latin1' = 'utf8', mark: number[] = []) =>
  new Uint8Array(Buffer.concat([Buffer.from(mark), Buffer.from(text, encoding)]));
const columnsOf = (...cells: string[]) => readColumns(cells) as Columns;
const all = columnsOf('naam', 'e-mail', 'gebruikersnaam', 'rol', 'vestiging', 'groep');
const line = (cells: string[], columns = all, to = 2) => readPersonLine(cells, columns, { from: 2, to });

test('reads what spreadsheets write: UTF-8 with or without a mark, UTF-16 and Windows-1252', () => {
  const text = 'naam;e-mail\nZoë Çelik–Müller;zoe@duinrand.example\n';
  expect(decodeFile(bytes(text)).text).toBe(text);
  expect(decodeFile(bytes(text, 'utf8', [0xef, 0xbb, 0xbf])).text).toBe(text);
  expect(decodeFile(bytes(text, 'utf16le', [0xff, 0xfe])).text).toBe(text);
  expect(decodeFile(bytes(text, 'utf16le')).text).toBe(text);
  expect(decodeFile(new Uint8Array([0xfe, 0xff, ...Buffer.from(text, 'utf16le').swap16()])).text).toBe(text);
  expect(decodeFile(bytes('Zoë\x80', 'latin1')).text).toBe('Zoë€');
  expect(decodeFile(bytes('a\r\nb\rc')).text).toBe('a\nb\nc');
});

test('what is no text is refused, with what to do', () => {
  expect(decodeFile(new Uint8Array([0x50, 0x4b, 3, 4, 20])).fault).toContain('Opslaan als');
  expect(decodeFile(bytes('%PDF-1.7\n\u0000\u0001')).fault).toContain('geen tekstbestand');
  expect(decodeFile(bytes(' \n')).fault).toContain('leeg');
  expect(decodeFile(new Uint8Array()).fault).toContain('leeg');
});

test('whatever bytes come in, there is a text or a reason', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (any) => {
      const { text, fault } = decodeFile(any);
      expect((text === null) !== (fault === null)).toBe(true);
    }),
  );
});

test('finds by itself what stands between the cells', () => {
  expect(separatorOf('naam;e-mail\nWit, Noor de;x').separator).toBe(';');
  expect(separatorOf('naam,e-mail,rol\n').separator).toBe(',');
  expect(separatorOf('naam\te-mail\n').separator).toBe('\t');
  expect(separatorOf('\n\n"naam; en, meer";e-mail\n').separator).toBe(';');
  expect(separatorOf('e-mail\nx,y').separator).toBe(';');
  expect(separatorOf('sep=,\nnaam;x,e-mail\n')).toEqual({ separator: ',', skippedLines: 1 });
});

test('columns are known by their usual names, in any order; what we don’t know is named', () => {
  expect(readColumns(['Achternaam', 'Functie', 'Voor-naam', 'Tussenvoegsel', 'E-mailadres (werk)', 'E-mail', 'Filiaal'])).toEqual(
    {
      at: { last: 0, first: 2, infix: 3, email: 4, branch: 6 },
      ignored: ['Functie', 'E-mail'],
    },
  );
  expect(readColumns(['NAAM ', ' Email', 'ROL', 'Vestiging', 'Groep'])).toMatchObject({
    at: { name: 0, email: 1, role: 2, branch: 3, group: 4 },
  });
  expect(readColumns(['naam', 'telefoon'])).toMatchObject({ fault: expect.stringContaining('Noem die kolom: e-mail') });
  expect(readColumns(['Noor', 'noor@x.example'])).toMatchObject({ fault: expect.stringContaining('eerste regel') });
});

test('a line becomes a person: name in one piece, address in small letters', () => {
  expect(line([' Noor  de\nWit ', ' Noor.deWit@Duinrand.Example ', '', 'Vrijwilliger', 'Centrum', ''])).toEqual({
    line: 2,
    name: 'Noor de Wit',
    email: 'noor.dewit@duinrand.example',
    username: null,
    role: 'Vrijwilliger',
    branch: 'Centrum',
    group: '',
    fault: null,
  });
  expect(line(['Wit, Noor de', 'n@x.example'])).toMatchObject({ name: 'Noor de Wit' });
  const parts = columnsOf('voornaam', 'tussenvoegsel', 'achternaam', 'e-mail');
  expect(line(['Noor', 'de', 'Wit', 'n@x.example'], parts)).toMatchObject({ name: 'Noor de Wit', fault: null });
  expect(line(['Noor', '', '', 'n@x.example'], parts)).toMatchObject({ name: 'Noor' });
  expect(line(['', 'jose\u0301@x.example'])).toMatchObject({ name: null, email: 'josé@x.example', fault: null });
  expect(line(['Gerda', '', 'Gerda.Pluim'])).toMatchObject({ email: null, username: 'gerda.pluim', fault: null });
  expect(line(['', ' ', ''])).toBeNull();
});

test.each([
  [['Noor', ''], 'geen e-mailadres'],
  [['Noor', 'noor@'], 'klopt niet'],
  [['Noor', 'a b@x.example'], 'klopt niet'],
  [['Noor', 'a\nb@x.example'], 'klopt niet'],
  [['Noor', `${'a'.repeat(260)}@x.example`], 'klopt niet'],
  [['=HYPERLINK("x")', 'a@x.example'], 'De naam begint'],
  [['+31 6', 'a@x.example'], 'De naam begint'],
  [['-Noor', 'a@x.example'], 'De naam begint'],
  [[' @SUM(1)', 'a@x.example'], 'De naam begint'],
  [["'=1+1", 'a@x.example'], 'De naam begint'],
  [['Noor', '=cmd@x.example'], 'Het e-mailadres begint'],
  [['a@x.example', 'a@x.example'], 'een @'],
  [['1234', 'a@x.example'], 'geen letter'],
  [['Noor\u202ede Wit', 'a@x.example'], 'tekens'],
  [['n'.repeat(121), 'a@x.example'], 'te lang'],
  [['', '', 'gerda'], 'naam nodig'],
  [['Gerda', '', 'a'], 'gebruikersnaam klopt niet'],
])('%j is refused: %s', (cells, why) => {
  expect(line(cells)?.fault).toContain(why);
});

test('a quotation mark too many, that swallows lines, is said', () => {
  expect(line(['Noor\n;x\n;y\n;z\n', 'a@x.example'], all, 7)?.fault).toContain('aanhalingsteken');
});

test('no formula ever comes in as a name or an address', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('=', '+', '-', '@').chain((s) => fc.string().map((t) => s + t)),
  );
  fc.assert(
    fc.property(cell, cell, (name, email) => {
      const read = line([name, email]);
      if (read && read.fault === null) {
        expect(isFormula(read.name ?? '')).toBe(false);
        expect(isFormula(read.email ?? '')).toBe(false);
        expect(read.email).toBe(read.email?.toLowerCase().normalize('NFC'));
      }
    }),
  );
});

test('the sample file is as we ask it', () => {
  const { text } = decodeFile(readFileSync('src/public/voorbeeld-mensen.csv'));
  expect(separatorOf(text ?? '').separator).toBe(';');
  const [head = '', ...rows] = (text ?? '').trim().split('\n');
  const columns = columnsOf(...head.split(';'));
  expect(columns.ignored).toEqual([]);
  expect(rows.map((row) => line(row.split(';'), columns)?.fault)).toEqual(rows.map(() => null));
});
