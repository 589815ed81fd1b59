/** The content host: the shell of the player, files of packages, and the one address that takes what they report. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { findFile, sendFile, typeOf } from './files.ts';
import { packageHeaders, shellHeaders, type Hosts } from './headers.ts';
import { shellPage } from './shell-page.ts';

export interface ContentHost extends Hosts {
  /** Where the built shell stands. */
  playerDir: string;
  filesOf(versionId: string): string;
  /** The version whose files this token gives; null when it gives none. */
  versionOf(token: string): Promise<string | null>;
  launch(token: string): Promise<unknown>;
  save(token: string, body: unknown): Promise<unknown>;
  /** Status and text of what went wrong, for the shell. */
  explain(error: unknown): { status: number; message: string };
}

/** More than a SCO may keep, in bytes: what is bigger is not read. */
const commitLimit = 3 * 1024 ** 2;

const route = /^\/s\/([0-9a-z]{20,64})\/(.*)$/s;

/** Is this request for the content host? By name alone: a proxy may leave the port out. */
export function isContentHost(req: Pick<IncomingMessage, 'headers'>, contentBaseUrl: string | null): boolean {
  if (contentBaseUrl === null) return false;
  return (req.headers.host ?? '').replace(/:\d+$/, '').toLowerCase() === new URL(contentBaseUrl).hostname;
}

export function contentListener(host: ContentHost) {
  const shell = shellHeaders(host);
  const packaged = packageHeaders(host);
  return async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    for (const name of res.getHeaderNames()) res.removeHeader(name);
    const [path = '/'] = (req.url ?? '/').split('?', 1);
    const set = (headers: Record<string, string>) => {
      for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
    };
    set(shell);
    const [, token = '', rest = ''] = route.exec(path) ?? [];
    try {
      if (req.method === 'POST') {
        if (token === '' || rest !== 'commit') return nothing(res, 404);
        if (!isOwnPage(req, host.contentBaseUrl)) return nothing(res, 403);
        const body = await readBody(req);
        if (body === null) return json(res, 413, { message: 'Dit pakket wil meer bewaren dan mag.' });
        return json(res, 200, await host.save(token, body));
      }
      if (req.method !== 'GET' && req.method !== 'HEAD') return nothing(res, 405);
      if (path === '/') {
        res.writeHead(302, { Location: `${host.publicBaseUrl}/` }).end();
        return;
      }
      if (path === '/player/shell.js' || path === '/player/shell.css') {
        res.setHeader('Cache-Control', 'public, max-age=300');
        const name = path.slice('/player/'.length);
        const small = /\bbr\b/.test(String(req.headers['accept-encoding'])) && (await findFile(host.playerDir, `${name}.br`));
        res.setHeader('Vary', 'Accept-Encoding');
        if (small) res.setHeader('Content-Encoding', 'br');
        return await send(req, res, small || (await findFile(host.playerDir, name)), typeOf(name));
      }
      const [, library] = /^\/lib\/([a-z0-9-]+\.js)$/.exec(path) ?? [];
      if (library !== undefined) {
        res.setHeader('Cache-Control', 'public, max-age=86400');
        return await send(req, res, await findFile(host.playerDir, `lib/${library}`), typeOf(library));
      }
      if (token === '') return nothing(res, 404);
      // Would outlive the key of this attempt in the browser.
      if (req.headers['service-worker'] !== undefined) return nothing(res, 403);
      if (rest === '') {
        // All packages share this host: what an earlier one left in the browser is no other one's business.
        res.setHeader('Clear-Site-Data', '"storage"');
        // Names the key in no address that a package could read from elsewhere; who has it is in the page already.
        res.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(shellPage(host.publicBaseUrl));
        return;
      }
      if (rest === 'launch.json') return json(res, 200, await host.launch(token));
      if (!rest.startsWith('p/')) return nothing(res, 404);
      const versionId = await host.versionOf(token);
      if (versionId === null) return nothing(res, 404);
      set(packaged);
      return await send(req, res, await findFile(host.filesOf(versionId), rest.slice(2)));
    } catch (error) {
      set(shell);
      const { status, message } = host.explain(error);
      return json(res, status, { message });
    }
  };
}

async function send(
  req: IncomingMessage,
  res: ServerResponse,
  file: Awaited<ReturnType<typeof findFile>>,
  type?: string,
): Promise<void> {
  if (file) await sendFile(req, res, file, type);
  else nothing(res, 404);
}

/** Only pages of this host report; a page of anyone else knows no token, and this is the second lock. */
function isOwnPage(req: IncomingMessage, contentBaseUrl: string): boolean {
  const site = req.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return req.headers.origin === new URL(contentBaseUrl).origin;
}

/** JSON as it comes, whatever it calls itself: a beacon says text/plain. Null when it is too big; undefined when it is no JSON. */
async function readBody(req: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= commitLimit) chunks.push(chunk);
  }
  if (bytes > commitLimit) return null;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) ?? undefined;
  } catch {
    return undefined;
  }
}

function json(res: ServerResponse, status: number, body: unknown): void {
  if (res.headersSent) {
    res.end();
    return;
  }
  const text = JSON.stringify(body);
  res.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': Buffer.byteLength(text) });
  res.end(text);
}

function nothing(res: ServerResponse, status: number): void {
  res.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  res.end(status === 404 ? 'Dit bestand is er niet.' : 'Dat kan hier niet.');
}

export const playerDir = (root: string) => join(root, 'dist/player');
