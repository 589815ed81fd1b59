import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readList, usernameFor } from '#src/domain/member-list.ts';

const read = (text: string) => readList(text).map(({ name, email, fault }) => (fault === null ? [name, email] : fault));

test('reads the ways in which people write a list', () => {
  expect(
    read(
      [
        'noor@duinrand.example',
        'Noor de Wit <noor.dewit@duinrand.example>',
        'bram@duinrand.example; Bram Vermeer',
        'Tomasz Wójcik\ttomasz@duinrand.example',
        'Brink, Lotte; LOTTE@duinrand.example',
        '',
        'Fenna Terpstra',
        '"Yusuf Aydın" <yusuf@duinrand.example>,',
      ].join('\r\n'),
    ),
  ).toEqual([
    [null, 'noor@duinrand.example'],
    ['Noor de Wit', 'noor.dewit@duinrand.example'],
    ['Bram Vermeer', 'bram@duinrand.example'],
    ['Tomasz Wójcik', 'tomasz@duinrand.example'],
    ['Lotte Brink', 'lotte@duinrand.example'],
    ['Fenna Terpstra', null],
    ['Yusuf Aydın', 'yusuf@duinrand.example'],
  ]);
});

test('says per line what is wrong, with the number of the line in the box', () => {
  const lines = readList('noor@duinrand\n\nNOOR2@x.example\nnoor2@x.example\na@x.example b@x.example\n---\nSam\u0007');
  expect(lines.map((l) => [l.number, l.fault])).toEqual([
    [1, 'Het e-mailadres klopt niet.'],
    [3, null],
    [4, 'Deze staat ook op regel 3.'],
    [5, 'Zet één persoon op een regel.'],
    [6, 'Deze regel is leeg.'],
    [7, 'In deze regel staan tekens die hier niet kunnen.'],
  ]);
});

test('whatever is pasted: every line that is not empty is answered, and an address is never more than one', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (text) => {
      for (const line of readList(text)) {
        if (line.fault === null) expect(line.name ?? line.email).toBeTruthy();
        if (line.email) expect(line.email.split('@')).toHaveLength(2);
        if (line.email) expect(line.email).toBe(line.email.toLowerCase());
      }
    }),
  );
});

test('a user name is plain, and a second one gets a number', () => {
  expect(usernameFor('Noor de Wit', () => false)).toBe('noor.dewit');
  expect(usernameFor('Tomasz Wójcik', (name) => name === 'tomasz.wojcik')).toBe('tomasz.wojcik2');
  expect(usernameFor('李', () => false)).toBe('lezer');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      expect(usernameFor(name, () => false)).toMatch(/^[a-z0-9.]{1,40}$/);
    }),
  );
});
