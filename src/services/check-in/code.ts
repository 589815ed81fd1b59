import { createHmac, timingSafeEqual } from 'node:crypto';
import { codeText, pinOf, readCode, windowOf, type ScannedCode } from '#src/domain/check-in.ts';

/** What a moment's codes follow from. */
export interface Keyed {
  momentId: string;
  secret: string;
}

const keyed = ({ momentId, secret }: Keyed, what: 'pin' | 'code', window: number) =>
  createHmac('sha256', secret).update(`${what} ${momentId} ${window}`).digest();

/** The six digits of one window. */
export const pinFor = (run: Keyed, window: number): string => pinOf(keyed(run, 'pin', window));

/** 80 bits: short enough for a code that a phone reads from the back of the room. */
const signatureFor = (run: Keyed, window: number) => keyed(run, 'code', window).toString('hex').slice(0, 20);

/** What the QR code of now carries. */
export function codeFor(run: Keyed, now: Date): string {
  const window = windowOf(now);
  return codeText({ momentId: run.momentId, window, signature: signatureFor(run, window) });
}

export const isSigned = (run: Keyed, code: ScannedCode) => same(code.signature, signatureFor(run, code.window));

/** Is this the PIN of one of these windows? Looks at all of them, so that the answer takes as long whichever it is. */
export const isPinOf = (run: Keyed, pin: string, windows: readonly number[]) =>
  windows.map((window) => same(pin, pinFor(run, window))).includes(true);

function same(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

export { readCode };
