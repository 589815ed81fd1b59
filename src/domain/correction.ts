/** "Klopt dit niet?" under a lesson: who answers it, and how much may be said. */

/** Characters, of a report and of its answer. */
export const longestCorrection = 1000;

/** local: what a library wrote itself ("Bij ons"); national: the lesson. */
export const correctionAbout = ['local', 'national'] as const;
export type CorrectionAbout = (typeof correctionAbout)[number];

export const correctionAboutNames: Record<CorrectionAbout, string> = { local: 'Bij ons', national: 'de les zelf' };

export type Handler = { kind: 'specialist'; libraryId: string } | { kind: 'adviser'; poiId: string } | { kind: 'administrator' };

/**
 * Who answers: for a library's own text its specialists; for the national text the advisers of the POI above the library,
 * and the administrator where there is no library, no POI, or no adviser who can come in.
 */
export function handlerOf(correction: {
  about: CorrectionAbout;
  libraryId: string | null;
  /** The POI above the library. */
  poiId: string | null;
  hasAdviser: boolean;
}): Handler {
  if (correction.about === 'local' && correction.libraryId) return { kind: 'specialist', libraryId: correction.libraryId };
  if (correction.about === 'national' && correction.poiId && correction.hasAdviser)
    return { kind: 'adviser', poiId: correction.poiId };
  return { kind: 'administrator' };
}

/** May whoever answers know who wrote it? Only the specialist of their own library. */
export const knowsReporter = (handler: Handler) => handler.kind === 'specialist';
