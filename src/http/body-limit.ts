import type { IncomingMessage, ServerResponse } from 'node:http';
import { listTooBig, plainPage } from './plain-page.ts';

/** Two million characters of typed text must come back with their error; above it the form is too big to read. */
export const bodyLimit = 2.5 * 1024 * 1024;

/** A file with people may be bigger (domain/people-file.ts: 5 MB), with what a form puts around it. */
const listLimit = 5 * 1024 * 1024 + 64 * 1024;

export interface BodyLimit {
  /** In bytes. */
  most: number;
  /** What the page that refuses says. */
  tooBig: 'form' | 'list';
}

/** How much may come to this address; nearly everywhere that is a form. */
export function bodyLimitOf(url: string | undefined): BodyLimit {
  const path = (url ?? '').split('?', 1)[0];
  return path === '/mensen/inlezen' || path === '/beheer/mensen/inlezen'
    ? { most: listLimit, tooBig: 'list' }
    : { most: bodyLimit, tooBig: 'form' };
}

/** What is still swallowed of a body that was refused: a browser shows the answer only when it could send everything. */
const swallow = { bytes: 32 * 1024 * 1024, ms: 10_000 };

/** A request whose body was read already; Astro's adapter takes it from here. */
type ReadRequest = IncomingMessage & { body?: Uint8Array };

/**
 * Refuses a body over the limit with a page that says how to go back. A body without a declared length is read here,
 * so that it is known to fit before any page starts on it.
 * @returns false when it was refused, or the browser went away
 */
export async function limitBody(req: ReadRequest, res: ServerResponse, limit: BodyLimit, requestId: string): Promise<boolean> {
  const declared = req.headers['content-length'];
  if (declared !== undefined) {
    // Node itself ends a body at its declared length.
    if (Number(declared) <= limit.most) return true;
    refuse(req, res, limit, requestId);
    return false;
  }
  if (req.headers['transfer-encoding'] === undefined) return true;
  const body = await readUpTo(req, limit.most);
  if (body === 'gone') return false;
  if (body === 'tooBig') {
    refuse(req, res, limit, requestId);
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
function refuse(req: IncomingMessage, res: ServerResponse, { tooBig }: BodyLimit, requestId: string): void {
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
  plainPage(res, 413, requestId, tooBig === 'list' ? listTooBig : undefined);
}
