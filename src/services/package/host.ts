import { findLaunchedVersion } from '#src/db/queries/package.ts';
import type { Context } from '../context.ts';
import { hashToken } from '../new-id.ts';
import { readableError, statusOf } from '../service-error.ts';
import { runLaunch } from './run.ts';
import { saveCommit } from './save.ts';

/** What the content host may ask: each answer is for one token, and nobody is signed in there. */
/** @param unexpected hears what is nobody's fault but ours */
export function playsFor(context: () => Context, unexpected: (error: unknown) => void) {
  return {
    versionOf: (token: string) => {
      const ctx = context();
      return findLaunchedVersion(ctx.db, { hash: hashToken(token), now: ctx.now });
    },
    launch: (token: string) => runLaunch(context(), token),
    save: (token: string, body: unknown) => saveCommit(context(), token, body),
    explain: (error: unknown) => {
      const readable = readableError(error);
      if (!readable) {
        unexpected(error);
        return { status: 500, message: 'Er ging iets mis. Dat ligt aan ons, niet aan jou.' };
      }
      return { status: statusOf[readable.code], message: readable.errors[0]?.message ?? '' };
    },
  };
}
