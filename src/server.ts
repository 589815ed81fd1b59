/** The one process: settings, lock, migrations, database and catalogue first; then pages. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import compression from 'compression';
import sirv from 'sirv';
import { readConfig, type Config } from '#src/config.ts';
import { createApp, type App } from '#src/context.ts';
import { acquireLock } from '#src/db/lock.ts';
import { migrateDatabase } from '#src/db/migrate.ts';
import { scrub } from '#src/db/errors.ts';
import { fitMode } from '#src/services/installation/fit-mode.ts';
import { prepareKeys } from '#src/services/badge/keys.ts';
import { fillCourseText } from '#src/services/search/fill.ts';
import { lrsTransport } from '#src/lrs/client.ts';
import { startForwarding } from '#src/lrs/worker.ts';
import { startOutbox } from '#src/mail/worker.ts';
import { forgetWaiting } from '#src/services/statement/forward.ts';
import { startJobs } from '#src/jobs.ts';
import { log } from '#src/log.ts';
import { baseHeaders } from '#src/http/headers.ts';
import { bodyLimitOf, limitBody } from '#src/http/body-limit.ts';
import { guardSlowBody } from '#src/http/slow-body.ts';
import { isUpload, takeUpload } from '#src/http/upload.ts';
import { clientAddress } from '#src/http/client-address.ts';
import { answerClientError } from '#src/http/client-error.ts';
import { trackConnections } from '#src/http/connections.ts';
import { isHost } from '#src/http/host-header.ts';
import { isSameOrigin } from '#src/http/same-origin.ts';
import { plainPage } from '#src/http/plain-page.ts';
import { contentListener, isContentHost, playerDir } from '#src/scorm/host/handler.ts';
import { playsFor } from '#src/services/package/host.ts';
import { mayUpload } from '#src/services/package/may-upload.ts';
import { cookieName, cookieValue } from '#src/auth/cookie.ts';

type Handler = (req: IncomingMessage, res: ServerResponse, next: (error?: unknown) => void, locals: object) => Promise<void>;

export interface Running {
  url: string;
  app: App;
  /** Finishes what is under way; calling it again waits for the same. */
  stop(): Promise<void>;
}

/** In which the headers of a request must be in, and every body but that of a package; in milliseconds. */
const slowest = 30_000;

/** Longer than a write waits for a database that someone else holds (src/db/client.ts), in milliseconds. */
const stopGrace = 20_000;

export interface ServeOptions {
  /** Puts something between requests and the app, to measure it. */
  wrap?: (app: App) => App;
  /** Told of each statement, so that tests can look at how the database finds what is asked. */
  onStatement?: (sql: string) => void;
}

/** Boots and listens. Throws (with one clear line as message) where something is not right. */
export async function serve(config: Config, root: string, options: ServeOptions = {}): Promise<Running> {
  const entry = join(root, 'dist/server/entry.mjs');
  if (!existsSync(entry)) throw new Error('Not built yet: run npm start (or npm run build) first.');
  const lock = await acquireLock(config.databaseUrl);
  try {
    await migrateDatabase(
      { url: config.databaseUrl, ...(config.databaseAuthToken ? { authToken: config.databaseAuthToken } : {}) },
      { backupTo: join(config.dataDir, 'backups') },
    );
    let wake = () => {};
    const app = await createApp(config, {
      root,
      onMail: () => wake(),
      ...(options.onStatement ? { onStatement: options.onStatement } : {}),
    });
    await fitMode(app.background(new Date()), config.demo ? 'demo' : 'production');
    await prepareKeys(app.background(new Date()));
    // Searching in yesterday's text is better than no server.
    await fillCourseText(app.background(new Date())).catch((error: unknown) =>
      log('warn', 'text for searching not filled', { error: scrub(error) }),
    );
    const outbox = startOutbox(app);
    await forgetWaiting(app.background(new Date()));
    const forwarding = config.lrs ? startForwarding(app, lrsTransport(config.lrs)) : null;
    wake = () => {
      outbox.wake();
      forwarding?.wake();
    };
    const { handler } = await loadPages(entry);
    // Node's own answer to a request without Host has none of our headers.
    const answer = listener(config, options.wrap?.(app) ?? app, handler, root);
    const server = createServer({ requireHostHeader: false }, answer);
    server.on('checkExpectation', (req, res) => server.emit('request', req, res));
    const connections = trackConnections(server);
    server.headersTimeout = slowest;
    // A package may take long to come in; src/http/slow-body.ts keeps time for every other body.
    server.requestTimeout = 0;
    server.on('clientError', (error, socket) => answerClientError(error, socket, baseHeaders(config), newRequestId()));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(config.port, config.host, resolve);
    });
    // A night that was missed is made up for when pages are there, not before.
    const jobs = startJobs(app);
    const shutDown = async () => {
      app.live.close();
      await connections.stop(stopGrace);
      await jobs.stop();
      await Promise.all([outbox.stop(), forwarding?.stop()]);
      await app.close();
      await lock.release();
    };
    let stopped: Promise<void> | undefined;
    return { url: config.publicBaseUrl, app, stop: () => (stopped ??= shutDown()) };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** The built pages. Their adapter writes a rejection that nobody handled to the log as it is; ours leaves out what was typed. */
async function loadPages(entry: string): Promise<{ handler: Handler }> {
  const before = process.listeners('unhandledRejection');
  const pages = (await import(pathToFileURL(entry).href)) as { handler: Handler };
  for (const added of process.listeners('unhandledRejection'))
    if (!before.includes(added)) process.off('unhandledRejection', added).on('unhandledRejection', logRejection);
  return pages;
}

const logRejection = (reason: unknown) => log('error', 'unhandled rejection', { error: scrub(reason) });

const newRequestId = () => randomUUID().slice(0, 8);

function listener(config: Config, app: App, handler: Handler, root: string) {
  const clientDir = join(root, 'dist/client');
  const content = config.contentBaseUrl;
  const plays =
    content === null
      ? null
      : contentListener({
          contentBaseUrl: content,
          publicBaseUrl: config.publicBaseUrl,
          playerDir: playerDir(root),
          filesOf: (versionId) => app.packages.filesOf(versionId),
          ...playsFor(
            () => app.background(new Date()),
            (error) => log('error', 'package request failed', { error: scrub(error) }),
          ),
        });
  const headers = Object.entries(baseHeaders(config));
  const compress = compression({ threshold: 1024 });
  const files = sirv(clientDir, {
    gzip: true,
    brotli: true,
    etag: true,
    setHeaders: (res, path) => {
      res.setHeader(
        'Cache-Control',
        path.startsWith('/_astro/') ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
      );
    },
  });
  return (req: IncomingMessage, res: ServerResponse) => {
    const post = req.method === 'POST';
    const requestId = newRequestId();
    for (const [name, value] of headers) res.setHeader(name, value);
    const fail = (error?: unknown) => {
      log('error', 'request failed', { requestId, method: req.method ?? '', error: error === undefined ? '' : scrub(error) });
      if (!res.headersSent) plainPage(res, 500, requestId);
      else res.end();
    };
    const show = (more: object = {}) =>
      files(req, res, () => {
        if (frameworkPath.test(req.url ?? '') && !(post && req.url?.startsWith('/_actions/')))
          return plainPage(res, 404, requestId);
        const locals = { app, requestId, clientAddress: clientAddress(req, config.trustProxyHops), ...more };
        compress(req as never, res as never, () => void handler(req, res, fail, locals).catch(fail));
      });
    if (!isHost(req)) return plainPage(res, 400, requestId);
    if (plays && isContentHost(req, content)) {
      guardSlowBody(req, res, slowest, requestId);
      return void plays(req, res).catch(fail);
    }
    if (!(post && isUpload(req))) guardSlowBody(req, res, slowest, requestId);
    if (req.method === 'GET' || req.method === 'HEAD') return show();
    if (!post) return plainPage(res, 405, requestId);
    if (!isSameOrigin(req, config.publicBaseUrl)) return plainPage(res, 403, requestId);
    if (isUpload(req))
      return void receivePackage(
        req,
        res,
        app,
        { requestId, clientAddress: clientAddress(req, config.trustProxyHops) },
        show,
      ).catch(fail);
    void limitBody(req, res, bodyLimitOf(req.url), requestId)
      .then((fits) => fits && show())
      .catch(fail);
  };
}

/** A package comes in: to disk, once it is known that who sends it may; then the page goes on with the rest of the form. */
async function receivePackage(
  req: IncomingMessage,
  res: ServerResponse,
  app: App,
  facts: { requestId: string; clientAddress: string },
  show: (more: object) => void,
): Promise<void> {
  const token = cookieValue(req.headers.cookie, cookieName(app.config.publicBaseUrl));
  const { ctx } = await app.open({ token, ...facts });
  const may = mayUpload(ctx);
  const { packages } = app;
  const taken = await takeUpload(
    req,
    async (stream, fileName) => {
      if (may) return packages.receive(stream, fileName);
      // Swallowed, so that the browser shows the answer.
      for await (const _ of stream);
      return 'tooBig' as const;
    },
    async (file) => void (file !== 'tooBig' && (await packages.dropUpload(file))),
  );
  if (taken) show({ upload: taken.file });
  else if (!res.destroyed) plainPage(res, 400, facts.requestId);
}

/** What Astro answers by itself, in English or with nothing at all. */
const frameworkPath = /^\/(?:_|404(?:[/?]|$))/;

/** The first signal finishes what is under way, a second one of the same kind ends the process at once. */
export function stopOnSignal(running: Running): void {
  const stop = () =>
    void running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log('error', 'did not stop well', { error: scrub(error) });
        process.exit(1);
      },
    );
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

async function main() {
  const started = performance.now();
  try {
    const running = await serve(readConfig(process.env), process.cwd());
    log('info', 'ready', { ms: Math.round(performance.now() - started) });
    console.log(`Baliewijs is ready at ${running.url}`);
    stopOnSignal(running);
  } catch (error) {
    console.error(`Baliewijs can't start: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
}

if (import.meta.main) await main();
