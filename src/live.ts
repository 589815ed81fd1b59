/** Who watches which meeting over an open connection, in this process. Nothing is kept here: screens that come back read the database. */
import type { Live } from '#src/services/context.ts';

interface Watcher {
  personId: string;
  to: 'all' | 'leaders';
  hear(revision: number): void;
  end(): void;
}

/** A screen, a phone, and a handful of tabs that were forgotten. One more looks every half minute. */
export const mostPerPerson = 8;

export interface LiveHub extends Live {
  /** Ends every open stream, and opens none any more: a server that stops waits for nobody. */
  close(): void;
}

export function makeLive(): LiveHub {
  const watchers = new Map<string, Set<Watcher>>();
  let closed = false;
  const openOf = (personId: string) => {
    let open = 0;
    for (const here of watchers.values()) for (const watcher of here) if (watcher.personId === personId) open++;
    return open;
  };
  return {
    tell(momentId, { revision, to }) {
      for (const watcher of watchers.get(momentId) ?? []) if (to === 'all' || watcher.to === 'leaders') watcher.hear(revision);
    },
    watch(momentId, watcher) {
      if (closed || openOf(watcher.personId) >= mostPerPerson) return null;
      const here = watchers.get(momentId) ?? new Set();
      watchers.set(momentId, here.add(watcher));
      return () => {
        here.delete(watcher);
        if (here.size === 0 && watchers.get(momentId) === here) watchers.delete(momentId);
      };
    },
    close() {
      closed = true;
      for (const here of [...watchers.values()]) for (const watcher of [...here]) watcher.end();
      watchers.clear();
    },
  };
}
