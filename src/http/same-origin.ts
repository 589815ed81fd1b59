import type { IncomingMessage } from 'node:http';

/** Does this form come from our own pages? Browsers say so themselves; older ones by their Origin. */
export function isSameOrigin(req: Pick<IncomingMessage, 'headers'>, publicBaseUrl: string): boolean {
  const site = req.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return req.headers.origin === new URL(publicBaseUrl).origin;
}
