import type { TakenPackage } from '#src/scorm/types.ts';

/** The row of a version that just came in, before anyone chose anything. */
export const rowOf = (taken: TakenPackage, ids: { id: string; packageId: string; nr: number; fileName: string }) => ({
  ...ids,
  title: taken.manifest.title,
  standard: taken.manifest.standard,
  sha256: taken.sha256,
  bytes: taken.bytes,
  unpackedBytes: taken.unpackedBytes,
  manifest: taken.manifest,
  rule: 'completed' as const,
  minScore: null,
  minutes: 30,
});
