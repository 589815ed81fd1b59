import type { IncomingMessage, ServerResponse } from 'node:http';
import { plainPage } from './plain-page.ts';

/** Ends a request whose body takes longer than `most` milliseconds to come in. */
export function guardSlowBody(req: IncomingMessage, res: ServerResponse, most: number, requestId: string): void {
  if (req.headers['content-length'] === undefined && req.headers['transfer-encoding'] === undefined) return;
  const timer = setTimeout(() => {
    if (req.complete) return;
    if (!res.headersSent) plainPage(res, 408, requestId);
    req.destroy();
  }, most);
  timer.unref();
  req.once('end', () => clearTimeout(timer)).once('close', () => clearTimeout(timer));
}
