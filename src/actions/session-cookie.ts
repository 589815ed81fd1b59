import type { ActionAPIContext } from 'astro:actions';
import { cookieName, cookieOptions, outsideCookieName, outsideCookieOptions } from '#src/auth/cookie.ts';
import type { SignedIn } from '#src/services/session/start.ts';

/** Hands the browser the token of its new session. */
export function setSessionCookie(api: ActionAPIContext, signedIn: Pick<SignedIn, 'token' | 'kind' | 'until'>): void {
  const { publicBaseUrl } = api.locals.ctx;
  api.cookies.set(cookieName(publicBaseUrl), signedIn.token, cookieOptions(publicBaseUrl, signedIn.kind, signedIn.until));
}

export function clearSessionCookie(api: ActionAPIContext): void {
  const { publicBaseUrl } = api.locals.ctx;
  const { expires: _, ...options } = cookieOptions(publicBaseUrl, 'own', new Date(0));
  api.cookies.delete(cookieName(publicBaseUrl), options);
}

export function keepOutside(api: ActionAPIContext, kept: string): void {
  const { publicBaseUrl } = api.locals.ctx;
  api.cookies.set(outsideCookieName(publicBaseUrl), kept, outsideCookieOptions(publicBaseUrl));
}

/** What the browser kept while it was away. */
export const keptOutside = ({ cookies, locals }: Pick<ActionAPIContext, 'cookies' | 'locals'>): string | null =>
  cookies.get(outsideCookieName(locals.ctx.publicBaseUrl))?.value ?? null;

export function forgetOutside(api: ActionAPIContext): void {
  const { publicBaseUrl } = api.locals.ctx;
  const { maxAge: _, ...options } = outsideCookieOptions(publicBaseUrl);
  api.cookies.delete(outsideCookieName(publicBaseUrl), options);
}
