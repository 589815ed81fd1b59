import type { Context } from '../context.ts';

/** Where what people learn is passed on to, for everyone to read; null where nothing is. */
export const forwardingOf = (ctx: Pick<Context, 'lrs'>): { host: string } | null => ctx.lrs && { host: ctx.lrs.host };
