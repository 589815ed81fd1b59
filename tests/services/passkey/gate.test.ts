/** In production a session that must show a passkey first gets the ways in and out, and nothing else. */
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { heldBack, isOpenWhenHeldBack, needsKey } from '#src/domain/passkey.ts';
import { can, permissionNames, roles, type Actor, type Role } from '#src/domain/roles.ts';
import { actionRows } from '#tests/rights/actions.ts';
import { routes } from '#tests/rights/routes.ts';

const open = [
  '/account/bevestigen',
  '/account/inlogmanieren',
  '/uitloggen',
  '/inloggen',
  '/inloggen/elders',
  '/inloggen/koppelen',
  '/inloggen/terug',
  '/inloglink',
  '/inloglink/[token]',
  '/wachtwoord/[token]',
  '/wachtwoord-vergeten',
  '/uitnodiging/[token]',
  '/kaart/[token]',
  '/fout',
  '/healthz',
  '/.well-known/security.txt',
  '/.well-known/did.json',
];

test('of all pages only the ways in and out are open', () => {
  expect(Object.keys(routes).filter((route) => isOpenWhenHeldBack(route))).toEqual(
    Object.keys(routes).filter((route) => open.includes(route)),
  );
  for (const route of open) expect(Object.keys(routes)).toContain(route);
  // A file that begins alike is another page.
  expect(isOpenWhenHeldBack('/inloggen-als')).toBe(false);
  expect(isOpenWhenHeldBack('/account')).toBe(false);
});

test('of all actions only those of the ways in and out, and on no other page', () => {
  const names = Object.keys(actionRows);
  expect(names.filter((name) => isOpenWhenHeldBack('/_actions/[...path]', name))).toEqual(
    names.filter((name) =>
      [
        ...['account.acceptInvitation', 'account.requestReset', 'account.setPassword', 'joining.acceptCard'],
        ...['outside.begin', 'outside.finish', 'outside.link'],
        ...['passkey.beginConfirm', 'passkey.beginRegister', 'passkey.beginSignIn', 'passkey.confirm', 'passkey.register'],
        ...['passkey.signIn', 'passkey.useCode', 'session.askLink', 'session.signIn', 'session.signOut', 'session.useLink'],
      ].includes(name),
    ),
  );
  for (const name of names)
    for (const route of ['/beheer', '/cursus/[course]']) expect(isOpenWhenHeldBack(route, name)).toBe(false);
  expect(isOpenWhenHeldBack('/inloggen', 'person.add')).toBe(false);
  expect(readdirSync('src/actions')).toContain('passkey.ts');
});

const actor = (held: Role[], passkeyAt: Date | null): Actor => ({
  personId: 'p',
  accountId: 'a',
  sessionId: 's',
  sessionKind: 'own',
  name: 'X',
  email: null,
  employments: held.map((role) => ({ role, organisationId: 'o', organisationName: 'O' })),
  leads: new Set(['g']),
  moments: new Map([['m', 'guest']]),
  passkeyAt,
});

test('whoever is held back has no right that not everyone has', () => {
  for (const role of roles) {
    const whole = actor([role, 'learner'], null);
    const there = heldBack(whole, false);
    expect(there.heldBack === true).toBe(role === 'adviser' || role === 'administrator');
    if (!there.heldBack) continue;
    const scope = { libraryId: 'o', poiId: 'o', groupId: 'g', momentId: 'm' };
    const left = permissionNames.filter((permission) => can(there, permission, scope) || can(there, permission));
    expect(left).toEqual(['course:follow', 'desk:own']);
    expect(heldBack(actor([role], new Date()), false).heldBack).toBeUndefined();
    expect(heldBack(whole, true)).toBe(whole);
  }
  expect(needsKey([])).toBe(false);
});
