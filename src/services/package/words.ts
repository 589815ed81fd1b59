/** Addresses of packages, and what people call what is in them. */
import type { ScoResult } from '#src/domain/package-result.ts';
import type { VersionRow } from '#src/db/queries/package.ts';

/** For who keeps it. */
export const packagePath = (id: string) => `/pakketten/${id}`;
/** For who does it. */
export const startPath = (id: string) => `/pakket/${id}`;

export const standardNames: Record<VersionRow['standard'], string> = {
  '1.2': 'SCORM 1.2',
  '2004-2': 'SCORM 2004, 2e editie',
  '2004-3': 'SCORM 2004, 3e editie',
  '2004-4': 'SCORM 2004, 4e editie',
};

export const editionOf = (standard: VersionRow['standard']) => (standard === '1.2' ? '1.2' : '2004');

/** "4,2 MB" */
export function sizeInWords(bytes: number): string {
  if (bytes < 1024 ** 2) return `${Math.max(1, Math.round(bytes / 1024))} kB`;
  const megabytes = bytes / 1024 ** 2;
  return `${megabytes < 10 ? megabytes.toFixed(1).replace('.', ',') : Math.round(megabytes)} MB`;
}

/** What is of the platform is for everyone. */
export const ownerInWords = (owner: { name: string; kind: string }) =>
  owner.kind === 'platform' ? 'Alle bibliotheken' : owner.name;

export function resultInWords({ completion, success, score }: ScoResult): string {
  const state = success === 'passed' ? 'gehaald' : success === 'failed' ? 'nog niet gehaald' : completionNames[completion];
  return score === null ? state : `${state}, score ${String(score).replace('.', ',')}`;
}

const completionNames = { unknown: 'begonnen', incomplete: 'bezig', completed: 'afgerond' } as const;
