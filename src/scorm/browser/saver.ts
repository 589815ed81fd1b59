/** Brings reports to the server, and says how that goes. What could not be brought stays here and is tried again. */
import { suspendDataMinimum } from '#src/domain/scorm-elements.ts';
import type { Report } from '../launch-data.ts';

export type SaveState = 'saved' | 'much' | 'waiting' | 'tooMuch' | 'stopped';

export interface Saver {
  /**
   * Saves now, and waits for it. True: it is on the server, or kept here to be tried again.
   * @param leaving the page is going away: only a beacon still gets through
   */
  save(report: Omit<Report, 'sequence'>, leaving?: boolean): boolean;
  /** Tries what waits, once more. */
  flush(): Promise<boolean>;
  /** Brings what waits along while the page goes away. */
  leave(): void;
  readonly failing: boolean;
}

/** A beacon carries no more, in characters of plain text. */
const beaconLimit = 60_000;
/** A SCO that saves in a loop is answered from here most of the time. */
const closest = 400;
const waits = [1000, 2000, 5000, 10_000, 20_000];

export function makeSaver(url: string, show: (state: SaveState, message?: string) => void): Saver {
  /** The newest report of each part that is not on the server. */
  const pending = new Map<string, Report>();
  const known = new Map<string, string>();
  let sequence = 0;
  let tries = 0;
  let timer = 0;
  let lastAt = 0;
  let over = false;

  const settle = (report: Report, status: number, message: string): boolean => {
    if (status >= 200 && status < 300) {
      if (pending.get(report.item)?.sequence === report.sequence) pending.delete(report.item);
      known.set(report.item, fingerprint(report));
      tries = 0;
      show(pending.size > 0 ? 'waiting' : keepsMuch(report) ? 'much' : 'saved');
      return true;
    }
    if (status === 413 || status === 422) {
      pending.delete(report.item);
      show('tooMuch', message);
      return false;
    }
    if ([400, 403, 404, 409].includes(status)) {
      over = true;
      pending.clear();
      show('stopped', message);
      return false;
    }
    later();
    return true;
  };

  const later = (ms = waits[Math.min(tries++, waits.length - 1)]) => {
    show('waiting');
    clearTimeout(timer);
    timer = window.setTimeout(() => void flush(), ms);
  };

  const flush = async (): Promise<boolean> => {
    for (const report of [...pending.values()]) {
      try {
        const answer = await fetch(url, {
          method: 'POST',
          body: JSON.stringify(report),
          headers: { 'Content-Type': 'text/plain' },
        });
        const body = (await answer.json().catch(() => ({}))) as { message?: string };
        settle(report, answer.status, body.message ?? '');
      } catch {
        later();
      }
    }
    return pending.size === 0;
  };

  const beacon = (report: Report): boolean => {
    const text = JSON.stringify(report);
    return text.length < beaconLimit && navigator.sendBeacon(url, new Blob([text], { type: 'text/plain' }));
  };

  const now = (report: Report): boolean => {
    lastAt = performance.now();
    const request = new XMLHttpRequest();
    try {
      request.open('POST', url, false);
      request.setRequestHeader('Content-Type', 'text/plain');
      request.send(JSON.stringify(report));
    } catch {
      // A part that is just being left may not wait for anything: a moment later we may.
      later(50);
      return true;
    }
    return settle(report, request.status, messageIn(request.responseText));
  };

  return {
    save(partial, leaving = false) {
      if (over) return false;
      if (!partial.final && known.get(partial.item) === fingerprint(partial) && !pending.has(partial.item)) return true;
      const report = { ...partial, sequence: ++sequence };
      pending.set(report.item, report);
      if (leaving) {
        const gone = beacon(report);
        return gone || now(report);
      }
      // Whatever ends a session goes at once; what comes too soon after another waits a little and is not lost.
      if (!report.final && performance.now() - lastAt < closest) {
        clearTimeout(timer);
        timer = window.setTimeout(() => void flush(), closest);
        return true;
      }
      return now(report);
    },
    flush,
    leave() {
      for (const report of pending.values()) beacon(report);
    },
    get failing() {
      return pending.size > 0 && tries > 1;
    },
  };
}

/** More than every environment takes: elsewhere this package may lose where someone was. */
const keepsMuch = ({ data }: Report) => String(data['cmi.suspend_data'] ?? '').length > suspendDataMinimum;

/** The same words again need not be brought again. */
const fingerprint = (report: Omit<Report, 'sequence'>) => JSON.stringify({ ...report, sequence: 0 });

function messageIn(text: string): string {
  try {
    return (JSON.parse(text) as { message?: string }).message ?? '';
  } catch {
    return '';
  }
}
