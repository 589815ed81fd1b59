/** Packages of others, that may be used for tests where they are (LICENCES.md there) and are no part of the project. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** SCORM_SAMPLES, or beside the checkout. */
export const scormSamples = (): string =>
  [process.env.SCORM_SAMPLES, '../shared/scorm', '../../shared/scorm'].find((path) => path && existsSync(join(path, 'golf'))) ??
  '../shared/scorm';
