import type { Catalogue } from '#src/catalogue/read.ts';
import { changesSince, type ModuleChange } from '#src/domain/module-change.ts';

/** What is new in a module for who passed these versions of it, oldest first; nothing for who didn't pass it. */
export const pendingChanges = (catalogue: Catalogue, moduleId: string, passed: readonly number[]): ModuleChange[] =>
  passed.length === 0 ? [] : changesSince(catalogue.changes.get(moduleId) ?? [], Math.max(...passed));
