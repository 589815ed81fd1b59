/**
 * Big files go straight to disk before any page starts: never whole in memory. The page gets the other fields as a plain form,
 * and the file by name of where it stands.
 */
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Busboy } from '@fastify/busboy';

const path = /^\/pakketten\/(?:nieuw|pkg_[a-z0-9]{1,60}\/versie)$/;

/** Does this request bring a file that goes to disk? */
export const isUpload = (req: Pick<IncomingMessage, 'url' | 'headers'>): boolean =>
  path.test((req.url ?? '').split('?', 1)[0] ?? '') &&
  /^multipart\/form-data;\s*boundary=/i.test(req.headers['content-type'] ?? '');

type Taken<T> = { fields: URLSearchParams; file: T | null };

/** A request whose body was read already; Astro's adapter takes it from here. */
type ReadRequest = IncomingMessage & { body?: Uint8Array };

/** How long nothing may come before the browser counts as gone, in milliseconds. */
const silence = 60_000;

/**
 * Reads a form of several parts. Its first file goes to `receive` while it comes; others are skipped.
 * @returns null when the browser went away or sent no such form; whatever `receive` made is for `drop`
 */
export async function takeUpload<T>(
  req: ReadRequest,
  receive: (stream: Readable, fileName: string) => Promise<T>,
  drop: (file: T) => Promise<void>,
): Promise<Taken<T> | null> {
  const fields = new URLSearchParams();
  let file: Promise<T> | null = null;
  let coming: Readable | undefined;
  const whole = await new Promise<boolean>((resolve) => {
    let parser: InstanceType<typeof Busboy>;
    try {
      parser = new Busboy({
        headers: req.headers as { 'content-type': string },
        limits: { fields: 20, fieldSize: 10_000, fieldNameSize: 100, files: 1, parts: 25 },
      });
    } catch {
      req.resume();
      return resolve(false);
    }
    const timer = setTimeout(() => req.destroy(), silence);
    const done = (well: boolean) => {
      clearTimeout(timer);
      resolve(well);
    };
    parser.on('field', (name, value) => fields.append(name, value));
    parser.on('file', (_name, stream, fileName) => {
      coming = stream;
      file = receive(stream, fileName ?? '');
      // Waited for below; until then a failure is nobody's.
      file.catch(() => req.destroy());
    });
    parser.on('error', () => {
      coming?.destroy(new Error('this form is broken'));
      req.unpipe(parser);
      req.resume();
      done(false);
    });
    parser.on('finish', () => done(true));
    req.on('data', () => timer.refresh());
    req.on('close', () => {
      if (req.complete) return;
      // Whoever writes it down hears that no more is to come.
      coming?.destroy(new Error('the browser went away'));
      parser.destroy();
      done(false);
    });
    req.pipe(parser);
  });
  const taken =
    file === null ? null : await (file as Promise<T>).catch((error: unknown) => (whole ? Promise.reject(error) : null));
  if (!whole) {
    if (taken) await drop(taken);
    return null;
  }
  const body = new TextEncoder().encode(fields.toString());
  req.body = body;
  req.headers['content-type'] = 'application/x-www-form-urlencoded';
  req.headers['content-length'] = String(body.length);
  delete req.headers['transfer-encoding'];
  return { fields, file: taken };
}
