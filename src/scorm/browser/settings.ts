/** How scorm-again is set: it keeps the rules of the standard, and brings nothing anywhere itself. */
export interface HttpCall {
  isTerminateCommit?: boolean;
}

/** @param store takes a commit; false when it was refused for good */
export const apiSettings = (store: (final: boolean) => boolean) => ({
  autocommit: true,
  autocommitSeconds: 15,
  includeCommitSequence: true,
  terminateCommitPayloadField: 'final',
  useAsynchronousCommits: false,
  enableOfflineSupport: false,
  xhrWithCredentials: false,
  globalStudentPreferences: false,
  dataCommitFormat: 'flattened',
  sendFullCommit: true,
  // Never asked: `httpService` below is in its place. Without an address it would not be called at all.
  lmsCommitUrl: 'commit',
  logLevel: 5 as const,
  httpService: {
    processHttpRequest(
      _url: string,
      _params: unknown,
      _immediate: boolean,
      _log: unknown,
      _listeners: unknown,
      metadata?: HttpCall,
    ) {
      return store(metadata?.isTerminateCommit ?? false) ? { result: 'true', errorCode: 0 } : { result: 'false', errorCode: 101 };
    },
    updateSettings() {},
  },
});

interface Loadable {
  loadFromFlattenedJSON(json: Record<string, string>): void;
}

/** One value that doesn't fit (any more) must not cost the rest. */
export function loadAll(api: Loadable, data: Readonly<Record<string, string>>): void {
  try {
    api.loadFromFlattenedJSON({ ...data });
  } catch {
    for (const [element, value] of inOrder(data))
      try {
        api.loadFromFlattenedJSON({ [element]: value });
      } catch {
        // Left out; the package begins without it.
      }
  }
}

/** Lists by number, in each the id and the kind first: the rest of a row wants them. */
function inOrder(data: Readonly<Record<string, string>>): [string, string][] {
  const rank = (element: string) => (element.endsWith('.id') ? 0 : element.endsWith('.type') ? 1 : 2);
  const row = (element: string) => Number(/\.(\d+)\./.exec(element)?.[1] ?? -1);
  return Object.entries(data).sort(([a], [b]) => row(a) - row(b) || rank(a) - rank(b));
}
