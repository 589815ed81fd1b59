/** A learning record store: where another system keeps what people learnt. */
import type { Statement } from '#src/domain/xapi.ts';

/**
 * `taken`: it has them all. `known`: it has one with this number already, that says something else. `refused`: it won't have (one
 * of) these, now or later.
 */
export type LrsAnswer = { kind: 'taken' } | { kind: 'known' } | { kind: 'refused'; status: number };

export interface LrsTransport {
  /** @throws LrsError when nothing gets through now */
  send(statements: readonly Statement[]): Promise<LrsAnswer>;
}

/** Nothing gets through now: down, too slow, or it doesn't know us. The others can wait too. */
export class LrsError extends Error {
  readonly code = 'UNREACHABLE';
  /** For the log: a status, or a code such as ECONNREFUSED; nothing that the store said. */
  readonly detail: string;
  constructor(detail: string) {
    super(`UNREACHABLE ${detail}`);
    this.detail = detail;
  }
}
