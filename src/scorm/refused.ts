/** A package that can't be taken in. Known by its code, as every error of the house (src/README.md). */
export class PackageRefused extends Error {
  readonly code = 'packageRefused';
  /** What stands on the page: plain Dutch, with what to do. */
  readonly reason: string;
  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

export const isPackageRefused = (error: unknown): error is PackageRefused =>
  error instanceof Error && 'code' in error && error.code === 'packageRefused' && 'reason' in error;
