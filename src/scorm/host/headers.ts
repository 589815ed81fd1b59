/** Headers of the content host. A package is somebody else's page: it may run, and reach nothing but this host. */

export interface Hosts {
  contentBaseUrl: string;
  publicBaseUrl: string;
}

const common = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), unload=(self)',
};

const secure = ({ contentBaseUrl }: Hosts): Record<string, string> =>
  contentBaseUrl.startsWith('https://') ? { 'Strict-Transport-Security': 'max-age=31536000' } : {};

/** Of the shell, which is ours. */
export const shellHeaders = (hosts: Hosts): Record<string, string> => ({
  ...common,
  ...secure(hosts),
  'Cache-Control': 'no-store',
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    `frame-ancestors ${hosts.publicBaseUrl}`,
  ].join('; '),
});

/** Of what is in a package: whatever script it likes, and no address but this host, so that results go nowhere else. */
export const packageHeaders = (hosts: Hosts): Record<string, string> => ({
  ...common,
  ...secure(hosts),
  'Cache-Control': 'private, max-age=300',
  'Content-Security-Policy': [
    "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'",
    "connect-src 'self' data: blob:",
    "form-action 'self'",
    "base-uri 'self'",
    `frame-ancestors 'self' ${hosts.publicBaseUrl}`,
  ].join('; '),
});
