import type { IncomingMessage, ServerResponse } from 'node:http';
import { plainPage } from './plain-page.ts';

/** Two million characters of typed text must come back with their error; above it the form is too big to read. */
export const bodyLimit = 2.5 * 1024 * 1024;

/** What is still swallowed of a body that was refused: a browser shows the answer only when it could send everything. */
const swallow = { bytes: 32 * 1024 * 1024, ms: 10_000 };

/** A request whose body was read already; Astro's adapter takes it from here. */
type ReadRequest = IncomingMessage & { body?: Uint8Array };

/**
 * Refuses a body over the limit (bytes) with a page that says how to go back. A body without a declared length is read here,
 * so that it is known to fit before any page starts on it.
 * @returns false when it was refused, or the browser went away
 */
export async function limitBody(req: ReadRequest, res: ServerResponse, limit: number, requestId: string): Promise<boolean> {
  const declared = req.headers['content-length'];
  if (declared !== undefined) {
    // Node itself ends a body at its declared length.
    if (Number(declared) <= limit) return true;
    refuse(req, res, requestId);
    return false;
  }
  if (req.headers['transfer-encoding'] === undefined) return true;
  const body = await readUpTo(req, limit);
  if (body === 'gone') return false;
  if (body === 'tooBig') {
    refuse(req, res, requestId);
    return false;
  }
  req.body = body;
  return true;
}

function readUpTo(req: IncomingMessage, limit: number): Promise<Uint8Array | 'tooBig' | 'gone'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let seen = 0;
    const settle = (result: Uint8Array | 'tooBig' | 'gone') => {
      req.off('data', onData).off('end', onEnd).off('close', onGone).off('error', onGone);
      resolve(result);
    };
    const onData = (chunk: Buffer) => {
      seen += chunk.length;
      if (seen > limit) settle('tooBig');
      else chunks.push(chunk);
    };
    const onEnd = () => settle(Buffer.concat(chunks));
    const onGone = () => settle('gone');
    req.on('data', onData).on('end', onEnd).on('close', onGone).on('error', onGone);
  });
}

/** Answers at once and swallows what still comes, but not for ever: then the connection is cut. */
function refuse(req: IncomingMessage, res: ServerResponse, requestId: string): void {
  let swallowed = 0;
  const timer = setTimeout(() => req.destroy(), swallow.ms);
  timer.unref();
  req
    .on('data', (chunk: Buffer) => {
      swallowed += chunk.length;
      if (swallowed > swallow.bytes) req.destroy();
    })
    .on('error', () => {})
    .on('close', () => clearTimeout(timer))
    .resume();
  plainPage(res, 413, requestId);
}
