/** Signs credentials with keys from the data folder. The thread that does it starts when it is first asked, and ends when idle. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { log } from '#src/log.ts';
import { keyFile, listKeyFiles, makeKeyFile, readKeyFile, removeKeyFile } from './key-files.ts';
import type { Signer } from './types.ts';
import type { Done, Job } from './worker.ts';

/** So long it stays for who comes next, in milliseconds. */
const idle = 30_000;
/** Nothing takes this long: then something is wrong with it. */
const longest = 20_000;
/** So many may wait. */
const mostWaiting = 100;
/** So many signed documents are remembered: the list of revoked ones is asked for by strangers. */
const mostKept = 50;

interface Waiting {
  resolve(signed: object): void;
  reject(error: Error): void;
}

export function makeSigner({ dataDir }: { dataDir: string }): Signer {
  const folder = join(dataDir, 'keys');
  const kept = new Map<string, object>();
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let goes: NodeJS.Timeout | undefined;
  let late: NodeJS.Timeout | undefined;
  let nr = 0;

  function drop(gone: Worker | null, why: Error) {
    if (gone !== worker) return;
    worker = null;
    clearTimeout(late);
    for (const { reject } of waiting.values()) reject(why);
    waiting.clear();
  }

  function hired(): Worker {
    if (worker) return worker;
    const made = new Worker(workerFile, { name: 'signer' });
    made.on('message', (done: Done) => {
      const who = waiting.get(done.nr);
      waiting.delete(done.nr);
      if ('signed' in done) who?.resolve(done.signed);
      else who?.reject(new Error(done.fault));
      watch();
    });
    made.on('error', (error: Error) => drop(made, error));
    made.on('exit', () => drop(made, new Error('the thread that signs has ended')));
    return (worker = made);
  }

  /** Nobody waits: it may go, and holds up no process that wants to end. Someone waits: not for ever. */
  function watch() {
    clearTimeout(goes);
    clearTimeout(late);
    const hand = worker;
    if (!hand) return;
    if (waiting.size > 0) {
      hand.ref();
      late = setTimeout(() => {
        drop(hand, new Error('signing takes too long'));
        void hand.terminate();
      }, longest);
      return;
    }
    hand.unref();
    goes = setTimeout(() => {
      if (worker === hand) worker = null;
      void hand.terminate();
    }, idle);
    goes.unref();
  }

  const ask = (job: Omit<Job, 'nr'>) =>
    new Promise<object>((resolve, reject) => {
      if (waiting.size >= mostWaiting) return reject(new Error('too many wait for a signature'));
      const mine = ++nr;
      waiting.set(mine, { resolve, reject });
      hired().postMessage({ nr: mine, ...job } satisfies Job);
      watch();
    });

  return {
    makeKey: () => makeKeyFile(folder),
    async check(publicKey) {
      const found = await readKeyFile(folder, publicKey);
      return found === 'missing' || found === 'damaged' ? found : 'whole';
    },
    listKeys: () => listKeyFiles(folder),
    removeKey: (publicKey) => removeKeyFile(folder, publicKey),
    fileOf: (publicKey) => keyFile(folder, publicKey),
    async sign(document, { publicKey, controller, created }) {
      const method = `${controller}#${publicKey}`;
      const at = `${created.toISOString().slice(0, 19)}Z`;
      const key = createHash('sha256')
        .update(JSON.stringify([document, method, at]))
        .digest('hex');
      const before = kept.get(key);
      if (before) return before;
      const pem = await readKeyFile(folder, publicKey);
      if (pem === 'missing' || pem === 'damaged') throw new Error(`the key is ${pem}: ${keyFile(folder, publicKey)}`);
      const signed = await ask({ document, pem, method, created: at }).catch((error: Error) => {
        log('error', 'not signed', { error: error.message });
        throw error;
      });
      kept.set(key, signed);
      for (const [oldest] of kept) {
        if (kept.size <= mostKept) break;
        kept.delete(oldest);
      }
      return signed;
    },
    async close() {
      clearTimeout(goes);
      const hand = worker;
      drop(hand, new Error('the signer was closed'));
      await hand?.terminate();
    },
  };
}

const workerFile = new URL('./worker.ts', import.meta.url);
