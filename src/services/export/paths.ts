import { can, type Actor } from '#src/domain/roles.ts';
import type { Context } from '../context.ts';
import { findExportable } from './exportable.ts';

/** The page on which this is taken along to another system; null for who may not, and for what can't go out. */
export function exportHrefOf(ctx: Context, actor: Actor, at: { course: string; module?: string }): string | null {
  if (!can(actor, 'export:make')) return null;
  // A course of one module goes out as that module.
  const single = ctx.catalogue.courses.get(at.course)?.modules;
  const module = at.module ?? (single?.length === 1 ? single[0] : undefined);
  const wat = module === undefined ? `cursus:${at.course}` : `module:${module}`;
  return findExportable(ctx.catalogue, wat) ? `/uitvoer?wat=${wat}` : null;
}
