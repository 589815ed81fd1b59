import type { IncomingMessage, ServerResponse } from 'node:http';
import { plainPage } from './plain-page.ts';

/** Two million characters of typed text must come back with their error; above it the form is too big to read. */
export const bodyLimit = 2.5 * 1024 * 1024;

/** Refuses a body over the limit with a page that says how to go back. False when it was refused already. */
export function limitBody(req: IncomingMessage, res: ServerResponse, limit: number, requestId: string): boolean {
  const declared = Number(req.headers['content-length'] ?? 0);
  const refuse = () => {
    if (!res.headersSent) {
      res.setHeader('Connection', 'close');
      plainPage(res, 413, requestId);
    }
    req.unpipe();
    req.resume();
  };
  if (declared > limit) {
    refuse();
    return false;
  }
  if (req.headers['content-length'] === undefined) {
    let seen = 0;
    req.on('data', (chunk: Buffer) => {
      seen += chunk.length;
      if (seen > limit && !res.headersSent) {
        refuse();
        req.destroy();
      }
    });
    // Counting must not start the stream before the page reads it.
    req.pause();
  }
  return true;
}
