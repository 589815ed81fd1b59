/** The product in a process of its own, measured from outside; started by run.ts with an IPC channel. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { drizzle } from 'drizzle-orm/libsql';
import type { Client, InStatement, ResultSet } from '@libsql/client';
import { readConfig } from '#src/config.ts';
import type { App, OpenedRequest } from '#src/context.ts';
import { openDatabase } from '#src/db/client.ts';
import * as schema from '#src/db/schema/index.ts';
import { serve } from '#src/server.ts';
import { jobs } from './jobs.ts';

const started = performance.now();
const config = readConfig(process.env);
let cpu = process.cpuUsage();
const delay = monitorEventLoopDelay({ resolution: 5 });
/** What one turn of the event loop took of the processor at most: on a machine with other work too, that is what is ours. */
let turnMax = 0;
let lastTurn = process.threadCpuUsage();
setInterval(() => {
  const { user, system } = process.threadCpuUsage(lastTurn);
  lastTurn = process.threadCpuUsage();
  turnMax = Math.max(turnMax, (user + system) / 1000);
}, 5).unref();

const running = await serve(config, process.cwd(), process.env.BENCH_STILL === '1' ? { wrap: standStill } : {});
const starting = process.cpuUsage();
process.send?.({ kind: 'ready', ms: performance.now() - started, cpuMs: (starting.user + starting.system) / 1000 });
delay.enable();
// The bench was stopped: so is this.
process.on('disconnect', () => process.exit(1));
process.on('message', (message: string | { run: string }) => {
  if (typeof message === 'object') {
    const began = performance.now();
    void (jobs[message.run]?.(running.app, config.databaseUrl) ?? Promise.reject(new Error(`no job ${message.run}`))).then(
      (outcome) => process.send?.({ kind: 'ran', outcome, ms: performance.now() - began }),
    );
    return;
  }
  if (message === 'stats') {
    const { user, system } = process.cpuUsage(cpu);
    cpu = process.cpuUsage();
    process.send?.({
      kind: 'stats',
      rss: process.memoryUsage().rss,
      loopMax: delay.max / 1e6,
      turnMax,
      cpuMs: (user + system) / 1000,
    });
    delay.reset();
    turnMax = 0;
  }
  if (message === 'stop') void running.stop().then(() => process.exit(0));
});

/**
 * The same pages for nobody: the first request's session and every answer of the database are kept and given again, so
 * that what remains is routing and rendering.
 */
function standStill(app: App): App {
  let kept: Promise<OpenedRequest> | undefined;
  const memory = openDatabase({ url: config.databaseUrl }).then(({ client }) =>
    // What is remembered is never written.
    Object.assign(drizzle(remembering(client), { schema }), { longTransaction: () => Promise.reject(new Error('reads only')) }),
  );
  return {
    ...app,
    // Kept from the first page on: signing in still goes its own way.
    open: (request) =>
      request.token === null
        ? app.open(request)
        : (kept ??= Promise.all([app.open(request), memory]).then(([opened, db]) => ({ ...opened, ctx: { ...opened.ctx, db } }))),
  };
}

function remembering(client: Client): Client {
  const answers = new Map<string, Promise<ResultSet>>();
  return new Proxy(client, {
    get(target, name) {
      if (name !== 'execute') return Reflect.get(target, name) as unknown;
      return (statement: InStatement) => {
        const key = JSON.stringify(statement);
        let answer = answers.get(key);
        if (!answer) answers.set(key, (answer = target.execute(statement)));
        return answer;
      };
    },
  });
}
