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

/** The value of one cookie of a request, where the pages have not been asked yet; null without it. */
export function cookieValue(header: string | undefined, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
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
