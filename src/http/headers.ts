import type { Config } from '#src/config.ts';

/** Headers for every response: pages, files and errors alike. */
export function baseHeaders(
  config: Pick<Config, 'publicBaseUrl'> & Partial<Pick<Config, 'contentBaseUrl'>>,
): Record<string, string> {
  const content = config.contentBaseUrl ?? null;
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "manifest-src 'self'",
      // The player of packages stands on a host of its own.
      ...(content ? [`frame-src ${content}`] : []),
      "form-action 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ].join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    'Permissions-Policy': `camera=(), geolocation=(), microphone=(), payment=(), usb=()${content ? `, unload=(self "${content}")` : ''}`,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    ...(config.publicBaseUrl.startsWith('https://')
      ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' }
      : {}),
  };
}
