/** When one can check in at a moment, and which codes count when. A code belongs to ten minutes; all times are UTC. */
const minute = 60_000;
export const windowMinutes = 10;
const lead = 30 * minute;

/** Number of the ten minutes that a time lies in. */
export const windowOf = (at: Date) => Math.floor(at.getTime() / (windowMinutes * minute));
export const windowEnds = (window: number) => new Date((window + 1) * windowMinutes * minute);

interface Held {
  startsAt: Date;
  endsAt: Date;
  cancelledAt: Date | null;
}

export const checkInOpens = (moment: Pick<Held, 'startsAt'>) => new Date(moment.startsAt.getTime() - lead);
export const checkInCloses = (moment: Pick<Held, 'endsAt'>) => new Date(moment.endsAt.getTime() + lead);

/** From half an hour before the start until half an hour after the end; never where the moment is off. */
export const canCheckIn = (moment: Held, now: Date) =>
  moment.cancelledAt === null && now >= checkInOpens(moment) && now <= checkInCloses(moment);

/** A phone without a connection may send what was done this many minutes ago. */
export const longestWait = 240;

/**
 * Windows whose PIN counts now: the one on the screen and the one before it.
 * @param waited minutes that a phone without a connection held it back
 */
export function pinWindows(now: Date, waited = 0): number[] {
  const then = windowOf(new Date(now.getTime() - Math.min(Math.max(waited, 0), longestWait) * minute));
  return [then, then - 1];
}

/** Signing in after scanning may take a while (a forgotten password): a scanned code counts one window longer. */
export function scannedWindows(now: Date, waited = 0): number[] {
  const [then = 0, before = 0] = pinWindows(now, waited);
  return [then, before, before - 1];
}

/** Six digits of a keyed hash, by the dynamic truncation of RFC 4226, 5.3. */
export function pinOf(mac: Uint8Array): string {
  const at = (mac[mac.length - 1] ?? 0) & 15;
  const word = (((mac[at] ?? 0) & 127) << 24) | ((mac[at + 1] ?? 0) << 16) | ((mac[at + 2] ?? 0) << 8) | (mac[at + 3] ?? 0);
  return String(word % 1_000_000).padStart(6, '0');
}

/** "482 913", to read from a screen. */
export const spacedPin = (pin: string) => `${pin.slice(0, 3)} ${pin.slice(3)}`;

/** The digits of what someone typed; null when they are not six. */
export function readPin(typed: string): string | null {
  const digits = typed.replaceAll(/[\s.-]/g, '');
  return /^\d{6}$/.test(digits) ? digits : null;
}

export interface ScannedCode {
  momentId: string;
  window: number;
  signature: string;
}

export const codeText = ({ momentId, window, signature }: ScannedCode) => `${momentId}.${window.toString(36)}.${signature}`;

export function readCode(code: string): ScannedCode | null {
  const found = /^([a-z0-9_-]{1,64})\.([a-z0-9]{1,8})\.([a-z0-9]{16,64})$/i.exec(code);
  return found ? { momentId: found[1] ?? '', window: Number.parseInt(found[2] ?? '', 36), signature: found[3] ?? '' } : null;
}
