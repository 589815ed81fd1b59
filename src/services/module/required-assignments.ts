import type { Catalogue } from '#src/catalogue/read.ts';
import type { Assignment } from '#src/domain/assignment.ts';

/** The assignments without which a module is not passed. */
export const requiredAssignments = (catalogue: Catalogue, moduleId: string): Assignment[] =>
  catalogue.modules.get(moduleId)?.assignments.filter((a) => a.required) ?? [];
