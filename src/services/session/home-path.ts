import { homeOf } from '#src/domain/roles.ts';
import type { Context } from '../context.ts';

/** Where the signed-in person starts; null for nobody. */
export const homePath = (ctx: Context): string | null => (ctx.actor ? homeOf(ctx.actor) : null);
