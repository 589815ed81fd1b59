/** Sends statements to a learning record store over HTTP (xAPI, part three: "Statement Resource"). */
import { LrsError, type LrsAnswer, type LrsTransport } from './types.ts';

export interface LrsConfig {
  /** Up to where `/statements` comes. */
  url: string;
  key: string;
  secret: string;
}

/** The newest that stores of either version take. */
const version = '1.0.3';

/** @param limits.answerMs how long an answer may take; what it says besides its status is never read */
export function lrsTransport({ url, key, secret }: LrsConfig, limits = { answerMs: 15_000 }): LrsTransport {
  const address = `${url.replace(/\/$/, '')}/statements`;
  const authorization = `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`;
  return {
    async send(statements): Promise<LrsAnswer> {
      const status = await post(JSON.stringify(statements));
      if (status === 200 || status === 204) return { kind: 'taken' };
      if (status === 409) return { kind: 'known' };
      if (status === 400 || status === 413 || status === 422) return { kind: 'refused', status };
      throw new LrsError(String(status));
    },
  };

  async function post(body: string): Promise<number> {
    try {
      const response = await fetch(address, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Experience-API-Version': version, Authorization: authorization },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(limits.answerMs),
      });
      // However long it goes on.
      await response.body?.cancel();
      return response.status;
    } catch (error) {
      throw new LrsError(codeOf(error));
    }
  }
}

function codeOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'TIMEOUT';
  const { cause } = error as { cause?: { code?: unknown } };
  return typeof cause?.code === 'string' ? cause.code : 'no answer';
}
