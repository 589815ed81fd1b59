/** Passkeys and recovery codes: who must show one, when again, and what a code looks like. */
import type { Actor, EmploymentOf } from './roles.ts';

const minute = 60_000;

/** How long a browser has to answer what it was asked to sign. */
export const challengeTerm = 5 * minute;
/** After showing a passkey one may change the ways to sign in for this long, before it is asked again. */
export const freshTerm = 15 * minute;
/** For this long after coming in through one's own mailbox, the first passkey can be set up without another proof. */
export const firstKeyTerm = 60 * minute;
export const mostKeys = 10;
export const codesAtOnce = 10;

/** A passkey belongs to a domain name; browsers know none for an address in numbers, and want https but on this machine. */
export interface RelyingParty {
  id: string;
  origin: string;
}

/** @returns null where no browser would make a passkey */
export function relyingParty(publicBaseUrl: string): RelyingParty | null {
  const url = URL.parse(publicBaseUrl);
  if (!url || url.hostname.startsWith('[') || /^[\d.]+$/.test(url.hostname)) return null;
  const local = url.hostname === 'localhost' || url.hostname.endsWith('.localhost');
  return url.protocol === 'https:' || local ? { id: url.hostname, origin: url.origin } : null;
}

/** Who sees or arranges things for many: a stolen password must not be enough. */
export const needsKey = (employments: readonly Pick<EmploymentOf, 'role'>[]): boolean =>
  employments.some(({ role }) => role === 'administrator' || role === 'adviser');

/**
 * What a session may do: until its owner showed a passkey, someone who needs one has no job, leads nothing and is nobody's
 * guest. The pages to show or set up a passkey are all that is left (src/middleware.ts).
 */
export function heldBack<A extends Actor>(actor: A, demo: boolean): A {
  if (demo || actor.passkeyAt || !needsKey(actor.employments)) return actor;
  return { ...actor, employments: [], leads: new Set<string>(), moments: new Map(), heldBack: true };
}

/** The ways in and out, which need no right: all that a session gets that is held back. */
const open = ['/account/inlogmanieren', '/account/bevestigen', '/uitloggen', '/inloggen', '/inloglink', '/wachtwoord'];
const openToo = ['/wachtwoord-vergeten', '/uitnodiging', '/kaart', '/fout', '/healthz', '/.well-known'];
const openActions = [
  ...['beginRegister', 'register', 'beginConfirm', 'confirm', 'useCode', 'beginSignIn', 'signIn'].map(
    (verb) => `passkey.${verb}`,
  ),
  ...['signIn', 'signOut', 'askLink', 'useLink'].map((verb) => `session.${verb}`),
  ...['acceptInvitation', 'requestReset', 'setPassword'].map((verb) => `account.${verb}`),
  ...['begin', 'finish', 'link'].map((verb) => `outside.${verb}`),
  'joining.acceptCard',
];

/**
 * @param route the pattern of the page, or of what a script asked
 * @param action the form that was sent, if any: shown again it stands on the page, so both must be open
 */
export const isOpenWhenHeldBack = (route: string, action?: string): boolean =>
  ([...open, ...openToo].some((begin) => route === begin || route.startsWith(`${begin}/`)) ||
    (action !== undefined && route.startsWith('/_actions/'))) &&
  (action === undefined || openActions.includes(action));

/** As it is shown: five groups of four, a hundred bits. */
export const showCode = (code: string): string => (code.match(/.{4}/g) ?? []).join('-');

/** As it is compared: capitals, spaces and dashes don't matter, and look-alikes are read as what was meant. */
export const plainCode = (typed: string): string =>
  typed.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0').replaceAll(/[il]/g, '1').replaceAll('u', 'v');

export const looksLikeCode = (typed: string): boolean => /^[0-9a-hjkmnp-tv-z]{20}$/.test(plainCode(typed));

/** Was it shown lately enough to change how one signs in? */
export const isFresh = (passkeyAt: Date | null | undefined, now: Date): boolean =>
  !!passkeyAt && Math.abs(now.getTime() - passkeyAt.getTime()) <= freshTerm;

export interface ProofEvent {
  kind: string;
  at: Date;
  detail: Record<string, unknown> | null;
}

/**
 * Did this session begin with something that a stolen password doesn't give: the link of an invitation, a link to sign in, an
 * account elsewhere, or a password that was chosen with a link just before?
 * @param events of this account, of the last hour
 */
export function cameByMailbox(events: readonly ProofEvent[], began: Date, now: Date): boolean {
  if (now.getTime() - began.getTime() > firstKeyTerm) return false;
  return events.some(({ kind, at, detail }) => {
    const here = at.getTime() === began.getTime();
    if (kind === 'invitationAccepted') return here && detail?.['by'] !== 'card';
    if (kind === 'signIn') return here && (detail?.['by'] === 'link' || detail?.['by'] === 'outside');
    const age = began.getTime() - at.getTime();
    return kind === 'passwordChanged' && detail?.['by'] === 'link' && age >= 0 && age <= firstKeyTerm;
  });
}
