import { expect, test } from 'vitest';
import fc from 'fast-check';
import {
  editParts,
  editedPart,
  emptyPart,
  mostParts,
  plainAgenda,
  readEdit,
  readParts,
  sameAgenda,
  textOf,
  totalOf,
  type AgendaEdit,
  type PartText,
} from '#src/domain/agenda.ts';
import { readCatalogue } from '#src/catalogue/read.ts';

const part = (title: string, minutes = '10', more: Partial<PartText> = {}): PartText => ({
  ...emptyPart(),
  title,
  minutes,
  ...more,
});
const titles = (parts: readonly PartText[]) => parts.map((p) => p.title);
const three = [part('a'), part('b'), part('c')];

test('moves, adds and takes away, and leaves what can’t be done', () => {
  expect(titles(editParts(three, { kind: 'up', part: 1 }))).toEqual(['b', 'a', 'c']);
  expect(titles(editParts(three, { kind: 'down', part: 0 }))).toEqual(['b', 'a', 'c']);
  expect(titles(editParts(three, { kind: 'remove', part: 1 }))).toEqual(['a', 'c']);
  expect(titles(editParts(three, { kind: 'addAfter', part: 2 }))).toEqual(['a', 'b', 'c', '']);
  expect(titles(editParts(three, { kind: 'up', part: 0 }))).toEqual(['a', 'b', 'c']);
  expect(titles(editParts(three, { kind: 'remove', part: 7 }))).toEqual(['a', 'b', 'c']);
  expect(editParts([part('a')], { kind: 'remove', part: 0 })).toHaveLength(1);
});

const edits = fc.array(
  fc.record({
    kind: fc.constantFrom<AgendaEdit['kind']>('up', 'down', 'remove', 'addAfter'),
    part: fc.nat({ max: mostParts + 1 }),
  }),
  { maxLength: 60 },
);

test('no row of buttons loses a part that was not taken away, empties the agenda or makes it endless', () => {
  fc.assert(
    fc.property(edits, (row) => {
      let parts = [part('a'), part('b'), part('c'), part('d')];
      for (const edit of row) {
        const before = parts;
        parts = editParts(parts, edit);
        expect(parts.length).toBeGreaterThan(0);
        expect(parts.length).toBeLessThanOrEqual(mostParts);
        const gone = titles(before).filter((title) => title !== '' && !titles(parts).includes(title));
        expect(gone.length).toBeLessThanOrEqual(edit.kind === 'remove' ? 1 : 0);
        if (edit.kind === 'up' || edit.kind === 'down') expect([...titles(parts)].sort()).toEqual([...titles(before)].sort());
        expect(parts[editedPart(parts.length, edit)]).toBeDefined();
      }
    }),
  );
});

test('up and down cancel out', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 12 }), fc.nat(), (length, seed) => {
      const parts = Array.from({ length }, (_, i) => part(String(i)));
      const at = 1 + (seed % (length - 1));
      const up = editParts(parts, { kind: 'up', part: at });
      expect(editParts(up, { kind: 'down', part: at - 1 })).toEqual(parts);
    }),
  );
});

test('every guide can be opened in the form and kept unchanged', () => {
  for (const guide of readCatalogue(process.cwd()).guides.values()) {
    const parts = guide.agenda.map(textOf);
    const read = readParts(parts);
    expect(read.kind, guide.id).toBe('ok');
    if (read.kind === 'ok') expect(sameAgenda(read.agenda, guide.agenda)).toBe(true);
    expect(totalOf(parts)).toBe(guide.minutes);
  }
});

test('says at which part and field something is missing', () => {
  const read = readParts([
    part('', '0'),
    part('b', '1,5'),
    part('c', '5', { tool: 'poll', options: 'één' }),
    part('d', '5', { tool: 'dots', question: 'Wat eerst?', options: 'a\na' }),
    part('e', '5', { options: Array.from({ length: 9 }, (_, i) => `o${i}`).join('\n') }),
  ]);
  if (read.kind !== 'wrong') throw new Error('it was kept');
  expect(read.faults.map((f) => `${f.part} ${f.field}`)).toEqual([
    '0 title',
    '0 minutes',
    '1 minutes',
    '2 options',
    '2 question',
    '3 options',
    '4 options',
  ]);
});

test('reads the buttons of the form and nothing else', () => {
  expect(readEdit('omhoog:2')).toEqual({ kind: 'up', part: 2 });
  expect(readEdit('erbij:0')).toEqual({ kind: 'addAfter', part: 0 });
  for (const wrong of ['bewaar', 'omhoog', 'omhoog:-1', 'weg:1;', 'constructor:1']) expect(readEdit(wrong)).toBeNull();
});

test('a meeting without a guide has an agenda of its own length, and it can be kept', () => {
  fc.assert(
    fc.property(fc.integer({ min: 15, max: 240 }), (minutes) => {
      const agenda = plainAgenda(minutes);
      expect(agenda.reduce((sum, item) => sum + item.minutes, 0)).toBe(minutes);
      expect(readParts(agenda.map(textOf)).kind).toBe('ok');
    }),
  );
});
