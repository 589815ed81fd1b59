import type { IncomingMessage } from 'node:http';

/**
 * The address of the browser. Behind proxies it is the entry of X-Forwarded-For that many hops from the right:
 * what stands further left was written by the browser itself and proves nothing.
 */
export function clientAddress(req: Pick<IncomingMessage, 'headers' | 'socket'>, trustedHops: number): string {
  const direct = req.socket.remoteAddress ?? '';
  if (trustedHops === 0) return direct;
  const header = req.headers['x-forwarded-for'];
  const chain = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',').map((part) => part.trim());
  return chain.at(-trustedHops) || direct;
}
