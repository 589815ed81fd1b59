import { can } from '#src/domain/roles.ts';
import type { Context } from '../context.ts';

/** Is it worth taking in a file from who asks? The service that takes the package decides for whom. */
export const mayUpload = (ctx: Context): boolean =>
  ctx.actor !== null &&
  can(ctx.actor, 'package:list') &&
  ctx.withinRate(`upload ${ctx.actor.personId}`, { max: 60, window: 3_600_000 });
