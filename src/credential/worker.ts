/**
 * Signs, on a thread of its own: reading these libraries takes a fifth of a second and bringing a document in its canonical
 * form tens of milliseconds, in which nobody else should wait.
 */
import { createPrivateKey, sign } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { loadContext } from './contexts.ts';

export interface Job {
  nr: number;
  document: object;
  pem: string;
  /** The key as the proof names it. */
  method: string;
  /** xsd:dateTime */
  created: string;
}

export type Done = { nr: number; signed: object } | { nr: number; fault: string };

parentPort?.on('message', (job: Job) => {
  void signed(job).then((done) => parentPort?.postMessage(done));
});

async function signed({ nr, document, pem, method, created }: Job): Promise<Done> {
  try {
    const key = createPrivateKey(pem);
    const signer = { id: method, algorithm: 'Ed25519', sign: async ({ data }: { data: Uint8Array }) => sign(null, data, key) };
    const suite = new DataIntegrityProof({ signer, cryptosuite, date: created });
    return { nr, signed: await vc.issue({ credential: document, suite, documentLoader: loadContext }) };
  } catch (error) {
    // A word that no context knows is told in the details.
    const details = (error as { details?: unknown } | null)?.details;
    return { nr, fault: `${String(error)}${details ? ` ${JSON.stringify(details)}` : ''}` };
  }
}
