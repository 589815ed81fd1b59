import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/**
 * The address of the browser. Behind proxies it is the entry of X-Forwarded-For that many hops from the right:
 * what stands further left was written by the browser itself and proves nothing. Where that entry is no address, it is
 * the address that the connection comes from.
 */
export function clientAddress(req: Pick<IncomingMessage, 'headers' | 'socket'>, trustedHops: number): string {
  const direct = plain(req.socket.remoteAddress ?? '');
  if (trustedHops === 0) return direct;
  const header = req.headers['x-forwarded-for'];
  const chain = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',');
  const entry = plain(chain.at(-trustedHops)?.trim() ?? '');
  return isIP(entry) ? entry : direct;
}

/** Without port and brackets; IPv4 in an IPv6 coat as IPv4. */
function plain(entry: string): string {
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(entry)?.[1] ?? /^([\d.]+):\d+$/.exec(entry)?.[1] ?? entry;
  return bare.replace(/^::ffff:(?=[\d.]+$)/i, '');
}
