import { expect, test } from 'vitest';
import { cameByMailbox, looksLikeCode, plainCode, relyingParty, showCode } from '#src/domain/passkey.ts';

test.each([
  ['https://leren.example', { id: 'leren.example', origin: 'https://leren.example' }],
  ['https://leren.example:8443', { id: 'leren.example', origin: 'https://leren.example:8443' }],
  ['http://localhost:4321', { id: 'localhost', origin: 'http://localhost:4321' }],
  ['http://127.0.0.1:4321', null],
  ['https://192.0.2.1', null],
  ['https://[::1]', null],
  ['http://leren.example', null],
  ['onzin', null],
])('passkeys of %s', (address, expected) => expect(relyingParty(address)).toEqual(expected));

test('a code is read as it was meant', () => {
  expect(showCode('0123456789abcdefghjk')).toBe('0123-4567-89ab-cdef-ghjk');
  expect(plainCode(' O1I3-4567 89AB-cdef-GHJK ')).toBe('0113456789abcdefghjk');
  expect(looksLikeCode('0123-4567-89ab-cdef-ghjk')).toBe(true);
  for (const typed of ['', '0123', '0123-4567-89ab-cdef-ghj', '0123-4567-89ab-cdef-ghj!'])
    expect(looksLikeCode(typed)).toBe(false);
});

const at = (minutes: number) => new Date(Date.UTC(2027, 0, 1, 12, minutes));

test.each([
  ['an invitation', { kind: 'invitationAccepted', at: at(0), detail: null }, true],
  ['a card, which somebody printed', { kind: 'invitationAccepted', at: at(0), detail: { by: 'card' } }, false],
  ['an invitation before this session', { kind: 'invitationAccepted', at: at(-1), detail: null }, false],
  ['a link to sign in', { kind: 'signIn', at: at(0), detail: { by: 'link' } }, true],
  ['a link in another session', { kind: 'signIn', at: at(5), detail: { by: 'link' } }, false],
  ['a password', { kind: 'signIn', at: at(0), detail: null }, false],
  ['an account elsewhere', { kind: 'signIn', at: at(0), detail: { by: 'outside' } }, true],
  ['a new password by link just before', { kind: 'passwordChanged', at: at(-30), detail: { by: 'link' } }, true],
  ['a new password by link long before', { kind: 'passwordChanged', at: at(-61), detail: { by: 'link' } }, false],
  ['a new password by link afterwards', { kind: 'passwordChanged', at: at(1), detail: { by: 'link' } }, false],
  ['a new password by the old one', { kind: 'passwordChanged', at: at(-1), detail: null }, false],
])('%s shows whose mailbox it is: %j', (_name, event, shown) => {
  expect(cameByMailbox([event], at(0), at(30))).toBe(shown);
  expect(cameByMailbox([event], at(0), at(61))).toBe(false);
});
