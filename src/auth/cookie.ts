/** The cookie of this site, and the one that a browser keeps while it signs in elsewhere. */
import type { SessionKind } from '#src/domain/session.ts';

const secure = (publicBaseUrl: string) => publicBaseUrl.startsWith('https://');

/** `__Host-` binds the cookie to this very host; browsers take it over https only. */
export const cookieName = (publicBaseUrl: string) => (secure(publicBaseUrl) ? '__Host-session' : 'session');

/** On a shared computer the cookie has no date: it goes when the browser closes. */
export function cookieOptions(publicBaseUrl: string, kind: SessionKind, until: Date) {
  return {
    path: '/',
    httpOnly: true,
    sameSite: 'lax' as const,
    secure: secure(publicBaseUrl),
    ...(kind === 'own' ? { expires: until } : {}),
  };
}

/** For ten minutes, while a browser is at the provider to sign in; what is in it only this process can read. */
export const outsideCookieName = (publicBaseUrl: string) => (secure(publicBaseUrl) ? '__Host-elders' : 'elders');

/** `lax`: it must come along when the provider sends the browser back. */
export const outsideCookieOptions = (publicBaseUrl: string) => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: secure(publicBaseUrl),
  maxAge: 600,
});
