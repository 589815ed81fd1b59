/**
 * A plain stand-in for another learning platform: a page with an API of SCORM 1.2 or 2004 that believes nothing, and a package
 * in a frame. What is kept between two launches stands in the browser's storage, as a platform would keep it in its database.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FrameLocator, Page } from '@playwright/test';
import type { Edition } from '#src/domain/scorm-elements.ts';

export interface LmsCall {
  method: string;
  given: string[];
  answer: string;
  error: string;
}

export interface StandIn {
  url: string;
  /** Opens a page of the package, as this learner's next session. */
  launch(page: Page, href: string): Promise<FrameLocator>;
  /** What the package called since the launch. */
  calls(page: Page): Promise<LmsCall[]>;
  /** What is kept of the learner. */
  kept(page: Page): Promise<Record<string, string>>;
  stop(): Promise<void>;
}

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  woff2: 'font/woff2',
  xml: 'application/xml',
};

export async function openStandIn(edition: Edition, files: ReadonlyMap<string, Buffer>): Promise<StandIn> {
  const page = `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Stand-in</title><style>html,body{margin:0;height:100%}iframe{border:0;width:100%;height:100%}</style></head><body><iframe title="Pakket" id="sco"></iframe><script>(${installApi.toString()})(${JSON.stringify(edition)})</script></body></html>`;
  const server: Server = createServer((req, res) => {
    const path = decodeURIComponent((req.url ?? '/').split('?', 1)[0] ?? '/');
    const file = path.startsWith('/pakket/') ? files.get(path.slice('/pakket/'.length)) : undefined;
    if (path === '/') res.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(page);
    else if (file)
      res.writeHead(200, { 'Content-Type': types[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream' }).end(file);
    else res.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    async launch(target, href) {
      await target.goto(`${url}/?${encodeURIComponent(href)}`);
      return target.frameLocator('#sco');
    },
    calls: (target) => target.evaluate(() => (window as unknown as { calls: LmsCall[] }).calls),
    kept: (target) => target.evaluate(() => JSON.parse(localStorage.getItem('kept') ?? '{}') as Record<string, string>),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Runs in the page: it knows nothing from outside. */
function installApi(edition: '1.2' | '2004') {
  const old = edition === '1.2';
  const calls: LmsCall[] = [];
  const kept: Record<string, string> = JSON.parse(localStorage.getItem('kept') ?? '{}');
  const text = (most: number) => (value: string) => value.length <= most;
  const like = (pattern: RegExp) => (value: string) => pattern.test(value);
  const number = (least: number, most: number) => (value: string) =>
    /^-?\d{1,10}(\.\d{1,7})?$/.test(value) && Number(value) >= least && Number(value) <= most;
  const words =
    (...all: string[]) =>
    (value: string) =>
      all.includes(value);
  type Check = (value: string) => boolean;
  /** r: may be read; w: may be written. */
  const elements: [RegExp, 'r' | 'w' | 'rw', Check][] = old
    ? [
        [/^cmi\.core\.lesson_location$/, 'rw', text(255)],
        [/^cmi\.core\.lesson_status$/, 'rw', words('passed', 'completed', 'failed', 'incomplete', 'browsed', 'not attempted')],
        [/^cmi\.core\.(lesson_mode|credit|entry|student_id|student_name|total_time)$/, 'r', text(0)],
        [/^cmi\.core\.exit$/, 'w', words('time-out', 'suspend', 'logout', '')],
        [/^cmi\.core\.session_time$/, 'w', like(/^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/)],
        [/^cmi\.core\.score\.(raw|min|max)$/, 'rw', number(0, 100)],
        [/^cmi\.suspend_data$/, 'rw', text(4096)],
        [/^cmi\.interactions\._count$/, 'r', text(0)],
        [/^cmi\.interactions\.\d+\.id$/, 'w', like(/^[A-Za-z0-9][A-Za-z0-9_-]{0,254}$/)],
        [/^cmi\.interactions\.\d+\.objectives\.\d+\.id$/, 'w', like(/^[A-Za-z0-9][A-Za-z0-9_-]{0,254}$/)],
        [
          /^cmi\.interactions\.\d+\.type$/,
          'w',
          words('true-false', 'choice', 'fill-in', 'matching', 'performance', 'sequencing', 'likert', 'numeric'),
        ],
        [/^cmi\.interactions\.\d+\.(student_response|correct_responses\.\d+\.pattern)$/, 'w', () => true],
        [/^cmi\.interactions\.\d+\.result$/, 'w', like(/^(correct|wrong|unanticipated|neutral|\d+(\.\d+)?)$/)],
      ]
    : [
        [/^cmi\.location$/, 'rw', text(1000)],
        [/^cmi\.completion_status$/, 'rw', words('completed', 'incomplete', 'not attempted', 'unknown')],
        [/^cmi\.success_status$/, 'rw', words('passed', 'failed', 'unknown')],
        [/^cmi\.(mode|credit|entry|learner_id|learner_name|total_time)$/, 'r', text(0)],
        [/^cmi\.exit$/, 'w', words('time-out', 'suspend', 'logout', 'normal', '')],
        [/^cmi\.session_time$/, 'w', like(/^P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/)],
        [/^cmi\.score\.scaled$/, 'rw', number(-1, 1)],
        [/^cmi\.score\.(raw|min|max)$/, 'rw', number(0, 100)],
        [/^cmi\.progress_measure$/, 'rw', number(0, 1)],
        [/^cmi\.suspend_data$/, 'rw', text(64000)],
        [/^adl\.nav\.request$/, 'rw', words('continue', 'previous', 'exit', 'exitAll', 'suspendAll', '_none_')],
        [/^cmi\.interactions\._count$/, 'r', text(0)],
        [/^cmi\.interactions\.\d+\.id$/, 'rw', like(/^[^\s]{1,4000}$/)],
        [/^cmi\.interactions\.\d+\.objectives\.\d+\.id$/, 'rw', like(/^[^\s]{1,4000}$/)],
        [
          /^cmi\.interactions\.\d+\.type$/,
          'rw',
          words(
            'true-false',
            'choice',
            'fill-in',
            'long-fill-in',
            'matching',
            'performance',
            'sequencing',
            'likert',
            'numeric',
            'other',
          ),
        ],
        [/^cmi\.interactions\.\d+\.(learner_response|correct_responses\.\d+\.pattern)$/, 'rw', () => true],
        [/^cmi\.interactions\.\d+\.result$/, 'rw', like(/^(correct|incorrect|unanticipated|neutral|-?\d+(\.\d+)?)$/)],
        [/^cmi\.interactions\.\d+\.description$/, 'rw', text(250)],
      ];
  const letter = old ? '[a-z0-9]' : '[A-Za-z0-9-]+';
  const comma = old ? ',' : '\\[,\\]';
  const dot = old ? '\\.' : '\\[\\.\\]';
  const responses: Record<string, RegExp> = {
    'true-false': old ? /^[tf01]/ : /^(true|false)$/,
    choice: new RegExp(`^${letter}(${comma}${letter})*$`),
    sequencing: new RegExp(`^${letter}(${comma}${letter})*$`),
    matching: new RegExp(`^${letter}${dot}${letter}(${comma}${letter}${dot}${letter})*$`),
    numeric: old ? /^-?\d+(\.\d+)?$/ : /^-?\d+(\.\d+)?(\[:\]-?\d+(\.\d+)?)?$/,
    'fill-in': /^.{1,255}$/,
  };

  let state: 'before' | 'open' | 'after' = 'before';
  let error = '0';
  let count = 0;
  const own: Record<string, string> = {};
  const start: Record<string, string> = {
    [old ? 'cmi.core.lesson_mode' : 'cmi.mode']: 'normal',
    [old ? 'cmi.core.credit' : 'cmi.credit']: 'credit',
    [old ? 'cmi.core.entry' : 'cmi.entry']: kept['cmi.suspend_data'] ? 'resume' : 'ab-initio',
  };
  const fail = (code: string, answer: string) => {
    error = code;
    return answer;
  };
  const body: Record<string, (...given: string[]) => string> = {
    Initialize() {
      if (state !== 'before') return fail(old ? '101' : '103', 'false');
      state = 'open';
      return 'true';
    },
    Terminate() {
      if (state !== 'open') return fail(old ? '301' : '112', 'false');
      state = 'after';
      return 'true';
    },
    Commit() {
      if (state !== 'open') return fail(old ? '301' : '142', 'false');
      Object.assign(kept, own);
      localStorage.setItem('kept', JSON.stringify(kept));
      return 'true';
    },
    GetValue(element = '') {
      if (state !== 'open') return fail(old ? '301' : '122', '');
      const [, may] = elements.find(([pattern]) => pattern.test(element)) ?? [];
      if (!may) return fail(old ? '201' : '401', '');
      if (may === 'w') return fail(old ? '404' : '405', '');
      if (element === 'cmi.interactions._count') return String(count);
      const value = own[element] ?? kept[element] ?? start[element];
      return value ?? (old ? '' : fail('403', ''));
    },
    SetValue(element = '', value = '') {
      if (state !== 'open') return fail(old ? '301' : '132', 'false');
      const [, may, check] = elements.find(([pattern]) => pattern.test(element)) ?? [];
      if (!may || !check) return fail(old ? '201' : '401', 'false');
      if (may === 'r') return fail(old ? '403' : '404', 'false');
      if (typeof value !== 'string' || !check(value)) return fail(old ? '405' : '406', 'false');
      const [, row = '', part = ''] = /^cmi\.interactions\.(\d+)\.(.+)$/.exec(element) ?? [];
      if (part !== '') {
        if (Number(row) > count || (part !== 'id' && Number(row) === count)) return fail(old ? '201' : '351', 'false');
        if (part === 'id') count = Math.max(count, Number(row) + 1);
        if (/_response$|pattern$/.test(part)) {
          const shape = responses[own[`cmi.interactions.${row}.type`] ?? ''];
          if (!shape) return fail(old ? '201' : '408', 'false');
          if (!shape.test(value.replace(/^(\{[a-z_]+=[a-z]+\})+/, ''))) return fail(old ? '405' : '406', 'false');
        }
      }
      own[element] = value;
      return 'true';
    },
    GetLastError: () => error,
    GetErrorString: () => '',
    GetDiagnostic: () => '',
  };
  const api = Object.fromEntries(
    Object.entries(body).map(([method, run]) => [
      old ? `LMS${method}` : method,
      (...given: string[]) => {
        if (!method.startsWith('Get') || method === 'GetValue') error = '0';
        const answer = run(...given);
        if (method !== 'GetLastError') calls.push({ method, given, answer, error });
        return answer;
      },
    ]),
  );
  Object.assign(window, { calls, [old ? 'API' : 'API_1484_11']: api });
  const frame = document.querySelector('iframe');
  if (frame) frame.src = `pakket/${decodeURIComponent(location.search.slice(1))}`;
}
