import type { IncomingMessage } from 'node:http';

const shape = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/** Can this Host be part of an address? With any other Astro loses the path and shows the front page. */
export function isHost(req: Pick<IncomingMessage, 'headers' | 'httpVersion'>): boolean {
  const { host } = req.headers;
  return host === undefined ? req.httpVersion === '1.0' : shape.test(host);
}
