/** Load from this process on a server on this machine, bounded in time and connections. */
import { request as httpRequest } from 'node:http';
import autocannon from 'autocannon';

export interface Load {
  /** Pages a second. */
  rate: number;
  p50: number;
  p95: number;
  non2xx: number;
}

export async function load(url: string, options: { connections: number; seconds: number; cookie?: string }): Promise<Load> {
  const result = await autocannon({
    url,
    connections: options.connections,
    duration: options.seconds,
    headers: options.cookie ? { cookie: options.cookie } : {},
  });
  return { rate: result.requests.average, p50: result.latency.p50, p95: result.latency.p97_5, non2xx: result.non2xx };
}

/** One request after another; times in milliseconds, sorted. autocannon counts whole milliseconds only. */
export async function timesOf(n: number, one: (i: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < n; i++) {
    const before = performance.now();
    await one(i);
    times.push(performance.now() - before);
  }
  return times.sort((a, b) => a - b);
}

export const quantile = (sorted: readonly number[], q: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;

export interface Answer {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  body: string;
}

export function ask(url: string, options: { cookie?: string; form?: Record<string, string> | string[][] } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const body = options.form ? new URLSearchParams(options.form).toString() : undefined;
    const req = httpRequest(
      url,
      {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          ...(options.cookie ? { cookie: options.cookie } : {}),
          ...(body === undefined
            ? {}
            : {
                'content-type': 'application/x-www-form-urlencoded',
                'content-length': String(Buffer.byteLength(body)),
                'sec-fetch-site': 'same-origin',
              }),
        },
      },
      (res) => {
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk));
        res.on('end', () =>
          resolve({ status: res.statusCode ?? 0, headers: res.headers, body: Buffer.concat(chunks).toString() }),
        );
      },
    );
    req.on('error', reject);
    req.end(body);
  });
}

/** Sends a form with a file, as a browser does. */
export async function sendFile(
  url: string,
  options: { cookie: string; fields: Record<string, string>; field: string; name: string; text: string },
): Promise<{ status: number; location: string }> {
  const form = new FormData();
  for (const [name, value] of Object.entries(options.fields)) form.append(name, value);
  form.append(options.field, new Blob([options.text], { type: 'text/csv' }), options.name);
  const response = await fetch(url, {
    method: 'POST',
    body: form,
    redirect: 'manual',
    headers: { cookie: options.cookie, 'sec-fetch-site': 'same-origin' },
  });
  await response.arrayBuffer();
  return { status: response.status, location: response.headers.get('location') ?? '' };
}

/** Signs in and answers the cookie to send along. */
export async function signIn(base: string, email: string, password: string): Promise<string> {
  const { headers, status } = await ask(`${base}/inloggen?_action=session.signIn`, {
    form: { email, wachtwoord: password, verder: '/' },
  });
  const cookie = headers['set-cookie']?.[0]?.split(';')[0];
  if (!cookie) throw new Error(`signing in as ${email} answered ${status}`);
  return cookie;
}
