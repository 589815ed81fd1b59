/** Where packages are kept, as services see it. */
import type { Readable } from 'node:stream';
import type { ExportedPackage } from '#src/domain/export/module.ts';
import type { Manifest } from './manifest/types.ts';

/** A file that came in and stands in a folder of its own until it is taken or thrown away. */
export interface Upload {
  /** Where it stands. */
  path: string;
  /** As the browser called it. */
  fileName: string;
  bytes: number;
  sha256: string;
}

export interface TakenPackage {
  /** To keep it or throw it away. */
  key: string;
  manifest: Manifest;
  sha256: string;
  bytes: number;
  unpackedBytes: number;
}

export interface PackageStore {
  /** A folder of our own, zipped as if it came in. */
  pack(folder: string, fileName: string): Promise<Upload>;
  /** Unpacks and reads; throws PackageRefused with the reason, and leaves nothing behind. */
  take(upload: Upload): Promise<TakenPackage>;
  /** Lays what was taken where its version is looked for. */
  keep(taken: TakenPackage, versionId: string): Promise<void>;
  discard(taken: TakenPackage): Promise<void>;
  /** Throws a file away that came in and wasn't taken. */
  dropUpload(upload: Upload): Promise<void>;
  remove(versionId: string): Promise<void>;
  /** The zip as it was uploaded; null when it isn't there. */
  original(versionId: string): Promise<{ path: string; bytes: number } | null>;
  /** The folder with what was unpacked. */
  filesOf(versionId: string): string;
}

/** Makes packages out of our own modules. */
export interface PackageMaker {
  /** One after another: the next waits, and `busy` when too many do. */
  inTurn<T>(work: () => Promise<T>): Promise<T | 'busy'>;
  /** The zip. @param bodies rendered pages, by module */
  make(pack: ExportedPackage, bodies: ReadonlyMap<string, string>): Promise<Readable>;
}
