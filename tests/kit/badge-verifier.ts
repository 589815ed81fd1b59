/**
 * A verifier of badges by others (@digitalcredentials/verifier-core), without a network: it sees the addresses it is given and no
 * other. What it asks for is kept.
 */
import { verifyCredential } from '@digitalcredentials/verifier-core';

type Answer = (url: URL) => Promise<Response | null> | Response | null;

export interface Outcome {
  /** By step: valid_signature, expiration, revocation_status. */
  steps: Record<string, boolean>;
  /** Names of what made it stop. */
  errors: string[];
  asked: string[];
}

/** @param world answers for every address outside; null: there is nothing */
export async function verifyBadge(credential: object, world: Answer): Promise<Outcome> {
  const asked: string[] = [];
  const real = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const url = new URL(new Request(input, init).url);
    asked.push(url.href);
    return (await world(url)) ?? new Response('there is no network here', { status: 404 });
  };
  try {
    // It writes schemas that it can't fetch to the console.
    const result = await quiet(() =>
      verifyCredential({ credential: structuredClone(credential) as never, knownDIDRegistries: [] }),
    );
    const log = (result.log ?? []) as { id: string; valid?: boolean; error?: { name: string } }[];
    return {
      steps: Object.fromEntries(log.map(({ id, valid }) => [id, valid === true])),
      errors: [...(result.errors ?? []), ...log.flatMap(({ error }) => error ?? [])].map(({ name }) => String(name)),
      asked,
    };
  } finally {
    globalThis.fetch = real;
  }
}

async function quiet<T>(work: () => Promise<T>): Promise<T> {
  const { log, error } = console;
  console.log = console.error = () => {};
  try {
    return await work();
  } finally {
    Object.assign(console, { log, error });
  }
}
