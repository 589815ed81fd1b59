/** The product as a process of its own, with a channel to ask for its figures. */
import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { freePort } from '#tests/kit/free-port.ts';

/** The server runs as npm start runs it: with a small young heap, since pages are short-lived. */
const nodeFlags =
  (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } }).scripts.start.match(/--\S+/g) ?? [];

export interface Stats {
  rss: number;
  /** How long the event loop was held at most. */
  loopMax: number;
  /** And how much of the processor one turn of it took at most. */
  turnMax: number;
  /** The processor's time that was used. */
  cpuMs: number;
}

export interface Server {
  url: string;
  readyMs: number;
  /** The processor's time until then, the reading of its own code included. */
  readyCpuMs: number;
  /** Since the time before. */
  stats(): Promise<Stats>;
  /** Does what jobs.ts has under this name, inside the measured process. */
  run(job: string): Promise<{ outcome: string; ms: number }>;
  stop(): Promise<void>;
}

/** Starts a server of its own on the database in this folder. */
export async function startServer(folder: string, env: Record<string, string> = {}): Promise<Server> {
  const port = await freePort();
  const child = fork(new URL('./server.ts', import.meta.url), {
    env: {
      ...process.env,
      DATABASE_URL: `file:${folder}/bench.db`,
      DATA_DIR: folder,
      PORT: String(port),
      HOST: '127.0.0.1',
      DEMO: '1',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: nodeFlags,
  });
  const ready = (await answer(child, 'ready')) as { ms: number; cpuMs: number };
  return {
    url: `http://127.0.0.1:${port}`,
    readyMs: ready.ms,
    readyCpuMs: ready.cpuMs,
    async stats() {
      child.send('stats');
      return (await answer(child, 'stats')) as unknown as Stats;
    },
    async run(job) {
      child.send({ run: job });
      return (await answer(child, 'ran')) as unknown as { outcome: string; ms: number };
    },
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.send('stop');
      await ended;
    },
  };
}

function answer(child: ChildProcess, kind: string): Promise<object> {
  return new Promise((resolve, reject) => {
    const listen = (message: { kind?: string }) => {
      if (message.kind !== kind) return;
      child.off('message', listen).off('exit', ended);
      resolve(message);
    };
    child.on('message', listen);
    const ended = (code: number | null) => reject(new Error(`the server stopped: ${code}`));
    child.once('exit', ended);
  });
}
